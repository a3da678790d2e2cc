/** A file for a manager of 5.0 itself: the gate stops what 5.0 skips or cannot use, and 4.14 takes. */

import { expect, it } from "vitest";
import { gateCheck } from "../../../cli/lint/gate-check.ts";
import { defaultLintSettings } from "../../../core/lint/settings.ts";
import { releaseFor } from "../../../core/manager/index.ts";

const KEY = "0f1e2d3c4b5a6978".repeat(4);

function lost(line: string, id: string): readonly (readonly [string, string])[] {
  const release = releaseFor(id);
  if (release === undefined) throw new Error(id);
  const file = { name: "new", bytes: Buffer.from(`${line}\n`), old: undefined, role: "manager" } as const;
  const { findings } = gateCheck(file, { ...defaultLintSettings, release }, []).result;
  return findings
    .filter(({ rule }) => rule === "lost-on-upgrade")
    .map(({ severity, message }) => [severity, message] as const);
}

it.each([
  [`001 web01 any ${KEY.toUpperCase()}`, "cannot authenticate over HTTPS"],
  [`001 web01 any ${KEY.slice(32)}`, "What 5.0.0 does is unknown"],
  [`001 web01 any ${KEY} x`, "cannot authenticate over HTTPS"],
  ["001 web01 any ", "skips the line"],
  [`a1 web01 any ${KEY}`, "skips the line"],
  [`4294967296 web01 any ${KEY}`, "skips the line"],
])("%s", (line, words) => {
  expect(lost(line, "5.0")).toEqual([["error", expect.stringContaining(words)]]);
  expect(lost(line, "4.14")).toEqual([]);
});

it.each([`001 web01 any ${KEY}`, `001 web01 10.0.0.5/24 ${KEY}`, `001 !web01 any ${KEY.slice(32)}`])(
  "passes %s, though the vendor's tool may not carry it",
  (line) => {
    expect(lost(line, "5.0")).toEqual([]);
  },
);
