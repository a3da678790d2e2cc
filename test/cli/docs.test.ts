/** The commands in README and the pages: each block is run as written, from the top of the page to its end. */

import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";
import { OWN_SCRIPT, type Page, pages, type Run } from "./doc-pages.ts";
import { program, projectRoot, scripts } from "./keypoll.ts";

const place = temporaryFolder();
const own = join(place, "own");

/** Stops a command that keeps running after its first output. */
const STAYING = `
staying() {
  "$@" & local pid=$!
  until [ -s "$out" ]; do sleep 0.1; done
  kill -TERM $pid
  wait $pid
}`;

function shell(folder: string, script: string) {
  return spawnSync("bash", ["-c", script], {
    cwd: folder,
    env: { PATH: `${place}/bin:${process.env["PATH"]}`, HOME: place, LANG: "C.UTF-8", FIXTURES: scripts },
    encoding: "utf8",
  });
}

beforeAll(() => {
  mkdirSync(join(place, "bin"));
  writeFileSync(join(place, "bin/keypoll"), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
  chmodSync(join(place, "bin/keypoll"), 0o755);
  mkdirSync(own);
  expect(shell(own, `set -e; ${OWN_SCRIPT}`)).toMatchObject({ status: 0, stderr: "" });
});

interface Block {
  readonly language: string;
  readonly text: string;
}

function blocksOf(path: string): readonly Block[] {
  const page = readFileSync(join(projectRoot, path), "utf8");
  return Array.from(page.matchAll(/^ *```(\w*)\n([\s\S]*?)^ *```$/gm), ([, language = "", text = ""]) => ({
    language,
    text,
  }));
}

const COMMANDS = ["sh", "console"];

/** A line to type. */
interface Line {
  /** As on the page, without its comment. */
  readonly command: string;
  /** The output that the page shows. */
  readonly shown: readonly string[];
}

/** In a console block each command follows the prompt, and its output follows the command. A whole script is not such a block. */
function linesOf({ language, text }: Block): readonly Line[] {
  if (!COMMANDS.includes(language) || text.startsWith("#!")) return [];
  const command = (line: string): string => line.replace(/\s+#.*$/, "").trim();
  if (language === "sh")
    return text
      .trimEnd()
      .split("\n")
      .map((line) => ({ command: command(line), shown: [] }));
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [first = "", ...shown] = part.trimEnd().split("\n");
      return { command: command(first), shown };
    });
}

/** Commands for contributors: only the existence of these scripts is checked. */
const OWN_SCRIPT_OF_PROJECT = /^npm (?:run )?([\w:-]+)(?: -- .*)?$/;

interface Step extends Line {
  readonly script: string;
  /** Undefined if any code is allowed. */
  readonly code: number | undefined;
}

/** The commands of a page in order, and the files that the page tells the reader to write. */
function stepsOf({ path, runs = {}, files = [] }: Page, folder: string): readonly Step[] {
  const names = [...files];
  return blocksOf(path).flatMap((block) => {
    const name = block.language === "json" ? names.shift() : undefined;
    if (name === undefined)
      return linesOf(block).flatMap((line) => stepOf(line, runs[line.command], path, folder));
    const script = `cat > ${name} <<'END OF FILE'\n${block.text}END OF FILE`;
    return [{ command: name, shown: [], script, code: 0 }];
  });
}

function stepOf(line: Line, run: Run = { code: 0 }, path: string, folder: string): readonly Step[] {
  if (OWN_SCRIPT_OF_PROJECT.test(line.command)) return [];
  if ("skip" in run) {
    console.log(`${path}: not run: ${line.command}: ${run.skip}.`);
    return [];
  }
  const words = inSandbox(line.command, folder);
  if ("stays" in run) return [{ ...line, script: `staying ${words}`, code: undefined }];
  if ("adds" in run) return [{ ...line, script: `${words} ${run.adds}`, code: 0 }];
  return [{ ...line, script: words, code: run.code }];
}

/** The manager's folder and the temporary folder are in the sandbox. */
function inSandbox(command: string, folder: string): string {
  return command.replace(/\/var\/ossec|\/tmp(?=\/)/g, (path) =>
    path === "/tmp" ? folder : `${folder}/ossec`,
  );
}

/** Times and sizes differ between runs, and lines are wrapped. */
function withoutFigures(text: string): string {
  return text.replace(/[\^│]/g, "").replace(/\d+/g, "0").replace(/\s+/g, "");
}

describe.each(pages)("$path", (page) => {
  it("does what it says", () => {
    const folder = join(place, page.path.replace(/\W/g, "-"));
    cpSync(own, folder, { recursive: true });
    const steps = stepsOf(page, folder);
    const script = steps.map(
      (step, at) => `out=${folder}.${at}\n{ ${step.script}\n} > "$out" 2>&1 < /dev/null; echo "@@ $?"`,
    );
    const { stdout, stderr } = shell(
      folder,
      `set -e; ${page.prepare ?? ""}\nset +e\n${STAYING}\n${script.join("\n")}`,
    );
    expect(stderr).toBe("");
    const codes = Array.from(stdout.matchAll(/^@@ (\d+)$/gm), ([, code]) => Number(code));
    for (const [at, { command, shown, code }] of steps.entries()) {
      const output = readFileSync(`${folder}.${at}`, "utf8");
      const expected = { command, code: code ?? codes[at] };
      expect({ command, code: codes[at] }, output).toEqual(expected);
      const printed = withoutFigures(output.replaceAll(`${folder}/`, ""));
      for (const line of shown) {
        if (line.trim() !== "…") expect(printed, output).toContain(withoutFigures(line));
      }
    }
  });
});

describe("every block", () => {
  const written = globSync(["README.md", "docs/*.md"], { cwd: projectRoot }).filter(
    (path) => blocksOf(path).length > 0,
  );

  it("is on a page that a test runs", () => {
    expect(pages.map(({ path }) => path).sort()).toEqual(written.sort());
  });

  it.each(pages)("of $path is run here or by another test", ({ path, held = {}, files = [] }) => {
    const others = blocksOf(path).filter(({ language }) => !COMMANDS.includes(language));
    const languages = others.map(({ language }) => language).slice(files.length);
    expect(Object.keys(held).sort()).toEqual([...new Set(languages)].sort());
    for (const test of Object.values(held)) expect(existsSync(join(projectRoot, test))).toBe(true);
  });

  it("names existing scripts of the project", () => {
    const { scripts: known } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8"));
    const named = pages
      .flatMap(({ path }) => blocksOf(path).flatMap(linesOf))
      .flatMap(({ command }) => OWN_SCRIPT_OF_PROJECT.exec(command)?.[1] ?? []);
    expect(named).toContain("test");
    expect(Object.keys(known)).toEqual(expect.arrayContaining(named));
  });

  it.each(pages)("of $path with an exception exists", ({ path, runs = {} }) => {
    const commands = blocksOf(path).flatMap((block) => linesOf(block).map(({ command }) => command));
    for (const command of Object.keys(runs)) expect(commands).toContain(command);
  });
});
