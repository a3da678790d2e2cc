/** Recognising what a script prints by accident: tracebacks, warnings, traces. */

import type { ByteString } from "../../manager/index.ts";

/** The first that matches names it. Each looks at the beginning of the text only. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/^Traceback \(most recent call last\):/m, "a Python traceback"],
  [/^\s*(?:SyntaxError|IndentationError|TabError): /m, "a Python syntax error"],
  [/^\S[^\n]*:\d+: \w*Warning: /m, "a Python warning"],
  [
    /^(?:<br \/>\s*)?(?:<b>)?(?:PHP )?(?:Notice|Warning|Deprecated|Fatal error|Parse error)(?:<\/b>)?: /m,
    "a PHP notice",
  ],
  [/^(?:Status|X-Powered-By|Content-type): /im, "an HTTP header as php-cgi prints it"],
  [/^\++ /m, "a shell trace (set -x)"],
  [/: (?:line )?\d+: [^\n]*(?:not found|[Ss]yntax error|No such file)/, "an error of the shell"],
  [/^env: |^\/usr\/bin\/env: /m, "an error of env, which does not find the interpreter"],
  [/^mysql: \[Warning\]/m, "a warning of the mysql client"],
  [/^(?:ERROR \d+ \(|psql: |sqlite3?: )/m, "an error of a database client"],
  [/^[^\n]* at \S+ line \d+\.?$/m, "a Perl warning"],
  [/^\(node:\d+\) /m, "a Node.js warning"],
  [/^\s*<(?:!DOCTYPE|html|\?xml)/i, "markup"],
  [/\x1b\[/, "coloured text for a terminal"],
  [/^\[?\d{4}[-/]\d{2}[-/]\d{2}/, "a log line with a date"],
  [/^\[?(?:DEBUG|INFO|NOTICE|WARN|WARNING|ERROR)\b/i, "a log line"],
];

/** Bytes that are looked at; what a script prints by accident shows itself early. */
const WINDOW = 4096;

/** What the text looks like, or undefined. */
export function noiseIn(text: ByteString): string | undefined {
  const start = text.slice(0, WINDOW);
  return kinds.find(([pattern]) => pattern.test(start))?.[1];
}
