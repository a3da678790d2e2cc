/** How each interpreter records the lines that it runs: by its environment, never by the script's text or words. */

import path from "node:path";
import type { ParsedLanguage } from "../../lint/script/index.ts";
import { said, say } from "../../words/index.ts";
import { BASH_HOOK } from "./hooks/bash.ts";
import { PERL_HOOK } from "./hooks/perl.ts";
import { PYTHON_HOOK } from "./hooks/python.ts";
import { RUBY_HOOK } from "./hooks/ruby.ts";

export interface LineRecorder {
  /** Names of the program, without its folder. */
  readonly program: RegExp;
  /** What the interpreter loads first; undefined if it needs nothing. */
  readonly hook: { readonly file: string; readonly text: string } | undefined;
  /** The variables that switch it on. `before` are those that the script has anyway. */
  readonly variables: (place: Place, before: Environment) => Environment;
  /** What it leaves: lines in our own form, or Node's files. */
  readonly leaves: "lines" | "v8";
  /** The grammar that knows the statements; undefined if the interpreter says which lines can run. */
  readonly statements: ParsedLanguage | undefined;
  /** Why it may have left nothing. */
  readonly silent: string;
}

type Environment = Readonly<Record<string, string>>;

/** Where one sample finds what it loads, and leaves what it ran. */
export interface Place {
  readonly hooks: string;
  readonly records: string;
}

/** The file in the folder of records to which our own hooks add. */
export const LINES_FILE = "lines";

const recorders: readonly LineRecorder[] = [
  {
    program: /^(?:python|pypy)[\d.]*(?:\.exe)?$|^py(?:\.exe)?$/i,
    hook: { file: "sitecustomize.py", text: PYTHON_HOOK },
    variables: ({ hooks }, before) => ({ PYTHONPATH: listed(hooks, before["PYTHONPATH"]) }),
    leaves: "lines",
    statements: undefined,
    silent: "Python does not record lines if it is started with -I, -E or -S.",
  },
  {
    program: /^bash(?:\.exe)?$/i,
    hook: { file: "coverage.bash", text: BASH_HOOK },
    variables: ({ hooks }) => ({ BASH_ENV: path.join(hooks, "coverage.bash") }),
    leaves: "lines",
    statements: "bash",
    silent: "bash does not record lines if it is started with -p or as sh.",
  },
  {
    program: /^node(?:js)?(?:\.exe)?$/i,
    hook: undefined,
    variables: ({ records }) => ({ NODE_V8_COVERAGE: records }),
    leaves: "v8",
    statements: "javascript",
    silent: "Node writes which lines it ran when it ends by itself, not when a signal ends it.",
  },
  {
    program: /^perl[\d.]*(?:\.exe)?$/i,
    hook: { file: "Devel/KeypollCoverage.pm", text: PERL_HOOK },
    variables: ({ hooks }, before) => ({
      PERL5LIB: listed(hooks, before["PERL5LIB"]),
      PERL5OPT: ["-d:KeypollCoverage", before["PERL5OPT"] ?? ""].join(" ").trim(),
    }),
    leaves: "lines",
    statements: undefined,
    silent: "Perl does not record lines if it is started with -T.",
  },
  {
    program: /^ruby[\d.]*(?:\.exe)?$/i,
    hook: { file: "coverage.rb", text: RUBY_HOOK },
    variables: ({ hooks }, before) => ({
      RUBYOPT: [`-r${path.join(hooks, "coverage.rb")}`, before["RUBYOPT"] ?? ""].join(" ").trim(),
    }),
    leaves: "lines",
    statements: undefined,
    silent: "Ruby does not record lines if it is started with --disable=rubyopt.",
  },
];

/** Why others are not asked. */
const others: readonly { readonly program: RegExp; readonly reason: string }[] = [
  {
    program: /^(?:da|k|z|a)?sh$/i,
    reason:
      "No environment variable makes a shell other than bash record lines. Run the script with bash to see them.",
  },
  { program: /^php/i, reason: "PHP records lines only with an extension, Xdebug or PCOV." },
  { program: /^go$/i, reason: "A Go program records lines only if it was built for that." },
  {
    program: /^(?:pwsh|powershell)/i,
    reason: "No environment variable makes PowerShell record lines.",
  },
];

/** The recorder of a program, or why there is none; undefined is a file that no interpreter is known for. */
export function recorderOf(program: string | undefined): LineRecorder | string {
  const name = (program ?? "").replace(/^.*[/\\]/, "");
  const recorder = recorders.find((each) => each.program.test(name));
  if (recorder !== undefined) return recorder;
  const other = others.find((each) => each.program.test(name));
  if (other !== undefined) return said(other.reason);
  return name === ""
    ? say`The file does not name an interpreter, so its lines cannot be recorded.`
    : say`Key Poll cannot make ${name} record its lines.`;
}

/** What the script has besides; what stood in a variable before is handed on, and the hook puts it back. */
export function environmentOf(
  recorder: LineRecorder,
  place: Place,
  root: string,
  before: Environment,
): Environment {
  const variables = recorder.variables(place, before);
  if (recorder.hook === undefined) return variables;
  const kept = Object.keys(variables).flatMap((name) => {
    const value = before[name];
    return value === undefined ? [] : [[`KEYPOLL_COVERAGE_${name}`, value]];
  });
  return {
    ...variables,
    ...Object.fromEntries(kept),
    KEYPOLL_COVERAGE: path.join(place.records, LINES_FILE),
    KEYPOLL_COVERAGE_ROOT: root,
  };
}

function listed(folder: string, before: string | undefined): string {
  return before === undefined || before === "" ? folder : `${folder}${path.delimiter}${before}`;
}
