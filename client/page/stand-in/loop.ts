/** The loop: its stations in a row, how many items passed each and ended there, and where the last one is. */

import { type Passage, type Stop, stations } from "../../../stand-in/passage.ts";
import type { StandInWords } from "../../stand-in/words.ts";
import { el } from "../parts/element.ts";
import { icon } from "../parts/icons.ts";
import { stopSigns } from "./passage.ts";

export function loop(passages: readonly Passage[], words: StandInWords): Node {
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
