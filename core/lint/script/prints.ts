/** What a script prints: to which stream, with which first text, and whether it is the answer. */

import type { Node } from "web-tree-sitter";
import type { Match } from "./captures.ts";
import { contains, type ScriptReading, spanOf } from "./reading.ts";

/** Languages in which a separate command prints the answer. */
const ENCODER_PRINTS = new Set(["bash", "powershell"]);

/** The output goes into a file, another command or a variable. */
export function isCaptured(node: Node, { captures, shape }: ScriptReading): boolean {
  const { parent } = node;
  for (const each of parent === null ? [node] : [node, parent]) {
    if (captures.isOne("elsewhere", each) || captures.isOne("noise", each)) return true;
  }
  for (let around = parent; around !== null; around = around.parent) {
    if (shape.captured.includes(around.type)) return true;
  }
  return false;
}

/** The beginning of the output, without blanks. Undefined if that is unknown. */
export function firstTextOf(match: Match, reading: ScriptReading): string | undefined {
  let node: Node | null = match.nodes.get("print.text") ?? null;
  // Options of a command are not output.
  while (node !== null && reading.language === "bash" && node.text.startsWith("-"))
    node = node.nextNamedSibling;
  if (node === null) return undefined;
  const [first] = reading.texts.pieces(node);
  return first?.kind === "text" ? first.text.trim() : undefined;
}

/** The places where the script prints its answer, as far as that is known. */
export function answersOf(reading: ScriptReading): readonly Node[] {
  const { captures, language } = reading;
  const encoders = captures.nodes("encoder");
  const spans = encoders.map(spanOf);
  const prints = captures.matches("print").flatMap(({ node, match }) => {
    if (isCaptured(node, reading)) return [];
    const print = spanOf(node);
    const isAnswer =
      firstTextOf(match, reading)?.startsWith("{") === true || spans.some((each) => contains(print, each));
    return isAnswer ? [node] : [];
  });
  const commands = ENCODER_PRINTS.has(language) ? encoders.filter((each) => !isCaptured(each, reading)) : [];
  return [...prints, ...commands];
}
