/** From the text of a line to its message, and what it says about an agent. */

import { matchWording, type Wording, wordings, writerOf } from "../lint/explain/index.ts";
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

/** Maximum beginnings of lines that are cached for one writer, and maximum writers. */
const MOST_PREFIXES = 4096;
const MOST_WRITERS = 1000;

/** A wording with all that comes before its first value and after its last one. */
interface Candidate {
  readonly wording: Wording;
  readonly opening: string;
  /** Without blanks at its end, which a line may have lost. */
  readonly ending: string;
  /** Number of characters of its fixed text. */
  readonly literal: number;
}

/** What one writer may write: the wordings with the most fixed text first, then those of its own daemon. */
interface Repertoire {
  readonly candidates: readonly Candidate[];
  /** Those for a line, by its first characters. */
  readonly byPrefix: Map<string, readonly Candidate[]>;
}

interface Index {
  readonly candidates: readonly Candidate[];
  readonly byWriter: Map<string | undefined, Repertoire>;
  readonly scanner: Scanner;
}

/** The first characters of `9008: reason` and `012 message not recognized`. */
const TWO_DIGITS = Array.from({ length: 100 }, (_, at) => String(at).padStart(2, "0"));

/** The end of a text that the agent repeats from the manager. */
const FROM_MANAGER = " (from manager)";

let built: Index | undefined;

/** Built when the first log is read, so that it costs nothing without a log. */
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
    const parts = wording.template.split("%s");
    return {
      wording,
      opening: parts[0] ?? "",
      ending: parts.at(-1)?.trimEnd() ?? "",
      literal: parts.join("").length,
    };
  });
  const openings = candidates.map(({ opening }) => opening).filter((opening) => opening.length > 1);
  return { candidates, byWriter: new Map(), scanner: new Scanner([...openings, ...TWO_DIGITS]) };
}

function repertoireOf(tag: string | undefined): Repertoire {
  const { candidates, byWriter } = index();
  let found = byWriter.get(tag);
  if (found === undefined) {
    const own = candidates.map((candidate) => ({ candidate, rank: rankOf(candidate, tag) }));
    const sorted = own.filter(({ rank }) => rank >= 0).sort((a, b) => b.rank - a.rank);
    found = { candidates: sorted.map(({ candidate }) => candidate), byPrefix: new Map() };
    if (byWriter.size >= MOST_WRITERS) byWriter.clear();
    byWriter.set(tag, found);
  }
  return found;
}

/** Negative if the writer does not write it. */
function rankOf({ wording, literal }: Candidate, tag: string | undefined): number {
  const fits = fitOf(tag, wording);
  if (fits === "no" || (fits === "elsewhere" && literal < TELLS_BY_ITSELF)) return -1;
  return literal * 2 + (fits === "yes" ? 1 : 0);
}

/** The wordings whose opening the text may have. Those without an opening only if the text may be one of them. */
function candidatesFor(text: string, tag: string | undefined): readonly Candidate[] {
  const { candidates, byPrefix } = repertoireOf(tag);
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
  return isDigit(code) || code === 39;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Finds the lines that may be messages. All readers share it, because it keeps no state between calls. */
export function scanner(): Scanner {
  return index().scanner;
}

/** The message of a line's text. Undefined if there is none. `tag` is the writer in the line. */
export function recognise(text: string, tag: string | undefined): Recognised | undefined {
  const plain = text.includes("\u00a0") ? text.replaceAll("\u00a0", " ") : text;
  const end = plain.trimEnd();
  for (const { wording, opening, ending } of candidatesFor(plain, tag)) {
    if (!plain.startsWith(opening) || !end.endsWith(ending)) continue;
    const match = matchWording(plain, wording);
    if (match?.complete === true) return { id: wording.id, wording, values: match.values };
  }
  return undefined;
}

/**
 * Whether the text may be one of the messages that begin with a value: an agent's id, a code, or the manager's words.
 */
function mayBeBare(text: string): boolean {
  return isDigit(text.charCodeAt(0)) || text.endsWith(FROM_MANAGER);
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

/** `wazuh-manager-modulesd:database` is the module `database` of `modulesd`. An agent's daemon has four names. */
function partsOf(tag: string): readonly [daemon: string, module: string | undefined] {
  const [name = "", module] = tag.split(":");
  const daemon = writerOf(name) ?? "";
  return [/^(?:agent|agent-auth|auth-agent)$/.test(daemon) ? "agentd" : daemon, module];
}
