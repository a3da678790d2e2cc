/** Answers with one problem repaired: what the manager would read if it had not stopped there. */

import {
  agentFields,
  type ByteString,
  type JsonValue,
  member,
  type Outcome,
  type Release,
  readJson,
  type VerdictKind,
} from "../../manager/index.ts";

/** The output to read instead. Undefined if nothing can be repaired without a guess. */
export function repaired(
  { verdict, json }: Outcome,
  output: ByteString,
  release: Release,
): ByteString | undefined {
  const value = json?.value;
  if (discarded.includes(verdict)) return holdsObject(output, release) ? output : undefined;
  if (verdict === "parse-error") return readable(output, release);
  if (verdict === "crash" && value !== undefined) return withStrings(output, value);
  if (verdict === "no-error-field" && value !== undefined) return withError(output, value, json?.end ?? 0);
  return undefined;
}

/** Ends at which the manager has an output but does not read it. */
const discarded: readonly VerdictKind[] = ["exit-code", "cannot-run", "timed-out"];

const MARK = "\xef\xbb\xbf";

/** Maximum brackets at which an answer is searched for after other text. */
const TRIES = 20;

function holdsObject(output: ByteString, release: Release): boolean {
  return readJson(output, release).value?.type === "object" || answerAfterText(output, release) !== undefined;
}

/** Where an answer begins that the manager would read without the text before it. */
export function answerAfterText(output: ByteString, release: Release): number | undefined {
  let at = output.indexOf("{", 1);
  for (let tries = 0; at >= 0 && tries < TRIES; tries++) {
    if (member(readJson(output.slice(at), release).value, "error") !== undefined) return at;
    at = output.indexOf("{", at + 1);
  }
  return undefined;
}

/** Without the text before the object; a Python dict as JSON. */
function readable(output: ByteString, release: Release): ByteString | undefined {
  const unmarked = output.startsWith(MARK) ? output.slice(MARK.length) : output;
  if (readJson(unmarked, release).value?.type === "object") return unmarked;
  const at = answerAfterText(output, release);
  if (at !== undefined) return output.slice(at);
  const dict = output
    .slice(Math.max(0, output.indexOf("{")))
    .replace(/u?'([^'"\\]*)'/g, '"$1"')
    .replace(/\bNone\b/g, "null")
    .replace(/\bTrue\b/g, "true")
    .replace(/\bFalse\b/g, "false");
  return dict !== output && readJson(dict, release).value?.type === "object" ? dict : undefined;
}

/** Numbers and similar values in quotes. An object or a list cannot be the intended value. */
function withStrings(output: ByteString, root: JsonValue): ByteString | undefined {
  const data = member(root, "data")?.value;
  const values = agentFields.flatMap((field) => member(data, field)?.value ?? []);
  const wrong = values.filter(({ type }) => type !== "string");
  if (wrong.some(({ type }) => type !== "number")) return undefined;
  return wrong
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce((text, { span: { start, end } }) => {
      return `${text.slice(0, start)}"${text.slice(start, end)}"${text.slice(end)}`;
    }, output);
}

/** The object after a value that is not an object; an object with data as the success answer that it looks like. */
function withError(output: ByteString, root: JsonValue, end: number): ByteString | undefined {
  if (root.type !== "object") {
    const at = output.indexOf("{", end);
    return at < 0 ? undefined : output.slice(at);
  }
  if (member(root, "data") === undefined) return undefined;
  const { start } = root.span;
  return `${output.slice(0, start)}{"error":0,${output.slice(start + 1)}`;
}
