/** What `keypoll upgrade` says, in the form that its output is made from. */

import { fateText, goneTexts, placeText, reasonTexts } from "../../core/lint/crossing/index.ts";
import { withoutKeys } from "../../core/lint/key-file/shown.ts";
import {
  type Crossing,
  type CrossingAgent,
  type CrossingWay,
  type Fate,
  type FateKind,
  type FateReason,
  fateKinds,
  textFromBytes,
} from "../../core/manager/index.ts";
import type { ReportHead } from "../report/report.ts";
import { tool } from "../report/tool.ts";

export interface UpgradeReport extends ReportHead {
  readonly command: "upgrade";
  readonly path: string;
  /** How the agents are to be carried: by a copy of the file, by the vendor's tool. */
  readonly ways: readonly CrossingWay[];
  /** The states of the source that speak for the release. */
  readonly readFrom: readonly string[];
  readonly agents: readonly UpgradeAgent[];
  /** Lines that are no agents to 4.x and become some. */
  readonly newcomers: readonly { readonly line: number; readonly ways: readonly CrossingWay[] }[];
  /** The first line at which the daemons exit where the file is copied. */
  readonly exitsAt?: number;
  /** Where a copied file goes, and whose it must be there. */
  readonly place: string;
  /** What runs no more, and what can take its place. */
  readonly gone: readonly string[];
  readonly totals: UpgradeTotals;
  /** The file that was written, and the agents that it leaves out. */
  readonly written?: { readonly path: string; readonly agents: number; readonly leftOut: number };
}

export interface UpgradeAgent {
  readonly id: string;
  readonly name: string;
  readonly line: number;
  /** The worst that any of the ways does. */
  readonly fate: FateKind;
  readonly by: Readonly<Partial<Record<CrossingWay, UpgradeFate>>>;
}

export interface UpgradeFate {
  readonly fate: FateKind;
  readonly reason?: FateReason;
  /** Who decides, with its own words, keys masked. */
  readonly text: string;
  readonly why?: string;
  readonly wayOut?: string;
  /** States of the source differ: what the release does is not known. */
  readonly unknown?: true;
}

export type UpgradeTotals = Readonly<Record<FateKind, number>> & {
  readonly agents: number;
  readonly removed: number;
};

export function upgradeReport(
  path: string,
  crossing: Crossing,
  written?: UpgradeReport["written"],
): UpgradeReport {
  const { target, ways, newcomers, exitsAt } = crossing;
  const agents = crossing.agents.map((agent) => agentOf(agent, ways));
  const stops = ways.includes("copy") ? exitsAt : undefined;
  const numberOf = (kind: FateKind): number => agents.filter(({ fate }) => fate === kind).length;
  const [carried, ...others] = fateKinds.map((kind) => [kind, numberOf(kind)] as const);
  return {
    tool,
    command: "upgrade",
    release: target.id,
    ok: agents.length > 0 && carried?.[1] === agents.length,
    path,
    ways,
    readFrom: target.states.map(({ name }) => name),
    agents,
    newcomers,
    ...(stops === undefined ? {} : { exitsAt: stops }),
    place: placeText(),
    gone: goneTexts,
    totals: {
      agents: agents.length,
      removed: crossing.removed,
      carried: carried?.[1] ?? 0,
      "no-authentication": 0,
      folded: 0,
      dropped: 0,
      refused: 0,
      ...Object.fromEntries(others),
    },
    ...(written === undefined ? {} : { written }),
  };
}

function agentOf({ record, fates, fate }: CrossingAgent, ways: readonly CrossingWay[]): UpgradeAgent {
  return {
    id: shown(record.id),
    name: shown(record.name),
    line: record.line,
    fate: fate.kind,
    by: Object.fromEntries(ways.map((way) => [way, fateOf(fates[way])])),
  };
}

function fateOf(fate: Fate): UpgradeFate {
  const { kind, reason, unlike } = fate;
  return {
    fate: kind,
    ...(reason === undefined ? {} : { reason, ...reasonTexts[reason] }),
    text: shown(fateText(fate)),
    ...(unlike === undefined ? {} : { unknown: true }),
  };
}

const LONGEST_SHOWN = 400;

/** A field with a key in it is a mistake, but it happens. */
function shown(text: string): string {
  return withoutKeys(textFromBytes(text)).slice(0, LONGEST_SHOWN);
}
