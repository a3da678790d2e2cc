/** What came of each step, in a few words and as facts. */

import {
  type AnswerReading,
  agentFields,
  type ByteString,
  type Execution,
  type JsonValue,
  type MissingMember,
  replyText,
  type Source,
  textFromBytes,
} from "../../../manager/index.ts";
import { type KeyMask, MASK } from "../../mask.ts";
import { authdName } from "../daemons.ts";
import { nameOfValue } from "../members.ts";
import { visible } from "../text.ts";
import { placeOf } from "../unreadable.ts";
import type { PictureParts } from "./parts.ts";
import type { Fact, PictureStep, StepName } from "./picture.ts";

/** A poll with what its steps are told by. */
export interface StepCase extends PictureParts {
  /** What the socket led to, where there is one. */
  readonly given: Source;
  /** Everything that was printed. */
  readonly printed: ByteString;
  readonly mask: KeyMask;
}

type StepText = Pick<PictureStep, "summary" | "facts">;

/** Steps whose summary is bytes. */
const ofData: readonly StepName[] = ["request", "command", "key-file"];

/** The words for a step; nothing is known of one that was not reached. */
export function stepText(
  name: StepName,
  poll: StepCase,
  isReached: boolean,
): StepText & Pick<PictureStep, "isData"> {
  const text = isReached ? texts[name](poll) : { summary: "", facts: [] };
  return { ...text, isData: ofData.includes(name) };
}

const texts: Readonly<Record<StepName, (poll: StepCase) => StepText>> = {
  request: ({ verdict }) => ({ summary: verdict.request, facts: [] }),
  socket: socketText,
  command: commandText,
  output: outputText,
  json: jsonText,
  answer: answerText,
  registration: registrationText,
  "key-file": keyFileText,
};

function data(name: string, value: string): Fact {
  return { name, value, isData: true };
}

function words(name: string, value: string): Fact {
  return { name, value, isData: false };
}

function socketText({ given }: StepCase): StepText {
  if (given.kind === "output") return { summary: "answered", facts: [] };
  return {
    summary: given.kind === "nothing" ? "gave no data" : "gave no data, so the script is run",
    facts: [],
  };
}

function commandText({ run, given, mask }: StepCase): StepText {
  if (given.kind === "command-too-long") return { summary: "65536 bytes or more", facts: [] };
  // A command line may name a password; it is masked like everything that is shown.
  const shown = (run?.argv ?? []).map((word) => visible(mask.hide(textFromBytes(word))));
  const facts = shown.map((word, at) => data(at === 0 ? "program" : `argument ${at}`, word));
  if (run !== undefined) facts.push(data("runs in", run.workingDirectory));
  return { summary: shown.map(inQuotes).join(" "), facts };
}

/** As it is where it is plain, for the arguments are told apart by blanks. */
function inQuotes(word: string): string {
  return word === "" || /[\s"']/.test(word) ? JSON.stringify(word) : word;
}

function outputText({ given, printed, run }: StepCase): StepText {
  if (given.kind === "nothing") return { summary: "none", facts: [] };
  const end = given.kind === "execution" ? endOf(given.execution) : undefined;
  const size = printed === "" ? "nothing printed" : many(printed.length, "byte");
  const facts = [
    ...(end === undefined ? [] : [words("ended with", end)]),
    ...unread(printed),
    ...(run?.streams === undefined
      ? []
      : [words("of these on standard error", many(run.streams.stderr.length, "byte"))]),
    ...(run?.leftover ?? []).map(({ name, pid }) => words("left behind", `${name} (process ${pid})`)),
  ];
  return { summary: end === undefined ? size : `${size}, ${end}`, facts };
}

function endOf({ end, timedOut, ranOn }: Execution): string {
  if (ranOn === true) return "not ended";
  if (timedOut) return "timed out";
  switch (end.kind) {
    case "exit":
      return `exit code ${end.code}`;
    case "signal":
      return `signal ${end.signal}`;
    default:
      return "not started";
  }
}

/** A manager reads up to the first NUL; what stands after it may be a key in an encoding that hides it from the mask. */
function unread(printed: ByteString): Fact[] {
  const nul = printed.indexOf("\0");
  return nul < 0 ? [] : [words("not read", `${many(printed.length - nul, "byte")} from the first NUL on`)];
}

function jsonText({ verdict, printed }: StepCase): StepText {
  const { json } = verdict.outcome;
  if (json === undefined) return { summary: "", facts: [] };
  if (json.value !== undefined) return { summary: kindOf(json.value), facts: [] };
  return {
    summary: "unreadable for the manager",
    facts: [words("parser stopped at", placeOf(printed, json.end))],
  };
}

function kindOf(value: JsonValue): string {
  return value.type === "object"
    ? `an object with ${many(value.members.length, "member")}`
    : nameOfValue(value);
}

function answerText({ verdict, mask }: StepCase): StepText {
  const { answer } = verdict.outcome;
  return answer === undefined ? { summary: "", facts: [] } : answerWords(answer, mask);
}

function answerWords(answer: AnswerReading, mask: KeyMask): StepText {
  const shown = (bytes: ByteString): string => visible(mask.hide(textFromBytes(bytes)));
  switch (answer.kind) {
    case "refused":
      return { summary: missing[answer.reason], facts: [] };
    case "error": {
      const message = answer.message === undefined ? [] : [data("message", shown(answer.message))];
      return { summary: `error ${answer.error}`, facts: [words("error", String(answer.error)), ...message] };
    }
    case "crash":
      return {
        summary: `${answer.field} is ${nameOfValue(answer.member.value, answer.field === "key")}`,
        facts: [],
      };
    case "agent": {
      const { agent } = answer;
      const facts = agentFields.flatMap((field) => {
        const value = agent[field];
        if (value === undefined) return [words(field, "not a string")];
        return [data(field, field === "key" && value !== "" ? MASK : shown(value))];
      });
      const named = [agent.id, agent.name, agent.ip].map((value) => shown(value ?? "?"));
      return { summary: `agent ${named.join(" ")}`, facts };
    }
  }
}

const missing: Readonly<Record<MissingMember, string>> = {
  "no-error-field": "no member error",
  "no-data": "no member data",
  "no-id": "no member id",
  "no-name": "no member name",
  "no-ip": "no member ip",
  "no-key": "no member key",
};

function registrationText({ verdict, release }: StepCase): StepText {
  const { registration } = verdict.outcome;
  if (registration === undefined) return { summary: "authd is not reachable", facts: [] };
  const made = registration.kind === "added" && registration.keyGenerated;
  const facts = made ? [words("key", "made up by the manager")] : [];
  switch (registration.kind) {
    case "added":
      return {
        summary: registration.replaced.length > 0 ? "accepted; replaces another agent" : "accepted",
        facts,
      };
    case "rejected":
      return { summary: `refused ${registration.code}: ${replyText(registration.code, release)}`, facts };
    case "exit":
      return { summary: `${authdName(release)} exits`, facts };
  }
}

function keyFileText({ verdict }: StepCase): StepText {
  return { summary: verdict.landing ?? "", facts: [] };
}

function many(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}
