/** Options of `lint` for a new client.keys that is to replace the old one. */

import { InvalidArgumentError, Option } from "commander";
import { replacementCodes } from "../../core/lint/key-file/replacement-codes.ts";

/** What works on several files, or changes the new one. */
const NOT_BESIDE = ["fix", "dryRun", "baseline", "updateBaseline", "watch"];

export function gateOptions(): readonly Option[] {
  const options = [
    new Option("--gate", "let one new client.keys pass only if no daemon would stop or be confused"),
    new Option("--against <file>", "the file that it is to replace: no agent may get lost or be locked out"),
    new Option("--install <file>", "the same, and replace that file if the new one passes").conflicts(
      "against",
    ),
    new Option("--new", "there is no old file yet"),
    new Option("--allow <rule>", "a change that is meant and shall not refuse; may be given several times")
      .choices(replacementCodes)
      .argParser(collectCode)
      .default([], "nothing"),
    new Option("--even-if-running", "install although the manager's daemons run"),
  ];
  for (const option of options) {
    option.conflicts(NOT_BESIDE).helpGroup("A new client.keys that is to replace the old one:");
    if (option.attributeName() !== "gate") option.implies({ gate: true });
  }
  return options;
}

function collectCode(code: string, codes: readonly string[]): readonly string[] {
  if (replacementCodes.some((each) => each === code)) return [...codes, code];
  throw new InvalidArgumentError(`Allowed choices are ${replacementCodes.join(", ")}.`);
}
