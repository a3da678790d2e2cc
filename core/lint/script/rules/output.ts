/** The rule on output that is not an answer: the manager reads both streams as one, from the first byte on. */

import type { Node } from "web-tree-sitter";
import { firstLineOf, shebangWords } from "../../../languages/index.ts";
import { say } from "../../../words/index.ts";
import type { PlacedFix, Remark, Span } from "../../placed-finding.ts";
import { isDaemon, selectorsOf } from "../poll-script.ts";
import { answersOf, firstTextOf, isCaptured } from "../prints.ts";
import { contains, type ScriptReading, spanOf } from "../reading.ts";
import type { ScriptContext, ScriptRule } from "./rule.ts";

const printedText = (): string =>
  say`This is printed before the answer or instead of it: the manager reads the output from the first byte and finds no JSON.`;
const writtenText = (): string =>
  say`Standard error goes into the same pipe as the answer, and usually arrives first: the manager finds no JSON.`;
const loggedText = (): string =>
  say`These messages go to standard error, which is the same pipe as the answer: the manager finds no JSON.`;
const tracedText = (): string =>
  say`What this prints goes into the same pipe as the answer: the manager finds no JSON.`;

function check({ reading }: ScriptContext): readonly Remark[] {
  if (isDaemon(reading)) return [];
  const { captures } = reading;
  const isMuted = captures.has("mute");
  const logs = isMuted || captures.has("mute.log") ? [] : captures.nodes("log");
  const found = [
    ...printed(reading).map((node) => remark(node, printedText())),
    ...(isMuted ? [] : captures.nodes("noise").map((node) => remark(node, writtenText()))),
    ...logs.map((node) => remark(node, loggedText())),
  ];
  const answers = found.length === 0 ? [] : answersOf(reading);
  return [
    ...found.filter(({ node }) => matters(node, answers, reading)).map(({ node: _, ...rest }) => rest),
    ...(isMuted ? [] : traces(reading)),
    ...before(reading),
  ];
}

function remark(node: Node, message: string): Remark & { readonly node: Node } {
  return { ...spanOf(node), message, node };
}

/** Output to standard output that begins with text that cannot begin a JSON object. */
function printed(reading: ScriptReading): readonly Node[] {
  return reading.captures.matches("print").flatMap(({ node, match }) => {
    const text = firstTextOf(match, reading);
    if (text === undefined || isCaptured(node, reading)) return [];
    return text !== "" && !text.startsWith("{") ? [node] : [];
  });
}

/** Output after the answer is harmless, and so is that of a script that fails or was called wrongly. */
function matters(node: Node, answers: readonly Node[], reading: ScriptReading): boolean {
  return (
    !answers.some(
      (answer) => answer.endIndex <= node.startIndex && contains(reading.blockOf(answer), node),
    ) &&
    !endsInFailure(node, answers, reading) &&
    !isSelfMade(node, reading)
  );
}

/** The script ends after it, before it could answer, with a code that discards the output. */
function endsInFailure(node: Node, answers: readonly Node[], reading: ScriptReading): boolean {
  const block = reading.blockOf(node).id;
  const next = Math.min(...answers.map((each) => each.startIndex).filter((at) => at >= node.endIndex));
  return reading.captures.matches("exit").some(({ node: exit, match }) => {
    const code = match.nodes.get("exit.code");
    return (
      exit.startIndex >= node.endIndex &&
      exit.startIndex < next &&
      reading.blockOf(exit).id === block &&
      code !== undefined &&
      code.text !== "0"
    );
  });
}

/** Only printed if the arguments are not those of the manager, or if the user asked for more output. */
function isSelfMade(node: Node, reading: ScriptReading): boolean {
  const { captures, shape } = reading;
  const selectors = selectorsOf(reading);
  for (let around = node.parent; around !== null; around = around.parent) {
    if (!shape.branches.includes(around.type)) continue;
    const span = conditionsOf(around, node);
    const asks = captures.nodes("argument").some((each) => contains(span, each));
    if (asks && !selectors.some((each) => contains(span, each))) return true;
    const condition = around.childForFieldName("condition") ?? around.namedChildren[0];
    const words = condition === undefined ? [] : reading.wordsIn(condition);
    if (words.some((word) => /^[$@]?(?:debug|verbose)$/i.test(word))) return true;
  }
  return false;
}

/** The text before a node in the surrounding branch, or after it if the condition follows, as in `print "x" if y`. */
function conditionsOf(around: Node, node: Node): Span {
  const [first] = around.namedChildren;
  const isModified = first !== undefined && contains(first, node);
  return isModified
    ? { start: node.endIndex, end: around.endIndex }
    : { start: around.startIndex, end: node.startIndex };
}

function traces(reading: ScriptReading): readonly Remark[] {
  const shebang = shebangWords(reading.text);
  const option = shebang.slice(1).find((word) => isTraceOption(word));
  const inFirstLine =
    reading.language === "bash" && option !== undefined
      ? [{ start: 0, end: firstLineOf(reading.text).trimEnd().length, message: tracedText() }]
      : [];
  const commands = reading.captures.matches("trace").flatMap(({ node, match }) => {
    const given = match.nodes.get("trace.option");
    if (given === undefined || !switchesOn(given, reading)) return [];
    return [{ ...spanOf(node), message: tracedText(), fixes: traceFixes(node, given, reading) }];
  });
  return [...inFirstLine, ...commands];
}

function switchesOn(option: Node, reading: ScriptReading): boolean {
  const text = (reading.texts.literal(option) ?? option.text).toLowerCase();
  if (reading.language === "php") return ["1", "on", "true", "yes", "stdout", "stderr"].includes(text);
  if (reading.language === "powershell") return text.includes("-trace") && !text.includes("0");
  if (text === "xtrace") return option.previousNamedSibling?.text.startsWith("-") === true;
  return isTraceOption(text);
}

function isTraceOption(word: string): boolean {
  return word.startsWith("-") && !word.startsWith("--") && word.includes("x");
}

/** `set -x` alone is removed with its line. Among other options only its letter is removed. */
function traceFixes(command: Node, option: Node, { language, text }: ScriptReading): readonly PlacedFix[] {
  if (language !== "bash" || option.text === "xtrace") return [];
  const rest = option.text.replaceAll("x", "");
  if (rest !== "-") {
    return [{ title: say`Write ${rest}`, edits: [{ ...spanOf(option), newText: rest }], safe: true }];
  }
  const lineStart = text.lastIndexOf("\n", command.startIndex) + 1;
  const isAlone =
    text.slice(lineStart, command.startIndex).trim() === "" &&
    text[command.endIndex] === "\n" &&
    command.namedChildCount === 2;
  if (!isAlone) return [];
  return [
    {
      title: say`Remove set -x`,
      edits: [{ start: lineStart, end: command.endIndex + 1, newText: "" }],
      safe: true,
    },
  ];
}

/** Text before the first statement is printed too. The interpreter skips a line with #!. */
function before({ captures, text }: ScriptReading): readonly Remark[] {
  return captures.nodes("before").flatMap((node) => {
    const skipped = text.startsWith("#!") ? firstLineOf(text).length : 0;
    const shown = text.slice(skipped, node.endIndex);
    const start = skipped + shown.length - shown.trimStart().length;
    return shown.trim() === "" ? [] : [{ start, end: start + shown.trim().length, message: printedText() }];
  });
}

export const outputRule: ScriptRule = {
  code: "output-before-answer",
  severity: "error",
  title: "Output that is not an answer",
  check,
};
