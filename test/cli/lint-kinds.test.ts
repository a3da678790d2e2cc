/** How `keypoll lint` recognises files. A file that was not checked is never fine. */

import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, KEY, keypoll } from "./keypoll.ts";

const RECORD = `001 web-01 any ${KEY}\n`;

/** Scripts as beginners write them: none is recognised by its content. */
const BAD = {
  "dict.py": '#!/usr/bin/env python3\nprint({"error": 0, "data": {"id": "001"}})\n',
  "number.py": "#!/usr/bin/env python3\nprint(1)\n",
  "deaf.sh": '#!/bin/sh\necho \'{"error":0,"data":{"id":"001","name":"a","ip":"any","key":"k"}}\'\n',
  "cmdb.py":
    "#!/usr/bin/env python3\nimport requests, sys\nprint(requests.get(sys.argv[2], timeout=5).text)\n",
};

function folder(files: Readonly<Record<string, string | Buffer>>): string {
  const cwd = folderWith(files);
  for (const name of Object.keys(files)) chmodSync(join(cwd, name), 0o750);
  return cwd;
}

async function report(cwd: string, ...args: readonly string[]) {
  const { code, stdout } = await keypoll(["lint", ...args, "--format", "json"], { cwd });
  return { code, ...JSON.parse(stdout) };
}

