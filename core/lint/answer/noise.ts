/**
 * Recognises what a script prints by accident, and why it failed: missing modules, syntax errors, tracebacks, warnings,
 * traces.
 */

import { type ByteString, textFromBytes } from "../../manager/index.ts";
import { say } from "../../words/index.ts";
import { howToInstall, type PackageTool } from "./packages.ts";

/** What an output looks like, or what it says about why the script failed. */
export interface Noise {
  /** `a Python traceback`, or a clause: `Python does not find the module mysql`. */
  readonly what: string;
  readonly isClause: boolean;
  /** It depends on which interpreter ran the script. */
  readonly isMissingModule?: true;
  /** What to do, if the output tells enough. Replaces the advice for its consequence alone. */
  readonly advice?: string;
}

type Kind = readonly [pattern: RegExp, looks: (...groups: readonly string[]) => Noise];

/** The place and the message of a syntax error are used in the interpreter's own words. */
const syntax =
  (language: string) =>
  (message = "", line = ""): Noise => {
    const where = line === "" ? "" : say` in line ${line}`;
    const what = message.trim().replace(/\.$/, "");
    return {
      what: say`${language} finds a syntax error${where}${what === "" ? "" : `: ${what}`}`,
      isClause: true,
      advice: say`Correct the syntax${where === "" ? "" : say` near line ${line}`}: until then the script does not run.`,
    };
  };

/** For outputs with the line before the message. */
const syntaxAfterLine =
  (language: string) =>
  (line = "", message = ""): Noise =>
    syntax(language)(message, line);

const missing =
  (language: string, tool: PackageTool, nameOf = (found: string): string => found) =>
  (...found: readonly string[]): Noise => {
    const module = nameOf(found.find((each) => each !== "") ?? "");
    return {
      what: say`${language} does not find the module ${module}`,
      isClause: true,
      isMissingModule: true,
      advice: howToInstall(tool, module),
    };
  };

const noScript =
  (language: string) =>
  (path = ""): Noise => ({
    what: say`${language} does not find the script ${path}`,
    isClause: true,
    advice: say`Check the path of the script in exec_path: relative paths start in the manager's folder, so give the full path. The manager's user must be able to read the script.`,
  });

const failed = (what: string): Noise => ({
  what,
  isClause: false,
  advice: say`Correct the error, and catch what can fail: print an error answer for it, with a member error other than 0, and exit with 0.`,
});

/** Text that only prevents the answer from being read. */
const printed = (what: string): Noise => ({ what, isClause: false });

const perlModule = (path: string): string => path.replaceAll("/", "::").replace(/\.pm$/, "");

