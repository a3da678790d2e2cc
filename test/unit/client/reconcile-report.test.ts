/** Agents compared with their database, as the view receives them and as Markdown to share. */

import { describe, expect, it } from "vitest";
import { progressText, reconcileMarkdown, viewOf } from "../../../client/reconcile/report.ts";
import { newestRelease } from "../../../core/manager/index.ts";
import type { ReconcileStop } from "../../../core/poll/index.ts";
import { type AgentResult, type ReconcileState, Tally } from "../../../core/reconcile/index.ts";

const result = (id: string, state: ReconcileState, more: Partial<AgentResult> = {}): AgentResult => ({
  id,
  name: `h_${id}`,
  line: Number(id),
  request: `id:${id}`,
  state,
  differences: [],
  removes: [],
  ...more,
});

const cause = { problem: "The script printed nothing.", advice: "Print an answer." };

/** `agents` counts those that were not asked, too. */
function tallyOf(agents: number, results: readonly AgentResult[], equal = 0): Tally {
  const tally = new Tally(agents);
  for (const [place, each] of results.entries()) tally.add(place, each);
  for (let at = 0; at < equal; at++) tally.addEqual(results.length + at);
  return tally;
}

const view = (tally: Tally, stop?: ReconcileStop, remarks: readonly string[] = []) =>
  viewOf({
    keys: "client.keys",
    subject: "./poll.py",
    release: newestRelease,
    remarks,
    done: { tally, stop, answers: [] },
  });

const results = [
  result("001", "no-answer", { why: "empty answer", cause }),
  result("002", "other-key", { differences: [{ what: "key", file: "aaaa", answer: "bbbb" }] }),
  result("003", "no-answer", { why: "empty answer", cause }),
];
const extra: AgentResult = { ...result("009", "missing"), removes: ["004 old"] };
const { name: _name, line: _line, ...missing } = extra;

describe("the view", () => {
  it("has the totals and the agents, the most severe state first", () => {
    const shown = view(tallyOf(6, [...results, missing], 2), undefined, ["A remark."]);
    expect({ ...shown, agents: shown.agents.map(({ id, state, facts }) => [id, state, facts]) }).toEqual({
      title: "client.keys compared with ./poll.py",
      summary: "Wazuh 4.14 · 6 agents asked: 1 other key, 1 only in the database, 2 no answer, 2 equal.",
      ok: false,
      remarks: ["A remark."],
      agents: [
        ["002", "other-key", "key: fingerprint aaaa → bbbb"],
        ["009", "missing", "the manager would also remove 004 old"],
        ["001", "no-answer", "empty answer"],
        ["003", "no-answer", "empty answer"],
      ],
      canGoOn: true,
    });
    expect(shown.agents[2]).toEqual({
      state: "no-answer",
      id: "001",
      name: "h_001",
      line: 1,
      request: "id:001",
      why: "empty answer",
      cause,
      facts: "empty answer",
    });
    expect(shown.agents[1]).toMatchObject({ name: "", line: undefined });
  });

  it("is good if every agent was asked and is equal", () => {
    expect(view(tallyOf(1, [], 1))).toMatchObject({
      summary: "Wazuh 4.14 · 1 agent asked: 1 equal.",
      ok: true,
      canGoOn: false,
    });
    expect(view(tallyOf(2, [result("001", "other-name")], 1))).toMatchObject({ ok: false, canGoOn: false });
    expect(view(tallyOf(2, [result("001", "no-answer")], 1))).toMatchObject({ ok: false, canGoOn: true });
    expect(view(tallyOf(3, [], 2))).toMatchObject({ ok: false, canGoOn: true });
  });

  it.each([
    [undefined, "cancelled"],
    [{ kind: "cancelled" }, "cancelled"],
    [{ kind: "limit" }, "stopped"],
    [{ kind: "failures" }, "stopped: too many requests without an answer"],
    [{ kind: "obstacle", message: "./poll.py does not exist." }, "stopped"],
  ] as const)("says why agents were not asked: %j", (stop, why) => {
    const { summary, remarks } = view(tallyOf(1503, [], 3), stop, ["A remark."]);
    expect(summary).toBe(`Wazuh 4.14 · 3 agents asked: 3 equal. 1,500 not asked, ${why}.`);
    expect(remarks).toEqual(stop?.kind === "obstacle" ? [stop.message, "A remark."] : ["A remark."]);
  });
});

describe("the progress", () => {
  it("has a rate, and the time that is left", () => {
    expect(progressText(tallyOf(5000, results, 1997), 1000, 10_000)).toBe(
      "2,000 of 5,000 agents, 100 a second, 30 s left, 1 differ, 2 without an answer",
    );
    expect(progressText(tallyOf(100, [], 4), 0, 1500)).toBe(
      "4 of 100 agents, 2.7 a second, 36 s left, 0 differ",
    );
    expect(progressText(tallyOf(100, [], 10), 0, 1000)).toContain(", 10 a second, ");
    expect(progressText(tallyOf(5, []), 0, 0)).toBe("0 of 5 agents, 0.0 a second, 0 differ");
  });
});

describe("the Markdown", () => {
  it("has each state with its agents, and each cause once", () => {
    const shown = view(tallyOf(4, [...results, missing]), undefined, ["From /home/ann/poll.py"]);
    expect(reconcileMarkdown(shown, "1.2.3")).toBe(`## client.keys compared with ./poll.py

Wazuh 4.14 · 4 agents asked: 1 other key, 1 only in the database, 2 no answer.

- From ~/poll.py

### other key: 1

The database and client.keys have different keys. An agent with the database's key is locked out (1404) until the manager has it too.

| Id | Name | Line | What is different |
| --- | --- | --- | --- |
| 002 | h\\_002 | 2 | key: fingerprint aaaa → bbbb |

### only in the database: 1

The database knows the agent, and client.keys does not have it.

| Id | Name | Line | What is different |
| --- | --- | --- | --- |
| 009 |  |  | the manager would also remove 004 old |

### no answer: 2

There is no answer that the manager can use, so the agent was not checked.

- empty answer: The script printed nothing. Print an answer.

| Id | Name | Line | What is different |
| --- | --- | --- | --- |
| 001 | h\\_001 | 1 | empty answer |
| 003 | h\\_003 | 3 | empty answer |

Key Poll 1.2.3
`);
  });

  it("has a cause without advice", () => {
    const shown = view(
      tallyOf(1, [result("001", "no-answer", { why: "timed out", cause: { problem: "It *hangs*." } })]),
    );
    expect(reconcileMarkdown(shown, "1")).toContain("\n\n- timed out: It \\*hangs\\*.\n\n");
  });
});
