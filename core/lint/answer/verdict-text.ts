/** The verdict in words: what happens on the manager, and what to do about it. */

import {
  type KeyEntry,
  type Release,
  replyText,
  textFromBytes,
  type VerdictKind,
} from "../../manager/index.ts";
import { say } from "../../words/index.ts";
import { authdName, pollerName } from "./daemons.ts";
import { noiseIn } from "./noise.ts";
import type { PollCase } from "./poll-case.ts";
import { changeText } from "./record-difference.ts";
import { quoted, visible } from "./text.ts";
import type { VerdictText } from "./verdict.ts";

/** The words for every place at which a request may end. */
export function verdictText(poll: PollCase): VerdictText {
  return words[poll.outcome.verdict](poll);
}

function failed(title: string, consequence: string, advice: string): VerdictText {
  return { state: "failed", title, consequence, advice };
}

/** What an agent notices of an answer that led to nothing. */
const staysUnknown = (): string =>
  say`The agent stays unknown and the manager asks again at its next message.`;
const shape = (): string =>
  say`Print exactly one object: {"error": 0, "data": {"id": …, "name": …, "ip": …, "key": …}}.`;

const missing =
  (member: string, title = (): string => say`no ${member}`) =>
  (): VerdictText =>
    failed(
      title(),
      say`The manager finds no member ${member} in the answer and discards the answer. ${staysUnknown()}`,
      shape(),
    );

const onMaster = (): string =>
  say`Run the script on the master, or upgrade to 4.3 or newer, where workers pass the answer on to it.`;

const words: Readonly<Record<VerdictKind, (poll: PollCase) => VerdictText>> = {
  added: addedText,
  rejected: rejectedText,
  exit: ({ settings }) =>
    failed(
      say`${authdName(settings.release)} exits`,
      say`${authdName(settings.release)} reads the address only when it adds the agent, and exits. No agent can register until it is started again.`,
      say`Print an IPv4 address that this release understands, or any; then restart the manager.`,
    ),
  "not-registered": ({ settings: { node, release } }) =>
    node === "worker" && release.workers === "unreachable"
      ? failed(
          say`not registered`,
          say`On a worker of this release no registration service runs, so the answer is lost.`,
          onMaster(),
        )
      : failed(
          say`not registered`,
          say`The answer is too long for the registration service, which does not read it.`,
          say`Print an id, a name, an address and a key of ordinary length.`,
        ),
  "error-answer": errorAnswerText,
  "no-error-field": missing("error", () => say`no error member`),
  "no-data": missing("data"),
  "no-id": missing("id"),
  "no-name": missing("name"),
  "no-ip": missing("ip"),
  "no-key": missing("key"),
  "parse-error": unreadableText,
  crash: crashText,
  "cannot-run": ({ output }) =>
    failed(
      say`could not run`,
      say`The program ended with exit code 127. For the manager this means that the program could not be started. ${staysUnknown()}`,
      noiseIn(output, 127)?.advice ??
        say`Check the path, the permission to execute, the first line of the script and its interpreter.`,
    ),
  "cannot-execute": () =>
    failed(
      say`no process`,
      say`The manager could not make a process for the script. ${staysUnknown()}`,
      say`Look for limits on processes and memory of the daemon.`,
    ),
  "exit-code": exitCodeText,
  "timed-out": timedOutText,
  hangs: ({ source }) =>
    failed(
      say`never ends`,
      say`${hasTimedOut(source) ? say`The manager's signal does not end the script` : say`The script closes its output and continues`}. The manager reads the answer only when the script has ended, and no timeout applies: its thread is lost until then.`,
      say`Make the script end as soon as it has answered; do slow work in another process with its own session.`,
    ),
  "no-answer": () =>
    failed(
      say`no answer`,
      say`The socket gave no data, so there is no answer. ${staysUnknown()}`,
      say`Make sure that the socket daemon listens, and that it answers in one piece and within the timeout.`,
    ),
  "request-discarded": ({ settings }) =>
    failed(
      say`request discarded`,
      say`${pollerName(settings.release)} discards the request and does not call the script.`,
      say`A request is id: with at most 8 bytes or ip: with at most 19 bytes.`,
    ),
  "no-feature": () =>
    failed(
      say`the feature was removed`,
      say`Wazuh 5.0 removed key polling: no daemon of this release calls the script.`,
      say`Register agents by enrolment or through the API, or set the release to a 4.x version.`,
    ),
};

