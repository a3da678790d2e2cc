/** Runs a registration script against stand-ins: once, a second time, and against an impostor of the manager. */

import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import {
  type ByteString,
  bytesFromText,
  type KeyEntry,
  type Release,
  readKeyFile,
  releaseFor,
} from "../core/manager/index.ts";
import { runProgram } from "../core/poll/index.ts";
import { say } from "../core/words/index.ts";
import type { Exchange } from "./exchange.ts";
import type { ShownLine } from "./log.ts";
import type { NotStarted, StandIn } from "./options.ts";
import type { Contents } from "./sandbox.ts";
import { type ArgumentValues, environmentOf, filled } from "./script-arguments.ts";
import { type ScriptFinding, scriptFindings } from "./script-findings.ts";
import { type RunTitle, type ScriptRun, shownRun } from "./script-run.ts";
import { startStandIn } from "./stand-in.ts";
import { toolRuns } from "./tools/run-tool.ts";
import { shimEnvironment } from "./tools/shims.ts";

export interface ScriptTestOptions {
  /** The program and its arguments. Placeholders such as `{name}` are filled in. */
  readonly words: readonly string[];
  readonly version: string;
  /** The name under which the script should register its agent. */
  readonly name: string;
  readonly workingDirectory: string;
  /** Maximum seconds for one run. */
  readonly timeoutSeconds: number;
  /** What the manager has before the first run. */
  readonly contents?: Contents | undefined;
  /** States of these agents: `001=disconnected:2h`. */
  readonly agentStates?: readonly string[];
  /** The manager's own host name. */
  readonly hostName?: string | undefined;
  /** Variables in addition to those that say where the manager is. They override those. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The runs after the first. Default: all. */
  readonly more?: readonly RunTitle[];
  /** As in the options of a stand-in. */
  readonly launcher?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called after each run. */
  readonly onRun?: (run: ScriptRun) => void;
}

export interface ScriptTest {
  readonly runs: readonly ScriptRun[];
  readonly findings: readonly ScriptFinding[];
  readonly cancelled: boolean;
}

const API = { apiUser: "wazuh", apiPassword: "wazuh" };

/** Tests a script. If the stand-in cannot start, the result is a value with a reason. */
export async function testRegistrationScript(options: ScriptTestOptions): Promise<ScriptTest | NotStarted> {
  const release = releaseFor(options.version);
  if (release === undefined) return { problem: say`"${options.version}" is not a version of Wazuh.` };
  const folder = mkdtempSync(join(tmpdir(), "keypoll-register-"));
  try {
    return await new Test(options, release, folder).run();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

class Test {
  readonly #options: ScriptTestOptions;
  readonly #release: Release;
  readonly #folder: string;
  readonly #runs: ScriptRun[] = [];
  #lines: ShownLine[] = [];
  #exchanges: Exchange[] = [];

  constructor(options: ScriptTestOptions, release: Release, folder: string) {
    this.#options = options;
    this.#release = release;
    this.#folder = folder;
  }

  async run(): Promise<ScriptTest | NotStarted> {
    const manager = await this.#start("manager");
    if ("problem" in manager) return manager;
    try {
      const values = this.#values(manager, manager.sandbox.certificate);
      await this.#runOnce("first run", manager, values);
      if (this.#wants("second run")) await this.#runOnce("second run", manager, values);
    } finally {
      await manager.close();
    }
    if (this.#wants("other certificate") && this.#usesTls && !this.#isOver) {
      const impostor = await this.#tryImpostor(manager.sandbox.certificate);
      if (impostor !== undefined) return impostor;
    }
    const cancelled = this.#options.signal?.aborted === true;
    return { runs: this.#runs, findings: scriptFindings(this.#runs), cancelled };
  }

  #wants(title: RunTitle): boolean {
    return this.#options.more?.includes(title) ?? true;
  }

  /** The API of 3.x and the local socket have no certificate. A script that reached nothing might have tried TLS. */
  get #usesTls(): boolean {
    const isOld = this.#options.version.startsWith("3.");
    const ports = (this.#runs[0]?.exchanges ?? []).map(({ port }) => port);
    if (ports.length === 0) return !isOld;
    return ports.includes("registration service") || (!isOld && ports.includes("REST API"));
  }

  /** A script that could not be started is not tried again. */
  get #isOver(): boolean {
    return (
      this.#options.signal?.aborted === true || this.#runs.some(({ obstacle }) => obstacle !== undefined)
    );
  }

  /** Another manager on the same ports, whose certificate the first one's authority did not sign. */
  async #tryImpostor(ca: string): Promise<NotStarted | undefined> {
    const impostor = await this.#start("impostor");
    if ("problem" in impostor) return impostor;
    try {
      await this.#runOnce("other certificate", impostor, this.#values(impostor, ca));
      return undefined;
    } finally {
      await impostor.close();
    }
  }

  async #start(name: string): Promise<StandIn | NotStarted> {
    return await startStandIn({
      ...API,
      folder: join(this.#folder, name),
      version: this.#options.version,
      host: "127.0.0.1",
      ports: { enrolment: 0, api: 0, agents: 0 },
      reloadSeconds: 10,
      debug: 0,
      contents: this.#options.contents,
      hostName: this.#options.hostName,
      agentStates: this.#options.agentStates ?? [],
      launcher: this.#options.launcher,
      on: {
        line: (line) => this.#lines.push(line),
        exchange: (exchange) => this.#exchanges.push(exchange),
      },
    });
  }

  #values({ host, ports, sandbox }: StandIn, ca: string): ArgumentValues {
    const scheme = this.#options.version.startsWith("3.") ? "http" : "https";
    return {
      name: this.#options.name,
      host,
      port: String(ports.enrolment ?? ""),
      api: `${scheme}://${host}:${ports.api}`,
      user: API.apiUser,
      password: API.apiPassword,
      ca,
      keys: sandbox.agentKeys,
    };
  }

  async #runOnce(title: RunTitle, manager: StandIn, values: ArgumentValues): Promise<void> {
    if (this.#isOver) return;
    const before = this.#agents(manager);
    const toolsBefore = toolRuns(manager.sandbox.toolLog).length;
    this.#lines = [];
    this.#exchanges = [];
    const { words, workingDirectory, timeoutSeconds, signal } = this.#options;
    const done = await runProgram({
      argv: words.map((word) => bytesFromText(filled(word, values))),
      workingDirectory,
      environment: {
        ...shimEnvironment(manager.sandbox, this.#scriptText()),
        ...environmentOf(values, manager.password),
        ...this.#options.environment,
      },
      timeoutSeconds,
      release: this.#release,
      signal,
    });
    await manager.flushed();
    const after = this.#agents(manager);
    const run = {
      title,
      ...shownRun(done, before, after),
      exchanges: [...this.#exchanges],
      tools: toolRuns(manager.sandbox.toolLog).slice(toolsBefore),
      log: [...this.#lines],
    };
    this.#runs.push(run);
    this.#options.onRun?.(run);
  }

  /** The text of the last word that is a file; the words before it are its interpreter. Empty if there is none. */
  #scriptText(): string {
    const { words, workingDirectory } = this.#options;
    const script = words
      .map((word) => resolve(workingDirectory, word))
      .findLast((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true);
    return script === undefined ? "" : readFileSync(script, "utf8");
  }

  #agents({ sandbox }: StandIn): readonly KeyEntry[] {
    const file: ByteString = readFileSync(sandbox.keys, "latin1");
    return readKeyFile(file, { release: this.#release, passEmpty: true }).store.entries;
  }
}
