/** The extension has the same bytes each time it is packed from the same sources. */

import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { packExtension } from "../../../scripts/pack-extension.ts";

const folder = mkdtempSync(join(tmpdir(), "keypoll-vsix-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function sumOf(name: string): Promise<string> {
  const file = join(folder, name);
  expect(await packExtension(file)).toBe(true);
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

it("has the date of SOURCE_DATE_EPOCH, whatever the clock says", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-01-02") });
  vi.stubEnv("SOURCE_DATE_EPOCH", "1700000000");
  const first = await sumOf("first.vsix");
  vi.setSystemTime(new Date("2027-03-04"));
  expect(await sumOf("second.vsix")).toBe(first);
  vi.unstubAllEnvs();
  vi.useRealTimers();
});
