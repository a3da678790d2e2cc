/** Asks a script's interpreter whether it accepts the syntax. No part of the script runs, and nothing is written. */

import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { firstLineOf, type ScriptLanguage } from "../../languages/index.ts";
import type { SyntaxCheck } from "../../lint/script/index.ts";
import { here } from "../../platform/index.ts";
import { lookUp } from "../run/look-up.ts";
import { type Complaint, type Interpreter, interpreterFor } from "./interpreters.ts";

export interface SyntaxQuestion {
  readonly language: ScriptLanguage;
  /** Only its extension is used. The file is not read. */
  readonly path: string;
  readonly text: string;
}

/** Maximum seconds to wait for an answer. */
const LONGEST = 10;

/** Undefined if there is no such interpreter here, or if it neither accepts nor rejects the script. */
export async function checkSyntax({
  language,
  path,
  text,
}: SyntaxQuestion): Promise<SyntaxCheck | undefined> {
  if (!here.isUnix) return undefined;
  const interpreter = interpreterFor(language, path, text);
  if (interpreter === undefined) return undefined;
  const found = lookUp(interpreter.program, "/", process.env["PATH"]);
  if (found.kind !== "found") return undefined;
  let first: Complaint | undefined;
  for (const words of interpreter.argumentLists) {
    const said = await ask(found.file, words, withoutOptions(language, text), interpreter);
    if (said === "accepted") return { kind: "accepted" };
    if (said === undefined) return undefined;
    first ??= said;
  }
  return first === undefined ? undefined : { kind: "rejected", program: interpreter.program, ...first };
}

/** Ruby reads options from the first line, and one of them loads a file. */
function withoutOptions(language: ScriptLanguage, text: string): string {
  return language === "ruby" && text.startsWith("#!") ? `#${text.slice(firstLineOf(text).length)}` : text;
}

/** The environment is minimal: variables such as NODE_OPTIONS or BASH_ENV load code. */
function ask(
  file: string,
  words: readonly string[],
  input: string,
  { complaintIn }: Interpreter,
): Promise<Complaint | "accepted" | undefined> {
  const { PATH = "", HOME = "/" } = process.env;
  const options = { cwd: tmpdir(), env: { PATH, HOME, LC_ALL: "C.UTF-8" }, timeout: LONGEST * 1000 };
  return new Promise((resolve) => {
    const { stdin } = execFile(file, words, options, (error, stdout, stderr) =>
      resolve(error === null ? "accepted" : complaintIn(`${stdout}${stderr}`)),
    );
    // An interpreter that ends at the first error stops reading.
    stdin?.on("error", () => {});
    stdin?.end(input);
  });
}
