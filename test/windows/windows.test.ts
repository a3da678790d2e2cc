/** The command line on Windows: what a user there sees of it. Everything is run first, in one session. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectRoot } from "../editor/host/cache.ts";
import { commandLines, HANGS, KEY } from "./commands.ts";
import { startWindows, type Windows } from "./wine.ts";

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const windows = await startWindows();
if (typeof windows === "string") console.log(`Left out: the tests on Windows, for ${windows}.`);

const place = typeof windows === "string" ? "" : mkdtempSync(join(windows.drive, "keypoll-"));
const root = `C:\\${basename(place)}`;
let results: Readonly<Record<string, Ended>> = {};

let unshare = (): void => {};
let interrupted: Awaited<ReturnType<Windows["interrupted"]>> | undefined;

beforeAll(async () => {
  if (typeof windows === "string") return;
  unshare = windows.share(basename(place), place);
  const program = `Z:${join(projectRoot, "dist/cli/keypoll.mjs").replaceAll("/", "\\")}`;
  const lines = commandLines(root, program).map(({ files, commands }, at) => {
    const folder = join(place, String(at));
    mkdirSync(folder);
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    return commands.map(({ keypoll, node, ...command }) => ({
      ...command,
      folder: `${root}\\${at}`,
      words: keypoll === undefined ? (node ?? []) : [program, ...keypoll],
    }));
  });
  writeFileSync(join(place, "commands.json"), JSON.stringify(lines));
  windows.node(join(import.meta.dirname, "session.mjs"), `${root}\\commands.json`, `${root}\\results.json`);
  results = JSON.parse(readFileSync(join(place, "results.json"), "utf8"));
  const file = join(place, "interrupted/beats");
  mkdirSync(dirname(file));
  writeFileSync(join(dirname(file), "hangs.js"), HANGS);
  interrupted = await windows.interrupted(file, [program, "test", "./hangs.js", "--id", "001"]);
});

afterAll(() => {
  unshare();
  if (place !== "") rmSync(place, { recursive: true, force: true });
});

/** The exit code and all that was printed. */
function ended(name: string): { readonly code: number | null; readonly said: string } {
  const found = results[name];
  if (found === undefined) throw new Error(`"${name}" was not run`);
  return { code: found.code, said: `${found.stdout}${found.stderr}` };
}

function fileIn(line: number, name: string): string {
  return readFileSync(join(place, String(line), name), "utf8");
}

