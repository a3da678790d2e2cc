/** What the documentation says about an answer, checked with its schemas. */

import {
  arrayFromBytes,
  type ByteString,
  type JsonMember,
  type JsonReading,
  type JsonValue,
  textFromBytes,
} from "../../manager/index.ts";
import { say } from "../../words/index.ts";
import { type Place, violation } from "./contract-messages.ts";
import { finding } from "./finding.ts";
import { error as errorSchema, type SchemaError, success as successSchema } from "./generated/validators.js";
import type { PollCase } from "./poll-case.ts";
import type { AnswerFinding } from "./verdict.ts";

/** Maximum findings: an object may have any number of unknown members, and nobody reads more. */
const MOST_VIOLATIONS = 20;

/** Findings with the contract as authority. Empty if the manager did not read the output at all. */
export function contractFindings({ printed, outcome }: PollCase): readonly AnswerFinding[] {
  const { json } = outcome;
  if (json === undefined) return [];
  const strict = strictness(printed, json);
  if (json.value === undefined) return strict;
  if (json.value.type !== "object") {
    return [
      finding(
        "contract-json",
        say`The documentation requires one JSON object, and this is not one.`,
        json.value.span,
      ),
    ];
  }
  return [...strict, ...schemaFindings(json.value)];
}

/** The schema for the answer: the one for errors if it says error, or if it has nothing but a message. */
function schemaFindings(root: JsonValue): AnswerFinding[] {
  const error = exactMember(root, "error")?.value;
  const isError =
    (error?.type === "number" && error.value !== 0) ||
    (exactMember(root, "data") === undefined && exactMember(root, "message") !== undefined);
  const validate = isError ? errorSchema : successSchema;
  if (validate(plainValue(root))) return [];
  const found = new Map<string, AnswerFinding>();
  for (const each of validate.errors ?? []) {
    const next = violation(placeOf(root, each), each, isError);
    // A value may violate several keywords of one constraint.
    const key = `${next.rule} ${next.message}`;
    if (!found.has(key)) found.set(key, next);
    if (found.size === MOST_VIOLATIONS) break;
  }
  return [...found.values()];
}

/** The value that a schema error is about, and its member. */
function placeOf(root: JsonValue, { instancePath, keyword, params }: SchemaError): Place {
  const path = instancePath.split("/").slice(1);
  let place: Place = { path, member: undefined, value: root };
  for (const name of path) {
    const member = exactMember(place.value, name);
    if (member !== undefined) place = { path, member, value: member.value };
  }
  if (keyword !== "additionalProperties") return place;
  const extra = exactMember(place.value, String(params["additionalProperty"]));
  return extra === undefined ? place : { ...place, member: extra };
}

/** The manager's parser accepts more than JSON. */
function strictness(printed: ByteString, json: JsonReading): AnswerFinding[] {
  const text = decoded(printed);
  if (text !== undefined && isJson(text)) return [];
  const read = json.value === undefined ? "" : say` The manager reads it anyway.`;
  const told = (what: string, start: number, end: number): AnswerFinding[] => [
    finding(
      "contract-json",
      say`The documentation requires one JSON object on standard output, but ${what}.${read}`,
      { start, end },
    ),
  ];
  if (/^[\0-\x20]*$/.test(printed)) return told(say`there is none`, 0, printed.length);
  if (json.value === undefined) return told(say`this is not one`, 0, printed.length);
  const { start, end } = json.value.span;
  if (start > 0 && printed.slice(0, start).trim() !== "") return told(say`there is text before it`, 0, start);
  const rest = printed.slice(end);
  if (rest.trim() !== "") return told(say`there is text after it`, end, printed.length);
  if (text === undefined) return told(say`these bytes are invalid UTF-8`, start, end);
  if (/[\0-\x1f]/.test(printed.slice(start, end).replace(/[\t\n\r]/g, "")))
    return told(say`it has raw control characters`, start, end);
  return told(say`its numbers, strings or white space are not those of JSON`, start, end);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The text of UTF-8, or undefined if the bytes are invalid. A byte-order mark stays, because it is not JSON. */
function decoded(bytes: ByteString): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(arrayFromBytes(bytes));
  } catch {
    return undefined;
  }
}

/** The value in JavaScript. The first of several members with one name counts, as for the manager. */
function plainValue(value: JsonValue): unknown {
  switch (value.type) {
    case "null":
      return null;
    case "true":
      return true;
    case "false":
      return false;
    case "number":
      return value.value;
    case "string":
      return textFromBytes(value.value);
    case "array":
      return value.items.map(plainValue);
    case "object": {
      const members: Record<string, unknown> = Object.create(null);
      for (const each of value.members) {
        const name = textFromBytes(each.name);
        if (!(name in members)) members[name] = plainValue(each.value);
      }
      return members;
    }
  }
}

/** The member with exactly this name, as other JSON readers look it up. */
function exactMember(value: JsonValue | undefined, name: string): JsonMember | undefined {
  return value?.type === "object"
    ? value.members.find((each) => textFromBytes(each.name) === name)
    : undefined;
}
