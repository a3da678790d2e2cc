/** The editor's own icons, drawn in the colour of the text beside them. */

import chevron from "@vscode/codicons/src/icons/chevron-right.svg";
import circle from "@vscode/codicons/src/icons/circle-large.svg";
import error from "@vscode/codicons/src/icons/error.svg";
import info from "@vscode/codicons/src/icons/info.svg";
import lightbulb from "@vscode/codicons/src/icons/lightbulb.svg";
import pass from "@vscode/codicons/src/icons/pass.svg";
import warning from "@vscode/codicons/src/icons/warning.svg";

const markups = { chevron, circle, error, info, lightbulb, pass, warning } as const;

export type IconName = keyof typeof markups;

/** Hidden from screen readers, because a word is always beside it. */
export function icon(name: IconName): SVGSVGElement {
  const parsed = new DOMParser().parseFromString(markups[name], "image/svg+xml").documentElement;
  const svg = document.importNode(parsed, true) as unknown as SVGSVGElement;
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("icon", `icon-${name}`);
  return svg;
}
