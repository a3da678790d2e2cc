/** The agents that the manager finds in a file: what no safe fix may change. */

import { type ByteString, indexText, piecesOf, type Release, readPiece } from "../../manager/index.ts";
import type { TracedLine } from "../fix-text.ts";
import { byteOrderMark, bytesOf, type TextEncoding } from "./encoding.ts";

/** How a text is read. */
export interface ReadAs {
  readonly release: Release;
  readonly encoding: TextEncoding;
}

/** The lines of a text, from 0, that its look-ups find. */
interface Found {
  /** `id 001`, `name web`, `ip 10.0.0.1`: the agent that each finds, and its line. */
  readonly byLookUp: ReadonlyMap<string, Agent>;
  /** Texts of removed records, with a line of each. */
  readonly removed: ReadonlyMap<string, number>;
  /** The number of pieces at which a daemon exits or logs a problem, by line. */
  readonly exits: ReadonlyMap<number, number>;
  readonly complaints: ReadonlyMap<number, number>;
}

interface Agent {
  readonly line: number;
  /** Equal for the same agent with the same key. */
  readonly who: string;
}

const MARK: ByteString = byteOrderMark("bytes");

/** Blanks and carriage returns after a key. An agent that got its key from the manager has none. */
const KEY_TAIL = /[\t\r ]$/;

/**
 * The lines of `before` whose fixes must be left out, because after them the manager would find another agent, lose
 * one, forget a removed one, or log more problems. Records after a line at which the daemon exits count as if it
 * continued.
 */
export function linesBroken(before: string, after: readonly TracedLine[], as: ReadAs): ReadonlySet<number> {
  const old = agentsIn(before, as);
  const now = agentsIn(after.map(({ text }) => text).join("\n"), as);
  const originOf = (line: number): number | undefined => after[line]?.origin;
  const broken = new Set<number>();
  const add = (...lines: readonly (number | undefined)[]): void => {
    for (const line of lines) if (line !== undefined) broken.add(line);
  };
  for (const [lookUp, agent] of old.byLookUp) {
    const other = now.byLookUp.get(lookUp);
    if (other?.who !== agent.who) add(agent.line, other === undefined ? undefined : originOf(other.line));
  }
  for (const [text, line] of old.removed) if (!now.removed.has(text)) add(line);
  for (const kind of ["exits", "complaints"] as const) {
    for (const [line, count] of now[kind]) {
      const origin = originOf(line);
      if (origin === undefined || count > (old[kind].get(origin) ?? 0)) add(origin);
    }
  }
  return broken;
}

function agentsIn(text: string, { release, encoding }: ReadAs): Found {
  const byLookUp = new Map<string, Agent>();
  const removed = new Map<string, number>();
  const exits = new Map<number, number>();
  const complaints = new Map<number, number>();
  const count = (counts: Map<number, number>, line: number): void => {
    counts.set(line, (counts.get(line) ?? 0) + 1);
  };
  for (const { line: number, bytes } of piecesOf(bytesOf(text, encoding))) {
    const line = number - 1;
    const piece = readPiece(bytes, release);
    if (piece.kind === "fatal") count(exits, line);
    if (piece.kind === "skipped") count(complaints, line);
    if (piece.kind === "removed") removed.set(withoutMark(piece.text), line);
    if (piece.kind !== "record") continue;
    const { id, name, address, key } = piece;
    const ip = indexText(address);
    const agent = { line, who: [withoutMark(id), name, address.stored, withoutTail(key)].join(" ") };
    // The manager rejects messages whose id is not numeric.
    const lookUps = [
      ...(/^[0-9]+$/.test(id) ? [`id ${id}`] : []),
      `name ${name}`,
      ...(address.kind === "any" ? [] : [`ip ${ip}`]),
    ];
    for (const lookUp of lookUps) if (!byLookUp.has(lookUp)) byLookUp.set(lookUp, agent);
  }
  return { byLookUp, removed, exits, complaints };
}

function withoutMark(text: ByteString): ByteString {
  let start = 0;
  while (text.startsWith(MARK, start)) start += MARK.length;
  return text.slice(start);
}

function withoutTail(key: ByteString): ByteString {
  let end = key.length;
  while (end > 0 && KEY_TAIL.test(key.charAt(end - 1))) end--;
  return key.slice(0, end);
}
