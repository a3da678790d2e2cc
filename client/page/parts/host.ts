/** The extension behind the page, and what the page keeps while it is hidden. */

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** May be acquired once only. */
export const host = acquireVsCodeApi();
