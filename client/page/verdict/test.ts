/** One test: its head, its samples, and the picture of the chosen sample. */

import type { PollPicture, StepState, VerdictState } from "../../../core/lint/answer/index.ts";
import type { PicturedTest, ShowVerdicts, VerdictRequest } from "../../verdict/messages.ts";
import type { VerdictWords } from "../../verdict/words.ts";
import { el, filled } from "../parts/element.ts";
import { host } from "../parts/host.ts";
import { type IconName, icon } from "../parts/icons.ts";
import { sayIfNew } from "../parts/live-region.ts";
import { findingsBlock } from "./findings.ts";
import type { PageState } from "./state.ts";
import { stepItem } from "./step.ts";

const signs: Readonly<Record<VerdictState, IconName>> = {
  registered: "pass",
  "answered-no": "info",
  failed: "error",
};

/** Draws the test into `main`. The focus stays in place, and a change is announced. */
export function drawTest(main: HTMLElement, { test, words }: ShowVerdicts, state: PageState): void {
  const focused = document.activeElement?.id;
  const picture = test.polls[state.poll];
  main.replaceChildren(
    head(test, words, state),
    ...(test.polls.length > 1 ? [samples(test, words, state)] : []),
    ...(picture === undefined ? [] : body(picture, test, words, state)),
  );
  if (focused) document.getElementById(focused)?.focus();
  if (picture !== undefined) announce(picture, words);
}

function announce({ request, state, title, steps }: PollPicture, words: VerdictWords): void {
  const end = steps.find((step) => isEnd(step.state));
  const where = end === undefined ? "" : ` ${words.steps[end.name]}: ${words.states[end.state]}.`;
  sayIfNew(`${request}: ${words.verdicts[state]}, ${title}.${where}`);
}

function isEnd(state: StepState): boolean {
  return state === "stopped" || state === "ended" || state === "faulty";
}

function head(
  { subject, release, remarks, script, ofSuite }: PicturedTest,
  words: VerdictWords,
  state: PageState,
): Node {
  const button = (label: string, request: VerdictRequest, isFirst = false): Node => {
    const made = el("vscode-button", { id: request.type, secondary: !isFirst }, label);
    made.addEventListener("click", () => host.postMessage(request));
    return made;
  };
  return el(
    "header",
    { class: "head" },
    el(
      "div",
      {},
      el("h1", {}, subject),
      el("p", { class: "quiet" }, [`Wazuh ${release}`, ...remarks].join(" · ")),
    ),
    el(
      "div",
      { class: "actions" },
      button(words.copyReport, { type: "copy", poll: state.poll }, true),
      (script ?? ofSuite) !== undefined && button(words.testAgain, { type: "test-again" }),
      script !== undefined && button(words.openScript, { type: "open-script" }),
    ),
  );
}

function samples({ polls }: PicturedTest, words: VerdictWords, state: PageState): Node {
  const items = polls.map(({ request, state: verdict, title }, at) => {
    const isChosen = at === state.poll;
    const button = el(
      "button",
      { id: `sample-${at}`, class: `sample ${verdict}`, type: "button", "aria-current": isChosen && "true" },
      icon(signs[verdict]),
      el("span", { class: "data" }, request),
      el("span", { class: "unseen" }, `${words.verdicts[verdict]}: ${title}`),
    );
    button.addEventListener("click", () => state.choose(at));
    return el("li", {}, button);
  });
  return el("nav", { "aria-label": words.samples }, el("ul", { class: "samples" }, ...items));
}

function body(picture: PollPicture, test: PicturedTest, words: VerdictWords, state: PageState): Node[] {
  const { request, state: verdict, title, consequence, advice, steps } = picture;
  const end = steps.find((step) => isEnd(step.state))?.name;
  return [
    el(
      "section",
      { class: `verdict ${verdict}`, "aria-labelledby": "verdict" },
      el(
        "h2",
        { id: "verdict" },
        icon(signs[verdict]),
        el("span", { class: "data" }, request),
        el("span", {}, title),
      ),
      el("p", {}, consequence),
      advice !== undefined &&
        el(
          "p",
          { class: "advice" },
          icon("lightbulb"),
          el("span", {}, el("strong", {}, `${words.whatToDo}: `), advice),
        ),
    ),
    el(
      "section",
      { "aria-labelledby": "steps" },
      el("h2", { id: "steps", class: "unseen" }, filled(words.stepsOf, request)),
      el(
        "ol",
        { class: "steps" },
        ...steps.map((step) =>
          stepItem(step, { words, release: test.release, state, isEnd: step.name === end }),
        ),
      ),
    ),
    findingsBlock(picture, words),
  ];
}