describe("a script that is named on the command line", () => {
  it.each([
    ["dict.py", ["arguments-not-read", "answer-not-made"]],
    ["number.py", ["arguments-not-read", "answer-not-made"]],
    ["deaf.sh", ["arguments-not-read"]],
    ["cmdb.py", ["answer-not-made"]],
  ])("is checked as a poll script, with a note: %s", async (name, rules) => {
    const cwd = folder(BAD);
    const { code, ok, files } = await report(cwd, name);
    expect({ code, ok }).toEqual({ code: 1, ok: false });
    expect(files).toMatchObject([{ path: name, kind: "poll-script", because: "named" }]);
    expect(files[0].findings.map(({ rule }: { rule: string }) => rule)).toEqual(rules);
    const { stdout } = await keypoll(["lint", name], { cwd });
    expect(stdout).toContain(`${name}: checked as a poll script because it was named.\n`);
  });

  it.each(["make", "expect", "gawk", "zsh", "jruby"])(
    "for %s is not checked, and is not a list of agents",
    async (program) => {
      const cwd = folder({ poll: `#!/usr/bin/env ${program}\n001 web any x\n` });
      const { code, stdout, stderr } = await keypoll(["lint", "poll"], { cwd });
      expect(stderr).toContain(`poll was not checked. This is a script for ${program}`);
      expect(stdout).toBe("✘ Nothing was checked: 1 file not checked.\n");
      expect(code).toBe(2);
    },
  );

  it.each([
    ["json", /"notChecked": \[\s*\{\s*"path": "poll"/],
    ["junit", /<error message="poll was not checked\./],
    ["sarif", /"executionSuccessful": false[\s\S]*"ruleId": "not-checked"/],
    ["github", /^::error file=poll,title=keypoll not-checked::poll was not checked\./],
    ["tap", /^not ok 1 - poll$/m],
    ["markdown", /\| ✘ \| `poll` \|/],
  ])("has the note in %s too", async (format, expected) => {
    const cwd = folder({ poll: "#!/usr/bin/env zsh\n" });
    const { code, stdout } = await keypoll(["lint", "poll", "--format", format], { cwd });
    expect(stdout).toMatch(expected);
    expect(code).toBe(2);
  });
});

describe("a folder", () => {
  const suite = JSON.stringify({ exec_path: "./number.py", samples: [{ request: "id:001" }] });
  const conf =
    "<ossec_config><auth><key_request><enabled>yes</enabled><exec_path>/var/ossec/integrations/deaf.sh</exec_path></key_request></auth></ossec_config>";

  it("includes every kind, counts each, and reports how many files were ignored", async () => {
    const cwd = folder({
      ...BAD,
      "client.keys": RECORD,
      notes: "x\n",
      "a.keypoll.json": suite,
      "ossec.conf": conf,
    });
    const { code, files, totals } = await report(cwd, ".");
    const kinds = files.map(({ path, kind, because }: Record<string, string>) => [path, kind, because]);
    expect(kinds).toEqual([
      ["a.keypoll.json", "suite", undefined],
      ["client.keys", "key-file", undefined],
      ["deaf.sh", "poll-script", "exec-path"],
      ["number.py", "poll-script", "suite"],
      ["ossec.conf", "ossec-conf", undefined],
    ]);
    expect(totals).toMatchObject({
      kinds: { "key-file": 1, "poll-script": 2, suite: 1, "ossec-conf": 1 },
      passedOver: 3,
    });
    expect(code).toBe(1);
    const { stdout } = await keypoll(["lint", "."], { cwd });
    expect(stdout).toMatch(
      /in 1 key file with 1 agent, 2 poll scripts, 1 suite, 1 ossec\.conf \(Wazuh 4\.14\), 3 files ignored:/,
    );
  });

  it("includes a script with the name of a poll script, or says so, whatever it does", async () => {
    const cwd = folder({
      "agent_key_pull.py": BAD["number.py"],
      "other.py": "#!/usr/bin/env python3\n# keypoll: poll script\nprint(1)\n",
      "test_agent_key_pull.py": "import agent_key_pull\n",
    });
    const { files, totals } = await report(cwd, ".");
    expect(files).toMatchObject([
      { path: "agent_key_pull.py", because: "name" },
      { path: "other.py", because: "hint" },
    ]);
    expect(totals.passedOver).toBe(1);
  });

  it("includes a registration script, with the rules that apply to every script", async () => {
    const text = 'printf "OSSEC A:\'web\'\\n" | openssl s_client -connect "$1:1515"\nmysql -pS3cret wazuh\n';
    const cwd = folder({ "register.sh": text, "other.sh": "exit 0\n" });
    const { files } = await report(cwd, ".");
    expect(files).toMatchObject([
      {
        path: "register.sh",
        kind: "registration-script",
        because: "content",
        findings: [{ rule: "password-in-source" }],
      },
    ]);
    const said = await report(cwd, "other.sh", "--as", "registration-script");
    expect(said.files).toMatchObject([{ kind: "registration-script", because: "named", findings: [] }]);
  });

  it("without any file to check is not a success", async () => {
    const { code, ok } = await report(folder({ "x.py": "print('error', 'data', id, ip)\n" }), ".");
    expect({ code, ok }).toEqual({ code: 2, ok: false });
  });
});

it("--ignore-unknown also ignores named files, and says so", async () => {
  const cwd = folder({ ...BAD, "client.keys": RECORD });
  const { ok, files, totals } = await report(cwd, "client.keys", "number.py", "--ignore-unknown");
  expect({ ok, files: files.length, passedOver: totals.passedOver }).toEqual({
    ok: true,
    files: 1,
    passedOver: 1,
  });
  const { code, stdout } = await keypoll(["lint", "number.py", "--ignore-unknown"], { cwd });
  expect({ code, stdout }).toEqual({ code: 0, stdout: "○ Nothing was checked: 1 file ignored.\n" });
});

describe("other kinds", () => {
  it("an ossec.conf is checked as one, also with another name", async () => {
    const conf = "<ossec_config>\n<key_request/>\n</ossec_config>\n";
    const cwd = folder({ "ossec.conf": conf, "ossec.bak": conf });
    const { files } = await report(cwd, "ossec.conf", "ossec.bak");
    expect(files.map(({ kind }: { kind: string }) => kind)).toEqual(["ossec-conf", "ossec-conf"]);
    expect(files[0].findings.map(({ rule }: { rule: string }) => rule)).toEqual(["block-misplaced"]);
  });

  it("a suite is checked without being run, with the place of each problem", async () => {
    const cwd = folder({ "s.keypoll.json": '{\n  "exec_pth": "./x.py",\n  "samples": []\n}\n' });
    const { code, stdout } = await keypoll(["lint", "s.keypoll.json"], { cwd });
    expect(stdout).toContain('s.keypoll.json:2:3: error: "exec_pth" is unknown here');
    expect(code, "as keypoll test ends with it").toBe(2);
    expect((await keypoll(["test", "s.keypoll.json"], { cwd })).code).toBe(2);
  });

  it("a list of agents with another name is recognised by its records, also by invalid ones", async () => {
    const cwd = folder({ "agents.txt": RECORD, "new.txt": "001 web any\n", "notes.txt": "Hello\n" });
    const { files, notChecked } = await report(cwd, "agents.txt", "new.txt", "notes.txt");
    expect(files.map(({ path, kind }: Record<string, string>) => [path, kind])).toEqual([
      ["agents.txt", "key-file"],
      ["new.txt", "key-file"],
    ]);
    expect(notChecked).toMatchObject([{ path: "notes.txt" }]);
  });

  it("--as sets the kind of a file", async () => {
    const cwd = folder({ "notes.txt": "Hello\n" });
    const { files } = await report(cwd, "notes.txt", "--as", "key-file");
    expect(files).toMatchObject([{ kind: "key-file" }]);
  });

  it("a list of agents whose first lines are something else is still read", async () => {
    const cwd = folder({ "client.keys": `-----BEGIN PRIVATE KEY-----\n${RECORD}` });
    expect((await report(cwd, "client.keys")).files).toMatchObject([{ kind: "key-file" }]);
  });
});

it("a file from a pipe is recognised and checked too", async () => {
  const { stdout } = await keypoll(["lint", "-"], { input: BAD["number.py"] });
  expect(stdout).toContain("<stdin>: checked as a poll script because it was named.");
  const nothing = await keypoll(["lint", "-"], { input: "" });
  expect(nothing.code).toBe(2);
});

it("a file without read permission is reported, not ignored", async () => {
  const cwd = folder({ "client.keys": RECORD });
  writeFileSync(join(cwd, "x"), "");
  chmodSync(join(cwd, "x"), 0);
  const { code } = await keypoll(["lint", "."], { cwd });
  expect(code).toBe(process.getuid?.() === 0 ? 0 : 2);
});

it("scripts and suites that 5.x no longer uses are reported once, in every format, and fail nothing", async () => {
  const script =
    "#!/usr/bin/env python3\nimport json\nimport sys\nprint(json.dumps({'error': 1, 'message': sys.argv[1]}))\n";
  const cwd = folderWith({ "agent_key_poll.py": script, "other_key_poll.py": script });
  const args = ["lint", "agent_key_poll.py", "other_key_poll.py", "--no-interpreters"];
  const said = "Wazuh 5.0 has no key polling: no daemon calls the checked files (2 poll scripts).";
  for (const option of ["--upgrade-to", "--release"]) {
    const { stdout } = await keypoll([...args, option, "5.0"], { cwd });
    expect(stdout.replace(/\s+/g, " ").split(said)).toHaveLength(2);
  }
  const before = await keypoll([...args, "--release", "4.14"], { cwd });
  expect(before.stdout).not.toContain("no key polling");
  const json = await keypoll([...args, "--upgrade-to", "5.0", "--format", "json"], { cwd });
  expect(JSON.parse(json.stdout).runsNoMore).toContain(said);
  const github = await keypoll([...args, "--upgrade-to", "5.0", "--format", "github"], { cwd });
  expect(github.stdout).toContain("no daemon calls the checked files");
  expect(json.code).toBe(before.code);
});
