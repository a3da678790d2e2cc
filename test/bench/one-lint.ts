/** One check of one file in a separate process. Prints milliseconds and megabytes as JSON. */

import { readFileSync } from "node:fs";
import { bytesInMemory } from "../../cli/lint/bytes.ts";
import { TextInBytes } from "../../cli/lint/text-in-bytes.ts";
import { findingsOf, KeyFileDocument } from "../../core/lint/key-file/index.ts";
import { newestRelease } from "../../core/manager/index.ts";

const [path = ""] = process.argv.slice(2);
const buffer = readFileSync(path);
const start = performance.now();
const document = new KeyFileDocument(new TextInBytes(bytesInMemory(buffer)), {
  release: newestRelease,
  role: "manager",
  hostName: undefined,
});
const { total } = findingsOf(document, { severities: {}, cap: 500 });
const ms = performance.now() - start;
console.log(JSON.stringify({ ms, mb: process.memoryUsage().rss / 1e6, total, lines: document.lineCount }));
