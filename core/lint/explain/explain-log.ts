/** From a line of `ossec.log` to the message that it is, with its meaning. */

import { KeyMask } from "../mask.ts";
import { type ExplainedMessage, explained } from "./explain-message.ts";
import { type LogLineParts, readLogLine } from "./log-line.ts";
import { matchTemplate, type TemplateMatch } from "./template.ts";
import { type Wording, wordings } from "./wordings.ts";

export interface ExplainedLine extends LogLineParts {
  /** The message that the line is, once for each wording that it matches; empty for a line that is unknown. */
  readonly messages: readonly ExplainedMessage[];
}

/** Characters of a pasted line that are looked at. */
const LONGEST_LINE = 65536;

/** What a pasted line is: with time, daemon and level in front, in the debugging form, or the text alone. Keys are masked. */
export function explainLog(line: string): ExplainedLine {
  const parts = readLogLine(line.slice(0, LONGEST_LINE));
  const mask = new KeyMask();
  const shown = mask.hide(parts.text);
  // Keys are hidden first, so no value can hold one.
  const matches = wordings().flatMap((wording) => {
    const match = matchWording(shown, wording);
    return match === undefined ? [] : [{ wording, match }];
  });
  const best = Math.max(...matches.map(({ match }) => rank(match)));
  const messages = matches
    .filter(({ match }) => rank(match) === best)
    .map(({ wording, match }) => explained(wording, match.values));
  return { ...parts, text: shown, messages };
}

/** A whole line before one that is cut off, then the one with more of the message's own text. */
function rank({ literal, complete }: TemplateMatch): number {
  return literal + (complete ? LONGEST_LINE : 0);
}

/** How the text matches the wording; undefined where it does not, or where a number is none. */
export function matchWording(text: string, wording: Wording): TemplateMatch | undefined {
  // One message begins with a blank, which gets lost when a line is pasted.
  const { template } = wording;
  const match =
    matchTemplate(text, template) ??
    (hasBlankEnds(text) || hasBlankEnds(template) ? matchTemplate(text.trim(), template.trim()) : undefined);
  if (match?.complete !== true) return match;
  const isWrong = wording.numbers.some((at) => !/^-?\d+$/.test(match.values[at] ?? ""));
  return isWrong ? undefined : match;
}

/** Looked at for each line of a log: most texts neither begin nor end with a blank. */
function hasBlankEnds(text: string): boolean {
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  return first <= 32 || last <= 32 || first === 0xa0 || last === 0xa0;
}
