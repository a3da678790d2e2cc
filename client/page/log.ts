/** The page of a followed log: what its lines mean, by cause and by agent. */

import "@vscode-elements/elements/dist/vscode-button/index.js";
import type { ShowLog } from "../log/messages.ts";
import { showLog } from "./log/page.ts";
import { host } from "./parts/host.ts";

const main = document.querySelector("main");

window.addEventListener("message", ({ data }: MessageEvent<ShowLog>) => {
  if (data.type === "show" && main !== null) showLog(main, data);
});
host.postMessage({ type: "ready" });
