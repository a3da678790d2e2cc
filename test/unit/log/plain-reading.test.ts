/** However a log is cut into pieces, it reads as if each of its lines were read by itself. */

import fc from "fast-check";
import { expect, it } from "vitest";
import { readLogLine } from "../../../core/lint/explain/index.ts";
import { LogReader } from "../../../core/log/index.ts";
import { recognise } from "../../../core/log/recognise.ts";

const heads = fc.constantFrom(
  "2026/11/21 10:00:00 wazuh-remoted: WARNING: ",
  "2026/11/21 10:00:01 wazuh-remoted: WARNING: ",
  "2026/11/21 10:00:01 wazuh-remoted[7] secure.c:12 at handle(): DEBUG: ",
  "2026/11/21 10:00:02 wazuh-authd: INFO: ",
  "2026/11/21 10:00:02 WARNING: [Worker w1] [Integrity sync] ",
  "9999/99/99 99:99:99 wazuh-remoted: WARNING: ",
  "202a/11/21 10:00:00 wazuh-remoted: WARNING: ",
  "2026/11/21 10:00/00 wazuh-remoted: WARNING: ",
  "2026-11-21 10:00:00 wazuh-remoted: WARNING: ",
  "wazuh-remoted: WARNING: ",
  "  wazuh-authd: ERROR: ",
  "",
);

const texts = fc.oneof(
  fc.constantFrom(
    "Agent key already in use: agent ID '012'",
    "Agent key already in use: agent ID '013'",
    "(1407): Duplicated counter for 'web-13'.",
    "(1407): Duplicated counter for 'wéb-13'.",
    "Error synchronizing files: Timeout",
    "Agent key: something else",
    "9008: Duplicate name",
    "ERROR: x (from manager)",
    "",
  ),
  fc.nat(3).map((number) => `Received request for a new agent (web-${number}) from: 10.0.0.9`),
  fc.nat(400).map((length) => `Agent key already in use: agent ID '${"1".repeat(length)}'`),
  fc.string({ unit: "binary", maxLength: 30 }).filter((text) => !text.includes("\n")),
);

const plain = fc.tuple(heads, texts, fc.constantFrom("", "", "\r")).map((parts) => parts.join(""));

const json = fc
  .tuple(fc.constantFrom("wazuh-remoted", "wazuh-authd"), texts)
  .map(([tag, description]) =>
    JSON.stringify({ timestamp: "2026/11/21 10:00:03", tag, level: "error", description }),
  );

const logs = fc
  .array(fc.oneof({ weight: 6, arbitrary: plain }, json), { maxLength: 40 })
  .map((lines) => new TextEncoder().encode(lines.join("\n")));

interface Found {
  readonly line: number;
  readonly time: string | undefined;
  readonly tag: string | undefined;
  readonly id: string;
  readonly values: readonly string[];
}

function readPlainly(bytes: Uint8Array): readonly Found[] {
  const lines = new TextDecoder().decode(bytes).split("\n");
  return lines.flatMap((text, at) => {
    const { time, tag, text: said } = readLogLine(text);
    const known = recognise(said, tag);
    return known === undefined ? [] : [{ line: at + 1, time, tag, id: known.id, values: known.values }];
  });
}

it("in pieces of any size, handed over or read where they are scanned", () => {
  fc.assert(
    fc.property(logs, fc.integer({ min: 1, max: 300 }), fc.boolean(), (bytes, size, isPulled) => {
      const found: Found[] = [];
      const reader = new LogReader(({ line, time, content: { tag, id, values } }) =>
        found.push({ line, time, tag, id, values }),
      );
      for (let at = 0; at < bytes.length; at += size) {
        const piece = bytes.subarray(at, at + size);
        if (isPulled) {
          reader.pull((into) => {
            into.set(piece);
            return piece.length;
          });
        } else reader.push(piece);
      }
      reader.end();
      expect(found).toEqual(readPlainly(bytes));
    }),
    { numRuns: 400 },
  );
});
