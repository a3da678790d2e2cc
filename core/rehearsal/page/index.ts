/** Draws a rehearsal: plots as SVG, and a page around them. */

export { escaped, svgOf, text } from "../plots/index.ts";
export { light } from "./page-look.ts";
export { partsStyle } from "./page-style.ts";
export { type Panel, panelsOf } from "./panels.ts";
export { rehearsalBody } from "./rehearsal-body.ts";
export { rehearsalHtml } from "./rehearsal-html.ts";
