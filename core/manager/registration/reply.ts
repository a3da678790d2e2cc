/** The registration service's reply to a request to add an agent, with its error codes. */

import type { ByteString } from "../bytes.ts";
import type { Release } from "../releases.ts";

const texts = {
  9001: "Internal error",
  9002: "Parsing JSON input",
  9003: "No such function",
  9004: "No such argument",
  9005: "No such name",
  9006: "No such IP",
  9007: "Duplicate IP",
  9008: "Duplicate name",
  9009: "Issue generating key",
  9010: "No such agent ID",
  9011: "Agent ID not found",
  9012: "Duplicate ID",
  9013: "Maximum number of agents reached",
  9014: "Invalid Group(s) Name(s)",
  9015: "Cannot execute this request on a worker node",
} as const;

export type ReplyCode = keyof typeof texts;

/** The text for a code in this release. */
export function replyText(code: ReplyCode, release: Release): string {
  return texts[code].replace(/^Duplicate /, `${release.duplicateWord} `);
}

export function errorReply(code: ReplyCode, release: Release): ByteString {
  return `{"error":${code},"message":"${replyText(code, release)}"}`;
}

/** The reply after an addition: the JSON as the manager prints it, without blanks. */
export function successReply(agent: Readonly<Record<"id" | "name" | "ip" | "key", ByteString>>): ByteString {
  const members = (["id", "name", "ip", "key"] as const).map(
    (name) => `"${name}":${jsonString(agent[name])}`,
  );
  return `{"error":0,"data":{${members.join(",")}}}`;
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/** A string as the manager prints it: bytes from 0x20 on are printed unchanged, whether they are valid UTF-8 or not. */
export function jsonString(bytes: ByteString): ByteString {
  const escaped = bytes.replace(
    /["\\\0-\x1f]/g,
    (byte) => SHORT_ESCAPES[byte] ?? `\\u${byte.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `"${escaped}"`;
}
