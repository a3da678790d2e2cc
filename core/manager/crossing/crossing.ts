/** Crossing from 4.x to 5.x: the fate of every agent of a `client.keys`, by each of the two methods. */

import type { ByteString } from "../bytes.ts";
import { KeyList, type KeyListEntry } from "../key-file/key-list.ts";
import { PIECE_BYTES, readPiece } from "../key-file/piece.ts";
import { piecesOf } from "../key-file/pieces.ts";
import { newestRelease } from "../releases.ts";
import { copyFate } from "./copy-fate.ts";
import { readExport } from "./export.ts";
import { CARRIED, type Fate, rankOf, worse } from "./fate.ts";
import { linesOf, readKeystore } from "./keystore.ts";
import type { CrossingTarget, FiveState } from "./states.ts";
import { importRefusals, toolFate } from "./tool-fate.ts";

/** Copy the file unchanged, or carry the agents over with the vendor's tool through the REST API. */
export const crossingMethods = ["copy", "tool"] as const;

export type CrossingMethod = (typeof crossingMethods)[number];

export interface CrossingAgent {
  readonly record: KeyListEntry;
  readonly fates: Readonly<Record<CrossingMethod, Fate>>;
  /** The worst fate among the requested methods. */
  readonly fate: Fate;
}

/** A line that is not an agent to 4.x but is one to 5.x. */
export interface NewcomerLine {
  readonly line: number;
  readonly methods: readonly CrossingMethod[];
}

export interface Crossing {
  readonly target: CrossingTarget;
  readonly methods: readonly CrossingMethod[];
  readonly agents: readonly CrossingAgent[];
  readonly newcomers: readonly NewcomerLine[];
  /** Lines of removed agents. */
  readonly removed: number;
  /** The first line at which remoted, authd and modulesd exit if the file is copied. */
  readonly exitsAt: number | undefined;
}

export interface CrossingOptions {
  readonly target: CrossingTarget;
  readonly methods?: readonly CrossingMethod[] | undefined;
  /** The new manager's host name. Without it, every agent name counts as different from it. */
  readonly hostName?: ByteString | undefined;
}

/** All states of 5.x have the C reader and the addresses of 4.14. */
const cReader = newestRelease;

export function crossingOf(
  file: ByteString,
  { target, methods = crossingMethods, hostName }: CrossingOptions,
): Crossing {
  const records = [...new KeyList(file, cReader).entries()];
  const firsts = new Map<ByteString, number>();
  const readings = target.states.map((state) => readingOf(file, state, hostName));
  const agents = records.map((record): CrossingAgent => {
    const startsLine = record.start === 0 || file[record.start - 1] === "\n";
    const firstOfId = firsts.get(record.id) ?? record.line;
    firsts.set(record.id, firstOfId);
    const perState = readings.map(({ keystore, tool, state }) => ({
      state,
      copy: copyFate({ record, startsLine, firstOfId }, keystore),
      tool: toolFate(record, startsLine, tool),
    }));
    const fates = {
      copy: settled(perState.map(({ state, copy }) => [state, copy])),
      tool: settled(perState.map(({ state, tool }) => [state, tool])),
    };
    return { record, fates, fate: methods.map((method) => fates[method]).reduce(worse, CARRIED) };
  });
  return {
    target,
    methods,
    agents,
    newcomers: newcomersOf(records, readings, methods),
    removed: countRemoved(file),
    exitsAt: records.find(({ address }) => address === undefined)?.line,
  };
}

type Reading = ReturnType<typeof readingOf>;

function readingOf(file: ByteString, state: FiveState, hostName: ByteString | undefined) {
  const exported = readExport(file);
  const refusals = importRefusals(exported, state, cReader, hostName);
  return {
    state,
    keystore: state.keystore ? readKeystore(file, state) : undefined,
    tool: { exported, refusals, state },
  };
}

/** If the states differ, the worst fate counts, with the name of a state that has a better one. */
function settled(fates: readonly (readonly [FiveState, Fate])[]): Fate {
  const worst = fates.map(([, fate]) => fate).reduce(worse);
  const better = fates.find(([, fate]) => rankOf(fate) < rankOf(worst))?.[0].name;
  return { ...worst, unlike: better };
}

function newcomersOf(
  records: readonly KeyListEntry[],
  readings: readonly Reading[],
  methods: readonly CrossingMethod[],
): readonly NewcomerLine[] {
  const known = new Set(records.map(({ line }) => line));
  const found = new Map<number, Set<CrossingMethod>>();
  const note = (holders: ReadonlyMap<number, number> | undefined, method: CrossingMethod): void => {
    if (!methods.includes(method)) return;
    for (const line of holders?.values() ?? []) {
      if (!known.has(line)) found.set(line, (found.get(line) ?? new Set()).add(method));
    }
  };
  for (const { keystore, tool } of readings) {
    note(keystore?.holders, "copy");
    if (tool.exported.stop === undefined) note(tool.exported.holders, "tool");
  }
  return [...found].map(([line, by]) => ({ line, methods: [...by] })).sort((a, b) => a.line - b.line);
}

function countRemoved(file: ByteString): number {
  let removed = 0;
  for (const { bytes } of piecesOf(file)) if (readPiece(bytes, cReader).kind === "removed") removed++;
  return removed;
}

/**
 * The file with everything that carries over, each line unchanged: agents that every requested method carries over,
 * removed records, which keep their ids taken, and comments. All other lines are left out.
 */
export function crossingFile(file: ByteString, { agents, newcomers }: Crossing): ByteString {
  const staying = new Set(
    agents.filter(({ fate }) => fate.kind !== "carried").map(({ record }) => record.line),
  );
  for (const { line } of newcomers) staying.add(line);
  const kept = linesOf(file).filter((text, at) => {
    const { kind } = readPiece(text, cReader);
    return !staying.has(at + 1) && kind !== "skipped" && text.length < PIECE_BYTES;
  });
  return kept.map((text) => `${text}\n`).join("");
}
