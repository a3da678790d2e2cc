/** From the call of a script to a debug configuration with exactly the same words. */

import { basename } from "node:path";
import type { ScriptCall } from "../../core/poll/index.ts";

/** A debugger, and the extension that contains it. */
export interface Debugger {
  readonly type: string;
  /** Its identifier in the Marketplace. */
  readonly extension: string;
}

export type Launch =
  | {
      readonly kind: "launch";
      readonly debugger: Debugger;
      readonly settings: Readonly<Record<string, unknown>>;
    }
  /** No debugger here supports this program. Undefined if no program is known. */
  | { readonly kind: "no-debugger"; readonly program: string | undefined };

interface Language {
  readonly program: RegExp;
  /** VS Code's identifier, for a script that does not name its interpreter. */
  readonly language: string;
  readonly debugger: Debugger;
  /** How to pass the interpreter and its options to this debugger. */
  readonly interpreter: (program: string, options: readonly string[]) => Readonly<Record<string, unknown>>;
}

const languages: readonly Language[] = [
  {
    program: /^(?:python|pypy)[\d.]*(?:\.exe)?$/i,
    language: "python",
    debugger: { type: "debugpy", extension: "ms-python.debugpy" },
    interpreter: (program, options) => ({ python: [program, ...options], console: "internalConsole" }),
  },
  {
    program: /^node(?:js)?(?:\.exe)?$/i,
    language: "javascript",
    debugger: { type: "node", extension: "ms-vscode.js-debug" },
    interpreter: (program, options) => ({
      runtimeExecutable: program,
      runtimeArgs: options,
      console: "internalConsole",
      outputCapture: "std",
    }),
  },
  {
    program: /^bash(?:\.exe)?$/i,
    language: "shellscript",
    debugger: { type: "bashdb", extension: "rogalmic.bash-debug" },
    // It starts bash itself, and has no setting for bash's options.
    interpreter: (program) => ({ pathBash: program, terminalKind: "debugConsole" }),
  },
];

/** Languages with a debugger, by VS Code's identifiers. */
export const debuggedLanguages: readonly string[] = languages.map(({ language }) => language);

/** The configuration for a call. `firstLine` and `language` are those of the script. */
export function launchOf(
  { interpreter, script, args, workingDirectory }: ScriptCall,
  { firstLine, language }: { readonly firstLine: string; readonly language: string },
  environment: Readonly<Record<string, string>>,
): Launch {
  const shebang = /^#!\s*(.*?)\s*$/.exec(firstLine)?.[1]?.split(/\s+/) ?? [];
  const { words, variables } = withoutEnv(interpreter.length > 0 ? interpreter : shebang);
  const [program, ...options] = words;
  const found = languages.find((each) =>
    program === undefined ? each.language === language : each.program.test(basename(program)),
  );
  if (found === undefined) return { kind: "no-debugger", program };
  return {
    kind: "launch",
    debugger: found.debugger,
    settings: {
      type: found.debugger.type,
      request: "launch",
      program: script,
      args,
      cwd: workingDirectory,
      env: { ...environment, ...variables },
      ...(program === undefined ? {} : found.interpreter(program, options)),
    },
  };
}

/** What env would run, with the variables that it would set. */
function withoutEnv(words: readonly string[]) {
  const variables: Record<string, string> = {};
  let at = 0;
  if (basename(words[0] ?? "") === "env") {
    for (at = 1; at < words.length; at++) {
      const [, name, value] = /^(\w+)=(.*)$/s.exec(words[at] ?? "") ?? [];
      if (name !== undefined && value !== undefined) variables[name] = value;
      else if (words[at]?.startsWith("-") !== true) break;
    }
  }
  return { words: words.slice(at), variables };
}
