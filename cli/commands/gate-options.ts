/** Options of `lint` for a new client.keys that will replace the old one. */

import { InvalidArgumentError, Option } from "commander";
import { replacementCodes } from "../../core/lint/key-file/replacement-codes.ts";

/** Options that work on several files, or change the new one. */
const NOT_BESIDE = ["fix", "dryRun", "baseline", "updateBaseline", "watch"];

export function gateOptions(): readonly Option[] {
  const options = [
    new Option("--gate", "accept a new client.keys only if no daemon would stop on it and no line is lost"),
    new Option("--against <file>", "the file that it replaces: no agent may be lost or locked out"),
    new Option(
      "--install <file>",
      "the same as --against, and replace that file if the new one passes",
    ).conflicts("against"),
    new Option("--new", "there is no old file yet"),
    new Option("--allow <rule>", "accept this change; may be given several times")
      .choices(replacementCodes)
      .argParser(collectCode)
      .default([], "nothing"),
    new Option("--even-if-running", "install even if the manager's daemons run"),
  ];
  for (const option of options) {
    option.conflicts(NOT_BESIDE).helpGroup("To replace a client.keys with a new one:");
    if (option.attributeName() !== "gate") option.implies({ gate: true });
  }
  return options;
}

function collectCode(code: string, codes: readonly string[]): readonly string[] {
  if (replacementCodes.some((each) => each === code)) return [...codes, code];
  throw new InvalidArgumentError(`Allowed choices are ${replacementCodes.join(", ")}.`);
}
