/** From one record to the others that share a field with it. */

import type { Location, Position } from "vscode";
import { keysShown } from "./keys-shown.ts";

/**
 * VS Code lists several places with their lines, keys and all. While keys are hidden it gets one: the next one after the
 * cursor, and after the last one the first. It goes there at once, and asked again it goes on.
 */
export function withoutList(places: readonly Location[], { line }: Position): readonly Location[] {
  if (keysShown()) return places;
  const others = places.filter(({ range }) => range.start.line !== line);
  const next = others.find(({ range }) => range.start.line > line) ?? others[0];
  return next === undefined ? [] : [next];
}
