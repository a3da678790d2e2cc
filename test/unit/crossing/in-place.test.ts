/** A file for a manager of 5.0: the gate rejects what 5.0 skips or cannot use, and 4.14 accepts. */

import { expect, it } from "vitest";
import { gateCheck } from "../../../cli/lint/gate-check.ts";
import type { FileFinding } from "../../../cli/report/report.ts";
import { findingsOf, openKeyFile } from "../../../core/lint/key-file/index.ts";
import { defaultLintSettings, type LintSettings } from "../../../core/lint/settings.ts";
import { releaseFor } from "../../../core/manager/index.ts";

const KEY = "0f1e2d3c4b5a6978".repeat(4);

function found(text: string, id: string, more: Partial<LintSettings> = {}): readonly FileFinding[] {
  const release = releaseFor(id);
  if (release === undefined) throw new Error(id);
  const file = { name: "new", bytes: Buffer.from(text), old: undefined, role: "manager" } as const;
  return gateCheck(file, { ...defaultLintSettings, release, ...more }, []).result.findings;
}

function lost(line: string, id: string): readonly (readonly [string, string])[] {
  return found(`${line}\n`, id)
    .filter(({ rule }) => rule === "lost-on-upgrade")
    .map(({ severity, message }) => [severity, message] as const);
}

it.each([
  [`001 web01 any ${KEY.toUpperCase()}`, "cannot authenticate over HTTPS"],
  [`001 web01 any ${KEY.slice(32)}`, "It is unknown what 5.0.0 does"],
  [`001 web01 any ${KEY} x`, "cannot authenticate over HTTPS"],
  ["001 web01 any ", "skips the line"],
  [`a1 web01 any ${KEY}`, "skips the line"],
  [`4294967296 web01 any ${KEY}`, "skips the line"],
])("%s", (line, words) => {
  expect(lost(line, "5.0")).toEqual([["error", expect.stringContaining(words)]]);
  expect(lost(line, "4.14")).toEqual([]);
});

it.each([`001 web01 any ${KEY}`, `001 web01 10.0.0.5/24 ${KEY}`, `001 !web01 any ${KEY.slice(32)}`])(
  "passes %s, although the vendor's tool may not migrate it",
  (line) => {
    expect(lost(line, "5.0")).toEqual([]);
  },
);

it("finds records that are one agent to 5.0, and two to 4.14", () => {
  const text = `1 web01 any ${KEY}\n002 db01 any ${KEY}\n001 web02 any ${KEY}\n`;
  const errors = (id: string): readonly (readonly [number, string])[] =>
    found(text, id)
      .filter(({ severity }) => severity === "error")
      .map(({ line, message }) => [line, message] as const);
  expect(errors("5.0")).toEqual([
    [1, expect.stringContaining("another agent's. Line 3 holds. Another record")],
  ]);
  expect(found(text, "5.0")[0]?.fixes).toEqual([]);
  expect(errors("4.14")).toEqual([]);
  expect(errors("5.1")).toHaveLength(1);
});

it("quotes the line of 5.0 without its line number", () => {
  const settings = { upgradeTo: releaseFor("5.0") };
  const text = `001 web01 any ${KEY}\na2 db01 any ${KEY}\n`;
  const [finding] = found(text, "4.14", settings).filter(({ rule }) => rule === "lost-on-upgrade");
  expect(finding).toMatchObject({
    line: 2,
    message: expect.stringContaining(`"client.keys line …: agent id 'a2'`),
  });
});

it("reports once on 5.0 that a key does not have its form", () => {
  const text = `001 web01 any ${"not-hex-".repeat(8)}\n`;
  const rules = (id: string): readonly string[] => found(text, id).map(({ rule }) => rule);
  expect(rules("5.0")).toEqual(["lost-on-upgrade"]);
  expect(rules("4.14")).toEqual(["unusual-key"]);
});

it.each([
  ["4.14", "0640"],
  ["5.0", "0660"],
])("names the mode of the file that %s has", (id, mode) => {
  const release = releaseFor(id);
  if (release === undefined) throw new Error(id);
  const document = openKeyFile(
    `001 web01 any ${KEY}\n`,
    { ...defaultLintSettings, release },
    { mode: 0o644 },
  );
  const { findings } = findingsOf(document, { severities: {}, cap: 10, disk: { mode: 0o644 } });
  expect(findings).toMatchObject([
    { rule: "readable-by-all", message: expect.stringContaining(`keeps the file at ${mode}`) },
  ]);
});
