/** SQL with a value in its text, rewritten with the value bound, if the loaded modules show the driver. */

import type { Node } from "web-tree-sitter";
import type { ScriptLanguage } from "../../../languages/index.ts";
import { say } from "../../../words/index.ts";
import type { PlacedFix } from "../../placed-finding.ts";
import { type ScriptReading, spanOf } from "../reading.ts";
import type { Piece, ScriptText } from "../text.ts";
import { expressionOf } from "./json-fix.ts";

/** How the drivers that one pattern names write the placeholder of a value, from 1. */
interface Driver {
  readonly loaded: RegExp;
  readonly place: (number: number) => string;
}

interface Binding {
  /** The ends of functions that can be called with a statement and its values. */
  readonly calls: readonly string[];
  readonly drivers: readonly Driver[];
  readonly list: (values: readonly string[]) => string;
  /** The quotes around a text of several lines. */
  readonly lines: string;
}

const bindings: Partial<Readonly<Record<ScriptLanguage, Binding>>> = {
  python: {
    calls: [".execute"],
    drivers: [
      { loaded: /^\s*(?:import|from)\s+(?:sqlite3|pyodbc|mariadb)\b/m, place: () => "?" },
      {
        loaded: /^\s*(?:import|from)\s+(?:MySQLdb|pymysql|mysql\.connector|psycopg2?|pymssql)\b/m,
        place: () => "%s",
      },
    ],
    list: (values) => `(${values.join(", ")}${values.length === 1 ? "," : ""})`,
    lines: '"""',
  },
  javascript: {
    calls: [".execute", ".query"],
    drivers: [
      { loaded: /["'](?:mysql2?(?:\/promise)?|mariadb)["']/, place: () => "?" },
      { loaded: /["']pg["']/, place: (number) => `$${number}` },
    ],
    list: (values) => `[${values.join(", ")}]`,
    lines: "`",
  },
};

/**
 * The fix, or undefined if the text is not the only argument of the driver's call, or a value is more than one between
 * quotes. Not safe: the value may have been prepared before.
 */
export function bindFix({ node, pieces }: ScriptText, reading: ScriptReading): PlacedFix | undefined {
  const { language, text } = reading;
  const binding = bindings[language];
  const [driver, ...others] = binding?.drivers.filter(({ loaded }) => loaded.test(text)) ?? [];
  if (binding === undefined || driver === undefined || others.length > 0) return undefined;
  if (!isAllThatIsGiven(node, binding)) return undefined;
  const bound = withPlaces(pieces, language, driver);
  // Text that would need another kind of quotes, or that means something to the driver.
  if (bound === undefined || /["\\`]|%(?!s)/.test(bound.sql)) return undefined;
  const around = bound.sql.includes("\n") ? binding.lines : '"';
  const newText = `${around}${bound.sql}${around}, ${binding.list(bound.values)}`;
  return { title: say`Bind the value as a parameter`, edits: [{ ...spanOf(node), newText }], safe: false };
}

function isAllThatIsGiven({ parent }: Node, { calls }: Binding): boolean {
  const called = parent?.parent?.childForFieldName("function")?.text ?? "";
  return parent?.namedChildCount === 1 && calls.some((end) => called.endsWith(end));
}

interface Bound {
  readonly sql: string;
  /** The code of each value. */
  readonly values: readonly string[];
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
  for (const piece of pieces) {
    if (piece.kind === "text") {
      if (!piece.text.startsWith(open)) return undefined;
      sql += piece.text.slice(open.length);
      open = "";
      continue;
    }
    const value = piece.node && piece.isPlain ? expressionOf(piece.node, language) : undefined;
    const quote = /['"]$/.exec(sql)?.[0] ?? "";
    const standsAlone = quote !== "" || (/[=<>(,]\s*$/.test(sql) && !/\bIN\s*\($/i.test(sql));
    if (value === undefined || open !== "" || !standsAlone) return undefined;
    values.push(value);
    sql = sql.slice(0, sql.length - quote.length) + place(values.length);
    open = quote;
  }
  return open === "" ? { sql, values } : undefined;
}
