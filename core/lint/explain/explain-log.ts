/** From a line of `ossec.log` to its message and meaning. */

import { KeyMask } from "../mask.ts";
import { type ExplainedMessage, explained } from "./explain-message.ts";
import { type LogLineParts, readLogLine } from "./log-line.ts";
import { matchTemplate, type TemplateMatch } from "./template.ts";
import { type Wording, wordings } from "./wordings.ts";

export interface ExplainedLine extends LogLineParts {
  /** The message of the line, once for each wording that it matches. Empty for an unknown line. */
  readonly messages: readonly ExplainedMessage[];
}

/** Maximum characters of a pasted line that are read. */
const LONGEST_LINE = 65536;

/**
 * The meaning of a pasted line: with time, daemon and level before it, in the debugging form, or only the text. Keys
 * are masked.
 */
export function explainLog(line: string): ExplainedLine {
  const parts = readLogLine(line.slice(0, LONGEST_LINE));
  const mask = new KeyMask();
  const shown = mask.hide(parts.text);
  // Keys are hidden first, so no value can contain one.
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

/** How the text matches the wording. Undefined if it does not, or if a number or an id cannot be one. */
export function matchWording(text: string, wording: Wording): TemplateMatch | undefined {
  const { template } = wording;
  const exact = matchTemplate(text, template);
  // One message begins with a blank, which is lost when a line is pasted; other blanks come with the pasting.
  const mayBeOff = exact?.complete !== true && (hasBlankEnds(text) || hasBlankEnds(template));
  const match = mayBeOff ? matchTemplate(text.trim(), template.trim()) : exact;
  if (match?.complete !== true) return match;
  const isWrong =
    wording.numbers.some((at) => !/^-?\d+$/.test(match.values[at] ?? "")) ||
    wording.ids.some((at) => match.values[at]?.includes(" ") === true);
  return isWrong ? undefined : match;
}

/** Checked for each line of a log: most texts neither begin nor end with a blank. */
function hasBlankEnds(text: string): boolean {
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  return first <= 32 || last <= 32 || first === 0xa0 || last === 0xa0;
}
