/** For any text: nothing throws, places are in the text, fixes do not overlap, and reading is fast. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Lines } from "../../../core/lint/lines.ts";
import { releases } from "../../../core/manager/index.ts";
import { documentOf, keyRequest } from "./support.ts";

const piece = fc.oneof(
  fc.constantFrom(
    "<ossec_config>",
    "</ossec_config>",
    "<auth>",
    "</auth>",
    "<key_request>",
    "</key_request>",
    '<wodle name="agent-key-polling">',
    '<wodle name="agent-key-polling"/>',
    "</wodle>",
    "<exec_path>",
    "</exec_path>",
    "<timeout>1m</timeout>",
    "<threads>0</threads>",
    "<queue_size/>",
    "<force><enabled>x</enabled></force>",
    "<!--",
    "-->",
    "!>",
    "<![CDATA[",
    "]]>",
    "<?xml version='1.0'?>",
    "<?",
    "&amp;",
    "&",
    "\\<",
    '"',
    "'",
    "\n",
    "\r\n",
    "\r",
    " ",
    "\0",
    "\ufeff",
    "\ud800",
    "<",
    ">",
    "/>",
    "=",
  ),
  fc.string(),
);

const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));
const whole = text.map((inner) => keyRequest(inner));

describe("any text", () => {
  it("is read without an exception, with places inside it", () => {
    fc.assert(
      fc.property(
        fc.oneof(text, whole),
        fc.constantFrom(...releases),
        fc.nat(200),
        (source, release, offset) => {
          const document = documentOf(source, release.id);
          const fixes = [...document.conversions({ start: 0, end: source.length })];
          for (const finding of document.findings().findings) {
            for (const span of [finding, ...finding.related]) {
              expect(span.start).toBeGreaterThanOrEqual(0);
              expect(span.end).toBeGreaterThanOrEqual(span.start);
              expect(span.end).toBeLessThanOrEqual(source.length);
            }
            fixes.push(...finding.fixes);
          }
          for (const { edits } of fixes) {
            const sorted = [...edits].sort((a, b) => a.start - b.start);
            sorted.forEach(({ start, end }, at) => {
              expect(end).toBeGreaterThanOrEqual(start);
              expect(start).toBeGreaterThanOrEqual(sorted[at - 1]?.end ?? 0);
            });
          }
          document.hover(offset);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("has the same lines as in an editor", () => {
    fc.assert(
      fc.property(text, fc.nat(300), (source, wanted) => {
        const lines = Lines.ofEditor(source);
        const offset = Math.min(wanted, source.length);
        const { line, column } = lines.at(offset);
        const before = source.slice(0, offset);
        // Between CR and LF there is no line end.
        const ends =
          before.replace(source.charAt(offset) === "\n" ? /\r$/ : /$^/, "").match(/\r\n|\n|\r/g) ?? [];
        expect(line).toBe(ends.length);
        expect(column).toBeGreaterThanOrEqual(0);
        if (!/[\r\n]/.test(source.slice(offset - 1, offset + 1)))
          expect(lines.offset({ line, column })).toBe(offset);
      }),
    );
  });
});

describe("a large file", () => {
  it("is checked in well under a second", () => {
    const block = `<ossec_config>\n${"  <localfile>\n    <location>/var/log/a.log</location>\n  </localfile>\n".repeat(10_000)}</ossec_config>\n`;
    documentOf(block + keyRequest("<timeout>1m</timeout>")).findings();
  });

  it.each([
    ["opening tags", "<a>"],
    ["comments", "<!-- "],
    ["declarations", "<?"],
    ["quotes", '<a b="'],
    ["backslashes", "\\<"],
    ["blanks", " "],
  ])("of nothing but %s is not slow", (_what, part) => {
    documentOf(keyRequest(`<exec_path>${part.repeat(20_000)}</exec_path>`)).findings();
    documentOf(part.repeat(20_000)).findings();
  });
});
