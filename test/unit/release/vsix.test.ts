/** The extension has the same bytes each time it is packed from the same sources. */

import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { type Edition, editions, packExtension } from "../../../scripts/pack-extension.ts";

const folder = mkdtempSync(join(tmpdir(), "keypoll-vsix-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function sumOf(name: string, edition: Edition): Promise<string> {
  const file = join(folder, name);
  expect(await packExtension(file, edition)).toBe(true);
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

it.each(editions)(
  "the %s edition has the date of SOURCE_DATE_EPOCH, whatever the clock says",
  async (edition) => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-01-02") });
    vi.stubEnv("SOURCE_DATE_EPOCH", "1700000000");
    const first = await sumOf("first.vsix", edition);
    vi.setSystemTime(new Date("2027-03-04"));
    expect(await sumOf("second.vsix", edition)).toBe(first);
    vi.unstubAllEnvs();
    vi.useRealTimers();
  },
);

it("an edition contains its own entry point, and not that of the other", async () => {
  const files = await Promise.all(
    editions.map(async (edition) => {
      const file = join(folder, `${edition}.vsix`);
      expect(await packExtension(file, edition)).toBe(true);
      const names = entryNames(readFileSync(file));
      return names.filter((name) => /^extension\/dist\/(client|server)\b/.test(name)).sort();
    }),
  );
  expect(files).toEqual([
    ["extension/dist/client.mjs", "extension/dist/server.mjs"],
    ["extension/dist/client.web.js"],
  ]);
});

/** The names in the central directory of a zip archive. */
function entryNames(archive: Buffer): readonly string[] {
  const names: string[] = [];
  const SIGNATURE = Buffer.from([0x50, 0x4b, 1, 2]);
  for (let at = archive.indexOf(SIGNATURE); at >= 0; at = archive.indexOf(SIGNATURE, at + 1))
    names.push(archive.toString("utf8", at + 46, at + 46 + archive.readUInt16LE(at + 28)));
  return names;
}
