/** The programs that check the syntax of a script without running any of it, and the form of their messages. */

import { interpreterOf, languageFacts, type ScriptLanguage } from "../../languages/index.ts";
import type { SyntaxCheck } from "../../lint/script/index.ts";

type Rejection = SyntaxCheck & { readonly kind: "rejected" };

/** A program's message about a place in the text that it was given. */
export type Complaint = Pick<Rejection, "line" | "column" | "message">;

export interface Interpreter {
  /** Looked up in PATH only: a script must not choose what is run to check it. */
  readonly program: string;
  /** The text is accepted if the program accepts it with one of these lists of arguments. */
  readonly argumentLists: readonly (readonly string[])[];
  readonly complaintIn: (output: string) => Complaint | undefined;
}

/** Isolated from the environment and from the current folder. Compiling neither runs nor writes anything. */
const PYTHON = `
import json, sys
try:
    compile(sys.stdin.buffer.read().decode("utf-8"), "script", "exec", dont_inherit=True)
except SyntaxError as error:
    print(json.dumps([type(error).__name__, error.msg, error.lineno, error.offset]))
    sys.exit(1)
`;

/**
 * The interpreter for a script. Undefined if none can check it safely: Perl runs BEGIN blocks, PowerShell loads modules
 * that a script names, and Python 2 is not the python3 that would be asked.
 */
export function interpreterFor(
  language: ScriptLanguage,
  path: string,
  text: string,
): Interpreter | undefined {
  const named = interpreterOf(text);
  // Another program may accept what ours rejects.
  if (named !== undefined && !languageFacts[language].interpreters.some((each) => named.startsWith(each)))
    return undefined;
  switch (language) {
    case "python":
      return named?.startsWith("python2") === true || named?.startsWith("pypy") === true
        ? undefined
        : { program: "python3", argumentLists: [["-I", "-S", "-c", PYTHON]], complaintIn: pythonComplaint };
    case "bash":
      return shell(named, text);
    case "javascript":
      return { program: "node", argumentLists: nodeArguments(path, text), complaintIn: nodeComplaint };
    case "php":
      return { program: "php", argumentLists: [["-n", "-l"]], complaintIn: phpComplaint };
    case "ruby":
      return { program: "ruby", argumentLists: [["--disable=gems", "-c"]], complaintIn: rubyComplaint };
    case "go":
      return { program: "gofmt", argumentLists: [["-e"]], complaintIn: goComplaint };
    case "perl":
    case "powershell":
      return undefined;
  }
}

/** Characters. The system rejects a longer argument. */
const LONGEST_ARGUMENT = 30_000;

/**
 * From standard input the shells do not name every line. Patterns of `extglob` are known only after `shopt`, which a
 * check does not run.
 */
function shell(program = "bash", text: string): Interpreter | undefined {
  if (text.length > LONGEST_ARGUMENT) return undefined;
  const globs = program === "bash" && text.includes("extglob") ? ["-O", "extglob"] : [];
  return { program, argumentLists: [[...globs, "-n", "-c", text]], complaintIn: shellComplaint };
}

/**
 * Node recognises a module by its name or by a file around it. If neither says so, both are tried, the likelier first.
 */
function nodeArguments(path: string, text: string): readonly (readonly string[])[] {
  const script = ["--check", "-"];
  const module = ["--input-type=module", ...script];
  if (path.endsWith(".mjs")) return [module];
  if (path.endsWith(".cjs")) return [script];
  return /^(?:import|export)\b/m.test(text) ? [module, script] : [script, module];
}

function pythonComplaint(output: string): Complaint | undefined {
  const said = /^\["(\w+)", "(.*)", (\d+), (\d+|null)\]$/m.exec(output);
  if (said === null) return undefined;
  const [, kind = "", message = "", line, column] = said;
  // For indentation the column is the end of the line.
  const isPlace = column !== undefined && column !== "null" && kind === "SyntaxError";
  return complaint(`${kind}: ${unescaped(message)}`, line, isPlace ? column : undefined);
}

/** Python writes JSON in ASCII. */
function unescaped(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\(["\\])/g, "$1");
}

function complaint(message: string | undefined, line: string | undefined, column?: string): Complaint {
  return {
    line: Number(line),
    column: column === undefined ? undefined : Number(column),
    message: (message ?? "").replace(/\.$/, ""),
  };
}

/** As bash, dash and ksh write it. */
function shellComplaint(output: string): Complaint | undefined {
  const bash = /^\S+: (?:-c: )?(?:line )?(\d+): (.+)/m.exec(output);
  if (bash !== null) return complaint(bash[2], bash[1]);
  const ksh = /^\S+: (syntax error at line (\d+): .+)/m.exec(output);
  return ksh === null ? undefined : complaint(ksh[1], ksh[2]);
}

function nodeComplaint(output: string): Complaint | undefined {
  const line = /^\S*:(\d+)$/m.exec(output)?.[1];
  const message = /^(SyntaxError: .+)/m.exec(output)?.[1];
  return line === undefined || message === undefined ? undefined : complaint(message, line);
}

/** An error about something unclosed names the line of its beginning. */
function phpComplaint(output: string): Complaint | undefined {
  const said = /(?:Parse|Fatal) error: +(.+) in Standard input code on line (\d+)/.exec(output);
  if (said === null) return undefined;
  const unclosed = / on line (\d+)$/.exec(said[1] ?? "");
  return complaint(said[1], unclosed?.[1] ?? said[2]);
}

/** From Ruby 3.4 on the message is below the line that it is about. */
function rubyComplaint(output: string): Complaint | undefined {
  const said = /^(?:-: )?-:(\d+): (.+)/m.exec(output);
  if (said === null) return undefined;
  const below = /^ *\| +\^+~* (.+)/m.exec(output)?.[1];
  return complaint(below ?? said[2], said[1]);
}

function goComplaint(output: string): Complaint | undefined {
  const said = /^<standard input>:(\d+):(\d+): (.+)/m.exec(output);
  return said === null ? undefined : complaint(said[3], said[1], said[2]);
}
