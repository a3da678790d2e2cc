/** A template in its own folder, ready to run as a script or as a daemon. */

import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { ByteString } from "../../../core/manager/index.ts";
import type { Template } from "../../../core/templates/index.ts";
import { buildGo, type Machine } from "./interpreters.ts";
import { type Run, runScript } from "./run-script.ts";

/** Above the manager's own 60 s, a hang in any case. */
const LIMIT = 200_000;

export type Settings = Readonly<Record<string, string>>;

export class Deployment {
  readonly template: Template;
  readonly folder: string;
  /** The file to start. */
  readonly program: string;
  readonly #machine: Machine;

  private constructor(template: Template, folder: string, program: string, machine: Machine) {
    this.template = template;
    this.folder = folder;
    this.program = program;
    this.#machine = machine;
  }

  /** Writes the script, and builds it if its language needs that. Returns the error as text. */
  static create(template: Template, machine: Machine): Deployment | string {
    const folder = join(machine.folder, "scripts", template.id);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const file = join(folder, template.fileName);
    writeFileSync(file, template.text, { mode: 0o755 });
    if (template.language !== "go") return new Deployment(template, folder, file, machine);
    const program = join(folder, "agent_key_poll");
    return buildGo(file, program, machine.folder) ?? new Deployment(template, folder, program, machine);
  }

  /** Calls the program once with arguments; settings come from the environment. */
  call(args: readonly string[], settings: Settings): Promise<Run> {
    return runScript(this.program, args, {
      environment: { PATH: this.#machine.path, ...settings },
      limit: LIMIT,
    });
  }

  /** Writes the settings file beside the script. */
  writeSettings(settings: Settings): void {
    const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(join(this.folder, "keypoll.env"), lines.join(""), { mode: 0o600 });
  }

  removeSettings(): void {
    rmSync(join(this.folder, "keypoll.env"), { force: true });
  }

  /** Starts the program as a daemon and waits until its socket accepts connections. */
  async serve(settings: Settings): Promise<Daemon> {
    const path = join(this.folder, "keypoll.sock");
    const child = spawn(this.program, [], {
      env: { PATH: this.#machine.path, ...settings, KEYPOLL_SOCKET: path },
      stdio: "ignore",
    });
    const daemon = new Daemon(path, child);
    const deadline = Date.now() + 20_000;
    while (Date.now() < deadline && child.exitCode === null) {
      // The manager also connects without a request; the daemon must survive it.
      if ((await daemon.ask("")) !== undefined) return daemon;
      await pause(50);
    }
    daemon.end();
    throw new Error(`${this.template.id} does not listen`);
  }
}

/** A running daemon. */
export class Daemon {
  readonly #path: string;
  readonly #child: ChildProcess;

  constructor(path: string, child: ChildProcess) {
    this.#path = path;
    this.#child = child;
  }

  /** The first piece of the answer, as the manager reads it. Undefined if nothing listens. */
  ask(request: string): Promise<ByteString | undefined> {
    return new Promise((resolve) => {
      const connection = createConnection(this.#path, () => {
        if (request !== "") connection.write(request);
        else connection.end(() => resolve(""));
      });
      connection.setTimeout(LIMIT, () => connection.destroy());
      connection.once("data", (piece) => {
        resolve(piece.toString("latin1"));
        connection.destroy();
      });
      connection.on("close", () => resolve(""));
      connection.on("error", () => resolve(undefined));
    });
  }

  end(): void {
    this.#child.kill("SIGKILL");
  }
}
