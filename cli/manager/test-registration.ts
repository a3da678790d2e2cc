/** `keypoll test --registration`: a registration script against stand-ins, with what it did and what to change. */

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { levelWord } from "../../core/manager/index.ts";
import { endPolling } from "../../core/poll/index.ts";
import {
  places,
  type ScriptFinding,
  type ScriptRun,
  testRegistrationScript,
  unknownPlace,
} from "../../stand-in/index.ts";
import { ExitCode } from "../exit-code.ts";
import { onInterrupt } from "../terminal/interrupt.ts";
import { labelled, paintSeverity } from "../terminal/look.ts";
import { onOneLine } from "../terminal/printable.ts";
import type { Terminal } from "../terminal/terminal.ts";

export interface RegistrationFlags {
  readonly execPath?: string;
  readonly args?: string;
  readonly name: string;
  readonly release?: string;
  readonly timeout?: number;
  readonly format: string;
}

/** Seconds. */
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
  const unknown = unknownPlace(flags.args ?? "");
  if (unknown !== undefined)
    return stop(
      `${unknown} is not a place in --args.`,
      `The places are ${places.map((each) => `{${each}}`).join(", ")}.`,
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
  const isBad = findings.some(({ severity }) => severity === "error" || severity === "warning");
  if (format === "json")
    terminal.print(`${JSON.stringify({ ok: !isBad && !cancelled, runs, findings, cancelled }, null, 2)}\n`);
  else
    terminal.print(
      `${[...runs.flatMap((run) => runLines(run, terminal)), ...endLines(runs, findings, terminal)].join("\n")}\n`,
    );
  if (cancelled) return ExitCode.cancelled;
  return findings.some(({ rule }) => rule === "script-not-started")
    ? ExitCode.couldNotRun
    : isBad
      ? ExitCode.findings
      : ExitCode.fine;
}

/** A path that exists is one word, blanks and all; else words are split at blanks. */
function wordsOf(text: string): readonly string[] {
  return existsSync(resolve(text)) ? [resolve(text)] : text.split(/\s+/).filter(Boolean);
}

function runLines(run: ScriptRun, terminal: Terminal): readonly string[] {
  const { paint } = terminal;
  const agents = (list: ScriptRun["added"]): string =>
    list.map(({ id, name, ip }) => `${id} ${name} ${ip}`).join(", ");
  const rows: readonly (readonly [label: string, text: string])[] = [
    ...run.output
      .trimEnd()
      .split("\n")
      .slice(0, 12)
      .filter(Boolean)
      .map((line, at) => [at === 0 ? "printed" : "", onOneLine(line)] as const),
    ...run.exchanges.flatMap(({ port, sent, answered }) => [
      ["sent", `to the ${port}: ${onOneLine(sent)}`] as const,
      [
        "answered",
        answered === undefined ? "nothing: the connection was closed" : onOneLine(answered),
      ] as const,
    ]),
    ...run.log.map(
      (line, at) =>
        [at === 0 ? "ossec.log" : "", `${line.daemon}: ${levelWord(line.level)}: ${line.text}`] as const,
    ),
    ["client.keys", run.added.length === 0 ? "no agent added" : `+ ${agents(run.added)}`],
    ...(run.removed.length === 0 ? [] : [["", `- ${agents(run.removed)}`] as const]),
  ];
  return [
    `${paint.bold(TITLES[run.title])}  ${run.end} · ${Math.round(run.durationMs)} ms`,
    ...rows.flatMap(([label, text]) => labelled(label, text, terminal)),
    "",
  ];
}

const TITLES: Readonly<Record<ScriptRun["title"], string>> = {
  "first run": "First run",
  "second run": "Second run, on the same machine",
  "other certificate": "A manager with another certificate",
};

function endLines(
  runs: readonly ScriptRun[],
  findings: readonly ScriptFinding[],
  terminal: Terminal,
): readonly string[] {
  const isChecked = runs.some(({ title }) => title === "other certificate");
  const checked = isChecked
    ? ", and checks the certificate"
    : ". Certificates were not tested: the API of 3.x has none";
  if (findings.length === 0)
    return [terminal.paint.green(`✔ The script registers the agent once${checked}.`)];
  return findings.flatMap(({ rule, severity, message, advice }) => [
    `${paintSeverity(severity, terminal)(`${severity}:`)} ${message} [${rule}]`,
    `  → ${advice}`,
  ]);
}
