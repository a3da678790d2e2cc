/** A rehearsal as one page without references to the outside. It follows the reader's theme. */

import { say, textLanguage } from "../../words/index.ts";
import { escaped } from "../plots/index.ts";
import type { RehearsalParts } from "../report/index.ts";
import { FONT, themeStyle } from "./page-look.ts";
import { partsStyle } from "./page-style.ts";
import { rehearsalBody } from "./rehearsal-body.ts";

const STYLE = `${themeStyle}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 80rem; padding: 2rem 1.5rem; background: var(--background); color: var(--text); font: 1rem/1.5 ${FONT}; }
${partsStyle}`;

export function rehearsalHtml(parts: RehearsalParts): string {
  const title = escaped(say`Rehearsal of ${parts.subject}`);
  return `<!doctype html>
<html lang="${textLanguage()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
${STYLE}
</style>
</head>
<body>
<main>
<h1>${title}</h1>
${rehearsalBody(parts)}
</main>
</body>
</html>
`;
}
