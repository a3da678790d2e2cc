/** One item of the history: one line while closed; when open, each station with its log lines and their meaning. */

import { levelWord } from "../../../core/manager/log.ts";
import type { Passage, Stop } from "../../../stand-in/passage.ts";
import type { StandInWords } from "../../stand-in/words.ts";
import { el } from "../parts/element.ts";
import { type IconName, icon } from "../parts/icons.ts";

export const stopSigns: Readonly<Record<Stop["state"], IconName>> = {
  done: "pass",
  ended: "info",
  stopped: "error",
  waiting: "circle",
};

const signs: Readonly<Record<Passage["state"], IconName>> = {
  passed: "pass",
  refused: "error",
  waiting: "circle",
};

const classes: Readonly<Record<Passage["state"], string>> = {
  passed: "done",
  refused: "stopped",
  waiting: "waiting",
};

export function passageItem(
  { id, at, title, kind, state, stops, advice }: Passage,
  words: StandInWords,
  isOpen: boolean,
  onToggle: (isOpen: boolean) => void,
): HTMLElement {
  const last = stops.at(-1);
  const isNote = kind === "log";
  const details = el(
    "details",
    { open: isOpen },
    el(
      "summary",
      { id: `passage-${id}`, class: "line" },
      el("span", { class: "time" }, timeOf(at)),
      el("h3", { class: "data" }, title),
      el(
        "span",
        { class: "state" },
        isNote || last === undefined ? "" : `${words.states[state]}: ${words.stations[last.station]}`,
      ),
      el("span", { class: "summary" }, last?.summary ?? ""),
      icon("chevron"),
    ),
    el(
      "div",
      { class: "body" },
      advice !== undefined &&
        el(
          "p",
          { class: "advice" },
          icon("lightbulb"),
          el("span", {}, el("strong", {}, `${words.whatToDo}: `), advice),
        ),
      el("ol", { class: "steps" }, ...stops.map((stop) => stopItem(stop, words))),
    ),
  );
  details.addEventListener("toggle", () => onToggle(details.open));
  return el(
    "li",
    { class: `passage ${isNote ? "not-reached" : classes[state]}` },
    icon(isNote ? "info" : signs[state]),
    details,
  );
}

function stopItem({ station, state, summary, log }: Stop, words: StandInWords): HTMLElement {
  const lines = log.map(({ daemon, level, text, meaning }) =>
    el(
      "li",
      {},
      el("span", { class: `level ${levelWord(level).toLowerCase()}` }, levelWord(level)),
      el(
        "span",
        {},
        el("span", { class: "data" }, `${daemon}: ${text}`),
        meaning !== undefined && el("span", { class: "quiet meaning" }, meaning),
      ),
    ),
  );
  return el(
    "li",
    { class: `step ${state}` },
    icon(stopSigns[state]),
    el(
      "div",
      { class: "line" },
      el("h4", {}, words.stations[station]),
      el("span", { class: "state" }, words.stops[state]),
      el("span", { class: "data whole" }, summary),
    ),
    lines.length > 0 && el("ul", { class: "log" }, ...lines),
  );
}

/** `09:05:07`, in local time. */
function timeOf(at: number): string {
  return new Date(at).toTimeString().slice(0, 8);
}
