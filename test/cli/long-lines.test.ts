/** A line of 64 MB ends in a result or a refusal in every reader. Nothing overflows, and no key is printed. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";
import { keypoll } from "./keypoll.ts";

const KEY = "0123456789abcdef".repeat(4 << 20);

const readers: readonly (readonly [
  name: string,
  file: string,
  text: string,
  words: readonly string[],
  code: number,
])[] = [
  ["a list of agents", "client.keys", `001 web any ${KEY}\n`, ["lint"], 1],
  [
    "a poll script",
    "poll.py",
    `#!/usr/bin/env python3\n# keypoll: poll script\nprint('{"error":0,"data":{"key":"${KEY}"}}')\n`,
    ["lint", "--no-interpreters"],
    1,
  ],
  [
    "a suite",
    "poll.keypoll.json",
    `{"exec_path":"./x","samples":[{"request":"id:1","expect":{"key":"${KEY}"}}]}`,
    ["lint"],
    2,
  ],
  [
    "an ossec.conf",
    "ossec.conf",
    `<ossec_config><auth><key_request><exec_path>/x/${KEY}</exec_path></key_request></auth></ossec_config>`,
    ["lint"],
    1,
  ],
  [
    "an answer",
    "output",
    `{"error":0,"data":{"id":"001","name":"a","ip":"any","key":"${KEY}"}}`,
    ["answer", "-r", "id:001"],
    1,
  ],
  ["a list by hand", "list.keys", `001 web any ${KEY}\n`, ["agent", "list", "-k"], 0],
];

for (const [name, file, text, words, code] of readers) {
  it(name, async () => {
    const path = join(temporaryFolder(), file);
    writeFileSync(path, text, { mode: 0o600 });
    const done = await keypoll([...words, path]);
    expect(`${done.stdout}${done.stderr}`).not.toMatch(
      /should not have happened|Maximum call stack|[0-9a-f]{32}/,
    );
    expect(done.code).toBe(code);
  });
}

it("standard input", async () => {
  const done = await keypoll(["lint", "-"], { input: `001 web any ${KEY}\n` });
  expect(`${done.stdout}${done.stderr}`).not.toMatch(
    /should not have happened|Maximum call stack|[0-9a-f]{32}/,
  );
  expect(done.code).toBe(1);
});
