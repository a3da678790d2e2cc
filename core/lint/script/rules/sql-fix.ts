/** SQL with a value in its text, rewritten with the value bound, if the loaded modules show the driver. */

import type { Node } from "web-tree-sitter";
import type { ScriptLanguage } from "../../../languages/index.ts";
import { say } from "../../../words/index.ts";
import type { PlacedEdit, PlacedFix } from "../../placed-finding.ts";
import { contains, type ScriptReading, spanOf } from "../reading.ts";
import type { Piece, ScriptText } from "../text.ts";
import { expressionOf } from "./json-fix.ts";
import { assignedTo, callAround } from "./sql-calls.ts";
import { type Driver, drivers } from "./sql-drivers.ts";

/**
 * The fix, or undefined if the text is not the only argument of the driver's call, or a value is more than one between
 * quotes. Not safe: the value may have been prepared before.
 */
export function bindFix({ node, pieces }: ScriptText, reading: ScriptReading): PlacedFix | undefined {
  const { language, text } = reading;
  const [driver, ...others] = drivers[language]?.filter(({ loaded }) => loaded.test(text)) ?? [];
  if (driver === undefined || others.length > 0) return undefined;
  const bound = withPlaces(pieces, language, driver);
  const sql = bound && quoted(bound.sql, language);
  if (bound === undefined || sql === undefined) return undefined;
  const variable = assignedTo(node);
  const edits =
    variable === undefined
      ? delivered(node, { ...bound, sql }, driver, reading)
      : throughVariable(node, variable, { ...bound, sql }, driver, reading);
  return edits && { title: say`Bind the value as a parameter`, edits, safe: false };
}

/** Code for the text. Undefined if it needs another kind of quotes, or means something to the driver or the language. */
function quoted(sql: string, language: ScriptLanguage): string | undefined {
  if (/["\\`]|%(?!s)/.test(sql)) return undefined;
  if (language === "javascript" && sql.includes("\n")) return sql.includes("${") ? undefined : `\`${sql}\``;
  if (language === "python" && sql.includes("\n")) return `"""${sql}"""`;
  const inserts = { php: /[${]/, perl: /[$@]/, ruby: /#/ } as const;
  const signs = language in inserts ? inserts[language as keyof typeof inserts] : /^(?!)/;
  return signs.test(sql) ? undefined : `"${sql}"`;
}

interface Bound {
  /** The code of the text, or before that the text. */
  readonly sql: string;
  /** The code of each value. */
  readonly values: readonly string[];
}

function delivered(
  argument: Node,
  bound: Bound,
  { methods }: Driver,
  reading: ScriptReading,
): readonly PlacedEdit[] | undefined {
  const call = callAround(argument);
  return call && methods[call.name.text]?.(call, { ...bound, reading });
}

/**
 * The text is kept in a variable and used once, later in the same block, while its values are still the same: they must
 * be plain, and nothing is assigned to them in that block.
 */
function throughVariable(
  node: Node,
  variable: string,
  { sql, values }: Bound,
  driver: Driver,
  reading: ScriptReading,
): readonly PlacedEdit[] | undefined {
  const { root, text } = reading;
  const found = root
    .descendantsOfType(["identifier", "variable_name", "scalar_variable"])
    .filter((each) => each?.text === variable && each.startIndex > node.endIndex);
  const [use] = found;
  const mentions = text.match(new RegExp(`(?<![\\w$])${variable.replaceAll("$", "\\$")}\\b`, "g")) ?? [];
  const block = reading.blockOf(node);
  if (!use || mentions.length !== 2 || !contains(block, use)) return undefined;
  const rest = text.slice(node.endIndex, block.endIndex);
  if (!values.every((value) => isSteady(value, rest))) return undefined;
  const edits = delivered(use, { sql: variable, values }, driver, reading);
  return edits && [{ ...spanOf(node), newText: sql }, ...edits];
}

/** A variable, perhaps with an index or members, to which the text assigns nothing. */
function isSteady(value: string, text: string): boolean {
  const [, name] = /^(\$?[A-Za-z_]\w*)(?:\.\w+|->\w+|\[[\w"'$]+\])*$/.exec(value) ?? [];
  if (name === undefined) return false;
  return !new RegExp(`(?<![\\w$.])${name.replaceAll("$", "\\$")}\\b[^\\n=(;]*(?<![=!<>])=(?![=~>])`).test(
    text,
  );
}

/**
 * The statement with a placeholder for each value, without the quotes around it. Undefined if a value does not stand
 * alone.
 */
function withPlaces(
  pieces: readonly Piece[],
  language: ScriptLanguage,
  { place }: Driver,
): Bound | undefined {
  const values: string[] = [];
  let sql = "";
  /** The quote that must follow the last value. */
  let open = "";
  let isBehindValue = false;
  for (const piece of pieces) {
    if (piece.kind === "text") {
      if (!piece.text.startsWith(open)) return undefined;
      const text = piece.text.slice(open.length);
      // A member of the value, which is not a part of it everywhere.
      if (isBehindValue && text !== "" && !/^[\s),;]/.test(text)) return undefined;
      sql += text;
      open = "";
      isBehindValue = false;
      continue;
    }
    const value = piece.node && piece.isPlain ? expressionOf(piece.node, language) : undefined;
    const quote = /['"]$/.exec(sql)?.[0] ?? "";
    const standsAlone = quote !== "" || (/[=<>(,]\s*$/.test(sql) && !/\bIN\s*\($/i.test(sql));
    if (value === undefined || isBehindValue || !standsAlone) return undefined;
    values.push(value);
    sql = sql.slice(0, sql.length - quote.length) + place(values.length);
    open = quote;
    isBehindValue = true;
  }
  return open === "" ? { sql, values } : undefined;
}
