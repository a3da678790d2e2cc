/** The head: the manager, whether it runs, where it listens, and the actions. */

import type { StandInRequest } from "../../stand-in/messages.ts";
import type { StandInState } from "../../stand-in/state.ts";
import type { StandInWords } from "../../stand-in/words.ts";
import { el, filled } from "../parts/element.ts";
import { host } from "../parts/host.ts";
import { icon } from "../parts/icons.ts";

export function head(state: StandInState, words: StandInWords): Node {
  const { release, run, agents, script, places } = state;
  const button = (label: string, type: StandInRequest["type"], isFirst = false): Node => {
    const made = el("vscode-button", { id: `do-${type}`, secondary: !isFirst }, label);
    made.addEventListener("click", () => host.postMessage({ type }));
    return made;
  };
  const isRunning = run === "running";
  const asks = script === undefined ? words.asksNothing : filled(words.asks, script);
  return el(
    "header",
    { class: "head" },
    el(
      "div",
      {},
      el("h1", {}, filled(words.title, release)),
      el(
        "p",
        { class: `run ${isRunning ? "done" : "not-reached"}` },
        icon(isRunning ? "pass" : "circle"),
        el(
          "span",
          {},
          [words.runs[run], ...(isRunning ? [filled(words.agents, agents)] : []), asks].join(" · "),
        ),
      ),
      el("ul", { class: "places data quiet" }, ...places.map((place) => el("li", {}, place))),
    ),
    el(
      "div",
      { class: "actions" },
      ...(isRunning
        ? [
            button(words.enroll, "enroll", true),
            button(words.knock, "knock", true),
            button(words.stop, "stop"),
            button(words.restart, "restart"),
            button(words.keys, "keys"),
          ]
        : [button(words.start, "start", true)]),
      button(words.reset, "reset"),
      button(words.copy, "copy"),
    ),
  );
}