describe.skipIf(typeof windows === "string")("files on Windows", () => {
  it.each([
    "lint a drive letter",
    "lint slashes",
    "lint in another case",
    "lint a long path",
    "lint a share",
    "lint a pattern",
  ])("%s", (name) => {
    const { code, said } = ended(name);
    expect(said).toContain("[duplicate-id]");
    expect(code).toBe(1);
  });

  it("finds the files of a folder, and reports what is missing", () => {
    expect(ended("lint a folder")).toMatchObject({ code: 0, said: expect.stringContaining("client.keys") });
    const { code, said } = ended("lint nothing");
    expect(code).toBe(2);
    expect(said).toContain("no\\client.keys does not exist");
  });

  it("finds carriage returns and removes them", () => {
    expect(ended("lint CRLF").said).toContain("[carriage-return]");
    expect(ended("fix CRLF").code).toBe(0);
  });

  it("keeps agents by hand, replacing the file each time", () => {
    expect(ended("add")).toMatchObject({ code: 0, said: expect.stringContaining("003 mail") });
    expect(ended("list").said).toMatch(/001 .*web[\s\S]*002 .*db[\s\S]*003 .*mail/);
    expect(ended("add on a share")).toMatchObject({ code: 0, said: expect.stringContaining("004 ftp") });
    expect(ended("remove").code).toBe(0);
    const text = fileIn(1, "client.keys");
    expect(text).toMatch(
      /^002 db 10\.0\.0\.2 \w+\n003 mail 10\.0\.0\.3 \w{64}\n004 ftp 10\.0\.0\.4 \w{64}\n$/m,
    );
    expect(text).not.toContain("\r");
  });

  it("replaces a file by the gate, and not by one that loses an agent", () => {
    expect(ended("gate that loses").code).toBe(1);
    expect(ended("gate").code).toBe(0);
    expect(fileIn(2, "client.keys")).toBe(fileIn(2, "next"));
  });

  it("reports that another program has the file open, and writes it afterwards", () => {
    const { said } = ended("held");
    const runs = JSON.parse(said);
    expect(runs.while.status).toBe(2);
    expect(`${runs.while.stdout}${runs.while.stderr}`).toContain("another program has it open");
    expect(`${runs.while.stdout}${runs.while.stderr}`).not.toContain("sudo");
    expect(runs.after.status).toBe(0);
  });

  it("recognises the file beside an agent's programs as its own", () => {
    const { code, said } = ended("an agent's own file");
    // An agent on Windows writes its lines so, and a manager would read the carriage return as part of the key.
    expect(said).not.toContain("carriage-return");
    expect(code).toBe(0);
  });

  it("judges, explains, reads a configuration and completes", () => {
    expect(ended("answer")).toMatchObject({ code: 0, said: expect.stringContaining("registered") });
    expect(ended("explain").said).toContain("Two records have the same id.");
    expect(ended("config").said).toContain("C:\\polls\\poll.py");
    expect(ended("completion").said).toContain("Register-ArgumentCompleter");
    expect(ended("complete").said).toContain("duplicate-id");
  });
});

describe.skipIf(typeof windows === "string")("poll scripts and the server on Windows", () => {
  it("writes a script whose suite passes, and no modes", () => {
    expect(ended("new").code).toBe(0);
    expect(ended("new").said).not.toMatch(/\b0[67]\d\d\b/);
    expect(ended("its suite")).toMatchObject({ code: 0, said: expect.stringContaining("8 passed") });
    expect(ended("init").code).toBe(0);
  });

  it("starts scripts by their file name extension", () => {
    expect(ended("test .js").said).toContain("a|id|001");
    expect(ended("test .cmd").said).toContain("&calc|^b|!c!|id|001");
    expect(ended("test .bat").said).toContain("a b|id|001");
    expect(ended("test .exe")).toMatchObject({ code: 0, said: expect.stringContaining("registered") });
    expect(ended("test .ps1").said).toContain("powershell.exe");
    expect(ended("test .py").said).toContain("needs py or python or python3");
  });

  it("passes no quotation mark to a batch file", () => {
    expect(ended("test a quote")).toMatchObject({
      code: 2,
      said: expect.stringContaining("was not started"),
    });
  });

  it("explains the effect of backslashes, and what differs from the manager", () => {
    expect(ended("test backslashes").said).toContain("In a path write a slash");
    const { said } = ended("test .exe");
    expect(said).toContain("your own variables");
    expect(said).not.toContain("/usr/local/sbin");
    expect(said).toMatch(/not its\s+first line/);
  });

  it("ends a script at its timeout", () => {
    expect(ended("hangs")).toMatchObject({ code: 1, said: expect.stringMatching(/time/) });
    expect(ended("beats").said).toBe("ended\n");
  });

  it("ends the script, and itself, on Ctrl-C", async () => {
    expect(interrupted).toMatchObject({ code: 130, shown: expect.stringContaining("Cancelled: the script") });
    const beats = (): number => readFileSync(join(place, "interrupted/beats"), "utf8").length;
    const before = beats();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(beats()).toBe(before);
  });

  it.each(["a server", "a server, plainly"])("%s answers over its streams", (name) => {
    const { code, said } = ended(name);
    expect(said).toContain("duplicate-id");
    expect(said).not.toContain(KEY);
    expect(code).toBe(0);
  });
});
