/** The colour theme. */
import type { Page } from "playwright-core";
import { pick, runCommand } from "./quick-input.ts";

/** The kinds of theme in which an extension's colours must be readable. */
export type Theme = "light" | "dark" | "high contrast" | "light high contrast";

const themes: Record<Theme, { label: string; className: string }> = {
  light: { label: "Light Modern", className: "vs" },
  dark: { label: "Dark Modern", className: "vs-dark" },
  "high contrast": { label: "Dark High Contrast", className: "hc-black" },
  "light high contrast": { label: "Light High Contrast", className: "hc-light" },
};

/** The kind of the active theme. */
export async function currentTheme(page: Page): Promise<Theme> {
  const classes = ((await page.locator(".monaco-workbench").getAttribute("class")) ?? "").split(/\s+/);
  const kinds = ["light", "dark", "high contrast", "light high contrast"] as const;
  return kinds.find((kind) => classes.includes(themes[kind].className)) ?? "high contrast";
}

/** Chooses VS Code's usual theme of this kind and waits until it is active. */
export async function useTheme(page: Page, kind: Theme): Promise<void> {
  await runCommand(page, "Preferences: Color Theme");
  await pick(page, themes[kind].label);
  await page.locator(`.monaco-workbench.${themes[kind].className}`).waitFor();
}
