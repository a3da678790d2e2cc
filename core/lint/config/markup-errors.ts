/** Markup that XML allows and the manager's own reader refuses, so that no daemon gets its configuration. */

import { bytesFromText } from "../../manager/index.ts";
import type { Span } from "../placed-finding.ts";
import { allElements, type MarkupError, stretches, type XmlElement } from "./markup.ts";

/** Bytes of a value that the manager's reader takes (`XML_MAXSIZE`). */
const LONGEST_VALUE = 20480;

/** Every such place, in the order of the text. */
export function markupErrors(
  text: string,
  roots: readonly XmlElement[],
  comments: readonly Span[],
): readonly MarkupError[] {
  const errors = [...declarations(text, comments), ...oddComments(text, comments)];
  for (const element of allElements(roots)) {
    const error = openingError(text, element) ?? closingError(text, element) ?? sizeError(element);
    if (error !== undefined) errors.push(error);
  }
  return errors.sort((a, b) => a.start - b.start);
}

/** `<?xml …?>` and other processing instructions: to the manager an element with a bad attribute. */
function declarations(text: string, comments: readonly Span[]): MarkupError[] {
  const isInComment = ({ start }: Span): boolean =>
    comments.some((comment) => comment.start <= start && start < comment.end);
  return [...stretches(text, "<?", ["?>"])]
    .filter((span) => !isInComment(span))
    .map((span) => ({
      ...span,
      message:
        "The manager's XML reader does not know <?…?>: it reads it as an element that is never closed, and refuses the whole file. Delete it.",
    }));
}

/** CDATA and DOCTYPE open with `<!`, which is a comment to the manager. */
function oddComments(text: string, comments: readonly Span[]): MarkupError[] {
  return comments
    .map(({ start, end }) => ({
      start,
      end,
      kind: /^<!(\[CDATA\[|DOCTYPE)/.exec(text.slice(start, start + 9)),
    }))
    .flatMap(({ start, end, kind }) =>
      kind === null
        ? []
        : [
            {
              start,
              end,
              message: `The manager takes <!${kind[1]} for the start of a comment, which goes on to the next --> or !>. Write the text without it: the manager knows neither entities nor CDATA.`,
            },
          ],
    );
}

function openingError(text: string, { start, openEnd, name }: XmlElement): MarkupError | undefined {
  const tag = text.slice(start, openEnd);
  const after = tag.charAt(1 + name.length);
  const error = (from: number, to: number, message: string): MarkupError => ({
    start: start + from,
    end: start + to,
    message: `${message} The whole file is refused.`,
  });
  if (/[\t\r\n]/.test(after)) {
    const message = `Only a blank may stand after <${name}: the manager takes the line break or tab for a part of the name.`;
    return error(0, 1 + name.length, message);
  }
  if (/=\s*(?:"[^"]*"|'[^']*')\/>$/.test(tag)) {
    return error(tag.length - 2, tag.length, "The manager wants a blank between the last attribute and />.");
  }
  const returned = /=\s*(?:"[^"]*"|'[^']*')(?=\r)/.exec(tag);
  if (returned !== null) {
    const message = "The manager wants a blank or a line feed after an attribute, not a carriage return.";
    return error(returned.index + returned[0].length - 1, returned.index + returned[0].length, message);
  }
  return undefined;
}

function closingError(text: string, { closeStart, end, name }: XmlElement): MarkupError | undefined {
  const tag = text.slice(closeStart, end);
  if (!/^<\/[^>]*\s>$/.test(tag)) return undefined;
  const message = `No blank may stand before the > of </${name}>: the manager reads it as part of the name. The whole file is refused.`;
  return { start: closeStart, end, message };
}

function sizeError({ openEnd, closeStart, children, content }: XmlElement): MarkupError | undefined {
  if (children.length > 0 || content.length < LONGEST_VALUE / 4) return undefined;
  if (bytesFromText(content).length < LONGEST_VALUE) return undefined;
  const message = `The manager reads values of less than ${LONGEST_VALUE} bytes; a longer one makes it refuse the whole file.`;
  return { start: openEnd, end: closeStart, message };
}
