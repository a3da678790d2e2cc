/** `keypoll lint` from its options to what it prints, its files and its exit code. */

import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { ExitCode } from "../../../cli/exit-code.ts";
import { type LintOptions, lintFiles } from "../../../cli/lint/lint-files.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { KeptTerminal } from "./looks.ts";

const KEY = "0123456789abcdef".repeat(4);
const OTHER = KEY.replace("0", "f");
const WEB = `001 web any ${KEY}\n`;

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

/** Writes a file that others cannot read, and returns its path. */
function put(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, 0o640);
  return path;
}

/** Runs the command without a settings file. The folder is shown as "…". */
async function lint(paths: readonly string[], more: Partial<LintOptions> = {}, isColoured = false) {
  const terminal = new KeptTerminal(isColoured);
  const options: LintOptions = {
    config: false,
    paths,
    format: "text",
    stdinFilename: "<stdin>",
    maxWarnings: 0,
    allow: [],
    ...more,
  };
  const code = await lintFiles(options, terminal);
  const shown = (text: string): string => text.replaceAll(folder, "…");
  return { code, stdout: shown(terminal.stdout), stderr: shown(terminal.stderr) };
}

const BLANK_LINE = `…/client.keys:2:1: warning: Blank line: every daemon that reads the file logs error 1401 for it. Delete the line. [blank-line]
    → Delete the blank line (keypoll lint --fix does it)

`;

describe("keypoll lint", () => {
  it("prints the findings of each file, then the totals", async () => {
    const path = put("client.keys", `${WEB}\n`);
    expect(await lint([path, put("b.keys", WEB)])).toEqual({
      code: ExitCode.findings,
      stdout: `${BLANK_LINE}✘ 1 finding in 2 key files with 2 agents (Wazuh 4.14): 1 warning. --fix fixes 1 of them.\n`,
      stderr: "",
    });
    expect((await lint([path], { maxWarnings: 1 })).code).toBe(ExitCode.fine);
  });

  it("continues after a file that cannot be checked, and says why", async () => {
    const run = await lint([join(folder, "gone.keys"), put("client.keys", WEB), put("notes", "Hello\n")]);
    expect(run).toEqual({
      code: ExitCode.couldNotRun,
      stdout: "✘ No findings in 1 key file with 1 agent (Wazuh 4.14), 2 files not checked.\n",
      stderr: expect.stringMatching(
        /^keypoll: …\/gone\.keys does not exist\. .*\nkeypoll: …\/notes was not checked\. This is not a kind of file .*\n$/,
      ),
    });
    const ignored = await lint([put("notes", "Hello\n")], { ignoreUnknown: true });
    expect(ignored).toEqual({
      code: ExitCode.fine,
      stdout: "○ Nothing was checked: 1 file ignored.\n",
      stderr: "",
    });
  });

  it("shows no key of a path", async () => {
    const run = await lint([join(folder, `${KEY}.keys`)], { format: "json" });
    expect(JSON.parse(run.stdout).notChecked).toEqual([
      { path: "…/••••••••.keys", message: expect.stringMatching(/^…\/••••••••\.keys does not exist\./) },
    ]);
  });

  it("is quiet about what is not a problem, and about everything if there is none", async () => {
    const path = put("client.keys", `${WEB}002 !old any ${OTHER}\n`);
    expect((await lint([path])).stdout).toContain(": hint: ");
    expect(await lint([path], { quiet: true })).toEqual({ code: 0, stdout: "", stderr: "" });
    const both = await lint([put("client.keys", `${WEB}\n002 !old any ${OTHER}\n`)], { quiet: true });
    expect(both.stdout).toBe(
      `${BLANK_LINE}✘ 1 finding in 1 key file with 1 agent (Wazuh 4.14): 1 warning. --fix fixes 1 of them.\n`,
    );
  });

  it("prints one report, or a line of JSON for each file", async () => {
    const path = put("client.keys", `${WEB}\n`);
    const report = JSON.parse((await lint([path], { format: "json" })).stdout);
    expect(report).toMatchObject({
      command: "lint",
      ok: false,
      files: [{ path: "…/client.keys", agents: 1 }],
    });
    const lines = (await lint([path, put("b.keys", WEB)], { format: "ndjson" })).stdout.trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      report.files[0],
      expect.objectContaining({ path: "…/b.keys", findings: [] }),
      {
        tool: report.tool,
        command: "lint",
        release: "4.14",
        ok: false,
        notChecked: [],
        totals: { ...report.totals, files: 2, kinds: { "key-file": 2 } },
      },
    ]);
  });

  it("compares the lists, if asked", async () => {
    const paths = [put("a.keys", WEB), put("b.keys", `002 db any ${KEY}\n`)];
    expect((await lint(paths)).code).toBe(ExitCode.fine);
    const run = await lint(paths, { across: true });
    expect([run.code, run.stdout]).toEqual([
      ExitCode.findings,
      expect.stringMatching(
        /^…\/a\.keys:1:5: error: …\/b\.keys:1 has the same key for another agent \(002 db\).* \[key-elsewhere\]\n/,
      ),
    ]);
    const gone = await lint([...paths, join(folder, "c.keys")], { across: true });
    expect(gone.stderr.match(/…\/c\.keys does not exist/g)).toHaveLength(1);
  });
});

