/**
 * Compares the findings of a `client.keys` with what a daemon does with each of its lines, as recorded or
 * known.
 */

import { bytesInMemory } from "../../cli/lint/bytes.ts";
import { TextInBytes } from "../../cli/lint/text-in-bytes.ts";
import { type Finding, findingsOf, openKeyFile } from "../../core/lint/key-file/index.ts";
import { defaultLintSettings } from "../../core/lint/settings.ts";
import { cString, FIELD_BYTES_KEPT, piecesOf, type Release } from "../../core/manager/index.ts";

/** What the daemon does, in the terms of the vectors; lines are counted from 1, pieces of a line from 0. */
export interface DaemonFacts {
  readonly exit_line: number | null;
  readonly skipped: readonly Place[];
  readonly ignored: readonly (number | readonly number[])[];
  /** Logged for a record that still counts. */
  readonly warnings: readonly Place[];
  readonly entries: readonly Entry[];
  readonly removed: readonly { readonly line: number }[];
}

interface Place {
  readonly line: number;
  readonly chunk?: number;
}

/** An agent in memory; `by_*` is the number of the entry that a lookup of its own id, address or name finds. */
export interface Entry extends Place {
  readonly id: string;
  readonly name: string;
  readonly ip: string;
  readonly raw_key: string;
  readonly v6: boolean;
  readonly mask: string;
  readonly by_id: number;
  readonly by_ip: number;
  readonly by_name: number;
}

export interface Disagreement {
  /** A kind of fact that a finding leaves out or states wrongly. */
  readonly kind: string;
  readonly line: number;
  readonly detail: string;
}

/** Rules about the whole file, wherever they are shown. */
const ON_FILE: ReadonlySet<string> = new Set([
  "no-records",
  "missing-final-newline",
  "agent-file-many-records",
]);

/** About the second reader of 5.0, which the tests of the crossing cover. */
const OF_ANOTHER_READER = "lost-on-upgrade";

type CutField = "id" | "name" | "key";

/** How a message says that the manager cuts off the end of a field; for a later piece it only says what happens to that. */
const cutWords: Readonly<Record<CutField, RegExp>> = {
  id: /The id is|adds? an agent/,
  name: /The name is|adds? an agent/,
  key: /cut off the rest|adds? an agent/,
};

/** Rules about a live record. */
const ON_RECORDS: ReadonlySet<string> = new Set([
  ...["invalid-id", "reserved-id", "unpadded-id", "invalid-name", "surprising-ip"],
  ...["host-bits", "placeholder-key", "key-too-long", "weak-key", "unusual-key", "trailing-whitespace"],
  ...["carriage-return", "duplicate-id", "duplicate-name", "duplicate-ip", "similar-name", "shared-key"],
]);

/** Where findings of a file and a daemon disagree. */
export function claimsAgainst(file: string, release: Release, facts: DaemonFacts): readonly Disagreement[] {
  const text = new TextInBytes(bytesInMemory(Buffer.from(file, "latin1")));
  const document = openKeyFile(text, { ...defaultLintSettings, release, role: "manager" });
  const { findings } = findingsOf(document, { severities: {}, cap: 1_000_000 });
  const ofThisReader = findings.filter(({ rule }) => rule !== OF_ANOTHER_READER);
  return new Claims(file, release, facts, ofThisReader).all();
}

class Claims {
  readonly #release: Release;
  readonly #facts: DaemonFacts;
  readonly #pieces: ReadonlyMap<number, readonly string[]>;
  readonly #findings: ReadonlyMap<number, readonly Finding[]>;
  readonly #found: Disagreement[] = [];

  constructor(file: string, release: Release, facts: DaemonFacts, findings: readonly Finding[]) {
    this.#release = release;
    this.#facts = facts;
    const pieces = new Map<number, string[]>();
    for (const { line, bytes } of piecesOf(file)) pieces.set(line, [...(pieces.get(line) ?? []), bytes]);
    this.#pieces = pieces;
    const byLine = new Map<number, Finding[]>();
    for (const finding of findings) {
      const line = finding.place.line + 1;
      byLine.set(line, [...(byLine.get(line) ?? []), finding]);
    }
    this.#findings = byLine;
  }

  all(): readonly Disagreement[] {
    // What is said of the first line applies to all of them.
    if (this.#says(1, /its lines are not checked/)) return [];
    this.#missed();
    const last = this.#facts.exit_line ?? Infinity;
    for (const [line, findings] of this.#findings) {
      // Lines after the one at which the daemon exits are never read.
      if (line <= last) for (const finding of findings) this.#false(line, finding);
    }
    return this.#found;
  }

  #add(kind: string, line: number, detail: string): void {
    this.#found.push({ kind, line, detail: detail.replaceAll("\n", "⏎").slice(0, 300) });
  }

