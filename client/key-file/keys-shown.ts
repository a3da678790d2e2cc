/** Whether this window shows all keys: one value for everything that shows lines of `client.keys`. */

import { EventEmitter } from "vscode";

let shown = false;
const changed = new EventEmitter<void>();

/** Fires when keys are shown or hidden. */
export const onDidChangeKeysShown = changed.event;

export function keysShown(): boolean {
  return shown;
}

/** Called by the command that shows and hides them. */
export function setKeysShown(now: boolean): void {
  if (shown === now) return;
  shown = now;
  changed.fire();
}
