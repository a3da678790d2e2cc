/** Loads a suite for a command: its file is read, checked and prepared. Problems are reported with their place. */

import path from "node:path";
import { type OpenedSuite, openSuite } from "../../core/poll/index.ts";
import { noPollsText, readSuite, type Suite, type SuiteReading } from "../../core/suite/index.ts";
import { readInput } from "../input.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** Maximum problems in the list: fixing the first ones fixes most. */
const MOST_PROBLEMS = 5;

/** The content of the file. Undefined if it cannot be run; the terminal has then shown why. */
export async function readSuiteFile(
  file: string,
  terminal: Terminal,
): Promise<Exclude<SuiteReading, { readonly kind: "broken" }> | undefined> {
  const input = await readInput(file);
  if (!input.ok) {
    terminal.complain(input.problem);
    return undefined;
  }
  const reading = readSuite(new TextDecoder().decode(input.value));
  if (reading.kind !== "broken") return reading;
  const { problems } = reading;
  for (const { message, place } of problems.slice(0, MOST_PROBLEMS)) {
    terminal.remark(`${file}:${place.start.line + 1}:${place.start.character + 1}: ${message}`);
  }
  const more = problems.length - MOST_PROBLEMS;
  terminal.complain({
    what: `${file} is not a valid suite, so nothing was run${more > 0 ? `; there are ${more} more problems` : ""}.`,
    advice: "Fix it. An editor that reads schemas/suite.schema.json explains every member.",
  });
  return undefined;
}

/** The suite of a poll script. Undefined if it cannot be run; the terminal has then shown why. */
export async function loadSuite(file: string, terminal: Terminal): Promise<OpenedSuite | undefined> {
  const reading = await readSuiteFile(file, terminal);
  if (reading === undefined) return undefined;
  if (reading.kind === "registration") {
    terminal.remark(`keypoll: ${file}: ${noPollsText()}`);
    return undefined;
  }
  return await openPolls(reading.suite, file, terminal);
}

/** The same for a suite that has already been read. */
export async function openPolls(
  suite: Suite,
  file: string,
  terminal: Terminal,
): Promise<OpenedSuite | undefined> {
  const opening = await openSuite(suite, path.dirname(path.resolve(file)));
  if (opening.kind === "opened") return opening.opened;
  terminal.remark(`keypoll: ${opening.message}`);
  return undefined;
}