/** The first match decides. Groups are passed on in their order. */
const kinds: readonly Kind[] = [
  // The script does not exist.
  [/^\S*python[\d.]*: can't open file '([^']+)'/m, noScript("Python")],
  [/^Error: Cannot find module '((?:\/|[A-Za-z]:\\)[^']+)'\n(?!Require stack)/m, noScript("Node.js")],
  [/^Can't open perl script "([^"]+)"/m, noScript("Perl")],
  [/^Could not open input file: (\S+)/m, noScript("PHP")],
  [/^\S*ruby\S*: No such file or directory -- (\S+) \(LoadError\)/m, noScript("Ruby")],
  [
    /^\S*(?:bash|sh|ksh): (?:\d+: cannot open )?([^\s:]+): No such file/m,
    (path) => noScript(say`the shell`)(path),
  ],
  // A module is missing.
  [/^(?:ModuleNotFound|Import)Error: No module named '?([\w.]+)'?/m, missing("Python", "python")],
  [/Error(?: \[\w+\])?: Cannot find (?:module|package) '([^']+)'/, missing("Node.js", "node")],
  [/Can't locate (\S+\.pm) in @INC/, missing("Perl", "perl", perlModule)],
  [/cannot load such file -- (\S+) \(LoadError\)/, missing("Ruby", "ruby")],
  [
    /Call to undefined function (mysqli|pg|ldap|curl)_\w+\(\)|Class "(mysqli|SQLite3)" not found/,
    missing("PHP", "php", (name) => name.toLowerCase()),
  ],
  [
    /could not find driver/,
    () => ({
      what: say`PHP does not find the driver of the database`,
      isClause: true,
      isMissingModule: true,
      advice: say`Install the driver of the database for the PHP that runs the script: php-mysql, php-pgsql or php-sqlite3 on Debian.`,
    }),
  ],
  // The syntax is wrong.
  [
    /File "[^"]*", line (\d+)\n(?:(?! *File ").*\n)*?((?:Syntax|Indentation|Tab)Error: [^\n]*)/,
    syntaxAfterLine("Python"),
  ],
  [/^\S+:(\d+)\n(?:.*\n){0,6}?(SyntaxError: [^\n]*)\n +at /m, syntaxAfterLine("Node.js")],
  [/^((?:Syntax|Indentation|Tab)Error: [^\n]*)$/m, syntax("Python")],
  [/^(?:PHP )?Parse error: +(.+) in \S.* on line (\d+)/m, syntax("PHP")],
  [/<b>Parse error<\/b>: +(.+) in .* on line <b>(\d+)<\/b>/, syntax("PHP")],
  [/^(syntax error) at \S+ line (\d+)/m, syntax("Perl")],
  [
    /^(Missing right curly or square bracket|Can't find string terminator .*) at \S+ line (\d+)/m,
    syntax("Perl"),
  ],
  [/^\S+:(\d+): (syntax errors?\b.*)$/m, syntaxAfterLine("Ruby")],
  [
    /^\S+: (?:line )?(\d+): ([Ss]yntax error.*|unexpected EOF while looking.*)$/m,
    (line, message) => syntaxAfterLine(say`the shell`)(line, message),
  ],
  [/^ParserError: /m, syntax("PowerShell")],
  // The script failed.
  [/^Traceback \(most recent call last\):/m, () => failed(say`a Python traceback`)],
  [
    /^(?:<br \/>\s*)?(?:<b>)?(?:PHP )?(?:Fatal error|Uncaught \w+)(?:<\/b>)?: /m,
    () => failed(say`a fatal error of PHP`),
  ],
  [
    /^\S+\.\w*js:\d+\n[\s\S]{0,400}?^(?:\w*Error|Error \[\w+\]|\[object)/m,
    () => failed(say`an error that Node.js ends with`),
  ],
  [/^node:internal\/[\s\S]{0,400}?^\w*Error/m, () => failed(say`an error that Node.js ends with`)],
  [/^\S+:\d+:in [`'].*\((?:\w|::)+\)/m, () => failed(say`an error that Ruby ends with`)],
  [/^panic: /m, () => failed(say`a Go program that panics`)],
  // Only a warning.
  [/^\S[^\n]*:\d+: \w*Warning: /m, () => printed(say`a Python warning`)],
  [
    /^(?:<br \/>\s*)?(?:<b>)?(?:PHP )?(?:Notice|Warning|Deprecated)(?:<\/b>)?: /m,
    () => printed(say`a PHP notice`),
  ],
  [/^\(node:\d+\) /m, () => printed(say`a Node.js warning`)],
  [/^(?:Status|X-Powered-By|Content-type): /im, () => printed(say`an HTTP header as php-cgi prints it`)],
  [/^\++ /m, () => printed(say`a shell trace (set -x)`)],
  [
    /^\S[^\n]*: (?:line )?\d+: ([^\s:]+): (?:command )?not found$/m,
    (program = "") => ({
      what: say`the shell does not find the program ${program}`,
      isClause: true,
      advice: say`Install ${program} on the manager, or name it with its full path.`,
    }),
  ],
  [/: (?:line )?\d+: [^\n]*(?:not found|No such file)/, () => printed(say`an error of the shell`)],
  [/^env: |^\/usr\/bin\/env: /m, () => printed(say`an error of env, which does not find the interpreter`)],
  [/^mysql: \[Warning\]/m, () => printed(say`a warning of the mysql client`)],
  [/^(?:ERROR \d+ \(|psql: |sqlite3?: )/m, () => printed(say`an error of a database client`)],
  [/^\s*<(?:!DOCTYPE|html|\?xml)/i, () => printed(say`markup`)],
  [/\x1b\[/, () => printed(say`coloured text for a terminal`)],
  [/^\[?\d{4}[-/]\d{2}[-/]\d{2}/, () => printed(say`a log line with a date`)],
  [/^\[?(?:DEBUG|INFO|NOTICE|WARN|WARNING|ERROR)\b/i, () => printed(say`a log line`)],
];

/** `die` and a warning look the same. The exit code tells them apart. */
const PERL_MESSAGE = /^[^\n]* at \S+ line \d+\.?$/m;

/** Bytes that are checked. Accidental output appears early. */
const WINDOW = 4096;

/** What the text looks like, or undefined. `exitCode` is the script's exit code, if known. */
export function noiseIn(bytes: ByteString, exitCode = 0): Noise | undefined {
  const text = textFromBytes(bytes.slice(0, WINDOW));
  for (const [pattern, looks] of kinds) {
    const found = pattern.exec(text);
    if (found !== null) return looks(...found.slice(1).map((each) => each ?? ""));
  }
  if (!PERL_MESSAGE.test(text)) return undefined;
  return exitCode === 0 ? printed(say`a Perl warning`) : failed(say`an error that Perl ends with (die)`);
}

/** For the end of a sentence about an output. */
export function clauseOf({ what, isClause }: Noise): string {
  return isClause ? what : say`it looks like ${what}`;
}

/** A separate sentence about an output. */
export function sentenceOf(noise: Noise): string {
  const clause = clauseOf(noise);
  return ` ${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}
