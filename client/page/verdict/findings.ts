/** The findings of the two authorities, separately. */

import type { PictureFinding, PollPicture } from "../../../core/lint/answer/index.ts";
import { rulePage } from "../../../core/lint/rule-page.ts";
import type { Severity } from "../../../core/lint/severity.ts";
import type { VerdictWords } from "../../verdict/words.ts";
import { el, filled } from "../parts/element.ts";
import { type IconName, icon } from "../parts/icons.ts";

const signs: Readonly<Record<Severity, IconName>> = {
  error: "error",
  warning: "warning",
  information: "info",
  hint: "lightbulb",
};

export function findingsBlock({ manager, contract, next, steps }: PollPicture, words: VerdictWords): Node {
  // The documentation describes answers. If none was read, there is nothing to compare.
  const isRead = steps.some(({ name, state }) => name === "json" && state !== "not-reached");
  return el(
    "div",
    { class: "findings" },
    authority("manager", words.manager, manager, words.nothingManager, words),
    authority("contract", words.contract, contract, isRead ? words.nothingContract : words.notRead, words),
    next.length > 0 && authority("next", words.next, next, "", words),
  );
}

function authority(
  id: string,
  title: string,
  findings: readonly PictureFinding[],
  nothing: string,
  words: VerdictWords,
): Node {
  const count = findings.length > 0 && el("vscode-badge", { variant: "counter" }, String(findings.length));
  return el(
    "section",
    { "aria-labelledby": id },
    el("h2", { id }, title, count),
    findings.length === 0
      ? el("p", { class: "quiet" }, nothing)
      : el("ul", {}, ...findings.map((finding) => findingItem(finding, words))),
  );
}

function findingItem({ severity, rule, message, advice, mark }: PictureFinding, words: VerdictWords): Node {
  return el(
    "li",
    { class: severity },
    icon(signs[severity]),
    el(
      "div",
      {},
      el(
        "p",
        {},
        el("strong", {}, words.severities[severity]),
        mark !== undefined && el("span", { class: "tag" }, filled(words.mark, mark)),
        " ",
        message,
      ),
      el("p", { class: "quiet" }, `${advice} `, el("a", { href: rulePage(rule) }, rule)),
    ),
  );
}
