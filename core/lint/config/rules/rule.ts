/** The parts of a rule of `ossec.conf`. */

import type { Release } from "../../../manager/index.ts";
import type { Remark, Span } from "../../placed-finding.ts";
import type { Severity } from "../../severity.ts";
import type { Block } from "../block.ts";
import { tagSpan, valueSpan, type XmlElement } from "../markup.ts";
import type { PollOption } from "../option.ts";
import type { PollConfig } from "../poll-config.ts";
import type { Programs } from "../programs.ts";

export interface ConfigRule {
  /** The rule's only name: diagnostic code, settings key, page and test title. */
  readonly code: string;
  readonly severity: Severity;
  /** The rule in a few words, as a heading. */
  readonly title: string;
  /** All findings of the rule in a file. */
  check(context: ConfigContext): readonly Remark[];
}

/** A file that could be read, and the other things that rules depend on. */
export interface ConfigContext {
  readonly text: string;
  readonly roots: readonly XmlElement[];
  readonly comments: readonly Span[];
  readonly config: PollConfig;
  /** The manager's file system. Undefined if it cannot be read. */
  readonly programs: Programs | undefined;
  /** The release that an upgrade is planned to. */
  readonly upgradeTo: Release | undefined;
}

/** The release of 5.x that the file is for, or that an upgrade is planned to. */
export function fiveOf({ config: { release }, upgradeTo }: ConfigContext): Release | undefined {
  return [release, upgradeTo].find((each) => each?.poller === "none");
}

/** An option with its block. */
export interface PlacedOption {
  readonly block: Block;
  readonly option: PollOption;
}

/** The options of every block that is read, in order. */
export function readOptions({ config }: ConfigContext): readonly PlacedOption[] {
  return config.blocks
    .filter(({ fate }) => fate === "read" || fate === "replaced")
    .flatMap((block) => block.options.map((option) => ({ block, option })));
}

/** The position of the name of a block. */
export function blockSpan({ element }: Block): Span {
  return { start: element.start, end: element.openEnd };
}

/** A part of a value, by places in what the manager reads. The whole value if a comment makes the two differ. */
export function partOfValue(text: string, element: XmlElement, from: number, to: number): Span {
  const whole = text.slice(element.openEnd, element.closeStart) === element.content;
  return whole ? { start: element.openEnd + from, end: element.openEnd + to } : valueSpan(element);
}

/** The name of a block in texts. */
export function nameOf(block: Pick<Block, "kind">): string {
  return block.kind === "wodle" ? '<wodle name="agent-key-polling">' : "<key_request>";
}

export { tagSpan, valueSpan };
