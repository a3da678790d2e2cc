/** The rule on records that mean something else, or nothing, after an upgrade of the manager. */

import { newKey } from "../../../agents/index.ts";
import {
  type ByteString,
  bytesFromText,
  type CrossingOptions,
  crossingOf,
  crossingTarget,
  type Fate,
  isValidName,
  type Piece,
  type Release,
  releases,
} from "../../../manager/index.ts";
import { say } from "../../../words/index.ts";
import { fateInPlaceText, fateText, reasonTexts } from "../../crossing/index.ts";
import type { Fix } from "../finding.ts";
import type { LineFacts } from "../line-facts.ts";
import { withoutKeys } from "../shown.ts";
import { type LineRule, type LintContext, wholeLine } from "./rule.ts";

interface Change {
  readonly field: "name" | "ip";
  readonly message: string;
}

/** What changes for a line between two releases, or undefined. */
function changeOf(line: LineFacts, to: Release): Change | undefined {
  const from = line.release;
  const before = line.firstPiece(from);
  const after = line.firstPiece(to);
  const ip = addressChange(before, after, from, to);
  if (ip !== undefined) return { field: "ip", message: ip };
  if (before.kind !== "record" || isValidName(before.name, from) === isValidName(before.name, to))
    return undefined;
  return {
    field: "name",
    message: say`Manager ${to.id} refuses this name at enrolment, ${from.id} accepts it.`,
  };
}

function addressChange(before: Piece, after: Piece, from: Release, to: Release): string | undefined {
  if (before.kind === "record" && after.kind === "fatal") {
    return say`Manager ${to.id} exits with (1237) at this address, which ${from.id} accepts.`;
  }
  if (before.kind === "fatal" && after.kind === "record") {
    return say`Manager ${to.id} accepts this address, at which ${from.id} exits with (1237).`;
  }
  if (before.kind !== "record" || after.kind !== "record") return undefined;
  if (before.address.negated !== after.address.negated) {
    return say`Manager ${to.id} reads this as exactly the address after the !, ${from.id} as every other address.`;
  }
  const same = (side: "network" | "mask"): boolean =>
    before.address[side].join() === after.address[side].join();
  if (same("network") && same("mask")) return undefined;
  return say`Manager ${to.id} accepts other sources with this address than ${from.id} does.`;
}

/** The fate of a single record on its way to 5.x or, if the file belongs to 5.x, in its place. */
function fateOf(line: LineFacts, { release, upgradeTo, hostName }: LintContext): Fate | undefined {
  const bytes = line.bytesOf(line.text);
  if (release.poller === "none") {
    return line.kind === "record" ? loss(bytes, release, { methods: ["copy"] }) : undefined;
  }
  if (upgradeTo?.poller !== "none") return undefined;
  return loss(bytes, upgradeTo, { hostName: hostName === undefined ? undefined : bytesFromText(hostName) });
}

function loss(
  line: ByteString,
  { id }: Release,
  options: Omit<CrossingOptions, "target"> = {},
): Fate | undefined {
  const target = crossingTarget(id);
  if (target === undefined) return undefined;
  const [agent] = crossingOf(line, { ...options, target }).agents;
  return agent === undefined || agent.fate.kind === "carried" ? undefined : agent.fate;
}

/** Here a line stands for itself, whatever its number in the file. */
function withoutLines({ other: _line, message, ...fate }: Fate): Fate {
  if (message === undefined) return fate;
  return { ...fate, message: message.replace(/^(client\.keys line )\d+/, "$1…") };
}

/** Every release of 5.x, for which a new key must be valid. */
const five = releases.filter(({ poller }) => poller === "none");

/** A new key, if only the key prevents the agent from carrying over. */
function newKeyFix(line: LineFacts, at: number): readonly Fix[] {
  const { text, ipEnd } = line;
  const key = newKey();
  const record = `${text.slice(0, ipEnd + 1)}${key}`;
  const isLost = (each: string): boolean =>
    five.some((release) => loss(line.bytesOf(each), release) !== undefined);
  if (ipEnd < 0 || !isLost(text) || isLost(record)) return [];
  const edit = { startLine: at, startColumn: ipEnd + 1, endLine: at, endColumn: text.length, newText: key };
  return [{ title: say`Give agent ${withoutKeys(line.id)} a new key`, edits: [edit], safe: false }];
}

export const upgradeRules: readonly LineRule[] = [
  {
    code: "changes-on-upgrade",
    severity: "warning",
    title: "Meaning changes on upgrade",
    applies: (line, { upgradeTo }) =>
      upgradeTo !== undefined &&
      (line.kind === "record" || line.kind === "fatal") &&
      changeOf(line, upgradeTo) !== undefined,
    describe: (line, { upgradeTo }) => {
      const change = upgradeTo === undefined ? undefined : changeOf(line, upgradeTo);
      const [start, end] =
        change?.field === "name" ? [line.idEnd + 1, line.nameEnd] : [line.nameEnd + 1, line.ipEnd];
      return { start, end, message: change?.message ?? "" };
    },
  },
  {
    code: "lost-on-upgrade",
    severity: "error",
    title: "Does not carry over to 5.0",
    onSoundLines: true,
    onPlainLines: ({ release, upgradeTo }) => release.poller === "none" || upgradeTo?.poller === "none",
    applies: (line, context) =>
      context.role === "manager" &&
      (line.kind === "record" || line.kind === "fatal") &&
      fateOf(line, context) !== undefined,
    describe: (line, context) => {
      const fate = fateOf(line, context);
      if (fate?.reason === undefined) return wholeLine(line, "");
      const { why, advice } = reasonTexts[fate.reason]();
      const what = line.release.poller === "none" ? fateInPlaceText(fate) : fateText(withoutLines(fate));
      return wholeLine(line, `${what} ${why} ${advice}`);
    },
    fixes: newKeyFix,
  },
];