  #says(line: number, what: RegExp): boolean {
    return this.#findings.get(line)?.some(({ message }) => what.test(message)) ?? false;
  }

  #has(line: number, rule: string): boolean {
    return this.#findings.get(line)?.some((finding) => finding.rule === rule) ?? false;
  }

  #said(line: number): string {
    const said = this.#findings
      .get(line)
      ?.map(({ rule, message }) => `[${rule}] ${message}`)
      .join(" | ");
    return `${JSON.stringify(this.#pieces.get(line)?.join("").slice(0, 80))} → ${said ?? "nothing"}`;
  }

  #missed(): void {
    const { skipped, warnings, entries, exit_line } = this.#facts;
    const miss = (what: string, line: number): void => this.#add(`missed: ${what}`, line, this.#said(line));
    for (const { line, chunk = 0 } of skipped) {
      if (chunk === 0 && !this.#says(line, /1401|skip/)) miss("skipped line", line);
      if (chunk > 0 && !this.#says(line, /piece.*(?:1401|skip)/)) miss("skipped piece", line);
    }
    for (const { line } of warnings) if (!this.#says(line, /1401/)) miss("1401 for a record", line);
    if (exit_line !== null && !this.#says(exit_line, /exit/)) miss("exit", exit_line);
    for (const [at, entry] of entries.entries()) {
      const shared = this.#sharedBy(entry, at).filter(
        (field) => !this.#has(entry.line, `duplicate-${field}`),
      );
      for (const field of shared) miss(`duplicate ${field}`, entry.line);
      const cut = this.#cut(entry).filter((field) => !this.#says(entry.line, cutWords[field]));
      for (const field of cut) miss(`${field} cut`, entry.line);
    }
  }

  /** The fields by which another agent is found in place of this one. */
  #sharedBy(entry: Entry, at: number): readonly string[] {
    const { entries } = this.#facts;
    const found = [
      ["id", entry.by_id],
      ...(entry.name === "" ? [] : [["name", entry.by_name] as const]),
      ...(isSingleHost(entry) ? [["ip", entry.by_ip] as const] : []),
    ] as const;
    // For a piece that adds an agent, its line has the finding. The piece is left out of comparisons.
    return found
      .filter(
        ([, first]) => first !== at && [entry, entries[first]].every((each) => (each?.chunk ?? 0) === 0),
      )
      .map(([field]) => field);
  }

  /** The fields of an entry of which the daemon cuts off the end. */
  #cut({ line, chunk = 0 }: Place): readonly CutField[] {
    const piece = cString(this.#pieces.get(line)?.[chunk] ?? "").replace(/\n$/, "");
    const [id = "", name = "", _ip, ...key] = piece.split(" ");
    const limits = [
      ["id", id, this.#release.idBytesKept],
      ["name", name, FIELD_BYTES_KEPT],
      ["key", key.join(" "), FIELD_BYTES_KEPT],
    ] as const;
    return limits.filter(([, text, kept]) => text.length > kept).map(([field]) => field);
  }

  #false(line: number, finding: Finding): void {
    const claim = (kind: string): void =>
      this.#add(`false: ${kind}`, line, `[${finding.rule}] ${finding.message} ← ${this.#said(line)}`);
    if (ON_FILE.has(finding.rule)) return;
    this.#falseWords(line, finding.message, claim);
    this.#falseRule(line, finding.rule, claim);
    if (this.#facts.exit_line === null) this.#falseDuplicate(line, finding.rule, claim);
  }

  /** What a message says about the log and the daemon. */
  #falseWords(line: number, message: string, claim: (kind: string) => void): void {
    const { skipped, warnings, exit_line } = this.#facts;
    const isSkipped = skipped.some((place) => place.line === line);
    const isWarned = warnings.some((place) => place.line === line);
    if (/1401/.test(message) && !isSkipped && !isWarned) claim("1401");
    if (/skip/.test(message) && !isSkipped) claim("skipped");
    if (/(?:daemon|reads this file|reads the file) exits/.test(message) && exit_line !== line) claim("exit");
  }

  /** What a rule says by its name. */
  #falseRule(line: number, rule: string, claim: (kind: string) => void): void {
    const { warnings, entries, ignored, removed, exit_line } = this.#facts;
    const mine = entries.filter((entry) => entry.line === line);
    const isFatal = exit_line === line;
    const cut = [
      ...mine,
      ...warnings.filter((place) => place.line === line),
      ...(isFatal ? [{ line }] : []),
    ].flatMap((place) => this.#cut(place));
    const holds: Readonly<Record<string, () => boolean>> = {
      "comment-lost": () => ignored.some((each) => (typeof each === "number" ? each : each[0]) === line),
      "removed-record": () => removed.some((each) => each.line === line),
      "carriage-return": () => isFatal || mine.some(({ raw_key }) => raw_key.endsWith("\r")),
      "trailing-whitespace": () => isFatal || mine.some(({ raw_key }) => /[ \t]\r*$/.test(raw_key)),
      "field-too-long": () => cut.includes("id") || cut.includes("name"),
      "key-too-long": () => cut.includes("key"),
      "line-too-long": () => (this.#pieces.get(line)?.length ?? 0) > 1,
    };
    if (holds[rule]?.() === false || (ON_RECORDS.has(rule) && mine.length === 0 && !isFatal)) claim(rule);
  }

  #falseDuplicate(line: number, rule: string, claim: (kind: string) => void): void {
    const field = { "duplicate-id": "id", "duplicate-name": "name", "duplicate-ip": "ip" }[rule];
    if (field !== "id" && field !== "name" && field !== "ip") return;
    const { entries } = this.#facts;
    const mine = entries.filter((entry) => entry.line === line && (entry.chunk ?? 0) === 0);
    const shares = mine.some((entry) =>
      entries.some(
        (other) =>
          other !== entry &&
          other[field] === entry[field] &&
          (field !== "ip" || entry.v6 || isSingleHost(entry) || isSingleHost(other)),
      ),
    );
    if (!shares) claim(rule);
  }
}

/** An agent with this address sends no id: it is recognised by its source address. */
function isSingleHost({ v6, mask }: Entry): boolean {
  return !v6 && mask === "ffffffff";
}
