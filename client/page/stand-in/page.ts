/**
 * The parts of the page and their state: head, loop, filter, history. Each is drawn again when its content has changed.
 */

import { MOST_KEPT, type Passage, type Stop, stations } from "../../../stand-in/passage.ts";
import type { StandInMessage } from "../../stand-in/messages.ts";
import type { StandInState } from "../../stand-in/state.ts";
import type { StandInWords } from "../../stand-in/words.ts";
import { el, filled } from "../parts/element.ts";
import { host } from "../parts/host.ts";
import { icon } from "../parts/icons.ts";
import { say, sayLast } from "../parts/live-region.ts";
import { head } from "./head.ts";
import { passageItem, stopSigns } from "./passage.ts";

interface Kept {
  readonly filter: string;
  /** Items that are open. */
  readonly opened: readonly number[];
}

/** Maximum items that are drawn. A filter finds the others. */
const MOST_DRAWN = 200;

export class StandInPage {
  readonly #main: HTMLElement;
  readonly #head = el("div");
  readonly #loop = el("div");
  readonly #filter = el("input", { id: "filter", type: "search" });
  readonly #filterLabel = el("label", { for: "filter", class: "unseen" });
  readonly #count = el("p", { class: "quiet", id: "count" });
  readonly #title = el("h2", { id: "history", class: "unseen" });
  readonly #list = el("ol", { class: "history", "aria-labelledby": "history" });
  readonly #items = new Map<number, Passage>();
  #words: StandInWords | undefined;
  #kept: Kept;

  constructor(main: HTMLElement) {
    this.#main = main;
    this.#kept = { filter: "", opened: [], ...(host.getState() as Partial<Kept> | undefined) };
    this.#filter.value = this.#kept.filter;
    this.#filter.addEventListener("input", () => {
      this.#keep({ ...this.#kept, filter: this.#filter.value });
      this.#drawHistory();
      sayLast(this.#count.textContent ?? "");
    });
  }

  /** Asks for the content. */
  begin(): void {
    const bar = el("div", { class: "filter" }, this.#filterLabel, this.#filter, this.#count);
    this.#main.append(this.#head, this.#loop, this.#title, bar, this.#list);
    host.postMessage({ type: "ready" });
  }

  take(message: StandInMessage): void {
    if (message.type === "show") {
      this.#words = message.words;
      this.#items.clear();
      for (const passage of message.passages) this.#items.set(passage.id, passage);
      this.#filter.placeholder = message.words.filter;
      this.#filterLabel.textContent = message.words.filter;
      this.#title.textContent = message.words.history;
    } else {
      this.#items.set(message.passage.id, message.passage);
      const [oldest] = this.#items.keys();
      if (this.#items.size > MOST_KEPT && oldest !== undefined) this.#items.delete(oldest);
      this.#announce(message.passage);
    }
    this.#draw(message.state);
  }

  #draw(state: StandInState): void {
    const words = this.#words;
    if (words === undefined) return;
    const focused = document.activeElement?.id;
    this.#head.replaceChildren(head(state, words));
    this.#loop.replaceChildren(loop([...this.#items.values()], words));
    this.#drawHistory();
    if (focused) document.getElementById(focused)?.focus();
  }

  #drawHistory(): void {
    const words = this.#words;
    if (words === undefined) return;
    const all = [...this.#items.values()].reverse();
    const wanted = this.#kept.filter.trim().toLowerCase();
    const found = all.filter((each) => wanted === "" || textOf(each, words).includes(wanted));
    const shown = found.slice(0, MOST_DRAWN);
    this.#count.textContent = filled(words.shown, shown.length, all.length);
    const nothing = el("li", { class: "quiet" }, words.nothing);
    const opened = new Set(this.#kept.opened);
    const items = shown.map((passage) =>
      passageItem(passage, words, opened.has(passage.id), (isOpen) => this.#toggle(passage.id, isOpen)),
    );
    this.#list.replaceChildren(...(all.length === 0 ? [nothing] : items));
  }

  #toggle(id: number, isOpen: boolean): void {
    const others = this.#kept.opened.filter((each) => each !== id);
    this.#keep({ ...this.#kept, opened: isOpen ? [...others, id] : others });
  }

  #keep(kept: Kept): void {
    this.#kept = kept;
    host.setState(kept);
  }

  /** Announces an item once, when it has ended. */
  #announce({ title, kind, state, stops }: Passage): void {
    if (kind === "log" || state === "waiting") return;
    const last = stops.at(-1);
    const words = this.#words;
    if (last === undefined || words === undefined) return;
    say(`${title}: ${words.states[state]}. ${words.stations[last.station]}: ${last.summary}`);
  }
}

/** The text that the filter searches. */
function textOf({ title, state, stops, advice = "" }: Passage, words: StandInWords): string {
  const parts = stops.flatMap(({ station, summary, log }) => [
    words.stations[station],
    summary,
    ...log.map(({ text }) => text),
  ]);
  return [title, words.states[state], advice, ...parts].join("\n").toLowerCase();
}

/** The loop: its stations in a row, how many items passed each and ended there, and where the last one is. */
function loop(passages: readonly Passage[], words: StandInWords): Node {
  const moving = passages.filter(({ kind }) => kind !== "log");
  const last = moving.at(-1)?.stops ?? [];
  const items = stations.map((station) => {
    const stops = moving.flatMap((each) => each.stops.filter((stop) => stop.station === station));
    const numberOf = (state: Stop["state"]): number => stops.filter((stop) => stop.state === state).length;
    const own = last.find((stop) => stop.station === station);
    const refused = numberOf("stopped");
    const passed = stops.length - refused - numberOf("waiting");
    const counts: readonly (readonly [class_: string, number: number, word: string])[] = [
      ["done", passed, words.states.passed],
      ["stopped", refused, words.states.refused],
      ["waiting", numberOf("waiting"), words.states.waiting],
    ];
    const isEnd = own !== undefined && own === last.at(-1);
    return el(
      "li",
      { class: `station ${own?.state ?? "not-reached"}`, "aria-current": isEnd && "step" },
      el("h3", {}, icon(own === undefined ? "circle" : stopSigns[own.state]), words.stations[station]),
      ...counts
        .filter(([kind, number]) => number > 0 || kind === "done")
        .map(([kind, number, word]) => el("p", { class: `count ${kind}` }, `${number} ${word}`)),
    );
  });
  return el(
    "section",
    { "aria-labelledby": "loop" },
    el("h2", { id: "loop", class: "unseen" }, words.loop),
    el("ol", { class: "loop" }, ...items),
  );
}
