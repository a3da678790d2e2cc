/** The form for other figures: agents, threads, queue_size. */

import type { VscodeTextfield } from "@vscode-elements/elements/dist/vscode-textfield/vscode-textfield.js";
import { isAllowedNumber, limits } from "../../rehearsal/limits.ts";
import type { StormNumbers } from "../../rehearsal/messages.ts";
import type { RehearsalWords } from "../../rehearsal/words.ts";
import { el } from "../parts/element.ts";

const names = ["agents", "threads", "queueSize"] as const;

export class StormForm {
  readonly element: HTMLElement;
  readonly #fields: Readonly<Record<keyof StormNumbers, VscodeTextfield>>;
  readonly #onStorm: (storm: StormNumbers) => void;

  constructor(words: RehearsalWords, onStorm: (storm: StormNumbers) => void) {
    this.#onStorm = onStorm;
    const labels = { agents: words.agents, threads: "threads", queueSize: "queue_size" };
    this.#fields = {
      agents: field("agents"),
      threads: field("threads"),
      queueSize: field("queueSize"),
    };
    const simulate = el("vscode-button", {}, words.simulate);
    simulate.addEventListener("click", () => this.#submit());
    this.element = el(
      "section",
      { class: "storm", "aria-labelledby": "other" },
      el("h2", { id: "other" }, words.other),
      el(
        "div",
        { class: "fields" },
        ...names.map((name) =>
          el("div", {}, el("vscode-label", { for: name }, labels[name]), this.#fields[name]),
        ),
        simulate,
        el("vscode-progress-ring", { class: "busy", "aria-label": words.simulating }),
      ),
      el("p", { class: "quiet" }, words.otherHint),
    );
    this.element.addEventListener("keydown", ({ key, target }) => {
      if (key === "Enter" && target !== simulate) this.#submit();
    });
  }

  /** Shows these figures. */
  settle(storm: StormNumbers): void {
    for (const name of names) this.#fields[name].value = String(storm[name]);
    this.element.classList.remove("simulating");
  }

  #submit(): void {
    const read = (name: keyof StormNumbers): number => Number(this.#fields[name].value);
    const wrong = names.find((name) => !isAllowedNumber(name, read(name)));
    for (const name of names) this.#fields[name].invalid = name === wrong;
    if (wrong !== undefined) {
      this.#fields[wrong].focus();
      return;
    }
    this.element.classList.add("simulating");
    this.#onStorm({ agents: read("agents"), threads: read("threads"), queueSize: read("queueSize") });
  }
}

function field(name: keyof StormNumbers): VscodeTextfield {
  const { least, most } = limits[name];
  return el("vscode-textfield", {
    id: name,
    type: "number",
    min: String(least),
    max: String(most),
    required: true,
  });
}
