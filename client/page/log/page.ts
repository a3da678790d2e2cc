/** Head, problems, agents, and other causes. Drawn again when the log has grown; the focus stays in place. */

import type { AgentView, CauseView, LogRequest, LogView, LogWords, ShowLog } from "../../log/messages.ts";
import { el } from "../parts/element.ts";
import { host } from "../parts/host.ts";
import { type IconName, icon } from "../parts/icons.ts";
import { sayIfNew } from "../parts/live-region.ts";

const signs: Readonly<Record<CauseView["severity"], IconName>> = {
  error: "error",
  warning: "warning",
  information: "info",
  hint: "lightbulb",
};

export function showLog(main: HTMLElement, { view, words }: ShowLog): void {
  const focused = document.activeElement?.id ?? "";
  const open = new Set([...main.querySelectorAll("details[open]")].map(({ id }) => id));
  main.replaceChildren(
    headOf(view, words),
    ...(view.problems.length === 0 ? [el("p", { class: "quiet" }, words.nothing)] : []),
    ...view.problems.map((each) => causeOf(each, words)),
    ...(view.agents.length === 0 ? [] : [el("h2", {}, words.agents), agentsOf(view.agents, words)]),
    ...othersOf(view.others, words, open.has("others")),
  );
  if (focused !== "") document.getElementById(focused)?.focus();
  sayIfNew(view.summary);
}

function headOf({ path, summary, ok, following }: LogView, words: LogWords): Node {
  const state = following ? words.following : words.stopped;
  return el(
    "header",
    { class: "head" },
    el(
      "div",
      {},
      el("h1", {}, path),
      el("p", { class: ok ? "end good" : "end bad" }, icon(ok ? "pass" : "warning"), el("span", {}, summary)),
      el("p", { class: "quiet", id: "state" }, state),
    ),
    el(
      "div",
      { class: "actions" },
      following ? button(words.stop, "stop") : button(words.again, "again"),
      button(words.open, "open"),
      button(words.copy, "copy"),
    ),
  );
}

function button(label: string, type: Exclude<LogRequest["type"], "ready">): Node {
  const made = el("vscode-button", { id: type, secondary: type !== "again" }, label);
  const request: LogRequest = { type };
  made.addEventListener("click", () => host.postMessage(request));
  return made;
}

function causeOf({ severity, title, amount, meaning, advice, example }: CauseView, words: LogWords): Node {
  return el(
    "section",
    { class: `cause ${severity}` },
    el(
      "h2",
      {},
      icon(signs[severity]),
      el("span", { class: "unseen" }, `${words.severities[severity]}: `),
      el("span", {}, title),
    ),
    el("p", { class: "quiet" }, amount),
    el("p", {}, meaning),
    el("p", {}, el("strong", {}, `${words.whatToDo}: `), advice),
    el("p", {}, el("span", { class: "quiet" }, `${words.firstLine}: `), el("code", {}, example)),
  );
}

function agentsOf(agents: readonly AgentView[], { columns, agents: caption }: LogWords): Node {
  const heads = [columns.name, columns.happened, columns.conclusions];
  return el(
    "table",
    {},
    el("caption", { class: "unseen" }, caption),
    el("thead", {}, el("tr", {}, ...heads.map((each) => el("th", { scope: "col" }, each)))),
    el(
      "tbody",
      {},
      ...agents.map(({ name, happened, conclusions }) =>
        el(
          "tr",
          {},
          el("th", { scope: "row", class: "data" }, name),
          el("td", {}, happened),
          el("td", {}, conclusions),
        ),
      ),
    ),
  );
}

/** Causes without a need for action, for readers who look for them. */
function othersOf(others: readonly CauseView[], words: LogWords, isOpen: boolean): readonly Node[] {
  if (others.length === 0) return [];
  return [
    el(
      "details",
      { id: "others", open: isOpen },
      el("summary", { id: "others-head" }, words.others),
      el("ul", {}, ...others.map(({ title, amount }) => el("li", {}, `${title} (${amount})`))),
    ),
  ];
}
