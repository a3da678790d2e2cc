/** The report of a tested registration script in the output channel. Keys and passwords are already hidden. */

import { isProblem, severityText } from "../../core/lint/severity.ts";
import { wazuhText } from "../../core/lint/versions.ts";
import { levelWord, type Release } from "../../core/manager/index.ts";
import { numberText, say } from "../../core/words/index.ts";
import { portText } from "../../stand-in/exchange.ts";
import type { ScriptFinding, ScriptRun } from "../../stand-in/index.ts";
import { block, INDENT, labelled, onOneLine } from "../poll/report-lines.ts";

/** Maximum lines of a script's output that are shown. */
const SHOWN_LINES = 20;

export interface RegistrationHead {
  readonly fileName: string;
  readonly release: Release;
  readonly words: readonly string[];
  readonly remark: string | undefined;
  readonly when: Date;
}

export function headText({ fileName, release, words, remark, when }: RegistrationHead): string {
  const time = when.toLocaleTimeString(undefined, { hour12: false });
  return block([
    `${fileName} · ${wazuhText(release)} · ${time}`,
    labelled(say`command`, JSON.stringify(words)),
    ...(remark === undefined ? [] : [labelled(say`remark`, remark)]),
  ]);
}

export function runText(run: ScriptRun): string {
  const titles: Readonly<Record<ScriptRun["title"], string>> = {
    "first run": say`First run`,
    "second run": say`Second run, on the same machine`,
    "other certificate": say`A manager with another certificate`,
  };
  const seconds = numberText(run.durationMs / 1000, 2);
  return block([
    `▸ ${titles[run.title]}  ${run.end}  (${seconds} s)`,
    ...rows(say`printed`, printed(run)),
    ...rows(
      say`called`,
      run.tools.map(
        ({ tool, words, exitCode }) =>
          say`the stand-in's ${onOneLine([tool, ...words].join(" "))}: exit code ${exitCode}`,
      ),
    ),
    ...exchangeLines(run),
    ...rows(
      "ossec.log",
      run.log.map(({ daemon, level, text }) => `${daemon}: ${levelWord(level)}: ${onOneLine(text)}`),
    ),
    ...rows("client.keys", changes(run)),
  ]);
}

function printed({ output }: ScriptRun): readonly string[] {
  const lines = output.trimEnd().split("\n").filter(Boolean);
  const more = lines.length - SHOWN_LINES;
  const shown = lines.slice(0, SHOWN_LINES).map(onOneLine);
  return more > 0 ? [...shown, say`${more} lines more`] : shown;
}

function exchangeLines({ exchanges }: ScriptRun): readonly string[] {
  return exchanges.flatMap(({ port, from, sent, answered }) => {
    const where = portText(port);
    const source = from === "" ? where : say`${where}, from ${from}`;
    return [
      labelled(say`sent`, `${onOneLine(sent)}  (${source})`),
      labelled(
        say`answered`,
        answered === undefined ? say`nothing: the connection was closed` : onOneLine(answered),
      ),
    ];
  });
}

function changes({ added, removed }: ScriptRun): readonly string[] {
  const lines = [
    ...added.map(({ id, name, ip }) => `+ ${id} ${name} ${ip} ••••••••`),
    ...removed.map(({ id, name, ip }) => `- ${id} ${name} ${ip} ••••••••`),
  ];
  return lines.length === 0 ? [say`no agent added`] : lines;
}

function rows(label: string, texts: readonly string[]): readonly string[] {
  return texts.map((text, at) => labelled(at === 0 ? label : "", text));
}

/** What to do, and one line that says whether all is well. */
export function footText(
  findings: readonly ScriptFinding[],
  cancelled: boolean,
  hasCertificate: boolean,
): string {
  return block([...findingLines(findings), resultText(findings, cancelled, hasCertificate)]);
}

/** Only the findings. Empty if there are none. */
export function findingsText(findings: readonly ScriptFinding[]): string {
  return findings.length === 0 ? "" : block(findingLines(findings));
}

function findingLines(findings: readonly ScriptFinding[]): readonly string[] {
  return findings.flatMap(({ severity, rule, message, advice }) => [
    `${severity === "error" ? "✘" : "●"} ${severityText(severity)} ${rule}  ${onOneLine(message)}`,
    `${INDENT}→ ${advice}`,
  ]);
}

export function resultText(
  findings: readonly ScriptFinding[],
  cancelled: boolean,
  hasCertificate: boolean,
): string {
  if (cancelled) return say`The test was cancelled.`;
  if (findings.some(({ severity }) => isProblem(severity))) {
    return findings.length === 1 ? say`1 finding.` : say`${findings.length} findings.`;
  }
  return hasCertificate
    ? say`The script registers the agent once, and checks the certificate.`
    : say`The script registers the agent once. Certificates were not tested: no connection used TLS.`;
}
