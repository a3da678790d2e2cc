/** `keypoll config`: checks the key-polling configuration of an `ossec.conf`, or converts its block. */

import { managerPrograms } from "../../core/files/index.ts";
import { applied, ConfigDocument, isFragment } from "../../core/lint/config/index.ts";
import { insteadText } from "../../core/lint/crossing/index.ts";
import { wazuhText } from "../../core/lint/versions.ts";
import { ExitCode } from "../exit-code.ts";
import { readInput, STANDARD_INPUT } from "../input.ts";
import { textOf } from "../lint/file-text.ts";
import { readRelease } from "../manager-settings.ts";
import type { FormatName } from "../report/format-names.ts";
import { renderReport } from "../report/formats.ts";
import type { Problem } from "../terminal/problem.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { configReport } from "./config-report.ts";
import { configText } from "./config-text.ts";

export interface ConfigOptions {
  /** A path; `-` is standard input. */
  readonly path: string;
  readonly release?: string;
  readonly convert?: boolean;
  readonly format: FormatName;
}

/** Prints the findings or the converted file, and returns the exit code. */
export async function checkConfig(options: ConfigOptions, terminal: Terminal): Promise<ExitCode> {
  const { path, convert = false, format } = options;
  const refuse = (problem: Problem): ExitCode => {
    terminal.complain(problem);
    return ExitCode.couldNotRun;
  };
  const release = readRelease(options.release);
  if (!release.ok) return refuse(release.problem);
  const input = await readInput(path);
  if (!input.ok) return refuse(input.problem);
  const { text, encoding } = textOf(input.value);
  const programs = path === STANDARD_INPUT ? undefined : managerPrograms(path);
  const document = new ConfigDocument(text, {
    release: release.value,
    isAsked: options.release !== undefined,
    programs,
    isFragment: isFragment(path, text),
  });
  const name = path === STANDARD_INPUT ? "<stdin>" : path;
  if (convert) {
    const [conversion] = document.conversions({ start: 0, end: text.length });
    if (conversion === undefined) return refuse(nothingToConvert(name, document));
    if (encoding === "bytes")
      return refuse({ what: `${name} is not UTF-8.`, advice: "Save it as UTF-8 first." });
    terminal.print(applied(text, conversion.edits));
    return ExitCode.fine;
  }
  const report = configReport(name, document);
  if (format === "text") terminal.print(`${configText(report, terminal).join("\n")}\n`);
  else terminal.print(await renderReport(report, format));
  return report.ok ? ExitCode.fine : ExitCode.findings;
}

function nothingToConvert(name: string, { reading, release }: ConfigDocument): Problem {
  if (release.poller === "none") {
    return {
      what: `${wazuhText(release)} has no key polling, so ${name} cannot be converted for it.`,
      advice: `Remove the block. ${insteadText()}`,
    };
  }
  if (reading.kind === "unreadable") {
    return { what: `${name} cannot be converted: ${reading.message}`, advice: "Fix it first." };
  }
  const count = reading.blocks.length;
  return count === 0
    ? { what: `${name} has no block of key polling.`, advice: "Check that it is the manager's ossec.conf." }
    : {
        what: `${name} has no block that can be converted.`,
        advice: "Keep one block of key polling, with an option in it.",
      };
}
