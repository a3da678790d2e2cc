/** `keypoll lint --gate`: what it refuses to compare, what it says, and when it replaces the old file. */

import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { ExitCode } from "../../../cli/exit-code.ts";
import { type GateOptions, gateFile } from "../../../cli/lint/gate.ts";
import { defaultLintSettings } from "../../../core/lint/settings.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { KeptTerminal } from "./looks.ts";

const KEY = "0123456789abcdef".repeat(4);
const WEB = `001 web any ${KEY}\n`;
const BOTH = `${WEB}002 db any ${KEY.replace("0", "f")}\n`;

let folder: string;
let old: string;
let next: string;
beforeEach(() => {
  folder = temporaryFolder();
  old = put("client.keys", WEB);
  next = put("new", BOTH);
});

function put(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, 0o640);
  return path;
}

async function gate(file: string, more: Partial<GateOptions>) {
  const terminal = new KeptTerminal();
  const options: GateOptions = {
    settings: defaultLintSettings,
    stdinFilename: "<stdin>",
    maxWarnings: 0,
    allow: [],
    format: "text",
    ...more,
  };
  const code = await gateFile(file, options, terminal);
  const shown = (text: string): string => text.replaceAll(folder, "…");
  return { code, stdout: shown(terminal.stdout), stderr: shown(terminal.stderr) };
}

const ADDED = `…/new:2:1: information: Only in the new file: 1 agent (002 db). [agents-added]
    002 db any ••••••••
    ^^^

✔ 1 finding in 1 key file with 2 agents (Wazuh 4.14): 1 for information.
`;

describe("a new file that passes", () => {
  it("may replace the old one, which does not change", async () => {
    expect(await gate(next, { against: old })).toEqual({
      code: ExitCode.fine,
      stdout: ADDED,
      stderr: "…/new may replace …/client.keys: 2 agents, 1 new, 0 gone.\n",
    });
    expect(readFileSync(old, "utf8")).toBe(WEB);
    expect(await gate(next, { against: old, quiet: true })).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("replaces it if asked", async () => {
    expect(await gate(next, { install: old })).toEqual({
      code: ExitCode.fine,
      stdout: ADDED,
      stderr: "…/client.keys is replaced: 2 agents, 1 new, 0 gone.\n",
    });
    expect(readFileSync(old, "utf8")).toBe(BOTH);
    expect(await gate(next, { install: old })).toEqual({
      code: ExitCode.fine,
      stdout: "✔ No findings in 1 key file with 2 agents (Wazuh 4.14).\n",
      stderr: "…/client.keys already has this content: 2 agents, 0 new, 0 gone.\n",
    });
    writeFileSync(old, WEB);
    expect(await gate(next, { install: old, quiet: true })).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(readFileSync(old, "utf8")).toBe(BOTH);
  });

  it("may be the first one", async () => {
    const first = join(folder, "first.keys");
    const stdout = "✔ No findings in 1 key file with 2 agents (Wazuh 4.14).\n";
    const alone = {
      code: ExitCode.fine,
      stdout,
      stderr: "…/new passes by itself: 2 agents. There is no old file yet, as --new says.\n",
    };
    expect(await gate(next, { new: true })).toEqual(alone);
    expect(await gate(next, { new: true, against: first })).toEqual(alone);
    expect(existsSync(first)).toBe(false);
    expect(await gate(next, { new: true, install: first })).toEqual({
      code: ExitCode.fine,
      stdout,
      stderr:
        "…/first.keys is new: 2 agents. Give it an owner and a mode with which the daemons can read it.\n",
    });
    expect(readFileSync(first, "utf8")).toBe(BOTH);
  });

  it("is shown in the format that is asked for", async () => {
    const { stdout } = await gate(next, { against: old, format: "json" });
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      files: [{ agentChanges: [{ rule: "agents-added", id: "002" }] }],
      notChecked: [],
      totals: { fixed: 0, information: 1 },
    });
  });
});

