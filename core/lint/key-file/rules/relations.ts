/** Rules on what lines share: which field is compared, and what the manager does with the second one. */

import { indexText, isFullMask, keyFingerprint } from "../../../manager/index.ts";
import { say } from "../../../words/index.ts";
import type { Severity } from "../../severity.ts";
import { hashOfText } from "../document/hash.ts";
import type { Fix } from "../finding.ts";
import { addressOf, asKept, hashOfKept, kept } from "../kept.ts";
import type { FieldName, LineFacts } from "../line-facts.ts";
import { withoutKeys } from "../shown.ts";
import type { Description } from "./rule.ts";

/** Shorter ones are placeholders and typos, which other rules report. */
const SHORTEST_SHARED_KEY = 8;

/** What lines may share. */
export interface Sharing {
  /** The field, if it is compared unchanged. */
  readonly fieldOf?: ((line: LineFacts) => FieldName | undefined) | undefined;
  /** The text made from a field. Called if `fieldOf` has no answer. */
  readonly textOf?: ((line: LineFacts) => string | undefined) | undefined;
}

/**
 * `first` is the line, from 0, that the manager finds. `isFirst` is true for this line. `count` lines share the field.
 */
export interface Shared {
  readonly first: number;
  readonly isFirst: boolean;
  readonly count: number;
}

export interface RelationRule extends Sharing {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
  /** The field by which plain lines are compared, which `fieldOf` returns for them too. */
  readonly plainField?: FieldName;
  describe(line: LineFacts, shared: Shared): Description;
  /** The fixes for the line. None of them is safe, because only the user knows which record is right. */
  readonly fixes?: (line: LineFacts, at: number, nextId: () => string) => readonly Fix[];
  /** The label of a related place: "the other record with this id". */
  readonly related: string;
}

/** The text that a line may share with others, or undefined if the rule does not apply to it. */
export function sharedText(sharing: Sharing, line: LineFacts): string | undefined {
  const field = sharing.fieldOf?.(line);
  return field === undefined ? sharing.textOf?.(line) : kept(line, field);
}

/** The hash of that text. */
export function sharedHash(sharing: Sharing, line: LineFacts): number | undefined {
  const field = sharing.fieldOf?.(line);
  if (field !== undefined) return hashOfKept(line, field);
  const text = sharing.textOf?.(line);
  return text === undefined ? undefined : hashOfText(text);
}

function isLive(line: LineFacts): boolean {
  return line.kind === "record" || line.kind === "fatal";
}

function others(count: number): string {
  return count === 2 ? say`another line` : say`${count - 1} other lines`;
}

/** The agent's own file needs the new id as well, so this is never safe. */
export function giveNextId(line: LineFacts, at: number, nextId: () => string): Fix {
  const id = nextId();
  const edit = { startLine: at, startColumn: 0, endLine: at, endColumn: line.idEnd, newText: id };
  return { title: say`Give this record the next free id, ${id}`, edits: [edit], safe: false };
}

/** `001 !web …`: the manager's own form of a removed agent. */
export function markAsRemoved(line: LineFacts, at: number): Fix {
  const column = line.idEnd + 1;
  const edit = { startLine: at, startColumn: column, endLine: at, endColumn: column, newText: "!" };
  const agent = withoutKeys(`${line.id} ${line.name}`);
  return { title: say`Mark agent ${agent} as removed`, edits: [edit], safe: false };
}

export const duplicateId: RelationRule = {
  code: "duplicate-id",
  severity: "error",
  title: "Id used twice",
  plainField: "id",
  fieldOf: (line) => (isLive(line) ? "id" : undefined),
  describe: (line, { first, isFirst, count }) => ({
    start: 0,
    end: line.idEnd,
    message: isFirst
      ? say`Id ${line.id} is on ${others(count)} too: the manager finds only this one.`
      : say`Id ${line.id} is taken by line ${first + 1}: the manager never finds this agent by its id.`,
  }),
  fixes: (line, at, nextId) => [giveNextId(line, at, nextId), markAsRemoved(line, at)],
  related: "has the same id",
};

export const duplicateName: RelationRule = {
  code: "duplicate-name",
  severity: "warning",
  title: "Name used twice",
  plainField: "name",
  fieldOf: (line) => (isLive(line) && line.nameEnd > line.idEnd + 1 ? "name" : undefined),
  describe: (line, { first, isFirst, count }) => ({
    start: line.idEnd + 1,
    end: line.nameEnd,
    message: isFirst
      ? say`Name ${line.name} is on ${others(count)} too: registration finds this one, and refuses the name or replaces this agent.`
      : say`Name ${line.name} is taken by line ${first + 1}: registration would refuse it (9008) or replace that agent.`,
  }),
  fixes: (line, at) => [markAsRemoved(line, at)],
  related: "has the same name",
};

