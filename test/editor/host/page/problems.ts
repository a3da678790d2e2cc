/** The Problems panel, read row by row; keyboard focus and selection stay where they are. */
import type { Locator, Page } from "playwright-core";
import { eventually } from "../eventually.ts";
import type { DomElement } from "./dom.ts";
import { runCommand } from "./quick-input.ts";

/** One problem. Source and code are empty if there is none. */
export interface Problem {
  /** The file's name without its folder. */
  readonly file: string;
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
  readonly source: string;
  readonly code: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in UTF-16 units. */
  readonly column: number;
}

/** A drawn row: a file, a problem, or a place related to a problem. */
interface Row extends Omit<Problem, "severity" | "line" | "column"> {
  index: number;
  last: boolean;
  icon: string;
  place: string;
}

const panel = (page: Page): Locator => page.locator(".markers-panel");

/** All problems in the panel, in its order. Brings the panel to the front. */
export async function readProblems(page: Page): Promise<Problem[]> {
  await showProblems(page);
  return eventually(async () => {
    const label = await panel(page).locator("#markers-panel-arialabel").getAttribute("aria-label");
    const count = Number(/\d+/.exec(label ?? "")?.[0] ?? 0);
    const problems = count === 0 ? [] : toProblems(await readRows(page));
    if (problems.length === count) return problems;
    throw new Error(`The Problems panel counts ${count} problems but lists ${problems.length}.`);
  });
}

/** Brings the Problems panel to the front. */
async function showProblems(page: Page): Promise<void> {
  if (await panel(page).isVisible()) return;
  await runCommand(page, "Problems: Focus on Problems View");
  await panel(page).waitFor();
}

/** Every row, in order. The list draws only what is visible, so it is scrolled to its top and then to its end. */
async function readRows(page: Page): Promise<Row[]> {
  const list = panel(page).locator(".tree-container .monaco-list");
  const rows = new Map<number, Row>();
  let drawn = await drawnRows(list);
  const roll = async (direction: 1 | -1) => {
    for (const row of drawn) rows.set(row.index, row);
    await list.hover({ timeout: 1000 });
    await page.mouse.wheel(0, 100 * direction);
    const before = drawn[0]?.index;
    drawn = await eventually(async () => {
      const now = await drawnRows(list);
      if (now[0]?.index !== before || now.at(-1)?.last === true) return now;
      throw new Error("The Problems panel does not roll.");
    }, 1000);
  };
  while (drawn.length > 0 && drawn[0]?.index !== 0) await roll(-1);
  while (drawn.length > 0 && drawn.at(-1)?.last !== true) await roll(1);
  for (const row of drawn) rows.set(row.index, row);
  return [...rows.values()].sort((a, b) => a.index - b.index);
}

/** The rows in the list, without the copy of a file's row that stays at the top while its problems scroll. */
async function drawnRows(list: Locator): Promise<Row[]> {
  const rows = await list.locator(".monaco-list-rows > .monaco-list-row").evaluateAll((all: DomElement[]) =>
    all.map((row) => {
      const text = (selector: string) =>
        [...row.querySelectorAll(selector)].map((each) => each.textContent ?? "").join("\n");
      return {
        index: Number(row.getAttribute("data-index")),
        last: row.getAttribute("data-last-element") === "true",
        file: text(".resource-label-container .label-name"),
        icon: row.querySelector(".marker-icon")?.className ?? "",
        message: text(".marker-message"),
        source: text(".marker-source"),
        code: text(".marker-code"),
        place: text(".marker-line"),
      };
    }),
  );
  return rows.sort((a, b) => a.index - b.index);
}

function toProblems(rows: readonly Row[]): Problem[] {
  const problems: Problem[] = [];
  let file = "";
  for (const { icon, place, message, source, code, ...row } of rows) {
    if (icon === "" && row.file !== "") file = row.file;
    const at = /Ln (\d+), Col (\d+)/.exec(place);
    const severity = (["error", "warning", "info"] as const).find((each) => icon.includes(each));
    if (at === null || severity === undefined) continue;
    problems.push({ file, severity, message, source, code, line: Number(at[1]), column: Number(at[2]) });
  }
  return problems;
}
