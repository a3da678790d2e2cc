/** The line of a script that a failure is about, as far as its output or its text tells. */

/** How interpreters write a place: Python, Node, Perl and PHP, Bash, Debian's sh, Ruby and Go. The file's name is in the middle. */
const places: readonly ((name: string) => RegExp)[] = [
  (name) => new RegExp(`${name}", line (\\d+)`, "g"),
  (name) => new RegExp(`${name}(?: on)? line (\\d+)`, "g"),
  (name) => new RegExp(`${name}: line (\\d+)`, "g"),
  (name) => new RegExp(`${name}: (\\d+):`, "g"),
  (name) => new RegExp(`${name}:(\\d+)`, "g"),
];

/** Statements that print. */
const PRINTS =
  /\b(?:print|printf|echo|puts|console\.log|process\.stdout\.write|json_encode|Write-Output|fmt\.Print\w*)\b/;

/** Rules about the printing statement, not about the start of the script. */
const ABOUT_OUTPUT = /json|output|member|python-dict|mark|nul|text-|error-|data|message/;

/** The line (from 0) of the last place in `output` that is in the script, or undefined. */
export function lineInOutput(output: string, fileName: string): number | undefined {
  const name = fileName.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  let last: { readonly at: number; readonly line: number } | undefined;
  for (const place of places) {
    for (const hit of output.matchAll(place(name))) {
      const line = Number(hit[1]) - 1;
      if (line >= 0 && (last === undefined || hit.index > last.at)) last = { at: hit.index, line };
    }
  }
  return last?.line;
}

/** Minimum characters of a printed line that is searched for in the script. Shorter ones are found anywhere. */
const SHORTEST_PRINTED = 6;

/** The line (from 0) that contains the text of a printed line: the statement that printed it. */
function lineThatPrints(script: readonly string[], output: string): number {
  const printed = output
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.length >= SHORTEST_PRINTED && !line.startsWith("{"));
  return script.findIndex((line) => printed.some((text) => line.includes(text)));
}

/** The line (from 0) on which a finding is shown: from the output, else the last line that prints, else the first. */
export function errorLine(
  script: string,
  fileName: string,
  error: { readonly rule: string | undefined; readonly output: string },
): number {
  const lines = script.split("\n");
  const named = lineInOutput(error.output, fileName);
  if (named !== undefined && named < lines.length) return named;
  if (error.rule === undefined || !ABOUT_OUTPUT.test(error.rule)) return 0;
  const printing = lineThatPrints(lines, error.output);
  if (printing >= 0) return printing;
  const last = lines.findLastIndex((line) => PRINTS.test(line) && !/^\s*(?:#|\/\/)/.test(line));
  return Math.max(0, last);
}
