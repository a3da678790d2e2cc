/**
 * The colours of reports: fixed light ones for files that are shown anywhere, and variables for pages that follow the
 * reader's theme.
 */

import type { PlotLook } from "../plots/index.ts";

export const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** Colours that people with colour blindness can distinguish, all with a contrast of at least 4.5 to the background. */
export const light: PlotLook = {
  text: "#1f2328",
  quiet: "#59636e",
  rule: "#e3e7eb",
  background: "#ffffff",
  forms: ["#0b63b5", "#7a3ea8"],
  waiting: "#b3530a",
  registered: "#0b63b5",
  font: FONT,
};

/** The same on a dark background. */
export const dark: PlotLook = {
  text: "#e6edf3",
  quiet: "#9aa4af",
  rule: "#2c333b",
  background: "#11161d",
  forms: ["#63b0ff", "#c69bff"],
  waiting: "#f2994a",
  registered: "#63b0ff",
  font: FONT,
};

/** Every colour as a variable of the page's style sheet. */
export const themed: PlotLook = {
  text: "var(--text)",
  quiet: "var(--quiet)",
  rule: "var(--rule)",
  background: "var(--background)",
  forms: ["var(--form-1)", "var(--form-2)"],
  waiting: "var(--waiting)",
  registered: "var(--registered)",
  font: FONT,
};

/** The variables: light by default, and dark if the reader's system is. */
export const themeStyle = `:root { color-scheme: light dark; ${variables(light)} }
@media (prefers-color-scheme: dark) { :root { ${variables(dark)} } }`;

function variables({ text, quiet, rule, background, forms, waiting, registered }: PlotLook): string {
  const values = {
    text,
    quiet,
    rule,
    background,
    "form-1": forms[0],
    "form-2": forms[1],
    waiting,
    registered,
  };
  return Object.entries(values)
    .map(([name, value]) => `--${name}: ${value};`)
    .join(" ");
}
