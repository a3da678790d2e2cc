/**
 * `keypoll test --registration`: runs a registration script against stand-ins, and reports what it did and what to
 * change.
 */

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { isProblem } from "../../core/lint/severity.ts";
import { endPolling } from "../../core/poll/index.ts";
import { places, unknownPlaceholder } from "../../core/suite/index.ts";
import { type ScriptFinding, type ScriptRun, testRegistrationScript } from "../../stand-in/index.ts";
import { ExitCode } from "../exit-code.ts";
import { onInterrupt } from "../terminal/interrupt.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { runFindingLines, runLines } from "./registration-text.ts";

export interface RegistrationFlags {
  readonly execPath?: string;
  readonly args?: string;
  readonly name: string;
  readonly release?: string;
  readonly timeout?: number;
  readonly format: string;
}

/** Maximum seconds for one run. */
const PATIENCE = 60;

export async function testRegistration(flags: RegistrationFlags, terminal: Terminal): Promise<ExitCode> {
  const stop = (what: string, advice: string): ExitCode => {
    terminal.complain({ what, advice });
    return ExitCode.couldNotRun;
  };
  const { execPath, format } = flags;
  if (execPath === undefined)
    return stop("No registration script is named.", "Write keypoll test ./register_agent.sh --registration.");
  if (format !== "text" && format !== "json") {
    return stop(`A test of a registration script has no format "${format}".`, "Write text or json.");
  }
  const words = wordsOf(execPath);
  const unknown = unknownPlaceholder(flags.args ?? "");
  if (unknown !== undefined)
    return stop(
      `${unknown} is not a placeholder of --args.`,
      `The placeholders are ${places.map((each) => `{${each}}`).join(", ")}.`,
    );
  const interrupt = onInterrupt();
  const tested = await testRegistrationScript({
    words: [...words, ...wordsOf(flags.args ?? "{name}")],
    version: flags.release ?? "4.14",
    name: flags.name,
    workingDirectory: process.cwd(),
    timeoutSeconds: flags.timeout ?? PATIENCE,
    signal: interrupt.signal,
  });
  interrupt.forget();
  await endPolling();
  if ("problem" in tested) return stop("The stand-in did not start.", tested.problem);
  const { runs, findings, cancelled } = tested;
  const isBad = findings.some(({ severity }) => isProblem(severity));
  if (format === "json")
    terminal.print(`${JSON.stringify({ ok: !isBad && !cancelled, runs, findings, cancelled }, null, 2)}\n`);
  else
    terminal.print(
      `${[...runs.flatMap((run) => runLines(run, terminal)), ...endLines(runs, findings, isBad, terminal)].join("\n")}\n`,
    );
  if (cancelled) return ExitCode.cancelled;
  return findings.some(({ rule }) => rule === "script-not-started")
    ? ExitCode.couldNotRun
    : isBad
      ? ExitCode.findings
      : ExitCode.fine;
}

/** An existing path is one word, even with blanks. Other text is split at blanks. */
function wordsOf(text: string): readonly string[] {
  return existsSync(resolve(text)) ? [resolve(text)] : text.split(/\s+/).filter(Boolean);
}

function endLines(
  runs: readonly ScriptRun[],
  findings: readonly ScriptFinding[],
  isBad: boolean,
  terminal: Terminal,
): readonly string[] {
  const isChecked = runs.some(({ title }) => title === "other certificate");
  const checked = isChecked
    ? ", and checks the certificate"
    : ". Certificates were not tested: no connection used TLS";
  return [
    ...runFindingLines(findings, terminal),
    ...(isBad ? [] : [terminal.paint.green(`✔ The script registers the agent once${checked}.`)]),
  ];
}