describe("keypoll lint --fix", () => {
  const faulty = `${WEB}\n002 db any ${OTHER} \n`;

  it("says what it has fixed, and counts it", async () => {
    const path = put("a\tb.keys", faulty);
    expect(await lint([path], { fix: true })).toEqual({
      code: ExitCode.fine,
      stdout: "✔ No findings in 1 key file with 2 agents (Wazuh 4.14).\n",
      stderr: "…/a␉b.keys: 2 fixed.\n",
    });
    expect(readFileSync(path, "utf8")).toBe(`${WEB}002 db any ${OTHER}\n`);
    const again = await lint([path, put("c.keys", faulty)], { fix: true, format: "json" });
    expect(JSON.parse(again.stdout).totals).toMatchObject({ fixed: 2, error: 0 });
    expect((await lint([path], { fix: true })).stderr).toBe("");
  });

  it("names the copy of a live file", async () => {
    for (const each of ["etc", "bin"]) mkdirSync(join(folder, each));
    writeFileSync(join(folder, "bin/wazuh-remoted"), "");
    const { stderr } = await lint([put("etc/client.keys", faulty)], { fix: true });
    expect(stderr).toMatch(
      /^…\/etc\/client\.keys: 2 fixed\.\nThe old file is kept as …\/etc\/client\.keys\.\S+\.bak\.\n$/,
    );
  });

  it("shows a difference instead, in colours", async () => {
    const path = put("client.keys", `${faulty.trimEnd()} \n`);
    const dry = { fix: true, dryRun: true } as const;
    const { stdout, code } = await lint([path], dry, true);
    const [bold, cyan, red, green] = [1, 36, 31, 32].map(
      (style) => (text: string) => `\x1b[${style}m${text}\x1b[${style === 1 ? 22 : 39}m`,
    );
    expect(stdout.split("\n").slice(0, -2)).toEqual([
      bold?.("--- …/client.keys"),
      bold?.("+++ …/client.keys"),
      cyan?.("@@ -1,3 +1,2 @@"),
      " 001 web any ••••••••",
      red?.("-"),
      red?.("-002 db any ••••••••␠"),
      green?.("+002 db any ••••••••"),
    ]);
    expect(code).toBe(ExitCode.findings);
    expect(readFileSync(path, "utf8")).toBe(faulty);
    expect((await lint([put("client.keys", WEB)], dry)).stdout).toMatch(/^✔ No findings/);
  });
});

