/** No secret or personal data is in a troubleshooting report. */

import { expect, it } from "vitest";
import { shownSetting } from "../../../client/support/redact.ts";

it.each([
  [
    "keypoll.poll.execPath",
    "/usr/bin/python3 /home/ada/poll.py --password=hunter2",
    '"/usr/bin/python3 ~/poll.py --password=••••••••"',
  ],
  [
    "keypoll.poll.environment",
    { DB_PASSWORD: "hunter2", path: "C:\\Users\\ada\\x" },
    '{"DB_PASSWORD":"••••••••","path":"••••••••"}',
  ],
  ["keypoll.poll.keysFile", "C:\\Users\\ada\\client.keys", '"~\\\\client.keys"'],
  ["keypoll.lint.maxFindings", 20, "20"],
  ["keypoll.poll.environment", null, "null"],
  ["keypoll.poll.environment", "A=b", '"A=b"'],
  ["keypoll.lint.severities", { "host-bits": "off" }, '{"host-bits":"off"}'],
  ["keypoll.poll.execPath", "./poll.py `id`", "\"./poll.py 'id'\""],
  ["keypoll.poll.execPath", undefined, ""],
])("%s", (key, value, expected) => {
  expect(shownSetting(key, value)).toBe(expected);
});
