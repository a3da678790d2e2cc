/** Which word of a command line is the script. */

/** Programs that run a script in their arguments. */
const INTERPRETER =
  /^(?:python[\d.]*|pypy[\d.]*|node|nodejs|(?:ba|da|z|k)?sh|perl|php|ruby|pwsh|powershell|env|go)(?:\.exe)?$/i;

/**
 * Its index among the words of `exec_path`: after an interpreter and its options. Undefined if none is known, or if the
 * line names a program in PATH.
 */
export function scriptPlace(words: readonly string[]): number | undefined {
  const at = words.findIndex((word) => !isBeforeScript(word));
  const script = words[at];
  return script === undefined || (at === 0 && !/[/\\]/.test(script)) ? undefined : at;
}

/** Whether `exec_path` names this file. On the manager it may be in another folder, so only its own name counts. */
export function namesScript(words: readonly string[], path: string): boolean {
  const at = scriptPlace(words);
  return at !== undefined && baseName(words[at] ?? "") === baseName(path);
}

/** An interpreter, one of its options, a variable for env, or the subcommand of `go run`. */
function isBeforeScript(word: string): boolean {
  return INTERPRETER.test(baseName(word)) || word.startsWith("-") || /^\w+=/.test(word) || word === "run";
}

/** The name of a file without its folders. */
export function baseName(path: string): string {
  return path.slice(path.search(/[^/\\]*$/));
}
