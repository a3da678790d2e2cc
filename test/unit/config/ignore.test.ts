/** Comments in an `ossec.conf` that silence a rule at one place, and the fix that writes one. */

import { expect, it } from "vitest";
import { applied } from "../../../core/lint/config/index.ts";
import { COMMAND, documentOf, findingsIn, keyRequest } from "./support.ts";

const BAD = "<timeout>0</timeout>";
const withTimeout = (lines: string): string => keyRequest(`${COMMAND}\n      ${lines}`);
const rulesIn = (text: string): readonly string[] => findingsIn(text).map(({ rule }) => rule);

it.each([
  ["above the line", `<!-- keypoll: ignore bad-number -->\n      ${BAD}`],
  ["at its end", `${BAD} <!-- keypoll: ignore bad-number -->`],
  ["with several rules", `<!-- keypoll: ignore no-block, bad-number -->\n${BAD}`],
  ["of several lines", `<!-- the old value,\n keypoll: ignore bad-number -->\n${BAD}`],
])("a comment %s silences its rule", (_where, lines) => {
  expect(rulesIn(withTimeout(BAD))).toEqual(["bad-number"]);
  expect(rulesIn(withTimeout(lines))).toEqual([]);
});

it.each([
  ["on another line", `<!-- keypoll: ignore bad-number -->\n\n${BAD}`],
  ["that names another rule", `<!-- keypoll: ignore no-block -->\n${BAD}`],
])("a comment %s does not", (_where, lines) => {
  expect(rulesIn(withTimeout(lines))).toEqual(["bad-number"]);
});

it("the fix writes the comment above the line, with its indent", () => {
  const text = withTimeout(BAD);
  const document = documentOf(text);
  const [finding] = document.findings().findings;
  const fix = finding && document.ignoring(finding);
  expect(fix?.title).toBe("Ignore bad-number here");
  expect(fix && applied(text, fix.edits)).toBe(
    withTimeout(`<!-- keypoll: ignore bad-number -->\n      ${BAD}`),
  );
});

it("the fix is not offered inside a value, where a comment would be a part of it", () => {
  const document = documentOf(withTimeout("<timeout>\n0\n</timeout>"));
  const found = document.findings().findings;
  expect(found.length).toBeGreaterThan(0);
  for (const finding of found) {
    if (document.text.startsWith("0", finding.start)) expect(document.ignoring(finding)).toBeUndefined();
    else expect(document.ignoring(finding)?.edits[0]?.start).toBe(document.text.indexOf("      <timeout>"));
  }
});

it("a file that cannot be read is said to be so, whatever its comments say", () => {
  expect(rulesIn("<!-- keypoll: ignore config-not-xml -->\n<ossec_config>\n<auth>\n")).toEqual([
    "config-not-xml",
  ]);
});
