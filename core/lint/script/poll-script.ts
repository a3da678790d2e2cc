/**
 * Recognises poll scripts by what they do. In doubt a script is not one, because findings on other scripts would be
 * noise.
 */

import type { Node } from "web-tree-sitter";
import type { ScriptReading } from "./reading.ts";

/** Words in every script that answers correctly. A text without them need not be parsed. */
const WORDS = ["id", "ip", "error", "data"];

/** The text contains all the words that such a script needs. */
export function mayBePollScript(text: string): boolean {
  return WORDS.every((word) => text.includes(word));
}

/** The members of an agent's data. */
const AGENT = ["id", "name", "ip", "key"];

/**
 * The script reads its arguments or a socket, and makes JSON with the members error and data: with a whole agent in it,
 * or after comparing something with `id` and with `ip`. A wrong script may do none of this; `core/documents` knows the
 * other reasons.
 */
export function isPollScript(reading: ScriptReading): boolean {
  if (!isAsked(reading)) return false;
  const made = madeBy(reading);
  return made.json && made.answer && (selects(reading) || AGENT.every(made.has));
}

/** The manager asks it on a socket, so its standard output is not the answer. */
export function isDaemon({ captures }: ScriptReading): boolean {
  return captures.has("socket");
}

/** It reads its arguments, or listens on a socket. */
export function isAsked({ captures }: ScriptReading): boolean {
  return captures.has("argument") || captures.has("socket");
}

/** Where something is compared with `id` or with `ip`. */
export function selectorsOf(reading: ScriptReading): readonly Node[] {
  return reading.captures.nodes("selector").filter((node) => ["id", "ip"].includes(reading.nameOf(node)));
}

function selects(reading: ScriptReading): boolean {
  const compared = new Set(selectorsOf(reading).map((node) => reading.nameOf(node)));
  return compared.size === 2;
}

interface MadeJson {
  /** JSON is made, by a library or by hand. */
  readonly json: boolean;
  /** Objects have the members error and data, or texts written by hand name them. */
  readonly answer: boolean;
  /** An object has a member of this name, or a text written by hand has it. */
  has(name: string): boolean;
}

/** What the script makes that may be an answer. */
export function madeBy(reading: ScriptReading): MadeJson {
  const { captures, texts } = reading;
  const members = new Set(captures.nodes("member").map((node) => reading.nameOf(node)));
  for (const tag of captures.nodes("tag")) members.add(tagName(tag.text));
  const written = texts
    .all()
    .map(({ pieces }) => pieces.map((each) => (each.kind === "text" ? each.text : "")).join(""))
    .filter((text) => text.includes("{"));
  return {
    json: captures.has("encoder") || written.some((text) => text.trimStart().startsWith('{"error"')),
    answer: ["error", "data"].every(
      (name) => members.has(name) || written.some((text) => text.includes(name)),
    ),
    has: (name) => members.has(name) || written.some((text) => hasMember(text, name)),
  };
}

/** In JSON, also with escaped quotes, or in an object of `jq`: `{id, name: $name}`. */
function hasMember(json: string, name: string): boolean {
  return new RegExp(`\\b${name}\\\\?"?\\s*[:,}]`).test(json);
}

/** The name of a member from a Go tag such as `json:"error,omitempty"`. */
export function tagName(tag: string): string {
  return tag.split('"')[1]?.split(",")[0] ?? "";
}
