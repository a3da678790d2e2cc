/** What the Tab key does in a view. */
import type { Frame, Page } from "playwright-core";

/** The way of the focus through a view. */
export interface TabWay {
  /** What Tab led to, in order. */
  readonly reached: readonly string[];
  /** What can have the focus, in the order of the document. */
  readonly focusable: readonly string[];
  /** What Tab led to that does not look different with the focus. */
  readonly invisible: readonly string[];
  /** Whether Tab leaves the view after its last control. */
  readonly leaves: boolean;
}

/** Runs in the view: its controls in the order of the document, the one that has the focus, and whether that shows. */
const controls = `(async () => {
  const wanted = "a[href], button, input, select, textarea, summary, vscode-textfield, [tabindex]";
  const all = [...document.querySelectorAll(wanted)].filter(
    (each) =>
      (each.tabIndex >= 0 || each.localName === "vscode-textfield") &&
      !each.disabled &&
      each.checkVisibility({ visibilityProperty: true }),
  );
  const element = document.activeElement;
  const focused = all.indexOf(element);
  const look = () =>
    [element, ...(element.shadowRoot?.querySelectorAll("*") ?? [])]
      .map((each) => getComputedStyle(each))
      .map((style) => [style.outline, style.boxShadow, style.borderColor, style.backgroundColor].join())
      .join("\\n");
  let shows = true;
  if (focused >= 0) {
    const inner = element.shadowRoot?.activeElement ?? element;
    const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const before = look();
    inner.blur();
    await drawn();
    shows = look() !== before;
    inner.focus();
    await drawn();
  }
  const nameOf = (each) => (each.getAttribute("aria-label") ?? each.textContent ?? "").trim().slice(0, 40);
  return { names: all.map((each) => each.localName + " " + nameOf(each)), focused, shows };
})()`;

interface Controls {
  readonly names: readonly string[];
  readonly focused: number;
  readonly shows: boolean;
}

/** Presses Tab from the view's heading on, until the focus leaves the view. */
export async function tabThrough(page: Page, frame: Frame): Promise<TabWay> {
  await frame.locator("h1").first().click();
  const reached: string[] = [];
  const invisible: string[] = [];
  for (;;) {
    await page.keyboard.press("Tab");
    const { names, focused, shows } = (await frame.evaluate(controls)) as Controls;
    const name = names[focused];
    const isOut = name === undefined;
    if (isOut || reached.length > names.length)
      return { reached, focusable: names, invisible, leaves: isOut };
    reached.push(name);
    if (!shows) invisible.push(name);
  }
}

/** Runs in the view: marks each control, and counts what is pressed without doing it. */
const watched = `(() => {
  const marked = [...document.querySelectorAll("a[href], button, vscode-button, summary")].filter(
    (each) => !each.disabled && each.checkVisibility({ visibilityProperty: true }),
  );
  marked.forEach((each, at) => each.setAttribute("data-pressed", String(at)));
  addEventListener("click", (event) => {
    const control = event.target.closest("[data-pressed]");
    event.preventDefault();
    event.stopImmediatePropagation();
    control?.setAttribute("data-count", String(Number(control.dataset.count ?? 0) + 1));
  }, true);
  return marked.map((each) => each.localName + " " + each.textContent.trim().slice(0, 40));
})()`;

/** Presses Enter and Space on every control. Returns those that do not react; a link reacts to Enter alone. */
export async function pressAll(page: Page, frame: Frame): Promise<readonly string[]> {
  const names = (await frame.evaluate(watched)) as readonly string[];
  const silent: string[] = [];
  for (const [at, name] of names.entries()) {
    const control = frame.locator(`[data-pressed="${at}"]`);
    await control.focus();
    const keys = name.startsWith("a ") ? ["Enter"] : ["Enter", "Space"];
    for (const key of keys) await page.keyboard.press(key);
    if ((await control.getAttribute("data-count")) !== String(keys.length)) silent.push(name);
  }
  return silent;
}
