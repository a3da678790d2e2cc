/** A placeholder for a missing key is found in an answer and in `client.keys` alike. */

import { expect, it } from "vitest";
import { findingsOf, KeyFileDocument } from "../../../core/lint/key-file/index.ts";
import { newestRelease } from "../../../core/manager/index.ts";
import { judged, success } from "../answer/polls.ts";

const inAnswer = (key: string): boolean =>
  judged(success({ key })).findings.some(({ rule }) => rule === "answer-placeholder-key");

function inKeyFile(key: string): boolean {
  const context = { release: newestRelease, role: "manager", hostName: "manager-1" } as const;
  const document = new KeyFileDocument(`001 web-01 any ${key}\n`, context);
  return findingsOf(document, { severities: {}, cap: 10 }).findings.some(
    ({ rule }) => rule === "placeholder-key",
  );
}

it.each([
  "None",
  "null",
  "n/a",
  "AGENT_KEY",
  "agentkey",
  "***",
  "---",
  "change_me",
  "changeme",
  "xxxx",
  "0000",
  "...",
  "<key>",
  "{key}",
])("%s", (word) => {
  expect([inAnswer(word), inKeyFile(word)]).toEqual([true, true]);
});

it.each(["correct-horse", "nonesuch-key", "my-secret", "5c".repeat(32)])("%s may be a key", (key) => {
  expect([inAnswer(key), inKeyFile(key)]).toEqual([false, false]);
});
