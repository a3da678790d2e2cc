/** From a request and the script's answer to the verdict that every face shows. */

import {
  type ByteString,
  isLoggedByDefault,
  type KeyStore,
  type LogLine,
  type ManagerSettings,
  type Outcome,
  outcomeOf,
  type Release,
  type Source,
  textFromBytes,
} from "../../manager/index.ts";
import { say } from "../../words/index.ts";
import { insteadText } from "../crossing/index.ts";
import type { KeyMask } from "../mask.ts";
import { isProblem } from "../severity.ts";
import { agentFindings } from "./agent-findings.ts";
import { contractFindings } from "./contract.ts";
import { authdName, tagOf } from "./daemons.ts";
import { byGravity, finding } from "./finding.ts";
import { textMask } from "./keys-in-poll.ts";
import { memberFindings } from "./member-findings.ts";
import { outputFindings } from "./output-findings.ts";
import { outputOf, type PollCase, printedBy } from "./poll-case.ts";
import { recordFindings } from "./record-findings.ts";
import { registrationFindings } from "./registration-findings.ts";
import { repaired } from "./repair.ts";
import { runFindings } from "./run-findings.ts";
import { printable, shownRecord, visible } from "./text.ts";
import type { AnswerFinding, ShownLogLine, Verdict, VerdictText } from "./verdict.ts";
import { verdictText } from "./verdict-text.ts";

/**
 * What the manager does with the script's answer to a request. `datagram` is `id:001` or `ip:10.0.0.1`. `known` are the
 * agents that the manager already has; it does not change. No text of the verdict contains a key, but `outcome` does.
 */
export function judge(
  datagram: ByteString,
  asked: Source,
  known: KeyStore,
  settings: ManagerSettings,
): Verdict {
  const verdict = judgeOnce(datagram, asked, known, settings);
  const again = (output: ByteString): Verdict =>
    judgeOnce(datagram, { kind: "output", output }, known, settings);
  return { ...verdict, next: nextFindings(verdict, outputOf(asked), again, settings.release) };
}

/** Maximum problems that are repaired one after the other. Hardly any answer has more. */
const MOST_REPAIRS = 6;

/**
 * Continues after the place where the manager stops, as if that problem were fixed, until nothing stops it or only a
 * guess could continue.
 */
function nextFindings(
  first: Verdict,
  output: ByteString,
  judgeAgain: (output: ByteString) => Verdict,
  release: Release,
): readonly AnswerFinding[] {
  const said = new Set(first.findings.map(keyOf));
  const next: AnswerFinding[] = [];
  let verdict = first;
  let text = output;
  for (let repairs = 0; repairs < MOST_REPAIRS; repairs++) {
    const better = repaired(verdict.outcome, text, release);
    if (better === undefined) break;
    verdict = judgeAgain(better);
    text = better;
    for (const found of verdict.findings) {
      if (!isProblem(found.severity) || said.has(keyOf(found))) continue;
      said.add(keyOf(found));
      // The bytes belong to another output.
      next.push({ ...found, span: undefined });
    }
  }
  return next;
}

function keyOf({ rule, message }: AnswerFinding): string {
  return `${rule} ${message}`;
}

function judgeOnce(datagram: ByteString, asked: Source, known: KeyStore, settings: ManagerSettings): Verdict {
  const outcome = outcomeOf(datagram, asked, known, settings);
  // The findings on the answer do not depend on the way that it took.
  const source = asked.kind === "socket" ? asked.gave : asked;
  const output = outputOf(source);
  const mask = textMask(outcome, output);
  const poll: PollCase = { datagram, source, settings, outcome, printed: printedBy(source), output, mask };
  const findings = byGravity([...managerFindings(poll), ...contractFindings(poll)]).map((each) =>
    withoutKeys(each, mask),
  );
  return {
    request: mask.hide(visible(textFromBytes(datagram))),
    ...withCause(textWithoutKeys(poll), findings),
    landing: landing(outcome, mask),
    removed:
      outcome.registration?.replaced.map((entry) => shownRecord(known.lineOf(entry), entry, mask)) ?? [],
    log: shownLog(outcome, settings.release, mask, output),
    findings,
    next: [],
    outcome,
  };
}

/** An agent that is registered, but not as intended, or that stops a daemon: this is not a success. */
function withCause(text: VerdictText, findings: readonly AnswerFinding[]): VerdictText {
  const [worst] = findings;
  if (text.state !== "registered" || worst?.severity !== "error" || worst.authority !== "manager")
    return text;
  return {
    state: "failed",
    title: say`registered with a problem`,
    consequence: `${text.consequence} ${worst.message}`,
    advice: worst.advice,
  };
}

function landing({ registration, store }: Outcome, mask: KeyMask): string | undefined {
  if (registration?.kind !== "added") return undefined;
  return shownRecord(store.lineOf(registration.entry), registration.entry, mask);
}

/** The agent's name is in the text, and a script that mixes up its fields gives the key in its place. */
function textWithoutKeys(poll: PollCase): VerdictText {
  const text = verdictText(poll);
  return { ...text, consequence: poll.mask.hide(text.consequence) };
}

function withoutKeys(each: AnswerFinding, mask: KeyMask): AnswerFinding {
  return { ...each, message: mask.hide(each.message), advice: mask.hide(each.advice) };
}

/** Findings with the manager as authority, in the order in which a poll meets them. */
function managerFindings(poll: PollCase): readonly AnswerFinding[] {
  if (poll.outcome.verdict === "no-feature") {
    return [
      finding(
        "feature-removed",
        say`Wazuh 5.0 has no key polling: nothing calls this script. ${insteadText()}`,
      ),
    ];
  }
  return [
    ...runFindings(poll),
    ...outputFindings(poll),
    ...memberFindings(poll),
    ...agentFindings(poll),
    ...recordFindings(poll),
    ...registrationFindings(poll),
  ];
}

/** Maximum characters of a line: a script may print megabytes, and a debug line repeats all of them. */
const LONGEST_LINE = 4096;

/**
 * The lines of the manager that polls, then those of the master if that is another one. `output` is what was parsed.
 */
function shownLog(
  outcome: Outcome,
  release: Release,
  mask: KeyMask,
  output: ByteString,
): readonly ShownLogLine[] {
  const line = (each: LogLine): ShownLogLine => ({
    level: each.level,
    text: printable(maskedText(each, outcome, mask, output)),
    byDefault: isLoggedByDefault(each),
    tag: tagOf(each.id, release) ?? authdName(release),
  });
  return [
    ...outcome.log.map(line),
    ...outcome.masterLog.map((each): ShownLogLine => ({ ...line(each), onMaster: true })),
  ];
}

/** Before 4.4 a line ends with the output from where the parser stopped, which can be in the middle of a key. */
function maskedText(line: LogLine, { json }: Outcome, mask: KeyMask, output: ByteString): string {
  const rest = json === undefined || line.id !== "json-unreadable" ? "" : output.slice(json.end);
  if (rest === "" || json === undefined || !line.text.endsWith(rest)) {
    return mask.part(textFromBytes(line.text), 0, LONGEST_LINE);
  }
  const head = textFromBytes(line.text.slice(0, -rest.length));
  const before = textFromBytes(output.slice(0, json.end));
  const whole = before + textFromBytes(rest);
  // The text before it may repeat the output as well.
  return mask.hide(head) + mask.part(whole, before.length, before.length + LONGEST_LINE - head.length);
}
