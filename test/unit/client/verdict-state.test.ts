/** What the view of verdicts keeps: the selected poll and the opened steps, while the test is the same. */

import { describe, expect, it } from "vitest";
import { type KeptState, keptState, PageState } from "../../../client/page/verdict/state.ts";
import type { PicturedTest, ShowVerdicts } from "../../../client/verdict/messages.ts";
import type { VerdictWords } from "../../../client/verdict/words.ts";
import type { PollPicture, VerdictState } from "../../../core/lint/answer/index.ts";

const picture = (state: VerdictState): PollPicture => ({
  request: "id:001",
  state,
  title: state,
  consequence: "",
  advice: undefined,
  steps: [],
  manager: [],
  contract: [],
  next: [],
});

function shown(id: string, states: readonly VerdictState[], poll?: number): ShowVerdicts {
  const test: PicturedTest = {
    id,
    subject: "poll.py",
    script: undefined,
    ofSuite: undefined,
    release: "4.14",
    remarks: [],
    polls: states.map(picture),
  };
  return { type: "show", test, poll, words: {} as VerdictWords };
}

function opened(kept: KeptState = keptState(undefined)) {
  const seen = { kept, draws: 0 };
  const state = new PageState(kept, {
    keep: (each) => {
      seen.kept = each;
    },
    draw: () => {
      seen.draws++;
    },
  });
  return { state, seen };
}

describe("the page of verdicts", () => {
  it("starts with the named poll, else with the first that failed, else with the first", () => {
    const { state } = opened();
    state.show(shown("a", ["registered", "failed", "failed"]));
    expect(state.poll).toBe(1);
    state.show(shown("b", ["registered", "answered-no"]));
    expect(state.poll).toBe(0);
    state.show(shown("c", ["failed", "registered"], 1));
    expect(state.poll).toBe(1);
  });

  it("keeps the selection and opened steps while the test is the same, also over a reload", () => {
    const { state, seen } = opened();
    state.show(shown("a", ["failed", "registered"]));
    state.choose(1);
    state.toggle("output", true);
    const next = opened(keptState(JSON.parse(JSON.stringify(seen.kept)))).state;
    next.show(shown("a", ["failed", "registered"]));
    expect(next.poll).toBe(1);
    expect(next.isToggled("output")).toBe(true);
    next.choose(0);
    expect(next.isToggled("output")).toBe(false);
    next.show(shown("b", ["registered", "failed"]));
    next.choose(1);
    expect(next.isToggled("output")).toBe(false);
  });

  it("draws what changes, and nothing that is drawn already", () => {
    const { state, seen } = opened();
    state.show(shown("a", ["failed"]));
    state.toggle("output", true);
    state.toggle("output", false);
    expect(seen.draws).toBe(1);
    expect(seen.kept.toggled).toEqual([]);
  });
});
