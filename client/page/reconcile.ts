/** The page of a reconciliation: the result for every agent, as a table. */

import "@vscode-elements/elements/dist/vscode-button/index.js";
import type { ShowReconcile } from "../reconcile/messages.ts";
import { host } from "./parts/host.ts";
import { ReconcilePage } from "./reconcile/page.ts";

const main = document.querySelector("main");
const page = main === null ? undefined : new ReconcilePage(main);

window.addEventListener("message", ({ data }: MessageEvent<ShowReconcile>) => {
  if (data.type === "show") page?.show(data);
});
host.postMessage({ type: "ready" });
