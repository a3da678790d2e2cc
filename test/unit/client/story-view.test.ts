/** The story of a log as the view receives it. */

import { describe, expect, it } from "vitest";
import { logWords, viewOf } from "../../../client/log/story-view.ts";
import { LogReader, Story, summaryOf } from "../../../core/log/index.ts";

function view(lines: readonly string[]) {
  const story = new Story();
  const reader = new LogReader((line) => story.add(line, 0));
  reader.push(new TextEncoder().encode(lines.map((line) => `${line}\n`).join("")));
  return viewOf("/var/ossec/logs/ossec.log", summaryOf([{ path: "ossec.log", reader }], story), {
    reading: false,
    following: true,
  });
}

const at = (second: number, text: string): string => `2026/11/21 10:00:0${second} wazuh-${text}`;
const wrongKey = (second: number, id: string): string =>
  at(
    second,
    `remoted: WARNING: (1404): Authentication error. Wrong key or corrupt payload. Message received from agent '${id}' at '10.0.0.14'.`,
  );
const NEW_KEY = at(5, "authd: INFO: Agent key generated for agent 'web1' (requested locally)");

describe("the view of a log", () => {
  it("has its causes with what was counted, and the agents with problems", () => {
    const { problems, agents, others, ...rest } = view([
      wrongKey(1, "014"),
      wrongKey(2, "014"),
      wrongKey(3, "015"),
      at(4, "remoted: INFO: a line that nobody knows"),
      NEW_KEY,
    ]);
    expect(rest).toEqual({
      path: "/var/ossec/logs/ossec.log",
      summary: "5 lines: 4 explained, 1 unknown. From 2026/11/21 10:00:01 to 2026/11/21 10:00:05.",
      ok: false,
      reading: false,
      following: true,
    });
    expect(
      problems.map(({ severity, title, amount, example }) => ({ severity, title, amount, example })),
    ).toEqual([
      {
        severity: "warning",
        title: "The agent's key differs from the manager's",
        amount: "3 lines, 2 agents, 2026/11/21 10:00:01 to 2026/11/21 10:00:03",
        example:
          "(1404): Authentication error. Wrong key or corrupt payload. Message received from agent '014' at '10.0.0.14'.",
      },
    ]);
    expect(agents.map(({ name, happened }) => [name, happened])).toEqual([
      ["014", "The agent's key differs from the manager's: 2"],
      ["015", "The agent's key differs from the manager's: 1"],
    ]);
    expect(others.map(({ title, amount }) => [title, amount])).toEqual([
      ["Agents were registered", "1 line, 1 agent, 2026/11/21 10:00:05"],
    ]);
    for (const { meaning, advice } of [...problems, ...others]) expect(meaning + advice).not.toBe("");
  });

  it("says so if there is nothing", () => {
    expect(view([])).toMatchObject({
      summary: "0 lines: 0 explained, 0 unknown.",
      ok: true,
      problems: [],
      agents: [],
      others: [],
    });
    expect(view([NEW_KEY]).summary).toBe(
      "1 line: 1 explained, 0 unknown. From 2026/11/21 10:00:05 to 2026/11/21 10:00:05.",
    );
  });

  it("has at most 500 agents", () => {
    const lines = Array.from({ length: 501 }, (_, id) => wrongKey(1, String(id + 100)));
    expect(view(lines).agents).toHaveLength(500);
  });

  it("has its fixed words", () => {
    expect(logWords()).toEqual({
      stop: "Stop following",
      again: "Follow again",
      copy: "Copy report",
      open: "Open the log",
      following: "Followed: the page grows with the log.",
      stopped: "No longer followed.",
      newProblem: "New problem: {0}",
      nothing: "No line needs attention.",
      whatToDo: "What to do",
      firstLine: "First line",
      agents: "Agents with problems",
      others: "What else is known",
      columns: { name: "Agent", happened: "What happened", conclusions: "What it means" },
      severities: { error: "error", warning: "warning", information: "information", hint: "hint" },
    });
  });
});
