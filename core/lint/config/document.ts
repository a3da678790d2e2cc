/** One `ossec.conf` in a check: its text, read once, with answers to all questions about it. */

import { type Release, releaseFor } from "../../manager/index.ts";
import { say } from "../../words/index.ts";
import { ignoreWords, withoutIgnored } from "../ignored.ts";
import { Lines } from "../lines.ts";
import { findingOf, type PlacedFinding, type PlacedFix, type Span } from "../placed-finding.ts";
import type { Severity } from "../severity.ts";
import { type ConfigProposal, configProposals } from "./completion.ts";
import { convertToKeyRequest, convertToWodle } from "./convert.ts";
import { roots as rootNames, rootOf } from "./elements.ts";
import { type HoverText, hoverOf } from "./hover.ts";
import { type NamedFile, namedFiles } from "./links.ts";
import { type Markup, readMarkup, wrapped } from "./markup.ts";
import type { PollConfigReading } from "./poll-config.ts";
import type { Programs } from "./programs.ts";
import { readConfig } from "./read.ts";
import { type ConfigContext, rules, unreadableRules } from "./rules/index.ts";

export interface ConfigOptions {
  /** A file whose root shows that it is for 5.x is read as 5.0 reads it, unless this is a release of 5.x itself. */
  readonly release: Release;
  /** The caller asks about exactly this release: the root changes nothing. */
  readonly isAsked?: boolean;
  /** The release that an upgrade is planned to. */
  readonly upgradeTo?: Release | undefined;
  /** The manager's file system, if it can be read. */
  readonly programs?: Programs | undefined;
  /** The text is some sections without the root around them. */
  readonly isFragment?: boolean;
}

export interface ConfigFindings {
  readonly findings: readonly PlacedFinding[];
  /** All findings, including those beyond the limit. */
  readonly total: number;
}

/** Reads in the constructor; every method is cheap compared with that. Never throws, whatever the text. */
export class ConfigDocument {
  readonly text: string;
  readonly lines: Lines;
  readonly reading: PollConfigReading;
  /** The release as which the file is read. */
  readonly release: Release;
  readonly #options: ConfigOptions;
  readonly #context: ConfigContext | undefined;

  constructor(text: string, options: ConfigOptions) {
    this.#options = options;
    const { programs, upgradeTo, isAsked = false, isFragment = false } = options;
    this.text = text;
    this.lines = Lines.ofEditor(text);
    const plain = readMarkup(text);
    this.release = isAsked ? options.release : ownRelease(plain, options.release);
    const markup = isFragment ? asConfig(plain, text.length, this.release) : plain;
    this.reading = readConfig(markup, text, this.release, isFragment);
    if (markup.kind === "elements" && this.reading.kind === "config") {
      this.#context = {
        text,
        roots: markup.roots,
        comments: markup.comments,
        config: this.reading,
        programs,
        upgradeTo,
      };
    }
  }

  /** The findings of the rules, in the order of the text. */
  findings(severities: Readonly<Record<string, Severity | "off">> = {}, cap = Infinity): ConfigFindings {
    const found = this.#all()
      .map((finding) => ({ ...finding, severity: severities[finding.rule] ?? finding.severity }))
      .filter((finding): finding is PlacedFinding => finding.severity !== "off");
    return { findings: found.slice(0, cap), total: found.length };
  }

  /** What the option or block at an offset does, or undefined if there is nothing to say. */
  hover(offset: number): HoverText | undefined {
    return this.#context === undefined ? undefined : hoverOf(this.#context, offset);
  }

  /** What can be written at an offset, even if the text cannot be parsed, as during typing. */
  proposals(offset: number): readonly ConfigProposal[] {
    return configProposals(this.text, offset, this.release);
  }

  /** The files that its commands name. */
  namedFiles(): readonly NamedFile[] {
    return this.#context === undefined ? [] : namedFiles(this.#context);
  }

  /** Blocks that touch a span, each converted to its other form if possible. */
  conversions({ start, end }: Span): readonly PlacedFix[] {
    const context = this.#context;
    // 5.x reads neither form.
    if (context === undefined || this.release.poller === "none") return [];
    return context.config.blocks
      .filter(({ element }) => element.start <= end && start <= element.end)
      .map((block) =>
        block.kind === "wodle" ? convertToKeyRequest(context, block) : convertToWodle(context, block),
      )
      .filter((fix) => fix !== undefined);
  }

  /** The comment above the line of a finding that makes its rule ignore it, if that changes nothing else. */
  ignoring({ rule, start }: PlacedFinding): PlacedFix | undefined {
    const { text, lines } = this;
    const at = start - lines.at(start).column;
    const [, indent] = /^([ \t]*)</.exec(text.slice(at, start + 1)) ?? [];
    if (indent === undefined) return undefined;
    const newText = `${indent}<!-- ${ignoreWords(rule)} -->\n`;
    const after = new ConfigDocument(text.slice(0, at) + newText + text.slice(at), this.#options).#all();
    const before = this.#all();
    const others = before.filter(
      (each) => each.rule !== rule || lines.at(each.start).line !== lines.at(start).line,
    );
    const isAlone = after.length < before.length && rulesOf(after) === rulesOf(others);
    return isAlone
      ? { title: say`Ignore ${rule} here`, edits: [{ start: at, end: at, newText }], safe: false }
      : undefined;
  }

  /** All but what a comment ignores. */
  #all(): readonly PlacedFinding[] {
    const context = this.#context;
    if (context === undefined) return this.reading.kind === "unreadable" ? [unreadable(this.reading)] : [];
    const found = rules
      .flatMap((rule) => rule.check(context).map((remark) => findingOf(rule, remark)))
      .sort((a, b) => a.start - b.start);
    return withoutIgnored(
      found,
      this.text,
      () => this.lines,
      () => context.comments,
    );
  }
}

function rulesOf(findings: readonly PlacedFinding[]): string {
  return findings.map(({ rule }) => rule).join();
}

function asConfig(markup: Markup, end: number, release: Release): Markup {
  return markup.kind === "broken"
    ? markup
    : { ...markup, roots: [wrapped(rootOf(release), markup.roots, end)] };
}

/** The first release that accepts the root, if the given one does not. */
function ownRelease(markup: Markup, given: Release): Release {
  const names = markup.kind === "broken" ? [] : markup.roots.map(({ name }) => name);
  const isFive = names.includes(rootNames.five) && !names.includes(rootNames.four);
  return isFive && given.poller !== "none" ? (releaseFor("5.0") ?? given) : given;
}

function unreadable(reading: Extract<PollConfigReading, { kind: "unreadable" }>): PlacedFinding {
  const { code, severity } = unreadableRules[reading.reason];
  const sequel = reading.reason === "not-xml" ? say` No daemon can read the file, so no daemon starts.` : "";
  return findingOf({ code, severity }, { ...reading, message: `${reading.message}${sequel}` });
}
