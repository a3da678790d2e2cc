/** Which bytes of an output came from which stream: a second run with a pipe for each says. */

import { type ByteString, cString, member, type Release, readJson } from "../../manager/index.ts";
import type { StreamSpan, Streams } from "./poll-run.ts";

/** Bytes above which the streams are not matched with the output. */
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
 * Takes the output apart: at each place it goes on with the stream that it agrees with for longer. Undefined where that does
 * not come out even, as for output with times or process numbers in it.
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
