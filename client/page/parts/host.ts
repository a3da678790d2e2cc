/** The extension that owns the page, and the state that the page keeps while it is hidden. */

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** Can be called only once. */
export const host = acquireVsCodeApi();
