/** The parts, by name, with the command line words of each. */

import type { WritingCommand } from "./commands.ts";
import { fillAndBreak } from "./disk.ts";
import { fuzz } from "./fuzz/fuzz.ts";
import { canTrace, killAll } from "./kills.ts";
import { shareLock } from "./locks.ts";
import { crowd, killManagers, type ManagerRow } from "./manager.ts";
import { Random } from "./random.ts";
import type { Tables } from "./table.ts";
import { addAtOnce, outsiders } from "./writers.ts";

export interface Sizes {
  readonly kills: number;
  readonly pairs: number;
  /** In each round a manager is killed, or a process takes the lock. */
  readonly rounds: number;
  /** How often another program writes during each command. */
  readonly outsiders: number;
  readonly minutes: number;
  readonly inputs: number;
}

export interface Part {
  /** Starts the writing commands. */
  readonly startsCommands?: true;
  run(tables: Tables, sizes: Sizes, seed: number, chosen: readonly WritingCommand[]): Promise<void>;
}

/** How many processes add an agent at once, or take one lock. */
const CROWD = 50;

/** Connections to a stand-in manager, which accepts 1,000. */
const MANY_CLIENTS = 1200;

export const parts: Readonly<Record<string, Part>> = {
  kills: {
    startsCommands: true,
    async run(tables, { kills }, seed, chosen) {
      if (!canTrace) console.log("strace is not here or may not trace: kills come at random moments only.");
      await killAll(kills, chosen, new Random(seed), tables.open());
    },
  },
  writers: {
    async run(tables, { pairs }) {
      await addAtOnce(pairs, CROWD, tables.open());
    },
  },
  outsiders: {
    startsCommands: true,
    async run(tables, sizes, seed, chosen) {
      await outsiders(sizes.outsiders, chosen, new Random(seed), tables.open());
    },
  },
  locks: {
    async run(tables, { rounds }) {
      await shareLock(CROWD, rounds, tables.open());
    },
  },
  manager: {
    async run(tables, { rounds }, seed) {
      const rows = tables.open<ManagerRow>();
      await killManagers(rounds, new Random(seed), rows);
      await crowd(MANY_CLIENTS, rows);
    },
  },
  disk: {
    startsCommands: true,
    async run(tables, _sizes, _seed, chosen) {
      await fillAndBreak(chosen, tables.open());
    },
  },
  fuzz: {
    async run(tables, { inputs, minutes }, seed) {
      const milliseconds = inputs === Number.POSITIVE_INFINITY ? minutes * 60_000 : Number.POSITIVE_INFINITY;
      await fuzz({ seed, milliseconds, inputs }, tables.open());
    },
  },
};
