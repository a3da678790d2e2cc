/** From the text of a line to its message, and what it says about an agent. */

import { matchWording, type TemplateMatch, type Wording, wordings, writerOf } from "../lint/explain/index.ts";
import type { MessageId } from "../manager/index.ts";
import { Scanner } from "./scanner.ts";

/** A message with its values in the line. The values are unmasked: mask them before they are shown. */
export interface Recognised {
  readonly id: MessageId;
  readonly wording: Wording;
  readonly values: readonly string[];
}

/** A wording with less literal text than this counts only if its own daemon wrote the line. */
const TELLS_BY_ITSELF = 26;

/** Maximum and minimum characters of a text by which its candidates are cached. */
const LONGEST_PREFIX = 16;
const SHORTEST_PREFIX = 6;

/** Maximum beginnings of lines that are cached. */
const MOST_PREFIXES = 4096;

/** A wording with all that comes before its first value. */
interface Candidate {
  readonly wording: Wording;
  readonly opening: string;
}

interface Index {
  readonly candidates: readonly Candidate[];
  /** The candidates for a line, by its first characters. */
  readonly byPrefix: Map<string, readonly Candidate[]>;
  readonly scanner: Scanner;
}

/** The first characters of `9008: reason` and `012 message not recognized`. */
const TWO_DIGITS = Array.from({ length: 100 }, (_, at) => String(at).padStart(2, "0"));

/** The end of a text that the agent repeats from the manager. */
const FROM_MANAGER = " (from manager)";

let built: Index | undefined;

/** Built when the first log is read, so that nobody waits for it who reads none. */
function index(): Index {
  built ??= buildIndex();
  return built;
}

function buildIndex(): Index {
  // Each text once for each writer, in its newest wording: what lines of several releases share is one message here.
  const distinct = [
    ...new Map(
      wordings().map((each) => [`${each.id} ${writerOf(each.tag)} ${each.template}`, each]),
    ).values(),
  ];
  const candidates = distinct.map((wording): Candidate => {
    const { template } = wording;
    return { wording, opening: template.slice(0, template.indexOf("%s") >>> 0) };
  });
  const openings = candidates.map(({ opening }) => opening).filter((opening) => opening.length > 1);
  return { candidates, byPrefix: new Map(), scanner: new Scanner([...openings, ...TWO_DIGITS]) };
}

/** The wordings whose opening the text may have. Those without an opening only if the text may be one of them. */
function candidatesFor(text: string): readonly Candidate[] {
  const { candidates, byPrefix } = index();
  // A digit, or the end of the text, shows that it may begin with a value.
  if (mayBeBare(text)) return candidates;
  const prefix = prefixOf(text);
  let found = byPrefix.get(prefix);
  if (found === undefined) {
    found = candidates.filter(
      ({ opening }) => opening !== "" && (opening.startsWith(prefix) || prefix.startsWith(opening)),
    );
    if (byPrefix.size >= MOST_PREFIXES) byPrefix.clear();
    byPrefix.set(prefix, found);
  }
  return found;
}

/** The beginning of a text up to a possible value, so that the cache stays small. */
function prefixOf(text: string): string {
  let end = SHORTEST_PREFIX;
  while (end < LONGEST_PREFIX && !isOfValue(text.charCodeAt(end))) end++;
  return text.slice(0, end);
}

/** A digit or a quote. */
function isOfValue(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 39;
}

/** Finds the lines that may be messages. All readers share it, because it keeps no state between calls. */
export function scanner(): Scanner {
  return index().scanner;
}

/** The message of a line's text. Undefined if there is none. `tag` is the writer in the line. */
export function recognise(text: string, tag: string | undefined): Recognised | undefined {
  const plain = text.includes("\u00a0") ? text.replaceAll("\u00a0", " ") : text;
  let best: { readonly wording: Wording; readonly match: TemplateMatch; readonly rank: number } | undefined;
  for (const { wording, opening } of candidatesFor(plain)) {
    if (!plain.startsWith(opening)) continue;
    const match = matchWording(plain, wording);
    if (match?.complete !== true) continue;
    const fits = fitOf(tag, wording);
    if (fits === "no" || (fits === "elsewhere" && match.literal < TELLS_BY_ITSELF)) continue;
    const rank = match.literal * 2 + (fits === "yes" ? 1 : 0);
    if (best === undefined || rank > best.rank) best = { wording, match, rank };
  }
  return best && { id: best.wording.id, wording: best.wording, values: best.match.values };
}

/**
 * Whether the text may be one of the messages that begin with a value: an agent's id, a code, or the manager's words.
 */
function mayBeBare(text: string): boolean {
  return /^\d/.test(text) || text.endsWith(FROM_MANAGER);
}

/**
 * Whether the writer of a line fits the wording: an exact match, the same code in another daemon, or another module.
 */
function fitOf(tag: string | undefined, { tag: own }: Wording): "yes" | "elsewhere" | "no" {
  if (tag === undefined || own === undefined) return "yes";
  const [daemon, module] = partsOf(tag);
  const [ownDaemon, ownModule] = partsOf(own);
  // Some lines of a module have only the daemon's tag.
  if (module !== ownModule) return module === undefined && daemon === ownDaemon ? "elsewhere" : "no";
  return daemon === ownDaemon ? "yes" : "elsewhere";
}

type Writer = readonly [daemon: string, module: string | undefined];

/** A log has few writers, so each is parsed once. A writer whose name changes in every line is not cached. */
const writers = new Map<string, Writer>();
const MOST_WRITERS = 1000;

/** `wazuh-manager-modulesd:database` is the module `database` of `modulesd`. An agent's daemon has four names. */
function partsOf(tag: string): Writer {
  const before = writers.get(tag);
  if (before !== undefined) return before;
  const [name = "", module] = tag.split(":");
  const daemon = writerOf(name) ?? "";
  const parts = [/^(?:agent|agent-auth|auth-agent)$/.test(daemon) ? "agentd" : daemon, module] as const;
  if (writers.size < MOST_WRITERS) writers.set(tag, parts);
  return parts;
}
