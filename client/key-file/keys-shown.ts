/** Whether this window shows all keys: one answer for whatever shows lines of `client.keys`. */

import { EventEmitter } from "vscode";

let shown = false;
const changed = new EventEmitter<void>();

/** They are shown now, or hidden. */
export const onDidChangeKeysShown = changed.event;

export function keysShown(): boolean {
  return shown;
}

/** Called by what shows and hides them. */
export function setKeysShown(now: boolean): void {
  if (shown === now) return;
  shown = now;
  changed.fire();
}