/** The text of a range in the manager's index by address. Undefined for a line without one. */
export function rangeText(line: LineFacts): string | undefined {
  if (line.kind !== "record" || line.ipKind !== "range") return undefined;
  if (line.isSound) return line.quickRange().length < 32 ? line.ip.slice(0, line.ip.indexOf("/")) : undefined;
  const address = addressOf(line);
  return address === undefined || isFullMask(address.mask) ? undefined : indexText(address);
}

function sameAddressText(line: LineFacts, { first, isFirst, count }: Shared): string {
  const address = addressOf(line);
  const found = rangeText(line);
  if (found !== undefined) {
    if (address?.v6 === true) {
      return say`The manager finds this range by ${found} alone, which is the address on ${others(count)}: registration with that address finds this agent.`;
    }
    return say`The manager finds this range by ${found} alone, which is the address on ${others(count)}: it attributes messages from there to this agent.`;
  }
  if (address?.v6 === true) {
    // Agents with IPv6 send their ids, so both can work.
    return isFirst
      ? say`Address ${line.ip} is on ${others(count)} too: registration with it finds this agent, and is refused (9007) or replaces it.`
      : say`Address ${line.ip} is taken by line ${first + 1}: registration with it finds that agent.`;
  }
  return isFirst
    ? say`Address ${line.ip} is on ${others(count)} too: the manager attributes messages from it to this agent.`
    : say`Address ${line.ip} is taken by line ${first + 1}: an agent with it is never found by its address.`;
}

export const duplicateIp: RelationRule = {
  code: "duplicate-ip",
  severity: "warning",
  title: "Address used twice",
  plainField: "ip",
  // The text in the manager's index by address. A range only counts if it is one address.
  fieldOf: (line) => (line.kind === "record" && line.ipIsPlain && line.ipKind === "host" ? "ip" : undefined),
  textOf: (line) => {
    if (line.kind !== "record" || line.ipKind === "any") return undefined;
    if (line.isSound && line.quickRange().length < 32) return undefined;
    const address = addressOf(line);
    return address !== undefined && isFullMask(address.mask) ? indexText(address) : undefined;
  },
  describe: (line, shared) => ({
    start: line.nameEnd + 1,
    end: line.ipEnd,
    message: sameAddressText(line, shared),
  }),
  fixes: (line, at) => [markAsRemoved(line, at)],
  related: "has the same address",
};

/** The name in lower case, and without its domain if the first label is more than a number. */
function foldedName(line: LineFacts): string {
  const { name } = line;
  if (!line.nameFolds) return name;
  const lower = name.toLowerCase();
  const dot = lower.indexOf(".");
  return dot > 0 && /[a-z]/.test(lower.slice(0, dot)) ? lower.slice(0, dot) : lower;
}

/** A name in the form in which similar names are equal. Undefined if the line has none. */
export function foldedNameOf(line: LineFacts): string | undefined {
  return isLive(line) && line.name !== "" ? asKept(line, "name", foldedName(line)) : undefined;
}

/** Only names that differ from their folded form are in the index. The others are found by their name. */
export const similarName: RelationRule = {
  code: "similar-name",
  severity: "information",
  title: "Nearly the same name",
  textOf: (line) => {
    if (!line.nameFolds) return undefined;
    const folded = foldedNameOf(line);
    return folded === kept(line, "name") ? undefined : folded;
  },
  describe: (line, { first, isFirst, count }) => ({
    start: line.idEnd + 1,
    end: line.nameEnd,
    message: isFirst
      ? say`${line.name} differs only in case or domain from ${count === 2 ? say`another name` : say`${count - 1} other names`}. Is one machine registered twice?`
      : say`${line.name} differs only in case or domain from the name on line ${first + 1}. Is one machine registered twice?`,
  }),
  fixes: (line, at) => [markAsRemoved(line, at)],
  related: "has nearly the same name",
};

export const sharedKey: RelationRule = {
  code: "shared-key",
  severity: "warning",
  title: "Key used twice",
  plainField: "key",
  fieldOf: (line) =>
    isLive(line) && line.ipEnd >= 0 && line.seenEnd - line.ipEnd - 1 >= SHORTEST_SHARED_KEY
      ? "key"
      : undefined,
  describe: (line, { first, isFirst, count }) => ({
    start: line.ipEnd + 1,
    end: line.seenEnd,
    message: isFirst
      ? say`The key with fingerprint ${keyFingerprint(kept(line, "key"))} is on ${others(count)} too: anyone who has one can act as all.`
      : say`Line ${first + 1} has the same key (fingerprint ${keyFingerprint(kept(line, "key"))}): anyone who has one can act as both.`,
  }),
  fixes: (line, at) => [markAsRemoved(line, at)],
  related: "has the same key",
};
