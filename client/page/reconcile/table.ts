/** The table: a group of rows for each state, under the meaning of the state. */

import { byCause } from "../../../core/reconcile/causes.ts";
import { stateNames } from "../../../core/reconcile/state-names.ts";
import type { AgentRow, ReconcileRequest } from "../../reconcile/messages.ts";
import type { ReconcileWords } from "../../reconcile/words.ts";
import { el, filled } from "../parts/element.ts";
import { host } from "../parts/host.ts";
import { icon } from "../parts/icons.ts";

export function tableOf(agents: readonly AgentRow[], words: ReconcileWords): HTMLElement {
  const { id, name, line, facts } = words.columns;
  const groups = stateNames.flatMap((state) => {
    const members = agents.filter((each) => each.state === state);
    if (members.length === 0) return [];
    const sign = icon(state === "no-answer" ? "warning" : "error");
    return el(
      "tbody",
      { class: state === "no-answer" ? "unchecked" : "drift" },
      el(
        "tr",
        { class: "group" },
        el(
          "th",
          { scope: "rowgroup", colspan: "4" },
          el("h2", {}, sign, el("span", {}, words.states[state]?.title ?? state)),
          el("p", { class: "quiet" }, words.states[state]?.meaning ?? ""),
        ),
      ),
      ...byCause(members).flatMap((alike) => [
        ...causeRows(alike[0]),
        ...alike.map((each) => rowOf(each, words)),
      ]),
    );
  });
  return el(
    "table",
    {},
    el("caption", { class: "unseen" }, words.table),
    el("thead", {}, el("tr", {}, ...[id, name, line, facts].map((each) => el("th", { scope: "col" }, each)))),
    ...groups,
  );
}

/** What agents have in common is shown once, before them. */
function causeRows({ cause }: AgentRow): readonly Node[] {
  if (cause === undefined) return [];
  const { problem, advice } = cause;
  return [
    el(
      "tr",
      { class: "cause" },
      el(
        "td",
        { colspan: "4" },
        el("p", {}, problem),
        advice !== undefined && el("p", { class: "quiet" }, `→ ${advice}`),
      ),
    ),
  ];
}

function rowOf({ id, name, line, facts }: AgentRow, words: ReconcileWords): Node {
  return el(
    "tr",
    {},
    el("th", { scope: "row", class: "data" }, id),
    el("td", { class: "data" }, name),
    el("td", {}, line === undefined ? words.notInFile : linkTo(line, words)),
    el("td", { class: "facts" }, facts),
  );
}

function linkTo(line: number, words: ReconcileWords): Node {
  const link = el("button", { type: "button", class: "link" }, filled(words.line, line));
  const request: ReconcileRequest = { type: "reveal", line };
  link.addEventListener("click", () => host.postMessage(request));
  return link;
}
