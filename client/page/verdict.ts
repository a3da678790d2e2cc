/** The page of verdicts: shows what the extension posts, and keeps it while it is hidden. */

import "@vscode-elements/elements/dist/vscode-badge/index.js";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import type { ShowVerdicts } from "../verdict/messages.ts";
import { host } from "./parts/host.ts";
import { keptState, PageState } from "./verdict/state.ts";
import { drawTest } from "./verdict/test.ts";

const state = new PageState(keptState(host.getState()), { keep: (kept) => host.setState(kept), draw });

function draw(): void {
  const { shown } = state;
  const main = document.querySelector("main");
  if (shown !== undefined && main !== null) drawTest(main, shown, state);
}

window.addEventListener("message", ({ data }: MessageEvent<ShowVerdicts>) => {
  if (data.type === "show") state.show(data);
});

draw();
host.postMessage({ type: "ready" });
