/** Which file of a command line is the script, so that reports can refer to it. */

import { statSync } from "node:fs";
import path from "node:path";

const INTERPRETER = /^(?:python|perl|php|ruby|node|bash|dash|zsh|ksh|sh|env|pwsh)[\d.]*(?:\.exe)?$/;

/**
 * The script's path, relative if it is below the current folder. Undefined if none of the words is a file. `argv` ends
 * with selector and value.
 */
export function scriptFile(argv: readonly string[], workingDirectory: string): string | undefined {
  const [program = "", ...more] = argv.slice(0, -2);
  const words = INTERPRETER.test(path.basename(program)) ? more : [program];
  const found = words.map((word) => path.resolve(workingDirectory, word)).find(isFile);
  if (found === undefined) return undefined;
  const relative = path.relative(process.cwd(), found);
  return relative.startsWith("..") || path.isAbsolute(relative) ? found : relative;
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}
