/** What each file to check is, what is enough of it to tell, and what is left out. */

import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { glimpse } from "../../../cli/lint/glimpse.ts";
import { type SubjectOptions, subjectsOf } from "../../../cli/lint/subjects.ts";
import { defaultLintSettings } from "../../../core/lint/settings.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const KEY = "0123456789abcdef".repeat(4);
const RECORD = `001 web any ${KEY}\n`;
const PYTHON = "#!/usr/bin/env python3\nprint(1)\n";

const FILES: Readonly<Record<string, string>> = {
  "client.keys": RECORD,
  "list.txt": RECORD.repeat(3),
  "notes.txt": "Call the customer back.\n",
  "number.py": PYTHON,
  "hinted.py": `#!/usr/bin/env python3\n# keypoll: poll script\nprint(1)\n`,
  "agent-key-pull.sh": "#!/bin/sh\necho 1\n",
  "poll.zsh": "#!/bin/zsh\necho 1\n",
  words: "echo 1\n",
  "a.keypoll.json": '{"exec_path": "./number.py", "samples": []}',
  "broken.keypoll.json": "{",
  "ossec.conf":
    "<ossec_config><auth><key_request><enabled>yes</enabled><exec_path>/usr/bin/python3 /var/ossec/integrations/called.py</exec_path></key_request></auth></ossec_config>",
  "called.py": PYTHON,
};

/** The kind of each file and why, or why it is not checked. */
async function kinds(
  paths: readonly string[],
  { isNamed = false, ...more }: Partial<SubjectOptions> & { readonly isNamed?: boolean } = {},
): Promise<readonly (readonly string[])[]> {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
  const targets = paths.map((path) => ({ path: join(folder, path), isNamed }));
  const options = { settings: defaultLintSettings, stdinFilename: "<stdin>", ...more };
  const { subjects, passedOver } = await subjectsOf(targets, options);
  expect(subjects.length + passedOver).toBe(paths.length);
  return subjects.map(({ name, kind }) => {
    const shown = name.replace(`${folder}/`, "");
    if (kind.kind === "script") return [shown, kind.as, kind.claim];
    if (kind.kind !== "none") return [shown, kind.kind];
    return [shown, `${kind.outcome.why} ${kind.outcome.advice}`.replaceAll(`${folder}/`, "")];
  });
}

const OTHER =
  "This is not a kind of file that keypoll checks. keypoll checks lists of agents (client.keys, *.keys), poll scripts, registration scripts, suites (*.keypoll.json), ossec.conf and wazuh-manager.conf. --as gives the kind of the file.";

describe("a file of a folder", () => {
  it("is what its name or its content says, or is left out", async () => {
    expect(await kinds(Object.keys(FILES))).toEqual([
      ["client.keys", "key-file"],
      ["list.txt", "key-file"],
      ["number.py", "poll-script", "suite"],
      ["hinted.py", "poll-script", "hint"],
      ["agent-key-pull.sh", "poll-script", "name"],
      ["a.keypoll.json", "suite"],
      ["broken.keypoll.json", "suite"],
      ["ossec.conf", "ossec-conf"],
      ["called.py", "poll-script", "exec-path"],
    ]);
  });

  it("is no poll script if nothing beside it says so", async () => {
    expect(await kinds(["number.py", "called.py", "broken.keypoll.json"])).toEqual([
      ["broken.keypoll.json", "suite"],
    ]);
    expect(await kinds(["number.py", "called.py", "a.keypoll.json"])).toEqual([
      ["number.py", "poll-script", "suite"],
      ["a.keypoll.json", "suite"],
    ]);
    expect(await kinds(["number.py", "gone.keypoll.json"])).toEqual([]);
    expect(await kinds(["number.py", "called.py", "ossec.conf"])).toEqual([
      ["called.py", "poll-script", "exec-path"],
      ["ossec.conf", "ossec-conf"],
    ]);
  });

  it("has no kind from --as, which is about named files", async () => {
    expect(await kinds(["notes.txt", "number.py"], { as: "key-file" })).toEqual([]);
    expect(await kinds(["hinted.py"], { as: "registration-script" })).toEqual([
      ["hinted.py", "poll-script", "hint"],
    ]);
  });

  it("is left out if it does not exist, unless its name is that of a list of agents", async () => {
    const [first, ...others] = await kinds(["nowhere.py", "gone.keys", "nowhere"]);
    expect(others).toEqual([]);
    expect(first).toEqual([
      "gone.keys",
      `gone.keys does not exist. Check the path. Relative paths start at ${process.cwd()}.`,
    ]);
  });
});

