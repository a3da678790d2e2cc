/**
 * Head, filter and table. The table is drawn again when the filter changes. Head and filter stay, and keep the focus.
 */

import { type ReconcileState, stateNames } from "../../../core/reconcile/state-names.ts";
import type { AgentRow, ReconcileRequest, ReconcileView, ShowReconcile } from "../../reconcile/messages.ts";
import type { ReconcileWords } from "../../reconcile/words.ts";
import { el, filled } from "../parts/element.ts";
import { host } from "../parts/host.ts";
import { icon } from "../parts/icons.ts";
import { say, sayLast } from "../parts/live-region.ts";
import { tableOf } from "./table.ts";

interface Kept {
  readonly text: string;
  /** Empty means all. */
  readonly states: readonly ReconcileState[];
}

/** Maximum rows that are drawn. A filter finds the others. */
const MOST_DRAWN = 500;

export class ReconcilePage {
  readonly #main: HTMLElement;
  readonly #table = el("div", { class: "wide" });
  readonly #count = el("p", { class: "quiet", id: "count" });
  #kept: Kept;

  constructor(main: HTMLElement) {
    this.#main = main;
    this.#kept = { text: "", states: [], ...(host.getState() as Partial<Kept> | undefined) };
  }

  show({ view, words }: ShowReconcile): void {
    const present = stateNames.filter((state) => view.agents.some((each) => each.state === state));
    // A state that was chosen in another run may not exist in this one.
    this.#kept = { ...this.#kept, states: this.#kept.states.filter((state) => present.includes(state)) };
    this.#main.replaceChildren(
      headOf(view, words),
      ...(present.length === 0 ? [] : [this.#filterOf(view, words, present)]),
      this.#table,
    );
    this.#draw(view, words);
    say(view.summary);
  }

  #filterOf(view: ReconcileView, words: ReconcileWords, present: readonly ReconcileState[]): Node {
    const text = el("input", {
      id: "filter",
      type: "search",
      placeholder: words.filter,
      "aria-label": words.filter,
    });
    text.value = this.#kept.text;
    text.addEventListener("input", () => this.#choose({ ...this.#kept, text: text.value }, view, words));
    const buttons = present.map((state) => {
      const number = view.agents.filter((each) => each.state === state).length;
      const isChosen = this.#kept.states.includes(state);
      const label = `${words.states[state]?.title ?? state} ${number}`;
      const button = el("button", { type: "button", class: "chip", "aria-pressed": String(isChosen) }, label);
      button.addEventListener("click", () => {
        const { states } = this.#kept;
        const chosen = states.includes(state) ? states.filter((each) => each !== state) : [...states, state];
        button.setAttribute("aria-pressed", String(chosen.includes(state)));
        this.#choose({ ...this.#kept, states: chosen }, view, words);
      });
      return button;
    });
    const choice = el("div", { class: "chips", role: "group", "aria-label": words.choose }, ...buttons);
    return el("div", { class: "filter" }, choice, text, this.#count);
  }

  #choose(kept: Kept, view: ReconcileView, words: ReconcileWords): void {
    this.#kept = kept;
    host.setState(kept);
    this.#draw(view, words);
    sayLast(this.#count.textContent ?? "");
  }

  #draw({ agents, ok }: ReconcileView, words: ReconcileWords): void {
    const { text, states } = this.#kept;
    const wanted = text.trim().toLowerCase();
    const found = agents.filter(
      (each) =>
        (states.length === 0 || states.includes(each.state)) && (wanted === "" || holds(each, wanted)),
    );
    const shown = found.slice(0, MOST_DRAWN);
    this.#count.textContent = filled(words.shown, shown.length, agents.length);
    const nothing = agents.length > 0 ? words.noMatch : ok ? words.nothing : "";
    this.#table.replaceChildren(
      shown.length === 0 ? el("p", { class: "quiet" }, nothing) : tableOf(shown, words),
    );
  }
}

function headOf(view: ReconcileView, words: ReconcileWords): Node {
  const { title, summary, ok, remarks, canGoOn } = view;
  return el(
    "header",
    { class: "head" },
    el(
      "div",
      {},
      el("h1", {}, title),
      el("p", { class: ok ? "end good" : "end bad" }, icon(ok ? "pass" : "error"), el("span", {}, summary)),
      remarks.length > 0 &&
        el("ul", { class: "remarks quiet" }, ...remarks.map((each) => el("li", {}, each))),
    ),
    el(
      "div",
      { class: "actions" },
      canGoOn && button(words.goOn, "go-on", true),
      button(words.again, "again"),
      button(words.open, "open"),
      button(words.copy, "copy"),
    ),
  );
}

function button(label: string, type: "go-on" | "again" | "open" | "copy", isFirst = false): Node {
  const made = el("vscode-button", { secondary: !isFirst }, label);
  const request: ReconcileRequest = { type };
  made.addEventListener("click", () => host.postMessage(request));
  return made;
}

function holds({ id, name, facts, cause }: AgentRow, wanted: string): boolean {
  return `${id}\n${name}\n${facts}\n${cause?.problem ?? ""}`.toLowerCase().includes(wanted);
}
