/** Findings about the output as JSON: what is before, in and after the answer. */

import {
  type ByteString,
  type JsonReading,
  type JsonValue,
  readJson,
  textFromBytes,
} from "../../manager/index.ts";
import { say } from "../../words/index.ts";
import { finding, withAdvice } from "./finding.ts";
import { nameOfValue } from "./members.ts";
import { noiseIn, sentenceOf } from "./noise.ts";
import type { PollCase } from "./poll-case.ts";
import { answerAfterText } from "./repair.ts";
import { visible } from "./text.ts";
import { blamed, placeOf, stopReason } from "./unreadable.ts";
import type { AnswerFinding } from "./verdict.ts";

const MARK = "\xef\xbb\xbf";
/** Maximum characters of the output in a message. */
const SHOWN = 40;
/** Bytes after the shown place that are searched for keys. */
const WINDOW = 4096;

/** Empty if the manager did not get as far as reading. */
export function outputFindings(poll: PollCase): readonly AnswerFinding[] {
  const { json } = poll.outcome;
  if (json === undefined) return [];
  const found = json.value === undefined ? unreadable(poll, json) : readable(poll, json, json.value);
  return [...found, ...mark(poll), ...nul(poll, json)];
}

function unreadable(poll: PollCase, json: JsonReading): AnswerFinding[] {
  const { output, settings } = poll;
  if (isUtf16(poll.printed)) {
    return [
      finding("utf-16-output", say`The output is UTF-16, which the manager cannot read.`, {
        start: 0,
        end: output.length,
      }),
    ];
  }
  if (/^[\0-\x20]*$/.test(output)) {
    return poll.printed.length > output.length
      ? []
      : [
          finding(
            "empty-output",
            say`The script printed nothing. The manager cannot read this as an answer, and only a debug line says so.`,
          ),
        ];
  }
  // The byte-order mark has its own finding, and there may be no other problem.
  if (
    !settings.release.bomSkipped &&
    output.startsWith(MARK) &&
    readJson(output.slice(MARK.length), settings.release).value !== undefined
  )
    return [];
  const answer = answerAfterText(output, settings.release);
  if (answer !== undefined) return [textBefore(poll, answer)];
  const at = blamed(output, json.end);
  const span = { start: Math.min(at, output.length - 1), end: Math.min(at + 1, output.length) };
  const where = say`at ${placeOf(output, at)}${at < output.length ? `, ${excerpt(poll, at)}` : ""}, ${stopReason(output, at)}`;
  if (/^[\0-\x20]*\{/.test(output) && /^(?:u?'|None\b|True\b|False\b)/.test(output.slice(at, at + 6))) {
    return [
      finding(
        "python-dict",
        say`The output is a Python dict and not JSON, so the manager discards it: ${where}.`,
        span,
      ),
    ];
  }
  const noise = noiseIn(output);
  const looks = noise === undefined ? "" : sentenceOf(noise);
  const found = finding(
    "unreadable-json",
    say`The manager cannot read the output and discards it: ${where}.${looks}`,
    span,
  );
  return [withAdvice(found, noise?.advice)];
}

function textBefore(poll: PollCase, start: number): AnswerFinding {
  const noise = noiseIn(poll.output.slice(0, start));
  const looks =
    noise === undefined ? "" : noise.isClause ? ` (${noise.what})` : say`, which looks like ${noise.what},`;
  return finding(
    "text-before-json",
    say`${excerpt(poll, 0, start)}${looks} comes before the JSON, so the manager cannot read the answer.`,
    { start: 0, end: start },
  );
}

function readable(poll: PollCase, json: JsonReading, value: JsonValue): AnswerFinding[] {
  const rest = poll.output.slice(json.end);
  const start = json.end + rest.search(/[^\0-\x20]/);
  const followed = start >= json.end;
  const after = { start, end: poll.output.length };
  if (value.type !== "object") return [rootNotObject(poll, value, followed && rest.includes("{"))];
  if (!followed) return [];
  if (/[{[]/.test(poll.output.charAt(start))) {
    return [
      finding(
        "several-objects",
        say`The script printed more than one value; the manager reads the first and ignores the rest.`,
        after,
      ),
    ];
  }
  return [
    finding(
      "text-after-json",
      say`${excerpt(poll, start)} comes after the JSON. The manager ignores it.`,
      after,
    ),
  ];
}

function rootNotObject(poll: PollCase, value: JsonValue, objectFollows: boolean): AnswerFinding {
  const what =
    value.type === "number" ? say`a number` : value.type === "string" ? say`a string` : nameOfValue(value);
  const message = objectFollows
    ? say`The output begins with ${excerpt(poll, value.span.start)}. The manager reads the ${value.type} as the whole answer, and ignores the object after it.`
    : say`The answer is ${what}, not an object, so the manager finds no member error and discards it.`;
  return finding("root-not-object", message, value.span);
}

function mark(poll: PollCase): AnswerFinding[] {
  if (!poll.output.startsWith(MARK)) return [];
  const skipped = poll.settings.release.bomSkipped;
  const message = skipped
    ? say`The output begins with a UTF-8 byte-order mark, which this release skips; 3.8 does not.`
    : say`The output begins with a UTF-8 byte-order mark, and this release cannot read what follows it.`;
  return [finding("json-byte-order-mark", message, { start: 0, end: 3 }, skipped ? undefined : "error")];
}

function nul(poll: PollCase, json: JsonReading): AnswerFinding[] {
  const { output, printed } = poll;
  if (printed.length === output.length || isUtf16(printed)) return [];
  const lost = printed.length - output.length;
  const complete = json.value !== undefined;
  return [
    finding(
      "nul-in-output",
      say`The output has a NUL byte after ${output.length} bytes, and the manager does not see the ${lost} bytes from there on.`,
      { start: output.length, end: printed.length },
      complete ? "information" : undefined,
    ),
  ];
}

function isUtf16(printed: ByteString): boolean {
  return (
    /^(?:\xff\xfe|\xfe\xff)/.test(printed) || /^(?:[\x01-\x7f]\0){4}|^(?:\0[\x01-\x7f]){4}/.test(printed)
  );
}

/** The output from a place on, in quotes, without keys, up to `until`. */
function excerpt({ output, mask }: PollCase, at: number, until: number = output.length): string {
  // Half a key would not be recognised, so the text before and after is searched too.
  const before = textFromBytes(output.slice(0, at));
  const shown = textFromBytes(output.slice(at, Math.min(until, at + WINDOW)))
    .slice(0, SHOWN)
    .trimEnd();
  const after = textFromBytes(output.slice(at, at + WINDOW));
  return `"${visible(mask.part(before + after, before.length, before.length + shown.length))}"`;
}