function addedText({ outcome, settings }: PollCase): VerdictText {
  const registration = outcome.registration;
  const entry = registration?.kind === "added" ? registration.entry : undefined;
  const who = entry === undefined ? say`The agent` : say`Agent ${quoted(entry.id)} (${quoted(entry.name)})`;
  const where = settings.node === "worker" ? say`The worker passes the answer on to the master: ` : "";
  const replaced = outcome.registration?.replaced.map((each) => replacedText(each, entry)).join("") ?? "";
  return {
    state: "registered",
    title: say`registered`,
    consequence: say`${where}${who} is added to client.keys.${replaced}`,
    advice: undefined,
  };
}

/** An agent that gets a new record, or that is removed for another one. */
function replacedText(old: KeyEntry, entry: KeyEntry | undefined): string {
  if (entry?.id !== old.id) return say` For this the manager removes ${quoted(old.id)}.`;
  return say` It replaces ${quoted(old.id)}: ${changeText(old, entry)}.`;
}

function rejectedText({ outcome, settings }: PollCase): VerdictText {
  const code = outcome.registration?.kind === "rejected" ? outcome.registration.code : 9001;
  const text = replyText(code, settings.release);
  const forwarded = settings.node === "worker" && settings.release.workers === "forwarded";
  const by = forwarded ? say`the master` : authdName(settings.release);
  return failed(
    say`refused ${code}: ${text}`,
    say`The manager reads the answer, but ${by} refuses to add the agent: ${text}. Nothing is written.`,
    rejectionAdvice(code, settings.release),
  );
}

function rejectionAdvice(code: number, release: Release): string {
  switch (code) {
    case 9005:
    case 9006:
      return release.addressCheckedBeforeAdding
        ? say`Print an address that the manager accepts: IPv4, IPv6, either with a mask, or any.`
        : say`Print name and ip as strings.`;
    case 9007:
    case 9008:
    case 9012:
      return say`Remove the old agent, or check the force options: they say when it may be replaced.`;
    case 9013:
      return say`Remove agents, or lift the limit (limit_maxagents).`;
    case 9015:
      return onMaster();
    default:
      return say`See what the registration service logs.`;
  }
}

function errorAnswerText({ outcome, mask }: PollCase): VerdictText {
  const answer = outcome.answer?.kind === "error" ? outcome.answer : undefined;
  const message = answer?.message;
  const says =
    message === undefined ? "" : say` Its message: "${visible(mask.hide(textFromBytes(message)))}".`;
  return {
    state: "answered-no",
    title: say`error answer ${answer?.error ?? ""}`.trim(),
    consequence: say`The script says it has no key. No agent is registered.${says}`,
    advice: undefined,
  };
}

function unreadableText({ output }: PollCase): VerdictText {
  if (/^[\0-\x20]*$/.test(output)) {
    return failed(
      say`empty answer`,
      say`The script printed nothing, which the manager cannot read. Only a debug line says so. ${staysUnknown()}`,
      say`Print an answer for every request: an error answer if there is no key.`,
    );
  }
  return failed(
    say`unreadable answer`,
    say`The manager cannot read the output as JSON and discards it. Only a debug line says so. ${staysUnknown()}`,
    say`Print one JSON object and nothing before it, neither on standard output nor on standard error.`,
  );
}

function crashText({ outcome, settings }: PollCase): VerdictText {
  const daemon = pollerName(settings.release);
  const field = outcome.answer?.kind === "crash" ? outcome.answer.field : say`a member`;
  return failed(
    say`${daemon} crashes`,
    say`The member ${field} is not a string, so all of ${daemon} crashes. Enrolment stops too, and nothing starts the daemon again.`,
    say`Print ${field} as a string in quotes, and restart the manager.`,
  );
}

function exitCodeText({ source, output }: PollCase): VerdictText {
  const end = source.kind === "execution" ? source.execution.end : undefined;
  const code = end?.kind === "exit" ? end.code : undefined;
  return failed(
    say`exit code ${code ?? ""}`.trim(),
    say`The script ended with an exit code other than 0, so the manager discards its output. ${staysUnknown()}`,
    noiseIn(output, code)?.advice ??
      say`Exit with 0 even if there is no key; the answer itself says what is wrong.`,
  );
}

function hasTimedOut(source: PollCase["source"]): boolean {
  return source.kind === "execution" && source.execution.timedOut;
}

/** If nothing was watched: most scripts keep the blocked signal of some releases. */
function timedOutText({ source, settings }: PollCase): VerdictText {
  const ranOn = source.kind === "execution" ? source.execution.ranOn : undefined;
  const late =
    (ranOn ?? settings.release.sigtermBlocked)
      ? say`The manager's signal has no effect: the request blocks its thread until the script has ended and the output is closed. Only then is the line logged.`
      : say`The script ended at the manager's signal or soon after, and the thread is free again.`;
  return failed(
    say`timed out`,
    say`The output was still open at the timeout, so the manager discards the answer. ${late}`,
    say`Answer sooner: set timeouts for the database, and close everything that keeps standard output open.`,
  );
}
