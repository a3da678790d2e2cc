/** Every key that a poll reveals, in each form in which a log line or a message may show it. */

import {
  type ByteString,
  GENERATED_KEY,
  type JsonValue,
  type Outcome,
  readJson,
  textFromBytes,
} from "../../manager/index.ts";
import { KeyMask } from "../mask.ts";
import { isSecretName } from "../secrets/names.ts";
import { namedValues } from "../secrets/values.ts";
import { visible } from "./text.ts";

/** One answer has one key. An output that names more than this is not an answer. */
const MOST_NAMED = 16;
const LONGEST_NAMED = 4096;

/**
 * Knows the poll's keys in text, with control characters or their escapes. `output` is what the manager reads of the
 * script's output.
 */
export function textMask(outcome: Outcome, output: ByteString): KeyMask {
  return new KeyMask(textsOf(keyBytesInPoll(outcome, output)));
}

/** Knows the poll's keys as bytes too, because a key in invalid UTF-8 is not recognised by its text. */
export function byteMask(outcome: Outcome, output: ByteString): KeyMask {
  const keys = keyBytesInPoll(outcome, output);
  return new KeyMask([...textsOf(keys), ...keys]);
}

function textsOf(keys: ReadonlySet<ByteString>): readonly string[] {
  return Array.from(keys, textFromBytes).flatMap((key) => [key, visible(key)]);
}

function keyBytesInPoll(outcome: Outcome, output: ByteString): Set<ByteString> {
  const keys = new Set<ByteString>();
  let values = 0;
  for (const value of keyValues(outcome.json?.value)) {
    if (++values > MOST_NAMED) break;
    add(keys, value.value);
    // As between its quotes, with escapes, and also after a NUL.
    keys.add(output.slice(value.span.start + 1, value.span.end - 1));
  }
  for (const key of namedKeys(output, outcome.json?.end ?? 0)) keys.add(key);
  // The parser skips blanks, including those at the beginning of a key that stands alone.
  for (const key of [...keys]) keys.add(key.replace(/^[\0-\x20]+/, ""));
  // A record's line is split at blanks and line feeds, also inside a key in place of a name.
  for (const key of [...keys]) for (const word of key.split(/[ \n]+/)) keys.add(word);
  const { registration } = outcome;
  if (registration?.kind === "added" && !registration.keyGenerated) add(keys, registration.entry.key);
  for (const entry of registration?.replaced ?? []) add(keys, entry.key);
  keys.delete(GENERATED_KEY);
  return keys;
}

/** A key as it is, and as the manager writes it in JSON. */
function add(keys: Set<ByteString>, key: ByteString): void {
  keys.add(key);
  keys.add(JSON.stringify(key).slice(1, -1));
}

/** Strings in members whose name says that they are a key, at any depth. */
function* keyValues(root: JsonValue | undefined): Generator<JsonValue & { type: "string" }> {
  const waiting = root === undefined ? [] : [root];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (value.type === "array") for (const item of value.items) waiting.push(item);
    if (value.type !== "object") continue;
    for (const each of value.members) {
      if (each.value.type === "string" && isSecretName(each.name)) yield each.value;
      else waiting.push(each.value);
    }
  }
}

/** Text that is not JSON may contain a key anyway: as it is, decoded, and cut at `stop`, where the parser gave up. */
function* namedKeys(output: ByteString, stop: number): Generator<ByteString> {
  let values = 0;
  for (const [start, end] of namedValues(output)) {
    if (++values > MOST_NAMED) return;
    if (end - start > LONGEST_NAMED) continue;
    const value = output.slice(start, end);
    yield value;
    yield readString(value);
    if (stop > start && stop < end) yield output.slice(stop, end);
  }
}

/** The value with its escapes decoded, or unchanged if they are not JSON. */
function readString(value: ByteString): ByteString {
  const read = readJson(`"${value}"`, { bomSkipped: false }).value;
  return read?.type === "string" ? read.value : value;
}
