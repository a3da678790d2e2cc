/** A text on the disk, and a disk that changes. */

import { appendFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { BytesOnDisk } from "../../../cli/lint/bytes.ts";
import { TextInBytes } from "../../../cli/lint/text-in-bytes.ts";
import { openKeyFile } from "../../../core/lint/key-file/index.ts";
import { defaultLintSettings } from "../../../core/lint/settings.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const RECORD = `001 web any ${"0123456789abcdef".repeat(4)}\n`;

function fileWith(text: string): string {
  const path = join(temporaryFolder(), "client.keys");
  writeFileSync(path, text);
  return path;
}

it("reports its progress up to the end", () => {
  const said: number[] = [];
  const bytes = new BytesOnDisk(fileWith(RECORD.repeat(40_000)));
  const text = new TextInBytes(bytes, (read, all) => void said.push(read / all));
  expect(openKeyFile(text, defaultLintSettings).fileFacts().records).toBe(40_000);
  bytes.close();
  expect(said).toEqual(said.toSorted((a, b) => a - b));
  expect(said.at(-1)).toBe(1);
  expect(said.length).toBeGreaterThan(4);
});

it.each([
  ["grows", (path: string) => appendFileSync(path, RECORD.repeat(3))],
  ["shrinks", (path: string) => truncateSync(path, RECORD.length)],
  ["is emptied", (path: string) => truncateSync(path, 0)],
])("notices that its file %s between two reads, and does not fail", (_what, change) => {
  const path = fileWith(RECORD.repeat(10));
  const bytes = new BytesOnDisk(path);
  const text = new TextInBytes(bytes);
  expect(bytes.hasChanged).toBe(false);
  change(path);
  const document = openKeyFile(text, defaultLintSettings);
  expect(document.lineCount).toBe(11);
  expect(document.getText().split("\n")).toHaveLength(11);
  expect(bytes.hasChanged).toBe(true);
  bytes.close();
});
