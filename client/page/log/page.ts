/** Head, problems, agents, and other causes. When the log has grown, only the parts that changed are drawn again. */

import type { AgentView, CauseView, LogRequest, LogView, LogWords, ShowLog } from "../../log/messages.ts";
import { el, filled, settle } from "../parts/element.ts";
import { host } from "../parts/host.ts";
import { type IconName, icon } from "../parts/icons.ts";
import { say } from "../parts/live-region.ts";

/** Sentences for users who do not see the page: what is in the log, once it was read; then only what is new. */
class News {
  /** Titles of the announced problems. Undefined until the log was read. */
  #told: Set<string> | undefined;
  #following = true;

  /** A sentence about this view, or undefined if it holds nothing new but its numbers. */
  of({ reading, following, summary, problems }: LogView, words: LogWords): string | undefined {
    if (reading) return undefined;
    const told = this.#told;
    const isSame = this.#following === following;
    this.#following = following;
    const added = problems.map(({ title }) => title).filter((title) => !told?.has(title));
    this.#told = new Set([...(told ?? []), ...added]);
    if (told === undefined) return summary;
    if (added.length > 0) return filled(words.newProblem, added.join("; "));
    return isSame ? undefined : following ? words.following : words.stopped;
  }
}

const signs: Readonly<Record<CauseView["severity"], IconName>> = {
  error: "error",
  warning: "warning",
  information: "info",
  hint: "lightbulb",
};

export class LogPage {
  readonly #main: HTMLElement;
  readonly #news = new News();
  /** The parts on the page, by their content. */
  #drawn = new Map<string, Node>();

  constructor(main: HTMLElement) {
    this.#main = main;
  }

  show({ view, words }: ShowLog): void {
    const { problems, agents, others } = view;
    const focused = document.activeElement?.id ?? "";
    const isOpen = document.getElementById("others")?.hasAttribute("open") ?? false;
    const before = this.#drawn;
    this.#drawn = new Map();
    const part = (content: unknown, draw: () => Node): Node => {
      const key = JSON.stringify(content);
      const node = before.get(key) ?? draw();
      this.#drawn.set(key, node);
      return node;
    };
    settle(this.#main, [
      headOf(view, words),
      ...(problems.length === 0 ? [el("p", { class: "quiet" }, words.nothing)] : []),
      ...problems.map((each) => part(each, () => causeOf(each, words))),
      ...(agents.length === 0
        ? []
        : [el("h2", {}, words.agents), part(agents, () => agentsOf(agents, words))]),
      ...(others.length === 0 ? [] : [part(others, () => othersOf(others, words, isOpen))]),
    ]);
    if (focused !== "") document.getElementById(focused)?.focus();
    const news = this.#news.of(view, words);
    if (news !== undefined) say(news);
  }
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
function othersOf(others: readonly CauseView[], words: LogWords, isOpen: boolean): Node {
  return el(
    "details",
    { id: "others", open: isOpen },
    el("summary", { id: "others-head" }, words.others),
    el("ul", {}, ...others.map(({ title, amount }) => el("li", {}, `${title} (${amount})`))),
  );
}
