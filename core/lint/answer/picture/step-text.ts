/** The result of each step, in a few words and as facts. */

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
import { numberText, say } from "../../../words/index.ts";
import { type KeyMask, MASK } from "../../mask.ts";
import { authdName } from "../daemons.ts";
import { nameOfValue } from "../members.ts";
import { visible } from "../text.ts";
import { blamed, placeOf } from "../unreadable.ts";
import type { PictureParts } from "./parts.ts";
import type { Fact, PictureStep, StepName } from "./picture.ts";

/** A poll with what the texts of its steps need. */
export interface StepCase extends PictureParts {
  /** What the socket led to, if there is one. */
  readonly given: Source;
  /** Everything that was printed. */
  readonly printed: ByteString;
  readonly mask: KeyMask;
}

type StepText = Pick<PictureStep, "summary" | "facts">;

/** Steps whose summary is bytes. */
const ofData: readonly StepName[] = ["request", "command", "key-file"];

/** The words for a step. Empty for a step that was not reached. */
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
  if (given.kind === "output") return { summary: say`answered`, facts: [] };
  return {
    summary: given.kind === "nothing" ? say`gave no data` : say`gave no data, so the script is run`,
    facts: [],
  };
}

function commandText({ run, given, mask }: StepCase): StepText {
  if (given.kind === "command-too-long") return { summary: say`65536 bytes or more`, facts: [] };
  // A command line may contain a password. It is masked like everything that is shown.
  const shown = (run?.argv ?? []).map((word) => visible(mask.hide(textFromBytes(word))));
  const facts = shown.map((word, at) => data(at === 0 ? say`program` : say`argument ${at}`, word));
  if (run !== undefined) facts.push(data(say`runs in`, run.workingDirectory));
  return { summary: shown.map(inQuotes).join(" "), facts };
}

/** Unquoted if it is plain, because arguments are separated by blanks. */
function inQuotes(word: string): string {
  return word === "" || /[\s"']/.test(word) ? JSON.stringify(word) : word;
}

function outputText({ given, printed, run }: StepCase): StepText {
  if (given.kind === "nothing") return { summary: say`none`, facts: [] };
  const end = given.kind === "execution" ? endOf(given.execution) : undefined;
  const size = printed === "" ? say`nothing printed` : bytesText(printed.length);
  const facts = [
    ...(end === undefined ? [] : [words(say`ended with`, end)]),
    ...unread(printed),
    ...(run?.streams === undefined
      ? []
      : [words(say`of these on standard error`, bytesText(run.streams.stderr.length))]),
    ...(run?.leftover ?? []).map(({ name, pid }) => words(say`left behind`, say`${name} (process ${pid})`)),
  ];
  return { summary: end === undefined ? size : `${size}, ${end}`, facts };
}

function endOf({ end, timedOut, ranOn }: Execution): string {
  if (ranOn === true) return say`not ended`;
  if (timedOut) return say`timed out`;
  switch (end.kind) {
    case "exit":
      return say`exit code ${end.code}`;
    case "signal":
      return say`signal ${end.signal}`;
    default:
      return say`not started`;
  }
}

/**
 * A manager reads up to the first NUL. The text after it may be a key in an encoding that the mask does not recognise.
 */
function unread(printed: ByteString): Fact[] {
  const nul = printed.indexOf("\0");
  return nul < 0 ? [] : [words(say`not read`, say`${bytesText(printed.length - nul)} from the first NUL on`)];
}

function jsonText({ verdict, printed }: StepCase): StepText {
  const { json } = verdict.outcome;
  if (json === undefined) return { summary: "", facts: [] };
  if (json.value !== undefined) return { summary: kindOf(json.value), facts: [] };
  return {
    summary: say`unreadable for the manager`,
    facts: [words(say`parser stopped at`, placeOf(printed, blamed(printed, json.end)))],
  };
}

function kindOf(value: JsonValue): string {
  return value.type === "object" ? membersText(value.members.length) : nameOfValue(value);
}

function answerText({ verdict, mask }: StepCase): StepText {
  const { answer } = verdict.outcome;
  return answer === undefined ? { summary: "", facts: [] } : answerWords(answer, mask);
}

function answerWords(answer: AnswerReading, mask: KeyMask): StepText {
  const shown = (bytes: ByteString): string => visible(mask.hide(textFromBytes(bytes)));
  switch (answer.kind) {
    case "refused":
      return { summary: missing[answer.reason](), facts: [] };
    case "error": {
      const message = answer.message === undefined ? [] : [data("message", shown(answer.message))];
      return {
        summary: say`error ${answer.error}`,
        facts: [words("error", String(answer.error)), ...message],
      };
    }
    case "crash":
      return {
        summary: say`${answer.field} is ${nameOfValue(answer.member.value, answer.field === "key")}`,
        facts: [],
      };
    case "agent": {
      const { agent } = answer;
      const facts = agentFields.flatMap((field) => {
        const value = agent[field];
        if (value === undefined) return [words(field, say`not a string`)];
        return [data(field, field === "key" && value !== "" ? MASK : shown(value))];
      });
      const named = [agent.id, agent.name, agent.ip].map((value) => shown(value ?? "?"));
      return { summary: say`agent ${named.join(" ")}`, facts };
    }
  }
}

const missing: Readonly<Record<MissingMember, () => string>> = {
  "no-error-field": () => say`no member error`,
  "no-data": () => say`no member data`,
  "no-id": () => say`no member id`,
  "no-name": () => say`no member name`,
  "no-ip": () => say`no member ip`,
  "no-key": () => say`no member key`,
};

function registrationText({ verdict, release }: StepCase): StepText {
  const { registration } = verdict.outcome;
  if (registration === undefined) return { summary: say`authd is not reachable`, facts: [] };
  const made = registration.kind === "added" && registration.keyGenerated;
  const facts = made ? [words("key", say`generated by the manager`)] : [];
  switch (registration.kind) {
    case "added":
      return {
        summary: registration.replaced.length > 0 ? say`accepted; replaces another agent` : say`accepted`,
        facts,
      };
    case "rejected":
      return { summary: say`refused ${registration.code}: ${replyText(registration.code, release)}`, facts };
    case "exit":
      return { summary: say`${authdName(release)} exits`, facts };
  }
}

function keyFileText({ verdict }: StepCase): StepText {
  return { summary: verdict.landing ?? "", facts: [] };
}

function bytesText(count: number): string {
  return count === 1 ? say`1 byte` : say`${numberText(count)} bytes`;
}

function membersText(count: number): string {
  return count === 1 ? say`an object with 1 member` : say`an object with ${numberText(count)} members`;
}
