/** A machine that recipes run on: a folder with a project, and keypoll to be installed from our own registry. */

import { type SpawnOptions, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A file of the repository, unchanged. */
export function fileText(name: string): string {
  return readFileSync(join(root, name), "utf8");
}

export interface Ended {
  readonly code: number | null;
  /** Both streams, in the order in which they came. */
  readonly output: string;
}

export class Machine {
  /** The home folder, which contains the project. */
  readonly home = mkdtempSync(join(tmpdir(), "keypoll-machine-"));
  readonly project = join(this.home, "project");
  readonly #environment: NodeJS.ProcessEnv;

  constructor(registry: string) {
    mkdirSync(this.project);
    this.#environment = {
      PATH: `${join(this.home, "npm/bin")}:${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
      HOME: this.home,
      LANG: "C.UTF-8",
      npm_config_registry: registry,
      npm_config_prefix: join(this.home, "npm"),
      npm_config_cache: join(this.home, "npm-cache"),
      npm_config_update_notifier: "false",
    };
  }

  /** Runs a shell script in the project. It ends at the first command that fails, as in CI. */
  run(script: string, environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
    return this.start("bash", ["-e", "-o", "pipefail", "-c", script], environment);
  }

  start(command: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
    const options: SpawnOptions = { cwd: this.project, env: { ...this.#environment, ...environment } };
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const take = (text: string): void => {
      output += text;
    };
    child.stdout?.setEncoding("utf8").on("data", take);
    child.stderr?.setEncoding("utf8").on("data", take);
    return new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, output }));
    });
  }

  /** Copies folders of another home. */
  take(other: Machine, folders: readonly string[]): void {
    for (const folder of folders) {
      cpSync(join(other.home, folder), join(this.home, folder), { recursive: true, verbatimSymlinks: true });
    }
  }

  /** Removes its home. */
  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }

  /** A file of the project. */
  read(name: string): string {
    return readFileSync(join(this.project, name), "utf8");
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(join(this.project, name)), { recursive: true });
    writeFileSync(join(this.project, name), text);
  }
}
