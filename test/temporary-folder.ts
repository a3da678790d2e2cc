/** Folders for the files of a test, removed after the tests of its file. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A new empty folder that others cannot read. Its path is short enough for a socket in it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "keypoll-test-"));
  folders.push(folder);
  return folder;
}
