/** Head, form and report. The form does not change when a new report replaces the last one. */

import type { RehearsalRequest, ShowRehearsal, StormNumbers } from "../../rehearsal/messages.ts";
import { el, filled } from "../parts/element.ts";
import { host } from "../parts/host.ts";
import { say } from "../parts/live-region.ts";
import { StormForm } from "./storm-form.ts";

export class RehearsalPage {
  readonly #main: HTMLElement;
  readonly #report = el("div", { class: "report" });
  #form: StormForm | undefined;
  #id: number | undefined;

  constructor(main: HTMLElement) {
    this.#main = main;
  }

  show(shown: ShowRehearsal): void {
    const { id, body, storm, summary, kept } = shown;
    host.setState({ kept });
    // Another rehearsal has other words and figures. The same one with other figures keeps its form.
    if (this.#id !== id) this.#begin(shown);
    this.#id = id;
    this.#form?.settle(storm);
    this.#report.innerHTML = body;
    for (const table of this.#report.querySelectorAll(".tables > div")) table.setAttribute("tabindex", "0");
    say(summary);
  }

  #begin({ subject, words }: ShowRehearsal): void {
    this.#form = new StormForm(words, (storm: StormNumbers) => send({ type: "simulate", ...storm }));
    this.#main.replaceChildren(
      el(
        "header",
        { class: "head" },
        el("div", {}, el("h1", {}, filled(words.title, subject))),
        el(
          "div",
          { class: "actions" },
          button(words.saveHtml, { type: "save", format: "html" }),
          button(words.saveJson, { type: "save", format: "json" }),
          button(words.again, { type: "again" }),
        ),
      ),
      this.#form.element,
      this.#report,
    );
  }
}

function button(label: string, request: RehearsalRequest): Node {
  const made = el("vscode-button", { secondary: true }, label);
  made.addEventListener("click", () => send(request));
  return made;
}

function send(request: RehearsalRequest): void {
  host.postMessage(request);
}
