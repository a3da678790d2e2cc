/** `keypoll new --list`: which languages and sources go together, and why the others do not. */

import { scriptLanguages } from "../../core/languages/index.ts";
import { notOffered, renderTemplate, sourceIds } from "../../core/templates/index.ts";
import { wrap } from "../terminal/wrap.ts";

const LEGEND = "script: started for each request; +socket: also a daemon, with --socket; -: not offered.";

/** The table with its reasons, as text of at most `width` columns. */
export function pairsText(width: number): string {
  const rows = scriptLanguages.map((language) => [
    language,
    ...sourceIds.map((source) => {
      if (renderTemplate(language, source, "script") === undefined) return "-";
      return renderTemplate(language, source, "daemon") === undefined ? "script" : "+socket";
    }),
  ]);
  const table = [["", ...sourceIds], ...rows];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const reasons = notOffered.map(({ language, form, sources, why }) => {
    const what = sources === "all" ? `${language} --socket` : `${language} with ${sources.join(", ")}`;
    return `${what}${sources !== "all" && form === "daemon" ? " --socket" : ""}: ${why}.`;
  });
  const prose = [LEGEND, ...reasons].map((text) => wrap(text, width, { first: "", rest: "  " }).join("\n"));
  return `${[...lines, "", ...prose].join("\n")}\n`;
}
