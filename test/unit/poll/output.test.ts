/** The bytes of an output, and the streams that they came from. */

import { describe, expect, it } from "vitest";
import { newestRelease, OUTPUT_LIMIT } from "../../../core/manager/index.ts";
import { holdsAnswer } from "../../../core/poll/index.ts";
import { Output } from "../../../core/poll/run/output.ts";
import { streamsOf } from "../../../core/poll/run/second-look.ts";
import { release } from "./support.ts";

function outputOf(...pieces: readonly string[]): Output {
  const output = new Output();
  for (const piece of pieces) output.add(Buffer.from(piece, "latin1"));
  return output;
}

describe("an output", () => {
  it("is its pieces in order, whatever their sizes", () => {
    expect(outputOf().text()).toBe("");
    expect(outputOf("a", "", "b\xff\0", "c").text()).toBe("ab\xff\0c");
    for (const size of [1, 4095, 4096, 4097, 12_288, 100_000]) {
      const pieces = Array.from({ length: 20 }, (_, at) => String.fromCharCode(97 + at).repeat(size));
      expect(outputOf(...pieces).text()).toBe(pieces.join(""));
    }
  });

  it("ends at what the manager reads, and says that there was more", () => {
    const output = new Output();
    const most = Buffer.alloc(OUTPUT_LIMIT - 1, "x");
    output.add(most);
    output.add(Buffer.from("y"));
    expect(output.overLimit).toBe(false);
    output.add(Buffer.from("z"));
    expect(output.overLimit).toBe(true);
    expect(output.text().length).toBe(OUTPUT_LIMIT);
    expect(output.text().at(-1)).toBe("y");
    const atOnce = new Output();
    atOnce.add(Buffer.concat([most, Buffer.from("yz")]));
    expect([atOnce.overLimit, atOnce.text().length, atOnce.text().at(-1)]).toEqual([true, OUTPUT_LIMIT, "y"]);
  });
});

describe("an answer", () => {
  it.each([
    ['{"error":0}', true],
    ['{"error":4,"message":"no"}', true],
    ["{}", false],
    ["[]", false],
    ["17", false],
    ['warning\n{"error":0}', false],
    ['{"error":0}\nwarning', true],
    ['{"error":0}\0', true],
    ['\0{"error":0}', false],
    ["", false],
  ])("is in %j: %s", (output, expected) => {
    expect(holdsAnswer(output, newestRelease)).toBe(expected);
  });

  it("after a byte-order mark is one only where the release skips it", () => {
    const output = '\xef\xbb\xbf{"error":0}';
    expect([holdsAnswer(output, newestRelease), holdsAnswer(output, release("3.8"))]).toEqual([true, false]);
  });
});

describe("the streams of an output", () => {
  type Spans = readonly (readonly [stream: string, start: number, end: number])[];

  it.each<[output: string, stdout: string, stderr: string, spans: Spans | undefined]>([
    ["ab", "ab", "", [["stdout", 0, 2]]],
    ["ab", "", "ab", [["stderr", 0, 2]]],
    [
      "warn\n{}",
      "{}",
      "warn\n",
      [
        ["stderr", 0, 5],
        ["stdout", 5, 7],
      ],
    ],
    [
      "{}warn\n",
      "{}",
      "warn\n",
      [
        ["stdout", 0, 2],
        ["stderr", 2, 7],
      ],
    ],
    // At each place the stream that agrees for longer, and of two that agree as long standard output.
    [
      "aab",
      "a",
      "ab",
      [
        ["stdout", 0, 1],
        ["stderr", 1, 3],
      ],
    ],
    [
      "aa",
      "a",
      "a",
      [
        ["stdout", 0, 1],
        ["stderr", 1, 2],
      ],
    ],
    [
      "abac",
      "ac",
      "ab",
      [
        ["stderr", 0, 2],
        ["stdout", 2, 4],
      ],
    ],
    [
      "a1b2a",
      "ab",
      "12a",
      [
        ["stdout", 0, 1],
        ["stderr", 1, 2],
        ["stdout", 2, 3],
        ["stderr", 3, 5],
      ],
    ],
    [
      "a1b2",
      "ab",
      "12",
      [
        ["stdout", 0, 1],
        ["stderr", 1, 2],
        ["stdout", 2, 3],
        ["stderr", 3, 4],
      ],
    ],
    // Another number of bytes, or other bytes: the second run was another.
    ["abc", "ab", "", undefined],
    ["ab", "ab", "c", undefined],
    ["12:00 x", "12:01 x", "", undefined],
    ["", "", "", []],
  ])("%j of %j and %j", (output, stdout, stderr, expected) => {
    const { spans, ...streams } = streamsOf(output, stdout, stderr);
    expect(streams).toEqual({ stdout, stderr });
    expect(spans?.map(({ stream, start, end }) => [stream, start, end])).toEqual(expected);
  });
});

it("streams are not told apart in an output that is too large for it", () => {
  const large = "x".repeat(1024 * 1024);
  expect(streamsOf(large, large, "").spans?.length).toBe(1);
  expect(streamsOf(`${large}y`, `${large}y`, "").spans).toBeUndefined();
});
