/**
 * The stand-in of this window: starts, stops and empties it, and keeps its items. Its folder is removed with the
 * window.
 */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EventEmitter } from "vscode";
import type { Release } from "../../core/manager/index.ts";
import type { Passages, StandIn } from "../../stand-in/index.ts";
import type { Passage } from "../../stand-in/passage.ts";
import { loadStandIn } from "./load.ts";
import type { StandInState } from "./state.ts";

/** Seconds after which remoted reads a changed `client.keys`. A real one needs ten. */
const RELOAD = 2;

const HOST = "127.0.0.1";

/** What a stand-in is started with. */
export interface StandInPlan {
  readonly release: Release;
  /** As written in `exec_path`. Undefined: no keys are asked for. */
  readonly script: string | undefined;
}

export class StandInSession {
  readonly #onPassage = new EventEmitter<Passage>();
  readonly #onState = new EventEmitter<void>();
  readonly onPassage = this.#onPassage.event;
  /** Fires when it is started or stopped, or its items are deleted. */
  readonly onState = this.#onState.event;
  #plan: StandInPlan | undefined;
  #folder: string | undefined;
  #passages: Passages | undefined;
  #standIn: StandIn | undefined;
  #isStarting = false;
  /** Starts and stops run one after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  get standIn(): StandIn | undefined {
    return this.#standIn;
  }

  get plan(): StandInPlan | undefined {
    return this.#plan;
  }

  get passages(): readonly Passage[] {
    return this.#passages?.all ?? [];
  }

  /** Undefined before the first start. */
  get state(): StandInState | undefined {
    if (this.#plan === undefined) return undefined;
    const { release, script } = this.#plan;
    const standIn = this.#standIn;
    const run = this.#isStarting ? "starting" : standIn === undefined ? "stopped" : "running";
    return { release: release.id, run, script, places: placesOf(standIn), agents: standIn?.agents() ?? 0 };
  }

  /** Starts one, in the same folder if there was one with the same plan. Returns why it cannot be started. */
  start(plan: StandInPlan): Promise<string | undefined> {
    return this.#next(() => this.#start(plan));
  }

  stop(): Promise<void> {
    return this.#next(() => this.#stop());
  }

  restart(): Promise<string | undefined> {
    return this.#next(async () => {
      await this.#stop();
      return this.#plan === undefined ? undefined : await this.#start(this.#plan);
    });
  }

  /** Stops it and starts again with an empty `client.keys` and log. */
  reset(): Promise<string | undefined> {
    return this.#next(async () => {
      await this.#stop();
      this.#removeFolder();
      this.#passages?.clear();
      return this.#plan === undefined ? undefined : await this.#start(this.#plan);
    });
  }

  /** For the end of the window. */
  async close(): Promise<void> {
    await this.stop();
    this.#removeFolder();
    this.#onPassage.dispose();
    this.#onState.dispose();
  }

  async #start(plan: StandInPlan): Promise<string | undefined> {
    await this.#stop();
    const isSame = this.#plan?.release === plan.release && this.#plan.script === plan.script;
    if (!isSame) this.#removeFolder();
    this.#plan = plan;
    this.#isStarting = true;
    this.#onState.fire();
    try {
      const { Passages: Kept, startStandIn } = await loadStandIn();
      this.#passages ??= new Kept((passage) => this.#onPassage.fire(passage));
      this.#folder ??= mkdtempSync(join(tmpdir(), "keypoll-manager-"));
      const started = await startStandIn({
        folder: this.#folder,
        version: plan.release.id,
        host: HOST,
        ports: { enrolment: 0, api: 0, agents: 0 },
        contents: { script: plan.script },
        reloadSeconds: RELOAD,
        debug: 0,
        agentStates: [],
        apiUser: "wazuh",
        apiPassword: "wazuh",
        on: this.#passages.events,
      });
      if ("problem" in started) return started.problem;
      this.#standIn = started;
      return undefined;
    } finally {
      this.#isStarting = false;
      this.#onState.fire();
    }
  }

  async #stop(): Promise<void> {
    const standIn = this.#standIn;
    if (standIn === undefined) return;
    this.#standIn = undefined;
    await standIn.close();
    this.#passages?.stopped();
    this.#onState.fire();
  }

  #removeFolder(): void {
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
  }

  #next<T>(step: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(step);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}

function placesOf(standIn: StandIn | undefined): readonly string[] {
  if (standIn === undefined) return [];
  const { host, ports } = standIn;
  return [
    ...(ports.enrolment === undefined ? [] : [`1515 → ${host}:${ports.enrolment} (TLS)`]),
    `1514 → ${host}:${ports.agents} (TCP, UDP)`,
    `55000 → ${host}:${ports.api} (wazuh / wazuh)`,
  ];
}
