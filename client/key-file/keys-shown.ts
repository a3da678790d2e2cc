/** Whether this window shows all keys: one answer for whatever shows lines of `client.keys`. */

let shown = false;

export function keysShown(): boolean {
  return shown;
}

/** Called by what shows and hides them. */
export function setKeysShown(now: boolean): void {
  shown = now;
}
