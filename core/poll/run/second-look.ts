/** Which bytes of an output came from which stream, according to a second run with a pipe for each. */

import { type ByteString, cString, member, type Release, readJson } from "../../manager/index.ts";
import type { StreamSpan, Streams } from "./poll-run.ts";

/** Bytes. The streams are not matched with a larger output. */
const LARGEST_MATCHED = 1024 * 1024;

/** Whether the manager finds an answer in the output: JSON whose first value is an object with a member `error`. */
export function holdsAnswer(output: ByteString, release: Release): boolean {
  return member(readJson(cString(output), release).value, "error") !== undefined;
}

/** The two streams of a second run, matched with the output of the first. */
export function streamsOf(output: ByteString, stdout: ByteString, stderr: ByteString): Streams {
  return { stdout, stderr, spans: spansIn(output, stdout, stderr) };
}

/**
 * Splits the output: at each place it follows the stream that agrees with it for longer. Undefined if the streams do
 * not fit the output exactly, for example if it contains times or process numbers.
 */
function spansIn(
  output: ByteString,
  stdout: ByteString,
  stderr: ByteString,
): readonly StreamSpan[] | undefined {
  if (output.length !== stdout.length + stderr.length || output.length > LARGEST_MATCHED) return undefined;
  const spans: StreamSpan[] = [];
  let taken = { stdout: 0, stderr: 0 };
  for (let start = 0; start < output.length; ) {
    const fromStdout = agreement(output, start, stdout, taken.stdout);
    const fromStderr = agreement(output, start, stderr, taken.stderr);
    const length = Math.max(fromStdout, fromStderr);
    if (length === 0) return undefined;
    const stream = fromStderr > fromStdout ? "stderr" : "stdout";
    taken = { ...taken, [stream]: taken[stream] + length };
    spans.push({ stream, start, end: start + length });
    start += length;
  }
  return spans;
}

function agreement(output: ByteString, at: number, stream: ByteString, from: number): number {
  let length = 0;
  while (from + length < stream.length && output[at + length] === stream[from + length]) length++;
  return length;
}