describe("a file that is named", () => {
  const named = { isNamed: true };

  it("is checked as what it may be, or the reason is said", async () => {
    expect(await kinds(["number.py", "hinted.py", "client.keys", "a.keypoll.json"], named)).toEqual([
      ["number.py", "poll-script", "suite"],
      ["hinted.py", "poll-script", "hint"],
      ["client.keys", "key-file"],
      ["a.keypoll.json", "suite"],
    ]);
    expect(await kinds(["number.py", "poll.zsh", "notes.txt"], named)).toEqual([
      ["number.py", "poll-script", "named"],
      [
        "poll.zsh",
        "poll.zsh was not checked. This is a script for zsh, and keypoll cannot read that language. keypoll test runs it anyway, and says what the manager would do.",
      ],
      ["notes.txt", `notes.txt was not checked. ${OTHER}`],
    ]);
  });

  it.each([
    ["key-file", "notes.txt", ["key-file"]],
    ["suite", "notes.txt", ["suite"]],
    ["ossec-conf", "client.keys", ["ossec-conf"]],
    ["poll-script", "number.py", ["poll-script", "named"]],
    ["poll-script", "hinted.py", ["poll-script", "hint"]],
    ["registration-script", "number.py", ["registration-script", "named"]],
    ["registration-script", "hinted.py", ["registration-script", "named"]],
    [
      "poll-script",
      "words",
      ["words was not checked. Its language is not known. Begin it with #! and its interpreter."],
    ],
    [
      "registration-script",
      "words",
      ["words was not checked. Its language is not known. Begin it with #! and its interpreter."],
    ],
  ] as const)("is a %s if the user says so: %s", async (as, name, expected) => {
    expect(await kinds([name], { as, ...named })).toEqual([[name, ...expected]]);
  });
});

describe("the part of a file that is enough", () => {
  let folder: string;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  const write = (name: string, content: string | Buffer): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const lengthOf = async (path: string): Promise<number> => {
    const seen = await glimpse(path);
    return seen.kind === "text" ? seen.text.length : -1;
  };

  it("is all of a script, and the beginning of what cannot be one", async () => {
    const kilo = 1024;
    expect(await glimpse(write("short", "abc\n"))).toEqual({ kind: "text", text: "abc\n" });
    expect(await glimpse(write("nothing", ""))).toEqual({ kind: "text", text: "" });
    expect(await lengthOf(write("page", "x".repeat(4 * kilo)))).toBe(4 * kilo);
    expect(await lengthOf(write("script", "x".repeat(5 * kilo)))).toBe(5 * kilo);
    expect(await lengthOf(write("most", "x".repeat(kilo * kilo)))).toBe(kilo * kilo);
    expect(await lengthOf(write("long", "x".repeat(kilo * kilo + 1)))).toBe(4 * kilo);
    expect(await lengthOf(write("binary", `\0${"x".repeat(5 * kilo)}`))).toBe(4 * kilo);
    expect(await lengthOf(write("late", `${"x".repeat(5 * kilo)}\0`))).toBe(5 * kilo + 1);
  });

  it("is nothing of a file that cannot be read or is too large, and the name says what it could be", async () => {
    const large = (name: string, bytes: number): string => {
      const path = write(name, "");
      truncateSync(path, bytes);
      return path;
    };
    const most = 512 * 1024 * 1024;
    const notList = await glimpse(large("x.bin", most + 1));
    expect(notList).toEqual({
      kind: "problem",
      problem: {
        what: `${join(folder, "x.bin")} is larger than 512 MB, too large for a client.keys or an answer.`,
        advice: "Check that it is the right file.",
      },
      isNothing: true,
    });
    expect(await glimpse(large("client.keys", most + 1))).toMatchObject({ isNothing: false });
    expect(await lengthOf(large("x.log", most))).toBe(4096);
    mkdirSync(join(folder, "sub"));
    expect(await glimpse(join(folder, "sub"))).toMatchObject({
      kind: "problem",
      problem: { what: `${join(folder, "sub")} is a folder.` },
      isNothing: false,
    });
    symlinkSync("nowhere", join(folder, "link"));
    symlinkSync("nowhere", join(folder, "link.keys"));
    expect(await glimpse(join(folder, "link"))).toMatchObject({ kind: "problem", isNothing: true });
    expect(await glimpse(join(folder, "link.keys"))).toMatchObject({ kind: "problem", isNothing: false });
    expect(await glimpse(join(write("short", ""), "below"))).toMatchObject({
      kind: "problem",
      isNothing: false,
    });
  });

  it("is all that a device gives, which can be read only once", async () => {
    expect(await glimpse("/dev/null")).toEqual({ kind: "text", text: "", input: Buffer.alloc(0) });
  });
});
