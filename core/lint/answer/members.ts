/** Looks up members of an answer as the manager does, with their places. */

import { type AgentField, type JsonMember, type JsonValue, member, type Span } from "../../manager/index.ts";
import { say } from "../../words/index.ts";
import type { PollCase } from "./poll-case.ts";

/** The members that the manager looks for at the top of an answer. */
export const rootMembers = ["error", "message", "data"] as const;

/** The whole answer, if it is an object. */
export function rootOf({ outcome }: PollCase): (JsonValue & { type: "object" }) | undefined {
  const value = outcome.json?.value;
  return value?.type === "object" ? value : undefined;
}

export function dataOf(poll: PollCase): JsonMember | undefined {
  return member(rootOf(poll), "data");
}

/** The value of a field of the agent. */
export function fieldOf(poll: PollCase, field: AgentField): JsonValue | undefined {
  return member(dataOf(poll)?.value, field)?.value;
}

/** The opening bracket of an object: the place for a missing member. */
export function bracketOf({ span }: JsonValue): Span {
  return { start: span.start, end: span.start + 1 };
}

/** The kind of a value, for a sentence: `the number 1`, `null`, `a list`. Of strings and secrets only the type. */
export function nameOfValue(value: JsonValue, secret = false): string {
  switch (value.type) {
    case "number":
      return secret ? say`a number` : say`the number ${value.value}`;
    case "string":
      return say`a string`;
    case "array":
      return say`a list`;
    case "object":
      return say`an object`;
    default:
      return value.type;
  }
}
