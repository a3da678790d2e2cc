/** The page of the view of a rehearsal: its report, and a form for other figures. */

import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-label/index.js";
import "@vscode-elements/elements/dist/vscode-progress-ring/index.js";
import "@vscode-elements/elements/dist/vscode-textfield/index.js";
import { partsStyle } from "../../core/rehearsal/page/page-style.ts";
import type { ShowRehearsal } from "../rehearsal/messages.ts";
import { host } from "./parts/host.ts";
import { RehearsalPage } from "./rehearsal/page.ts";

const style = new CSSStyleSheet();
// The report's rules are for the report alone.
style.replaceSync(`@scope (.report) { ${partsStyle} }`);
document.adoptedStyleSheets.push(style);

const main = document.querySelector("main");
const page = main === null ? undefined : new RehearsalPage(main);

window.addEventListener("message", ({ data }: MessageEvent<ShowRehearsal>) => {
  if (data.type === "show") page?.show(data);
});
host.postMessage({ type: "ready" });
