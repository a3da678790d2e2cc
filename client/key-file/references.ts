/** From one record to the others that have a field in common with it. */

import type { Location, Position } from "vscode";
import { keysShown } from "./keys-shown.ts";

/**
 * VS Code lists several places with their lines, including keys. While keys are hidden it gets only one: the next one
 * after the cursor, or the first one after the last. It jumps there immediately, and the next request continues from
 * there.
 */
export function withoutList(places: readonly Location[], { line }: Position): readonly Location[] {
  if (keysShown()) return places;
  const others = places.filter(({ range }) => range.start.line !== line);
  const next = others.find(({ range }) => range.start.line > line) ?? others[0];
  return next === undefined ? [] : [next];
}
