/** Findings about the members of an answer: missing, of another type, twice, cut. */

import {
  type AgentField,
  agentFields,
  integerOf,
  type JsonMember,
  type JsonValue,
  member,
  textFromBytes,
} from "../../manager/index.ts";
import { say } from "../../words/index.ts";
import { pollerName } from "./daemons.ts";
import { finding } from "./finding.ts";
import { bracketOf, dataOf, fieldOf, nameOfValue, rootMembers, rootOf } from "./members.ts";
import type { PollCase } from "./poll-case.ts";
import { visible } from "./text.ts";
import type { AnswerFinding } from "./verdict.ts";

export function memberFindings(poll: PollCase): readonly AnswerFinding[] {
  const root = rootOf(poll);
  if (root === undefined) return [];
  const error = member(root, "error");
  const data = dataOf(poll);
  return [
    ...names(root, rootMembers),
    ...names(data?.value, agentFields),
    ...cuts(poll),
    ...(error === undefined ? [noError(root)] : errorMember(error, root)),
    ...agentMembers(poll),
  ];
}

function noError(root: JsonValue): AnswerFinding {
  return finding(
    "no-error-member",
    say`The answer has no member error, so the manager discards it. Only a debug line says so.`,
    bracketOf(root),
  );
}

/** Names that the manager finds although they are spelt differently, and those that it never reaches, each once. */
function names(value: JsonValue | undefined, wanted: readonly string[]): AnswerFinding[] {
  if (value?.type !== "object") return [];
  return wanted.flatMap((name) => {
    const [first, second] = value.members.filter((each) => each.name.toLowerCase() === name);
    const findings: AnswerFinding[] = [];
    if (first !== undefined && first.name !== name) {
      const written = visible(textFromBytes(first.name));
      const message = say`The member is called ${written}; the manager reads it as ${name}.`;
      findings.push(finding("member-case", message, first.nameSpan));
    }
    if (second !== undefined) {
      const message = say`The answer has the member ${name} twice. The manager reads the first one and ignores this one.`;
      findings.push(finding("duplicate-member", message, second.nameSpan));
    }
    return findings;
  });
}

function cuts(poll: PollCase): AnswerFinding[] {
  const values = [
    ["message", member(rootOf(poll), "message")?.value] as const,
    ...agentFields.map((field) => [field, fieldOf(poll, field)] as const),
  ];
  return values.flatMap(([name, value]) =>
    value?.type === "string" && value.cutByNul
      ? [
          finding(
            "cut-at-nul",
            say`The value of ${name} has a NUL character, written \\u0000 or as an escape without hexadecimal digits; the manager reads nothing from there on.`,
            value.span,
          ),
        ]
      : [],
  );
}

function errorMember(error: JsonMember, root: JsonValue): AnswerFinding[] {
  const { value } = error;
  const code = integerOf(value);
  const type = errorType(value, code, member(root, "data") !== undefined);
  if (code === 0) return type;
  const data = member(root, "data");
  const ignored =
    data === undefined
      ? []
      : [finding("data-ignored", say`With error ${code} the manager ignores data.`, data.nameSpan)];
  return [...type, ...message(member(root, "message")?.value, error), ...ignored];
}

function errorType(value: JsonValue, code: number, hasData: boolean): AnswerFinding[] {
  if (value.type === "number") {
    if (value.value === code) return [];
    const reads = value.value;
    return code === 0
      ? [
          finding(
            "error-counts-as-zero",
            say`The manager reads the error ${reads} as 0, a success.`,
            value.span,
          ),
        ]
      : [finding("error-not-integer", say`The manager reads the error ${reads} as ${code}.`, value.span)];
  }
  if (value.type === "true") {
    return [finding("error-not-integer", say`The manager reads error true as 1, a failure.`, value.span)];
  }
  const harmless = value.type === "null" || value.type === "false" || hasData;
  const then = hasData ? "" : say` and looks for data, which does not exist`;
  return [
    finding(
      "error-counts-as-zero",
      say`The error is ${nameOfValue(value)}, which the manager reads as 0: it treats the answer as a success${then}.`,
      value.span,
      harmless ? "information" : undefined,
    ),
  ];
}

function message(value: JsonValue | undefined, error: JsonMember): AnswerFinding[] {
  if (value === undefined) {
    return [
      finding(
        "error-without-message",
        say`The error answer has no message; the manager logs only that it is missing, not the error.`,
        error.value.span,
      ),
    ];
  }
  if (value.type !== "string") {
    return [
      finding(
        "message-not-text",
        say`The message is ${nameOfValue(value)}, not a string: before 4.4 the manager logs "unknown", and from 4.4 on it logs nothing.`,
        value.span,
      ),
    ];
  }
  return value.value === ""
    ? [
        finding(
          "message-not-text",
          say`The message is empty; the manager logs "unknown" instead.`,
          value.span,
        ),
      ]
    : [];
}

function agentMembers(poll: PollCase): AnswerFinding[] {
  const { outcome } = poll;
  const root = rootOf(poll);
  const data = dataOf(poll);
  if (root === undefined || outcome.answer?.kind === "error" || outcome.verdict === "no-error-field")
    return [];
  if (data === undefined) {
    return [
      finding(
        "no-data-member",
        say`The answer is a success but has no member data, so the manager discards it. Only a debug line says so.`,
        bracketOf(root),
      ),
    ];
  }
  if (data.value.type !== "object") {
    return [
      finding(
        "data-not-object",
        say`The member data is ${nameOfValue(data.value)}, not an object: the manager finds no id in it and discards the answer.`,
        data.value.span,
      ),
    ];
  }
  return agentFields.flatMap((field) => agentMember(field, data.value, poll));
}

function agentMember(field: AgentField, data: JsonValue, poll: PollCase): AnswerFinding[] {
  const value = member(data, field)?.value;
  if (value === undefined) {
    return [
      finding(
        "no-agent-member",
        say`The member ${field} is missing in data, so the manager discards the answer. Only a debug line says so.`,
        bracketOf(data),
      ),
    ];
  }
  if (value.type === "string") return [];
  return [
    finding(
      "member-not-string",
      say`The member ${field} is ${nameOfValue(value, field === "key")}, not a string: ${effectOfNoString(field, poll)}.`,
      value.span,
    ),
  ];
}

function effectOfNoString(field: AgentField, { settings }: PollCase): string {
  const { release } = settings;
  if (release.nonStringMember === "crash") {
    return say`the whole ${pollerName(release)} crashes on it, enrolment of all agents stops, and nothing starts it again`;
  }
  switch (field) {
    case "id":
      return say`the manager leaves it out and registers the agent under the next free id, so the requested agent stays unknown`;
    case "key":
      return say`the manager leaves it out and generates a random key, which the agent does not have`;
    case "name":
      return say`the manager leaves it out and refuses the agent with 9005, No such name`;
    case "ip":
      return say`the manager leaves it out and refuses the agent with 9006, No such IP`;
  }
}
