/**
 * One step of a poll: a sign and a word for its state, its result and its time. When open: the facts, bytes, records
 * and log lines.
 */

import type {
  ByteLine,
  BytePiece,
  ByteView,
  Fact,
  PictureStep,
  RecordChange,
  ShownLogLine,
  StepState,
} from "../../../core/lint/answer/index.ts";
import { levelWord } from "../../../core/manager/log.ts";
import type { VerdictWords } from "../../verdict/words.ts";
import { el, filled } from "../parts/element.ts";
import { type IconName, icon } from "../parts/icons.ts";
import type { PageState } from "./state.ts";

export interface StepFrame {
  readonly words: VerdictWords;
  readonly release: string;
  readonly state: PageState;
  /** The poll ends here, so this step is open at first. */
  readonly isEnd: boolean;
}

const signs: Readonly<Record<StepState, IconName>> = {
  done: "pass",
  faulty: "warning",
  ended: "info",
  stopped: "error",
  "not-reached": "circle",
};

export function stepItem(step: PictureStep, frame: StepFrame): HTMLElement {
  const { name, state } = step;
  const { words, isEnd, state: page } = frame;
  const line = headOf(step, words);
  const attributes = { class: `step ${state}`, "aria-current": isEnd && "step" };
  if (state === "not-reached")
    return el("li", attributes, icon(signs[state]), el("div", { class: "line" }, ...line));
  const details = el(
    "details",
    { open: isEnd !== page.isToggled(name) },
    el("summary", { id: `step-${name}`, class: "line" }, ...line, icon("chevron")),
    el("div", { class: "body" }, ...contents(step, frame)),
  );
  details.addEventListener("toggle", () => page.toggle(name, details.open !== isEnd));
  return el("li", attributes, icon(signs[state]), details);
}

function headOf(
  { name, state, summary, isData, durationMs }: PictureStep,
  words: VerdictWords,
): HTMLElement[] {
  const time = durationMs === undefined ? "" : spokenTime(durationMs);
  return [
    el("h3", {}, words.steps[name]),
    el("span", { class: "state" }, words.states[state]),
    el("span", { class: isData ? "summary data" : "summary" }, summary),
    el("span", { class: "time" }, time),
  ];
}

/** `42 ms`, `1.25 s`. */
function spokenTime(ms: number): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return ms < 1000
    ? `${Math.round(ms)} ms`
    : `${(ms / 1000).toLocaleString(document.documentElement.lang, digits)} s`;
}

function contents({ name, facts, bytes, records, log }: PictureStep, { words, release }: StepFrame): Node[] {
  const isEmpty = name === "output" && bytes === undefined;
  return [
    ...(facts.length === 0 ? [] : [factList(facts)]),
    ...(bytes === undefined ? [] : [byteBlock(bytes, words)]),
    ...(isEmpty ? [el("p", { class: "quiet" }, words.nothingPrinted)] : []),
    ...(records.length === 0 ? [] : [recordTable(records, words)]),
    log.length === 0
      ? el("p", { class: "quiet" }, words.nothingLogged)
      : el("section", { class: "log" }, el("h4", {}, filled(words.log, release)), logList(log, words)),
  ];
}

function factList(facts: readonly Fact[]): Node {
  const rows = facts.map(({ name, value, isData }) =>
    el("div", {}, el("dt", {}, name), el("dd", { class: isData && "data" }, value)),
  );
  return el("dl", { class: "facts" }, ...rows);
}

function recordTable(records: readonly RecordChange[], words: VerdictWords): Node {
  const cell = (line: string | undefined): Node =>
    line === undefined
      ? el("td", {}, el("span", { class: "quiet" }, words.noRecord))
      : el("td", {}, el("code", {}, line));
  const heads = ["", words.before, words.after].map((text) => el("th", { scope: "col" }, text));
  const rows = records.map(({ kind, before, after }) =>
    el("tr", { class: kind }, el("th", { scope: "row" }, words.records[kind]), cell(before), cell(after)),
  );
  return el(
    "div",
    { class: "wide" },
    el("table", { class: "records" }, el("thead", {}, el("tr", {}, ...heads)), el("tbody", {}, ...rows)),
  );
}

function logList(log: readonly ShownLogLine[], words: VerdictWords): Node {
  const items = log.map(({ level, tag, text, byDefault, onMaster }) =>
    el(
      "li",
      {},
      el("span", { class: `level ${levelWord(level).toLowerCase()}` }, levelWord(level)),
      el(
        "span",
        { class: "data" },
        el("span", { class: "quiet" }, `${tag}${onMaster === true ? ` (${words.onMaster})` : ""}: `),
        text.trimEnd(),
      ),
      !byDefault && el("span", { class: "silent" }, words.debugOnly),
    ),
  );
  return el("ul", {}, ...items);
}

function byteBlock({ lines, before, after }: ByteView, words: VerdictWords): Node {
  const rest = (text: string, count: number): Node | false =>
    count > 0 && el("p", { class: "quiet" }, filled(text, count.toLocaleString()));
  return el(
    "figure",
    { class: "bytes", "aria-label": words.bytes },
    rest(words.bytesBefore, before),
    el("ol", { class: "data" }, ...lines.map((line) => lineItem(line, words))),
    rest(words.bytesMore, after),
  );
}

function lineItem({ number, pieces }: ByteLine, words: VerdictWords): Node {
  return el(
    "li",
    { value: String(number) },
    el("span", { class: "number", "aria-hidden": "true" }, String(number)),
    el("code", {}, ...runs(pieces).map((run) => runNode(run, words))),
  );
}

/** Joins neighbours with the same marks, so that a mark over several pieces is drawn as one. */
function runs(pieces: readonly BytePiece[]): readonly (readonly BytePiece[])[] {
  const found: BytePiece[][] = [];
  for (const piece of pieces) {
    const last = found.at(-1);
    if (last?.[0]?.marks.join() === piece.marks.join()) last.push(piece);
    else found.push([piece]);
  }
  return found;
}

function runNode(run: readonly BytePiece[], words: VerdictWords): Node {
  const marks = run[0]?.marks ?? [];
  const nodes = run.map(({ text, kind }) => (kind === "text" ? text : el("span", { class: kind }, text)));
  if (marks.length === 0) return el("span", {}, ...nodes);
  const numbers = marks.join(" ");
  return el(
    "mark",
    {},
    el("span", { class: "unseen" }, ` ${filled(words.mark, numbers)}: `),
    ...nodes,
    el("sup", { "aria-hidden": "true" }, numbers),
  );
}
