/** The page of a followed log: what its lines mean, by cause and by agent. */

import "@vscode-elements/elements/dist/vscode-button/index.js";
import type { ShowLog } from "../log/messages.ts";
import { LogPage } from "./log/page.ts";
import { host } from "./parts/host.ts";

const main = document.querySelector("main");
const page = main === null ? undefined : new LogPage(main);

window.addEventListener("message", ({ data }: MessageEvent<ShowLog>) => {
  if (data.type === "show") page?.show(data);
});
host.postMessage({ type: "ready" });
