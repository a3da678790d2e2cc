/** From the text of a line to the message that it is, and what it says of an agent. */

import {
  explanations,
  matchWording,
  type TemplateMatch,
  type Wording,
  wordings,
} from "../lint/explain/index.ts";
import type { MessageId } from "../manager/index.ts";
import { Openings } from "./openings.ts";

/** A message with the values that the line gives it. Values are as they stand there: mask them before they are shown. */
export interface Recognised {
  readonly id: MessageId;
  readonly wording: Wording;
  readonly values: readonly string[];
}

/** A wording with so little text of its own says something only from the daemon that it belongs to. */
const TELLS_BY_ITSELF = 26;

/** Characters by which wordings are looked up; one that begins with fewer of its own is tried for every line. */
const OPENING = 6;

/** Each text once, in its newest wording: what lines of several releases share is one message here. */
const distinct = [...new Map(wordings.map((each) => [`${each.id} ${each.template}`, each])).values()];

const openingOf = ({ template }: Wording): string => template.slice(0, template.indexOf("%s") >>> 0);

interface Candidate {
  readonly wording: Wording;
  /** All that stands in front of the first value. */
  readonly opening: string;
}

const byOpening = new Map<string, Candidate[]>();
for (const wording of distinct) {
  const opening = openingOf(wording);
  const key = opening.slice(0, OPENING);
  const own = byOpening.get(key);
  if (own === undefined) byOpening.set(key, [{ wording, opening }]);
  else own.push({ wording, opening });
}
const shortOpenings = [...byOpening].filter(([opening]) => opening.length < OPENING);

/** What the registration service's codes begin with: `9008: reason` has no text of its own in front. */
const REPLY_CODES = "90";

/** The end of what the agent repeats from the manager; the text in front of it is the manager's. */
export const FROM_MANAGER = " (from manager)";

/** Lets through what may be a message, by its first bytes. Lines that end in FROM_MANAGER are looked for beside it. */
export const sieve = new Openings([
  ...distinct.map(openingOf).filter((opening) => opening.length > 1),
  REPLY_CODES,
]);

/** The message that a line's text is; undefined where it is none. `tag` is who wrote it, as it stands in the line. */
export function recognise(text: string, tag: string | undefined): Recognised | undefined {
  const plain = text.includes("\u00a0") ? text.replaceAll("\u00a0", " ") : text;
  let best: { readonly wording: Wording; readonly match: TemplateMatch; readonly rank: number } | undefined;
  const look = (candidates: readonly Candidate[]): void => {
    for (const { wording, opening } of candidates) {
      if (!plain.startsWith(opening)) continue;
      const match = matchWording(plain, wording);
      if (match?.complete !== true) continue;
      const fits = fitOf(tag, wording);
      if (fits === "no" || (fits === "elsewhere" && match.literal < TELLS_BY_ITSELF)) continue;
      const rank = match.literal * 2 + (fits === "yes" ? 1 : 0);
      if (best === undefined || rank > best.rank) best = { wording, match, rank };
    }
  };
  look(byOpening.get(plain.slice(0, OPENING)) ?? []);
  for (const [opening, candidates] of shortOpenings) {
    if (opening === "" ? mayBeBare(plain) : plain.startsWith(opening)) look(candidates);
  }
  return best && { id: best.wording.id, wording: best.wording, values: best.match.values };
}

/** Whether the text may be one of the messages that begin with a value. */
function mayBeBare(text: string): boolean {
  return text.startsWith(REPLY_CODES) || text.endsWith(FROM_MANAGER);
}

/** Whether the writer of a line is the wording's: yes, the same code in another daemon, or another module. */
function fitOf(tag: string | undefined, { tag: own }: Wording): "yes" | "elsewhere" | "no" {
  if (tag === undefined || own === undefined) return "yes";
  const [daemon, module] = partsOf(tag);
  const [ownDaemon, ownModule] = partsOf(own);
  if (module !== ownModule) return "no";
  return daemon === ownDaemon ? "yes" : "elsewhere";
}

type Writer = readonly [daemon: string, module: string | undefined];

/** A log has few writers, so each is taken apart once; what calls itself otherwise in every line is not kept. */
const writers = new Map<string, Writer>();
const MOST_WRITERS = 1000;

/** `wazuh-manager-modulesd:database` is the module `database` of `modulesd`; an agent's daemon has four names. */
function partsOf(tag: string): Writer {
  const before = writers.get(tag);
  if (before !== undefined) return before;
  const [name = "", module] = tag.split(":");
  const daemon = name.replace(/^(?:ossec|wazuh)-(?:manager-)?/, "");
  const parts = [/^(?:agent|agent-auth|auth-agent)$/.test(daemon) ? "agentd" : daemon, module] as const;
  if (writers.size < MOST_WRITERS) writers.set(tag, parts);
  return parts;
}

/** The names of a recognised message's values, in order. */
export function namesOf({ id, values }: Recognised): readonly string[] {
  return explanations[id].values.find((names) => names.length === values.length) ?? [];
}