describe("keypoll lint --baseline", () => {
  it("writes all findings as known ones, however many are shown", async () => {
    const path = put("client.keys", `${WEB}\n\n002 db any ${OTHER} \n`);
    const baseline = join(folder, "known.json");
    const written = await lint([path], { baseline, updateBaseline: true, maxFindings: 1 });
    expect(written).toEqual({
      code: ExitCode.fine,
      stdout: "",
      stderr: "…/known.json now lists the findings of 1 file.\n",
    });
    // The fingerprints are of the lines as they are shown.
    const print = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 12);
    expect(JSON.parse(readFileSync(baseline, "utf8"))).toEqual({
      version: 1,
      files: {
        "client.keys": {
          [`blank-line:${print("")}`]: 2,
          [`trailing-whitespace:${print("002 db any ••••••••␠")}`]: 1,
        },
      },
    });
    expect(readFileSync(baseline, "utf8")).toMatch(/^\{\n {2}"version": 1,\n[\s\S]*\n\}\n$/);
    expect(readdirSync(folder).toSorted()).toEqual(["client.keys", "known.json"]);
    expect((await lint([path], { baseline, maxFindings: 1 })).stdout).toMatch(/^✔ No findings/);
    put("client.keys", `${WEB}\n\n\n002 db any ${OTHER} \n`);
    expect((await lint([path], { baseline })).stdout).toMatch(/^…\/client\.keys:4:1: warning: Blank line/);
  });

  it("is not written without what could be checked", async () => {
    const baseline = join(folder, "known.json");
    const run = await lint([put("client.keys", `${WEB}\n`), join(folder, "gone.keys")], {
      baseline,
      updateBaseline: true,
    });
    expect(run.code).toBe(ExitCode.couldNotRun);
    expect(run.stderr).toContain("now lists the findings of 1 file.");
    const nowhere = await lint([put("client.keys", WEB)], {
      baseline: join(folder, "nowhere/known.json"),
      updateBaseline: true,
    });
    expect([nowhere.code, nowhere.stdout]).toEqual([ExitCode.couldNotRun, ""]);
    expect(nowhere.stderr).toMatch(/nowhere/);
    expect(existsSync(join(folder, "nowhere"))).toBe(false);
    expect((await lint([put("client.keys", WEB)], { baseline: join(folder, "no.json") })).stderr).toMatch(
      /^keypoll: …\/no\.json does not exist\./,
    );
  });
});

describe("what keypoll lint refuses", () => {
  it.each([
    [
      [],
      {},
      "There is nothing to check. Name files, folders or patterns, or list them under files in keypoll.config.json.",
    ],
    [
      ["x"],
      { dryRun: true },
      "--dry-run needs --fix: it shows what --fix would do. Write both: --fix --dry-run.",
    ],
    [
      ["x"],
      { across: true, fix: true },
      "--across and --fix cannot be used together: Key Poll cannot know which of two files to fix. Remove --fix.",
    ],
    [["-"], { fix: true }, "Standard input cannot be fixed. Give the path of the file, or remove --fix."],
    [
      ["x"],
      { updateBaseline: true },
      "--update-baseline needs the name of the baseline file. Name it: --baseline keypoll.baseline.json --update-baseline.",
    ],
    [[], { gate: true }, "--gate needs exactly one new file. Name it: keypoll lint --gate client.keys.new."],
    [
      ["x", "y"],
      { gate: true },
      "--gate needs exactly one new file. Name it: keypoll lint --gate client.keys.new.",
    ],
    [["nowhere*"], {}, "No file matches nowhere*. Check the pattern."],
    [["x"], { release: "2.0" }, /^keypoll: "2\.0" is not a Wazuh version/],
    [["x"], { config: "/nowhere/c.json" }, /^keypoll: \/nowhere\/c\.json does not exist\./],
  ])("%j %j", async (paths, more, said) => {
    expect(await lint(paths, more)).toEqual({
      code: ExitCode.couldNotRun,
      stdout: "",
      stderr: typeof said === "string" ? `keypoll: ${said}\n` : expect.stringMatching(said),
    });
  });
});
