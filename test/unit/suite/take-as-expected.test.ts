/** Accepting the actual result as expected: the sample then passes, and the rest of the suite stays byte for byte. */

import { describe, expect, it } from "vitest";
import { judge } from "../../../core/lint/answer/index.ts";
import { Lines } from "../../../core/lint/lines.ts";
import { bytesFromText, KeyStore, keyFingerprint } from "../../../core/manager/index.ts";
import { expectVerdict, readPollSuite, takeAsExpected } from "../../../core/suite/index.ts";

const KEY = "5f2d8a0c9b7e4f6a1d3c5b7a9e8f0d2c4b6a8e0f1d3c5b7a9e8f0d2c4b6a8e0f";
const success = JSON.stringify({ error: 0, data: { id: "001", name: "web-01", ip: "10.0.0.1", key: KEY } });

const sampleOf = (text: string) => {
  const reading = readPollSuite(text);
  if (reading.kind !== "suite") throw new Error(reading.problems[0]?.message);
  const { settings, samples } = reading.suite;
  const sample = samples[0];
  if (sample === undefined) throw new Error("there is one");
  return { settings, sample };
};

function judged(text: string, output: string) {
  const { settings, sample } = sampleOf(text);
  const source = { kind: "output", output: bytesFromText(output) } as const;
  const verdict = judge(sample.datagram, source, new KeyStore(), settings);
  return { index: 0, sample, verdict, comparison: expectVerdict(verdict, sample.expectation) };
}

/** The suite's text after the result was accepted. */
function taken(text: string, output: string): string {
  const lines = Lines.ofEditor(text);
  const at = ({ line, character }: { line: number; character: number }): number =>
    lines.offset({ line, column: character });
  return (takeAsExpected(text, judged(text, output)) ?? [])
    .toSorted((a, b) => at(b.place.start) - at(a.place.start))
    .reduce(
      (now, { place, text: by }) => now.slice(0, at(place.start)) + by + now.slice(at(place.end)),
      text,
    );
}

const suite = (expected: string): string =>
  `{\n  "exec_path": "x",\n  "samples": [ { "request":"id:001" ${expected}, "note": "kept" } ]\n}\n`;

describe("the actual result is accepted as expected", () => {
  it.each([
    [
      "another id",
      ', "expect": {"registered":{"id":"002"}}',
      success,
      ', "expect": {"registered":{"id":"001"}}',
    ],
    [
      "a name and an address",
      ', "expect": { "registered": { "ip": "any", "name": "db" } }',
      success,
      ', "expect": { "registered": { "ip": "10.0.0.1", "name": "web-01" } }',
    ],
    [
      "a key, as its fingerprint",
      ', "expect": { "registered": { "key": { "pattern": "^0" } } }',
      success,
      `, "expect": { "registered": { "key": { "fingerprint": "${keyFingerprint(KEY)}" } } }`,
    ],
    [
      "another number",
      ', "expect": { "error": 5 }',
      '{"error":4,"message":"x"}',
      ', "expect": { "error": 4 }',
    ],
    [
      "number and message",
      ', "expect": { "error": { "number": 5, "message": "y" } }',
      '{"error":4,"message":"x"}',
      ', "expect": { "error": { "number": 4, "message": "x" } }',
    ],
    [
      "another end",
      ', "expect": { "error": true }',
      success,
      ', "expect": { "registered": { "id": "001", "name": "web-01" } }',
    ],
    ["an error answer", ', "expect": { "registered": true }', '{"error":4}', ', "expect": { "error": 4 }'],
    [
      "no readable answer",
      ', "expect": { "error": 4 }',
      "Traceback",
      ', "expect": { "fails": "parse-error" }',
    ],
    [
      "records that leave",
      ', "expect": { "registered": true, "replaces": ["007"] }',
      success,
      ', "expect": { "registered": true, "replaces": [] }',
    ],
  ])("%s", (_title, before, output, after) => {
    const now = taken(suite(before), output);
    expect(now).toBe(suite(after));
    expect(judged(now, output).comparison.matched).toBe(true);
  });

  it("is added if nothing was expected", () => {
    const now = taken(suite(""), "Traceback");
    expect(now).toContain('{ "request":"id:001", "expect": { "fails": "parse-error" } , "note": "kept" }');
    expect(judged(now, "Traceback").comparison.matched).toBe(true);
    const lines = '{\n  "exec_path": "x",\n  "samples": [\n    {\n      "request": "id:001"\n    }\n  ]\n}\n';
    expect(taken(lines, "Traceback")).toContain(
      '      "request": "id:001",\n      "expect": { "fails": "parse-error" }\n    }',
    );
  });

  it("is not written if it contains a key", () => {
    const named = JSON.stringify({ error: 0, data: { id: "001", name: KEY, ip: "any", key: KEY } });
    const now = taken(suite(', "expect": { "registered": { "name": "db" } }'), named);
    expect(now).toBe(suite(', "expect": { "registered": { "id": "001" } }'));
    const told = taken(
      suite(', "expect": { "error": { "number": 5, "message": "y" } }'),
      JSON.stringify({ error: 4, message: `no ${KEY}` }),
    );
    expect(told).toBe(suite(', "expect": { "error": 4 }'));
  });

  it("is not written into a suite whose sample has changed meanwhile", () => {
    const before = judged(suite(', "expect": { "error": 4 }'), success);
    expect(takeAsExpected(suite("").replace("id:001", "id:002"), before)).toBeUndefined();
    expect(takeAsExpected(suite(', "expect": { "error": 5 }'), before)).toBeUndefined();
    expect(takeAsExpected("{", before)).toBeUndefined();
  });
});
