/** A small shell process beside the host. It makes the pipes of runs, and cleans up after a host that died. */

import { spawn } from "node:child_process";
import { closeSync, constants, mkdtempSync, openSync, rmSync, unlinkSync } from "node:fs";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { KEEPER_SCRIPT } from "./keeper-script.ts";
import { type RunMark, RunMarks } from "./run-mark.ts";

/** The two ends of a pipe of the operating system. */
export interface PipeEnds {
  readonly read: number;
  readonly write: number;
  /** The name by which the operating system lists the pipe among a process's descriptors. */
  readonly name: string;
}

/** How the signals of a script can be set: mask and dispositions, or only SIGPIPE ignored. */
export type SignalAbility = "mask" | "trap";

/** Pipes made by one request to the keeper: enough that a series of runs rarely waits for one. */
const PIPES_AT_ONCE = 32;

/** The process itself; `keeper-lease.ts` decides how long it lives. */
export class Keeper {
  readonly #marks = new RunMarks();
  /** Resolves when the process is gone. */
  readonly gone: Promise<void>;
  readonly #folder = mkdtempSync(path.join(tmpdir(), "keypoll-pipes-"));
  readonly #input: Socket | undefined;
  readonly #output: Socket | undefined;
  readonly #waiting: ((line: string | undefined) => void)[] = [];
  readonly #signals: Promise<string | undefined>;
  readonly #limits: Promise<string | undefined>;
  /** Keeps the host alive until the process is gone. */
  readonly #stay: () => void;
  #pipes: string[] = [];
  #making: Promise<void> | undefined;
  #made = 0;
  #news = "";
  #dead = false;

  constructor() {
    const { text, limit } = this.#marks;
    const child = spawn("/bin/sh", ["-c", KEEPER_SCRIPT, "keypoll-keeper", this.#folder, text, limit], {
      stdio: ["pipe", "pipe", "ignore"],
      // Its own session, so that a signal to the host's group does not end the keeper.
      detached: true,
      cwd: "/",
      env: { PATH: "/usr/bin:/bin:/usr/sbin:/sbin" },
    });
    this.#input = child.stdin instanceof Socket ? child.stdin : undefined;
    this.#output = child.stdout instanceof Socket ? child.stdout : undefined;
    this.gone = new Promise((resolve) => {
      const end = (): void => resolve(this.#end());
      child.once("exit", end);
      child.once("error", end);
    });
    this.#input?.on("error", () => this.#end());
    this.#readAnswers();
    this.#signals = this.#answer();
    this.#limits = this.#answer();
    // The host may end without notice. The keeper then sees the end of its input.
    child.unref();
    this.#input?.unref();
    this.#stay = () => child.ref();
  }

  /** False once the process is gone, whatever ended it. */
  get alive(): boolean {
    return !this.#dead;
  }

  /** A mark for one run. */
  nextMark(): RunMark {
    return this.#marks.next();
  }

  async signalAbility(): Promise<SignalAbility> {
    return (await this.#signals) === "signals mask" ? "mask" : "trap";
  }

  /** Whether a limit can mark processes here. */
  async marksByLimit(): Promise<boolean> {
    return (await this.#limits) === "limit yes";
  }

  /** A new pipe whose name is already removed from the file system. Undefined if none can be made. */
  async pipe(): Promise<PipeEnds | undefined> {
    if (this.#pipes.length === 0) await this.#refill();
    const name = this.#pipes.shift();
    if (this.#pipes.length < PIPES_AT_ONCE / 4) void this.#refill();
    return name === undefined ? undefined : openPipe(name);
  }

  /** From now on the group of this process dies with the host. */
  began(group: number): void {
    this.#input?.write(`${this.#news}run ${group}\n`);
    this.#news = "";
  }

  /**
   * No process of the group is alive. The keeper learns this with the next run, or when it is closed soon after the last
   * one.
   */
  ended(group: number): void {
    this.#news += `done ${group}\n`;
  }

  /** Ends the process and removes its folder. */
  async close(): Promise<void> {
    this.#stay();
    this.#input?.end(this.#news);
    await this.gone;
  }

  #refill(): Promise<void> {
    this.#making ??= this.#make().finally(() => {
      this.#making = undefined;
    });
    return this.#making;
  }

  async #make(): Promise<void> {
    if (this.#dead) return;
    const names = Array.from({ length: PIPES_AT_ONCE }, () => `pipe-${this.#made++}`);
    this.#input?.write(`make ${names.join(" ")}\n`);
    if ((await this.#answer()) === "made") {
      this.#pipes = [...this.#pipes, ...names.map((name) => path.join(this.#folder, name))];
    }
  }

  /** The next line that the process writes; the host stays alive while it waits. */
  #answer(): Promise<string | undefined> {
    if (this.#dead) return Promise.resolve(undefined);
    this.#output?.ref();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #readAnswers(): void {
    let rest = "";
    this.#output?.setEncoding("latin1").on("data", (text: string) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) this.#waiting.shift()?.(line);
      if (this.#waiting.length === 0) this.#output?.unref();
    });
  }

  #end(): void {
    if (this.#dead) return;
    this.#dead = true;
    for (const resolve of this.#waiting.splice(0)) resolve(undefined);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/**
 * Opens both ends of a named pipe and removes the name. A child inherits neither end unless it is passed on explicitly.
 */
function openPipe(name: string): PipeEnds | undefined {
  let read: number | undefined;
  try {
    // The reader is opened first, without blocking. The writer then finds it and does not block either.
    read = openSync(name, constants.O_RDONLY | constants.O_NONBLOCK);
    const write = openSync(name, constants.O_WRONLY);
    unlinkSync(name);
    return { read, write, name };
  } catch {
    if (read !== undefined) closeSync(read);
    return undefined;
  }
}