describe("a new file that does not pass", () => {
  it("replaces nothing, and the old one is said to be unchanged", async () => {
    writeFileSync(old, BOTH);
    const refused = await gate(put("new", WEB), { install: old });
    expect([refused.code, refused.stderr]).toEqual([ExitCode.findings, "…/client.keys is unchanged.\n"]);
    expect(refused.stdout).toMatch(/^…\/new:1:1: error: Not in the new file: 1 of 2 agents \(002 db\)\./);
    expect(readFileSync(old, "utf8")).toBe(BOTH);
    expect((await gate(next, { against: old })).stderr).not.toContain("unchanged");
    expect((await gate(put("new", WEB), { against: old })).stderr).toBe("");
    const allowed = await gate(put("new", WEB), { install: old, allow: ["agents-vanish"] });
    expect([allowed.code, readFileSync(old, "utf8")]).toEqual([ExitCode.fine, WEB]);
  });

  it("has a warning of the site, unless warnings are allowed", async () => {
    const settings = { ...defaultLintSettings, severities: { "blank-line": "warning" } as const };
    const blank = put("new", `${WEB}\n`);
    expect((await gate(blank, { against: old, settings })).code).toBe(ExitCode.findings);
    expect((await gate(blank, { against: old, settings, maxWarnings: 1 })).code).toBe(ExitCode.fine);
    const quiet = await gate(put("new", `${BOTH}\n`), { against: old, settings, quiet: true });
    expect(quiet.stdout).not.toContain("information");
    expect(quiet.stdout).toContain("[blank-line]");
  });

  it("is not installed while the manager runs", async () => {
    for (const each of ["etc", "bin", "var/run"]) mkdirSync(join(folder, each), { recursive: true });
    writeFileSync(join(folder, "bin/wazuh-remoted"), "");
    writeFileSync(join(folder, "var/run/wazuh-authd-1.pid"), String(process.pid));
    const live = put("etc/client.keys", WEB);
    const run = await gate(next, { install: live });
    expect(run.code).toBe(ExitCode.couldNotRun);
    expect(run.stderr).toMatch(/wazuh-authd runs[\s\S]*\n…\/etc\/client\.keys is unchanged\.\n$/);
    expect(readFileSync(live, "utf8")).toBe(WEB);
    const forced = await gate(next, { install: live, evenIfRunning: true });
    expect(forced.stderr).toMatch(
      /The old file is kept as …\/etc\/client\.keys\.\S+\.bak\.\n.*is replaced: 2 agents, 1 new, 0 gone\.\n$/,
    );
    expect(readFileSync(live, "utf8")).toBe(BOTH);
  });
});

describe("the gate does not compare", () => {
  const nothing =
    "It is unknown which file the new one replaces, so the gate cannot check which agents would be lost. Name it with --against or --install. If there is no old file yet, add --new.";
  it.each([
    ["new", {}, nothing, ""],
    [
      "new",
      { against: "client.keys", new: true },
      "…/client.keys already exists, so --new does not apply. Leave --new out.",
      "",
    ],
    [
      "new",
      { install: "client.keys", new: true },
      "…/client.keys already exists, so --new does not apply. Leave --new out.",
      "…/client.keys is unchanged.\n",
    ],
    [
      "gone",
      { install: "client.keys" },
      /^keypoll: …\/gone does not exist\./,
      "…/client.keys is unchanged.\n",
    ],
    [
      "new",
      { against: "gone" },
      "…/gone does not exist, so the gate cannot check which agents would be lost. Check the path. For the first file of a new manager, add --new.",
      "",
    ],
    [
      "new",
      { install: "no/gone", new: true },
      "The folder of …/no/gone does not exist. Check the path, or create the folder.",
      "",
    ],
    ["new", { against: "" }, "…/ is a folder. Give the path of a file.", ""],
  ] as const)(
    "%s with %j",
    async (file, { against, install, ...more }: Partial<GateOptions>, said, after) => {
      const run = await gate(join(folder, file), {
        ...more,
        ...(against === undefined ? {} : { against: against === "" ? `${folder}/` : join(folder, against) }),
        ...(install === undefined ? {} : { install: join(folder, install) }),
      });
      expect([run.code, run.stdout]).toEqual([ExitCode.couldNotRun, ""]);
      if (typeof said === "string") expect(run.stderr).toBe(`keypoll: ${said}\n${after}`);
      else expect([run.stderr.replace(after, "")]).toEqual([expect.stringMatching(said)]);
      expect(run.stderr.endsWith(after)).toBe(true);
      expect(readFileSync(old, "utf8")).toBe(WEB);
    },
  );
});
