/** Markup that XML allows but the manager's own reader rejects, so that no daemon gets its configuration. */

import { bytesFromText } from "../../manager/index.ts";
import { say } from "../../words/index.ts";
import type { Span } from "../placed-finding.ts";
import { allElements, type MarkupError, type XmlElement } from "./markup.ts";
import { stretches } from "./plain-markup.ts";

/** Maximum bytes of a value in the manager's reader (`XML_MAXSIZE`). */
const LONGEST_VALUE = 20480;

/** Every such place, in the order of the text. */
export function markupErrors(
  text: string,
  roots: readonly XmlElement[],
  comments: readonly Span[],
): readonly MarkupError[] {
  const errors = [...declarations(text, comments), ...oddComments(text, comments)];
  for (const element of allElements(roots)) {
    const error = closingError(text, element) ?? sizeError(element);
    if (error !== undefined) errors.push(error);
  }
  return errors.sort((a, b) => a.start - b.start);
}

/** `<?xml …?>` and other processing instructions: to the manager an element with an invalid attribute. */
function declarations(text: string, comments: readonly Span[]): MarkupError[] {
  const isInComment = ({ start }: Span): boolean =>
    comments.some((comment) => comment.start <= start && start < comment.end);
  return [...stretches(text, "<?", ["?>"])]
    .filter((span) => !isInComment(span))
    .map((span) => ({
      ...span,
      message: say`The manager's XML reader does not know <?…?>: it reads it as an element that is never closed, and rejects the whole file. Delete it.`,
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
              message: say`The manager reads <!${kind[1] ?? ""} as the start of a comment, which ends at the next --> or !>. Write the text without it: the manager does not support entities or CDATA.`,
            },
          ],
    );
}

function closingError(text: string, { closeStart, end, name }: XmlElement): MarkupError | undefined {
  const tag = text.slice(closeStart, end);
  if (!/^<\/[^>]*\s>$/.test(tag)) return undefined;
  const message = say`Remove the blank before the > of </${name}>: the manager reads it as part of the name and rejects the whole file.`;
  return { start: closeStart, end, message };
}

function sizeError({ openEnd, closeStart, children, content }: XmlElement): MarkupError | undefined {
  if (children.length > 0 || content.length < LONGEST_VALUE / 4) return undefined;
  if (bytesFromText(content).length < LONGEST_VALUE) return undefined;
  const message = say`The manager reads values of less than ${LONGEST_VALUE} bytes. Because of a longer value it rejects the whole file.`;
  return { start: openEnd, end: closeStart, message };
}
