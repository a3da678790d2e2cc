/** How the manager reads a script's answer before it registers an agent: the decision table. */

import type { ByteString } from "../bytes.ts";
import type { Release } from "../releases.ts";
import { type JsonMember, type JsonValue, member } from "./json.ts";
import { intValue } from "./number.ts";

export const agentFields = ["id", "name", "ip", "key"] as const;

export type AgentField = (typeof agentFields)[number];

/** The four values for registration. A missing value was present but not a string, which older releases leave out. */
export type GivenAgent = Readonly<Partial<Record<AgentField, ByteString>>>;

/** A member that the answer lacks. */
export type MissingMember = "no-error-field" | "no-data" | "no-id" | "no-name" | "no-ip" | "no-key";

export type AnswerReading =
  | { readonly kind: "refused"; readonly reason: MissingMember }
  /** An error answer. `message` is what the log shows. Undefined if the member is missing or the log shows nothing. */
  | {
      readonly kind: "error";
      readonly error: number;
      readonly message: ByteString | undefined;
      readonly messageMissing: boolean;
    }
  /** The daemon crashes on this member, which is present but not a string. */
  | { readonly kind: "crash"; readonly field: AgentField; readonly member: JsonMember }
  | { readonly kind: "agent"; readonly agent: GivenAgent };

/** The integer that the manager reads from a value: 0 for everything except numbers and `true`. */
export function integerOf(value: JsonValue): number {
  if (value.type === "number") return intValue(value.value);
  return value.type === "true" ? 1 : 0;
}

/** The fixed order of checks: error, data, then id, name, ip and key. */
export function readAnswer(json: JsonValue, release: Release): AnswerReading {
  const error = member(json, "error")?.value;
  if (error === undefined) return { kind: "refused", reason: "no-error-field" };
  const code = integerOf(error);
  if (code !== 0) return readError(code, member(json, "message")?.value, release);
  const data = member(json, "data")?.value;
  if (data === undefined) return { kind: "refused", reason: "no-data" };
  return release.nonStringMember === "crash" ? readCopying(data) : readPresent(data);
}

function readError(error: number, message: JsonValue | undefined, release: Release): AnswerReading {
  if (message === undefined) return { kind: "error", error, message: undefined, messageMissing: true };
  if (message.type !== "string") {
    // A release that copies strings compares with the missing value and logs nothing.
    const shown = release.nonStringMember === "crash" ? undefined : "unknown";
    return { kind: "error", error, message: shown, messageMissing: false };
  }
  return { kind: "error", error, message: message.value || "unknown", messageMissing: false };
}

/**
 * 4.4 and newer: each member is copied as soon as it is found. Copying a value that is not a string crashes the daemon.
 */
function readCopying(data: JsonValue): AnswerReading {
  const agent: Partial<Record<AgentField, ByteString>> = {};
  for (const field of agentFields) {
    const found = member(data, field);
    if (found === undefined) return { kind: "refused", reason: `no-${field}` };
    if (found.value.type !== "string") return { kind: "crash", field, member: found };
    agent[field] = found.value.value;
  }
  return { kind: "agent", agent };
}

/** Before 4.4: all four must be present. A value that is not a string is lost on the way to authd. */
function readPresent(data: JsonValue): AnswerReading {
  const missing = agentFields.find((field) => member(data, field) === undefined);
  if (missing !== undefined) return { kind: "refused", reason: `no-${missing}` };
  const agent: Partial<Record<AgentField, ByteString>> = {};
  for (const field of agentFields) {
    const value = member(data, field)?.value;
    if (value?.type === "string") agent[field] = value.value;
  }
  return { kind: "agent", agent };
}
