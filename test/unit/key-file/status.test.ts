/** The content of a `client.keys` in numbers. */

import { expect, it } from "vitest";
import { openKeyFile, statusOf } from "../../../core/lint/key-file/index.ts";
import { defaultLintSettings } from "../../../core/lint/settings.ts";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
const status = (text: string, disk = {}) =>
  statusOf(openKeyFile(text, defaultLintSettings), defaultLintSettings, disk);

it("counts records, removed agents, and lines that are skipped or end a daemon", () => {
  const text = `001 web any ${KEY}\n\n002 !old any ${KEY}\n003\n004 db ANY ${KEY}\n# note\n`;
  expect(status(text)).toEqual({
    role: "manager",
    by: "content",
    active: 1,
    removed: 1,
    // The blank line is skipped too.
    faulty: 3,
    findings: expect.any(Number),
    ofFile: [],
    release: defaultLintSettings.release.id,
    otherFile: false,
  });
  expect(status(text).findings).toBeGreaterThanOrEqual(3);
});

it("names the findings about the whole file, which no line shows", () => {
  const record = `001 web any ${KEY}\n`;
  expect(status(record).ofFile).toEqual([]);
  expect(status(record, { mode: 0o644 }).ofFile).toEqual(["File that everyone can read"]);
});

it("says that the file is another one", () => {
  const other = status("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n");
  expect([other.otherFile, other.active]).toEqual([true, 0]);
});
