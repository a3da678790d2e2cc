/** The verdict in words: what happens on the manager, and what to do about it. */

import {
  type KeyEntry,
  type Release,
  replyText,
  textFromBytes,
  type VerdictKind,
} from "../../manager/index.ts";
import { authdName, pollerName } from "./daemons.ts";
import { noiseIn } from "./noise.ts";
import type { PollCase } from "./poll-case.ts";
import { changeText } from "./record-difference.ts";
import { quoted, visible } from "./text.ts";
import type { VerdictState } from "./verdict.ts";

/** The part of a verdict that is prose. */
export interface VerdictText {
  readonly state: VerdictState;
  readonly title: string;
  readonly consequence: string;
  readonly advice: string | undefined;
}

/** The words for every place at which a request may end. */
export function verdictText(poll: PollCase): VerdictText {
  return words[poll.outcome.verdict](poll);
}

function failed(title: string, consequence: string, advice: string): VerdictText {
  return { state: "failed", title, consequence, advice };
}

/** What an agent notices of an answer that led to nothing. */
const STAYS_UNKNOWN = "The agent stays unknown and the manager asks again at its next message.";
const SHAPE = 'Print exactly one object: {"error": 0, "data": {"id": …, "name": …, "ip": …, "key": …}}.';

const missing = (what: string, named: string): ((poll: PollCase) => VerdictText) => {
  return () =>
    failed(`no ${named}`, `The manager finds no ${what} in the answer and drops it. ${STAYS_UNKNOWN}`, SHAPE);
};

const ON_MASTER =
  "Run the script on the master, or upgrade to 4.3 or newer, where workers pass the answer on to it.";

const words: Readonly<Record<VerdictKind, (poll: PollCase) => VerdictText>> = {
  added: addedText,
  rejected: rejectedText,
  exit: ({ settings }) =>
    failed(
      `${authdName(settings.release)} exits`,
      `${authdName(settings.release)} meets the address only while it adds the agent, and exits. Nobody can register until it is started again.`,
      "Print an IPv4 address that this release understands, or any; then restart the manager.",
    ),
  "not-registered": ({ settings: { node, release } }) =>
    node === "worker" && release.workers === "unreachable"
      ? failed(
          "not registered",
          "On a worker of this release no registration service runs, so the answer goes nowhere.",
          ON_MASTER,
        )
      : failed(
          "not registered",
          "The answer is too long for the registration service, which does not read it.",
          "Print an id, a name, an address and a key of ordinary length.",
        ),
  "error-answer": errorAnswerText,
  "no-error-field": missing("member error", "error member"),
  "no-data": missing("member data", "data"),
  "no-id": missing("member id", "id"),
  "no-name": missing("member name", "name"),
  "no-ip": missing("member ip", "ip"),
  "no-key": missing("member key", "key"),
  "parse-error": unreadableText,
  crash: crashText,
  "cannot-run": ({ output }) =>
    failed(
      "could not run",
      `The program ended with code 127, which to the manager means that the program could not be started. ${STAYS_UNKNOWN}`,
      noiseIn(output, 127)?.advice ??
        "Check the path, the permission to execute, the first line of the script and its interpreter.",
    ),
  "cannot-execute": () =>
    failed(
      "no process",
      `The manager could not make a process for the script. ${STAYS_UNKNOWN}`,
      "Look for limits on processes and memory of the daemon.",
    ),
  "exit-code": exitCodeText,
  "timed-out": timedOutText,
  hangs: ({ source }) =>
    failed(
      "never ends",
      `${hasTimedOut(source) ? "The manager's signal does not end the script" : "The script closes its output and goes on"}. The manager reads the answer only when the script has ended, and no timeout applies: its thread is lost until then.`,
      "Make the script end as soon as it has answered; do slow work in another process with its own session.",
    ),
  "no-answer": () =>
    failed(
      "no answer",
      `The socket gave no data, so there is no answer. ${STAYS_UNKNOWN}`,
      "Make sure that the program behind the socket listens, and that it answers in one piece and within the timeout.",
    ),
  "request-discarded": ({ settings }) =>
    failed(
      "request discarded",
      `${pollerName(settings.release)} drops the request before the script is called.`,
      "A request is id: with at most 8 bytes or ip: with at most 19 bytes.",
    ),
  "no-feature": () =>
    failed(
      "the feature is gone",
      "Wazuh 5.0 removed key polling: no daemon of this release calls the script.",
      "Register agents by enrolment or through the API, or set the release to a 4.x version.",
    ),
};

