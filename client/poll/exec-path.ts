/** The `exec_path` that a manager would need for a script: the script itself, or its interpreter before it. */

import { say } from "../../core/words/index.ts";

/** The facts about the script. */
export interface ScriptFile {
  readonly path: string;
  readonly firstLine: string;
  /** The operating system can start it by its name. */
  readonly executable: boolean;
  /** VS Code's identifier of its language. */
  readonly language: string;
  readonly windows: boolean;
  /** The program that was built from it, if there is one that is not older. */
  readonly built: string | undefined;
}

export interface ExecPath {
  readonly line: string;
  /** Why it is not just the script. Undefined if it is, or if the user has set it. */
  readonly why: string | undefined;
}

/** Interpreters for scripts whose first line does not name one. */
const interpreters: Readonly<Record<string, string>> = {
  python: "python3",
  shellscript: "bash",
  javascript: "node",
  perl: "perl",
  php: "php",
  ruby: "ruby",
  powershell: "pwsh -NoProfile -File",
};

/** The line for a script without a setting. */
export function execPathFor(file: ScriptFile): ExecPath {
  const { path, firstLine, executable, language, windows } = file;
  if (language === "go") return execPathForGo(file);
  const script = quotedWord(path, windows);
  const shebang = /^#!\s*(\S.*?)\s*$/.exec(firstLine)?.[1];
  if (executable && (shebang !== undefined || interpreters[language] === undefined)) {
    return { line: script, why: undefined };
  }
  if (shebang !== undefined && !windows) {
    return {
      line: `${shebang} ${script}`,
      why: say`The script is not executable, so the command begins with its interpreter. After chmod +x, the path alone is enough.`,
    };
  }
  const interpreter = interpreters[language];
  if (interpreter === undefined) return { line: script, why: undefined };
  const program = windows && interpreter === "python3" ? "python" : interpreter;
  return {
    line: `${program} ${script}`,
    why: say`The script has no first line that names its interpreter, so the command begins with ${program}.`,
  };
}

function execPathForGo({ path, windows, built }: ScriptFile): ExecPath {
  if (built !== undefined) {
    return {
      line: quotedWord(built, windows),
      why: say`The test runs the program that go build made from the source.`,
    };
  }
  return {
    line: `go run ${quotedWord(path, windows)}`,
    why: say`The folder has no program that is as new as the source, so the command begins with go run. It builds the program in another folder, where the program does not find its keypoll.env. Run go build in the folder of the source.`,
  };
}

/**
 * A configured line with this script in place of the one that it names, which has the same file name but another
 * folder: the manager's. `words` are the line as the manager splits it. Undefined if it names no such script.
 */
export function lineForScript(
  words: readonly string[],
  script: string,
  windows: boolean,
): string | undefined {
  const name = script.split(windows ? /[\\/]/ : "/").at(-1);
  const at = words.findIndex((word) => word.split("/").at(-1) === name);
  if (at < 0) return undefined;
  return words.map((word, place) => quotedWord(place === at ? script : word, windows)).join(" ");
}

/** A setting with its variables replaced, each as `written` returns it. An unknown variable stays as it is. */
export function withVariables(
  text: string,
  variables: Readonly<Record<string, string | undefined>>,
  written: (value: string) => string,
): string {
  return text.replace(/\$\{(\w+)\}/g, (whole, name: string) => {
    const value = variables[name];
    return value === undefined ? whole : written(value);
  });
}

/** A word that the manager does not split (4.2 and newer; older releases split at every blank). */
export function quotedWord(word: string, windows: boolean): string {
  // The manager reads a backslash as an escape. Windows accepts a slash too.
  const plain = windows ? word.replaceAll("\\", "/") : word;
  return plain === "" || /[\s"\\]/.test(plain) ? `"${plain.replace(/["\\]/g, "\\$&")}"` : plain;
}
