/** The page of a rehearsal: its report, and a form for other figures. */

import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-label/index.js";
import "@vscode-elements/elements/dist/vscode-progress-ring/index.js";
import "@vscode-elements/elements/dist/vscode-textfield/index.js";
import { dark, light } from "../../core/rehearsal/page/page-look.ts";
import { partsStyle } from "../../core/rehearsal/page/page-style.ts";
import type { PlotLook } from "../../core/rehearsal/plots/index.ts";
import type { ShowRehearsal } from "../rehearsal/messages.ts";
import { host } from "./parts/host.ts";
import { RehearsalPage } from "./rehearsal/page.ts";

/** The report's own colours for data. The editor's chart colours are too pale in some of its themes. */
function dataColours({ forms, waiting, registered }: PlotLook): string {
  return `--form-1: ${forms[0]}; --form-2: ${forms[1]}; --waiting: ${waiting}; --registered: ${registered};`;
}

const style = new CSSStyleSheet();
// The report's style rules apply only to the report.
style.replaceSync(`
  .vscode-dark, .vscode-high-contrast { ${dataColours(dark)} }
  .vscode-light, .vscode-high-contrast-light { ${dataColours(light)} }
  @scope (.report) { ${partsStyle} }`);
document.adoptedStyleSheets.push(style);

const main = document.querySelector("main");
const page = main === null ? undefined : new RehearsalPage(main);

window.addEventListener("message", ({ data }: MessageEvent<ShowRehearsal>) => {
  if (data.type === "show") page?.show(data);
});
host.postMessage({ type: "ready" });
