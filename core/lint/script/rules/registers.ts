/** The rule on scripts that register the agent themselves and then answer as if it did not exist. */

import type { Node } from "web-tree-sitter";
import { say } from "../../../words/index.ts";
import type { Remark } from "../../placed-finding.ts";
import { type ScriptReading, spanOf } from "../reading.ts";
import { plain, VALUE } from "../text.ts";
import type { ScriptContext, ScriptRule } from "./rule.ts";

const messageText = (): string =>
  say`This registers the agent by itself. When the script then answers with success, the manager has the id already: it refuses the answer as a duplicate (9012), or replaces the new agent if the force options allow it. Do only one of the two: look the key up and answer with it, or register agents elsewhere.`;

/** Where the API accepts a new agent: the collection, or its old and new ways of inserting one with a key. */
const COLLECTION = /\/agents(?:\/insert(?:\/quick)?)?\/?(?:\?[^ ]*)?$/;

const TOOLS = ["manage_agents", "agent-auth"];

function check({ reading }: ScriptContext): readonly Remark[] {
  return reading.texts.all().flatMap(({ node, pieces }) => {
    const text = plain(pieces).trim();
    const isCall = isPosted(node, text, reading) || TOOLS.some((tool) => isTool(text, tool));
    return isCall ? [{ ...spanOf(node), message: messageText() }] : [];
  });
}

function isTool(text: string, tool: string): boolean {
  return text === tool || text.endsWith(`/${tool}`) || text.includes(`${tool} -`);
}

/** The address is used in a POST request, directly or by its variable. */
function isPosted(node: Node, text: string, reading: ScriptReading): boolean {
  const isAddress =
    COLLECTION.test(text) && (text.includes("://") || text.startsWith("/") || text.startsWith(VALUE));
  if (!isAddress) return false;
  const statement = reading.statementOf(node).text;
  if (/\bpost\b/i.test(statement)) return true;
  const name = /^\W*(?:(?:const|let|var|my)\s+)?\$?(\w+)\s*:?=/.exec(statement)?.[1];
  return (
    name !== undefined &&
    new RegExp(`\\bpost\\b[^\\n]*\\b${name}\\b|\\b${name}\\b[^\\n]*\\bpost\\b`, "i").test(reading.text)
  );
}

export const registersRule: ScriptRule = {
  code: "registers-itself",
  severity: "warning",
  title: "Script that registers the agent itself",
  check,
};
