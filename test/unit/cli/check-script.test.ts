/** A script and a configuration as files to check: the whole result, no secret in it, and the fixes. */

import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { type CheckOptions, checkFile } from "../../../cli/lint/check-file.ts";
import type { SubjectKind } from "../../../cli/lint/subjects.ts";
import { languageOfFile } from "../../../core/languages/index.ts";
import { defaultLintSettings } from "../../../core/lint/settings.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

function scriptKind(name: string, text: string, as: "poll-script" | "registration-script"): SubjectKind {
  const language = languageOfFile(name, text);
  if (language === undefined) throw new Error(name);
  return { kind: "script", language, as, claim: "suite" };
}

interface More extends Partial<CheckOptions> {
  readonly mode?: number;
  readonly kind?: SubjectKind;
  readonly input?: true;
}

async function check(name: string, text: string, { mode = 0o750, kind, input, ...more }: More = {}) {
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  const given = input === undefined ? { path } : { path: "-", input: Buffer.from(text) };
  const found = kind ?? scriptKind(name, text, "poll-script");
  const options = { settings: defaultLintSettings, ...more };
  const { outcome, diff } = await checkFile({ name, kind: found, ...given }, options);
  if (outcome.state === "not-checked") throw new Error(outcome.why);
  const short = outcome.result.findings.map(
    ({ line, column, endColumn, severity, rule, excerpt: { text: shown, start, end } }) =>
      `${line}:${column}–${endColumn} ${severity} ${rule} ${JSON.stringify(shown.slice(start, end))} in ${JSON.stringify(shown)}`,
  );
  return { short, diff, result: outcome.result };
}

const SECRETS = `#!/usr/bin/env python3
import sys
password = "hunter2hunter2"
secret = """one
hunter3hunter3
"""
print({"error": 0,
 "data": {"id": sys.argv[2]}})
`;

it("a script has its findings, its kind and the reason, and hides passwords", async () => {
  const { short, result } = await check("a.py", SECRETS, { mode: 0o640 });
  expect(short).toEqual([
    '1:1–2 warning not-executable "#" in "#!/usr/bin/env python3"',
    '3:12–28 warning password-in-source "••••••••" in "password = ••••••••"',
    '4:10–16 warning password-in-source "••••••••" in "secret = ••••••••"',
    '7:8–15 warning answer-not-made "\\"error\\"" in "print({\\"error\\": 0,"',
  ]);
  expect(result).toMatchObject({
    path: "a.py",
    kind: "poll-script",
    because: "suite",
    agents: 0,
    totals: { error: 0, warning: 4, information: 0, hint: 0 },
  });
  expect(result.findings[0]).toMatchObject({
    message:
      "This file is not executable: the manager gets exit code 127, unless exec_path names an interpreter.",
    related: [],
    fixes: [],
    page: expect.stringMatching(/\/docs\/rules\/not-executable\.md$/),
  });
});

it("an executable script, and standard input, have nothing to do with a mode", async () => {
  for (const more of [{ mode: 0o750 }, { mode: 0o640, input: true }] as const) {
    const { result } = await check("a.py", SECRETS, more);
    expect(result.findings.map(({ rule }) => rule)).toEqual([
      "password-in-source",
      "password-in-source",
      "answer-not-made",
    ]);
  }
});

it("a registration script is checked only by the rules for every script", async () => {
  const kind = scriptKind("a.py", SECRETS, "registration-script");
  const { result } = await check("a.py", SECRETS, { kind });
  expect(result.kind).toBe("registration-script");
  expect(result.findings.map(({ rule }) => rule)).toEqual(["password-in-source", "password-in-source"]);
});

it("shows as many findings as the settings say, and counts all", async () => {
  const settings = {
    ...defaultLintSettings,
    maxFindings: 1,
    severities: { "answer-not-made": "hint" } as const,
  };
  const { result } = await check("a.py", SECRETS, { settings });
  expect(result).toMatchObject({
    findings: [{ rule: "password-in-source" }],
    totals: { error: 0, warning: 2, information: 0, hint: 1 },
  });
});

it("is checked by its interpreter, if the settings say so", async () => {
  const broken = "#!/bin/bash\nif [ 1 ]; then echo;\n";
  const asked = { settings: { ...defaultLintSettings, askInterpreters: true } };
  const rules = async (more: More) =>
    (await check("a.sh", broken, more)).result.findings.map(({ message }) => message);
  expect((await rules(asked)).some((message) => message.includes("bash rejects the script"))).toBe(true);
  expect((await rules({})).some((message) => message.includes("bash rejects"))).toBe(false);
});

it("is fixed where that is safe, and the difference shows no password", async () => {
  const text = `#!/bin/sh\r\nmysql -phunter2hunter2 x\r\necho "$2"\r\n`;
  const { diff, result } = await check("b.sh", text, { fix: true, dryRun: true });
  expect(diff).toEqual([
    "--- b.sh",
    "+++ b.sh",
    "@@ -1,3 +1,3 @@",
    "-#!/bin/sh␍",
    "+#!/bin/sh",
    "-mysql •••••••• x␍",
    "+mysql •••••••• x",
    '-echo "$2"␍',
    '+echo "$2"',
  ]);
  expect(result.findings[0]).toMatchObject({
    rule: "shebang-carriage-return",
    severity: "error",
    fixes: [{ title: "Save the file with LF line endings", safe: true }],
    excerpt: { text: "#!/bin/sh␍", start: 0, end: 9 },
  });
  const secrets = SECRETS.replaceAll("\n", "\r\n");
  const lines = (await check("a.py", secrets, { fix: true, dryRun: true })).diff;
  expect(lines.join("\n")).not.toMatch(/hunter/);
  expect(lines).toContain("-••••••••␍");
});

it("an ossec.conf and a suite have checkers of their own", async () => {
  const conf =
    "<ossec_config><auth><key_request><enabled>maybe</enabled></key_request></auth></ossec_config>";
  expect((await check("ossec.conf", conf, { kind: { kind: "ossec-conf" } })).result.kind).toBe("ossec-conf");
  const suite = (await check("a.keypoll.json", "{", { kind: { kind: "suite" } })).result;
  expect([suite.kind, suite.totals.error > 0]).toEqual(["suite", true]);
});