function addedText({ outcome, settings }: PollCase): VerdictText {
  const registration = outcome.registration;
  const entry = registration?.kind === "added" ? registration.entry : undefined;
  const who = entry === undefined ? "The agent" : `Agent ${quoted(entry.id)} (${quoted(entry.name)})`;
  const where = settings.node === "worker" ? "The worker passes the answer on to the master: " : "";
  const replaced = outcome.registration?.replaced.map((each) => replacedText(each, entry)).join("") ?? "";
  return {
    state: "registered",
    title: "registered",
    consequence: `${where}${who} is added to client.keys.${replaced}`,
    advice: undefined,
  };
}

/** An agent that gets a new record, or another one that has to go for it. */
function replacedText(old: KeyEntry, entry: KeyEntry | undefined): string {
  if (entry?.id !== old.id) return ` In exchange ${quoted(old.id)} is removed.`;
  return ` It replaces ${quoted(old.id)}: ${changeText(old, entry)}.`;
}

function rejectedText({ outcome, settings }: PollCase): VerdictText {
  const code = outcome.registration?.kind === "rejected" ? outcome.registration.code : 9001;
  const text = replyText(code, settings.release);
  const forwarded = settings.node === "worker" && settings.release.workers === "forwarded";
  const by = forwarded ? "the master" : authdName(settings.release);
  return failed(
    `refused ${code}: ${text}`,
    `The manager reads the answer, but ${by} refuses to add the agent: ${text}. Nothing is written.`,
    rejectionAdvice(code, settings.release),
  );
}

function rejectionAdvice(code: number, release: Release): string {
  switch (code) {
    case 9005:
    case 9006:
      return release.addressCheckedBeforeAdding
        ? "Print an address that the manager accepts: IPv4, IPv6, either with a mask, or any."
        : "Print name and ip as strings.";
    case 9007:
    case 9008:
    case 9012:
      return "Remove the old agent, or check the force options: they say when it may be replaced.";
    case 9013:
      return "Remove agents, or lift the limit (limit_maxagents).";
    case 9015:
      return ON_MASTER;
    default:
      return "See what the registration service logs.";
  }
}

function errorAnswerText({ outcome, mask }: PollCase): VerdictText {
  const answer = outcome.answer?.kind === "error" ? outcome.answer : undefined;
  const message = answer?.message;
  const says = message === undefined ? "" : ` Its message: "${visible(mask.hide(textFromBytes(message)))}".`;
  return {
    state: "answered-no",
    title: `error answer ${answer?.error ?? ""}`.trim(),
    consequence: `The script says it has no key, and nothing is registered.${says}`,
    advice: undefined,
  };
}

function unreadableText({ output }: PollCase): VerdictText {
  if (/^[\0-\x20]*$/.test(output)) {
    return failed(
      "empty answer",
      `The script printed nothing, which the manager cannot read. Only a debug line says so. ${STAYS_UNKNOWN}`,
      "Print an answer for every request: an error answer where there is no key.",
    );
  }
  return failed(
    "unreadable answer",
    `The manager cannot read the output as JSON and drops it. Only a debug line says so. ${STAYS_UNKNOWN}`,
    "Print one JSON object and nothing before it, neither on standard output nor on standard error.",
  );
}

function crashText({ outcome, settings }: PollCase): VerdictText {
  const daemon = pollerName(settings.release);
  const field = outcome.answer?.kind === "crash" ? outcome.answer.field : "a member";
  return failed(
    `${daemon} crashes`,
    `The member ${field} is not a string, so all of ${daemon} crashes. Enrolment stops too, and nothing starts the daemon again.`,
    `Print ${field} as a string in quotes, and restart the manager.`,
  );
}

function exitCodeText({ source, output }: PollCase): VerdictText {
  const end = source.kind === "execution" ? source.execution.end : undefined;
  const code = end?.kind === "exit" ? end.code : undefined;
  return failed(
    `exit code ${code ?? ""}`.trim(),
    `The script ended with a code other than 0, so the manager discards its output. ${STAYS_UNKNOWN}`,
    noiseIn(output, code)?.advice ??
      "Exit with 0 even if there is no key; the answer itself says what is wrong.",
  );
}

function hasTimedOut(source: PollCase["source"]): boolean {
  return source.kind === "execution" && source.execution.timedOut;
}

/** Where nothing was watched, most scripts keep the blocked signal that some releases leave them with. */
function timedOutText({ source, settings }: PollCase): VerdictText {
  const ranOn = source.kind === "execution" ? source.execution.ranOn : undefined;
  const late =
    (ranOn ?? settings.release.sigtermBlocked)
      ? "The manager's signal changes nothing: the request blocks its thread until the script has ended and the output is closed, and only then is the line logged."
      : "The script has ended at the manager's signal or soon after, and the thread is free again.";
  return failed(
    "timed out",
    `The output was still open when the timeout ended, so the manager discards the answer. ${late}`,
    "Answer sooner: set timeouts for the database, and close what holds standard output open.",
  );
}
