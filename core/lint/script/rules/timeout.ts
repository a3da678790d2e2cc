/** The rule on connections that may wait longer than the manager. */

import type { Node } from "web-tree-sitter";
import { say } from "../../../words/index.ts";
import type { PlacedFix, Remark } from "../../placed-finding.ts";
import type { Match } from "../captures.ts";
import { contains, type ScriptReading, spanOf } from "../reading.ts";
import type { ScriptContext, ScriptRule } from "./rule.ts";

function check({ reading }: ScriptContext): readonly Remark[] {
  const connections = reading.captures.matches("connect");
  return connections.flatMap(({ node, match }) => {
    const options = (match.properties["options"] ?? "").split(" ");
    if (isLocal(match, reading) || isLimited(node, options, reading)) return [];
    return [
      {
        ...spanOf(node),
        message: say`Nothing limits how long this waits. After the timeout (60 seconds by default) the manager discards the answer, and its thread is blocked until the script ends.`,
        fixes: fixesOf(node, match),
      },
    ];
  });
}

/** The name of the source shows that it is a file. */
function isLocal(match: Match, { texts }: ScriptReading): boolean {
  const target = match.nodes.get("connect.target");
  if (target === undefined) return false;
  const [first] = texts.pieces(target);
  if (first?.kind === "text") return namesFile(first.text);
  return texts.all().some(({ pieces: [start] }) => start?.kind === "text" && namesFile(start.text));
}

/** As PHP and as Perl write it. */
function namesFile(source: string): boolean {
  return source.startsWith("sqlite:") || source.toLowerCase().startsWith("dbi:sqlite:");
}

/** An option is in the call, or somewhere that belongs to no other connection. */
function isLimited(node: Node, options: readonly string[], reading: ScriptReading): boolean {
  const names = (word: string): boolean => options.some((option) => isOption(word, option));
  if (reading.wordsIn(node).some(names)) return true;
  const connections = reading.captures.nodes("connect");
  return reading.root
    .descendantsOfType([...reading.shape.words])
    .some((word) => word !== null && names(word.text) && !connections.some((each) => contains(each, word)));
}

/** Short options are compared from the start of the word, names anywhere, because a value may follow them. */
function isOption(word: string, option: string): boolean {
  const isShort = option.length === 2 && option.startsWith("-");
  return isShort ? word.startsWith(option) : word.includes(option);
}

function fixesOf(node: Node, { nodes, properties }: Match): readonly PlacedFix[] {
  const insert = properties["insert"];
  if (insert === undefined || insert === null) return [];
  const edit = nodes.has("connect.arguments")
    ? inArguments(nodes.get("connect.arguments") ?? node, insert)
    : {
        ...behind(properties["place"] === "first" ? (node.namedChildren[0] ?? node) : node),
        newText: ` ${insert}`,
      };
  return [{ title: say`Add ${insert}`, edits: [edit], safe: false }];
}

function behind({ endIndex }: Node): { start: number; end: number } {
  return { start: endIndex, end: endIndex };
}

function inArguments(list: Node, insert: string): { start: number; end: number; newText: string } {
  const last = list.namedChildren.findLast(({ type }) => type !== "comment" && type !== "comments");
  if (last === undefined) {
    return { start: list.startIndex + 1, end: list.startIndex + 1, newText: insert };
  }
  return { ...behind(last), newText: `, ${insert}` };
}

export const timeoutRule: ScriptRule = {
  code: "no-timeout",
  severity: "warning",
  title: "Connection without a time limit",
  check,
};
