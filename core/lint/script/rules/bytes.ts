/** The rule on bytes that Python prints as a literal: `b'{…}'` is not JSON. */

import type { Node } from "web-tree-sitter";
import { say } from "../../../words/index.ts";
import type { Remark } from "../../placed-finding.ts";
import { isDaemon } from "../poll-script.ts";
import { isCaptured } from "../prints.ts";
import { type ScriptReading, spanOf } from "../reading.ts";
import type { ScriptContext, ScriptRule } from "./rule.ts";

const messageText = (): string =>
  say`Python prints bytes as b'…', so the manager reads b and finds no JSON. Print text: call .decode() on the bytes.`;

function check({ reading }: ScriptContext): readonly Remark[] {
  if (isDaemon(reading)) return [];
  return reading.captures.matches("print").flatMap(({ node, match }) => {
    const printed = match.nodes.get("print.text");
    // Other ways of printing reject bytes.
    if (printed === undefined || !node.text.startsWith("print(") || isCaptured(node, reading)) return [];
    if (!isBytes(printed, reading)) return [];
    const { endIndex } = printed;
    const edits = [{ start: endIndex, end: endIndex, newText: ".decode()" }];
    return [
      {
        ...spanOf(printed),
        message: messageText(),
        fixes: [{ title: say`Add .decode()`, edits, safe: false }],
      },
    ];
  });
}

/** An expression for bytes, or a variable that never has another value. */
function isBytes(printed: Node, reading: ScriptReading): boolean {
  const { captures, texts } = reading;
  const inner = texts.unwrapped(printed);
  if (captures.isOne("bytes", inner)) return isFromNetwork(inner, reading);
  if (inner.type !== "identifier") return false;
  const values = captures
    .matches("name")
    .flatMap(({ node, match }) => (node.text === inner.text ? (match.nodes.get("value") ?? []) : []));
  return values.length > 0 && values.every((value) => value.type !== "identifier" && isBytes(value, reading));
}

/** `read` returns text for a file that was opened as text, and `content` is a name for many things. */
function isFromNetwork(node: Node, { text }: ScriptReading): boolean {
  if (node.type === "attribute") return /\b(?:requests|httpx)\b/.test(text);
  const method = node.childForFieldName("function");
  if (method?.childForFieldName("attribute")?.text !== "read") return true;
  const source = method.childForFieldName("object")?.text ?? "";
  if (/\burlopen\(|\bgetresponse\(/.test(source)) return true;
  const name = source.replace(/\W/g, "");
  return (
    name === source &&
    new RegExp(
      `\\b${name}\\s*=[^=\\n]*(?:urlopen|getresponse)\\(|(?:urlopen|getresponse)\\([^\\n]*\\bas ${name}\\b`,
    ).test(text)
  );
}

export const bytesRule: ScriptRule = {
  code: "prints-bytes",
  severity: "error",
  title: "Bytes instead of text",
  check,
};
