/** One log with a bit of everything: each number of its story, and the story as a page. */

import { beforeAll, describe, expect, it } from "vitest";
import {
  agentName,
  explainStory,
  LogReader,
  Records,
  Story,
  storyMarkdown,
  summaryOf,
} from "../../../core/log/index.ts";
import { newestRelease, readKeyFile } from "../../../core/manager/index.ts";

const KEY = "0123456789abcdef".repeat(4);

const log = [
  "remoted: WARNING: Agent key already in use: agent ID '012'",
  "remoted: DEBUG: Agent 012 sent HC_STARTUP from '10.0.0.7'",
  "remoted: DEBUG: Agent 012 sent HC_STARTUP from '10.0.0.8'",
  "remoted: DEBUG: Agent 012 sent HC_STARTUP from '10.0.0.8'",
  "remoted: WARNING: (1408): Invalid ID 013 for the source ip: '10.0.0.9' (name 'web-13').",
  "remoted: DEBUG: Agent 013 sent HC_STARTUP from '10.0.0.9'",
  "authd: INFO: Duplicate ID. Removing old agent 'web-14' (id '014').",
  "remoted: WARNING: (1404): Authentication error. Wrong key or corrupt payload. Message received from agent '014' at '10.0.0.14'.",
  "remoted: ERROR: (1407): Duplicated counter for 'web-13'.",
  "remoted: INFO: a line that nobody knows",
  "remoted: WARNING: (1213): Message from '10.0.0.99' not allowed. Cannot find the ID of the agent. Source agent ID is unknown.",
];

const time = (second: number): string => `2026/11/21 10:00:${String(second).padStart(2, "0")}`;

function read(lines: readonly string[], keys?: string, file = 0) {
  const story = new Story();
  const reader = new LogReader((line) => story.add(line, file));
  const text = lines.map((line, at) => `${time(at)} wazuh-${line}\n`).join("");
  reader.push(new TextEncoder().encode(text));
  const entries =
    keys === undefined
      ? undefined
      : readKeyFile(keys, { release: newestRelease, passEmpty: true }).store.entries;
  const records = entries === undefined ? undefined : new Records(entries, newestRelease);
  return { story, reader, records, explained: explainStory(story, records) };
}

let whole: ReturnType<typeof read>;
beforeAll(() => {
  whole = read(log, `012 web-12 any ${KEY}\n013 web-13 10.0.0.1 ${KEY}\n`, 3);
});

describe("the story of a log", () => {
  it("has each cause with its lines, its agents, its times and its first line", () => {
    const seconds = (text: string | undefined): number => Number(text?.slice(-2));
    const rows = whole.explained.causes.map(({ cause, severity, count, agents, first, last, example }) => [
      ...[cause, severity, count, agents, seconds(first), seconds(last), example.file, example.line],
    ]);
    expect(rows).toEqual([
      ["unknown-agent", "warning", 2, 2, 4, 10, 3, 5],
      ["key-in-use", "warning", 1, 1, 0, 0, 3, 1],
      ["wrong-key", "warning", 1, 1, 7, 7, 3, 8],
      ["counters", "warning", 1, 1, 8, 8, 3, 9],
      ["connection", "information", 4, 2, 1, 5, 3, 2],
      ["agent-replaced", "information", 1, 1, 6, 6, 3, 7],
    ]);
    expect(whole.explained.causes[0]?.messages).toEqual([
      { id: "unknown-id", count: 1 },
      { id: "unknown-source", count: 1 },
    ]);
    expect(whole.explained.overflows).toBe(false);
  });

  it("has each agent with what the lines and client.keys say about it", () => {
    const record = (id: string, name: string, address: string) => ({ id, name, address });
    expect(
      whole.explained.agents.map((agent) => [
        [agentName(agent), agent.id, agent.names, agent.sources, agent.record],
        [agent.severity, agent.count, agent.first, agent.last],
        agent.causes.map(({ cause, count, example }) => [cause, count, example.line]),
        agent.conclusions,
      ]),
    ).toEqual([
      [
        ["012 web-12", "012", [], ["10.0.0.8", "10.0.0.7"], record("012", "web-12", "any")],
        ["warning", 4, time(0), time(3)],
        [
          ["key-in-use", 1, 1],
          ["connection", 3, 2],
        ],
        ["Two machines may hold this key: it was used from 10.0.0.8 and from 10.0.0.7."],
      ],
      [
        ["013 web-13", "013", ["web-13"], ["10.0.0.9"], record("013", "web-13", "10.0.0.1")],
        ["warning", 3, time(4), time(8)],
        [
          ["unknown-agent", 1, 5],
          ["counters", 1, 9],
          ["connection", 1, 6],
        ],
        [
          "Its record allows 10.0.0.1, but it connects from 10.0.0.9.",
          `The agent has connected since then, at ${time(5)}.`,
        ],
      ],
      [
        ["014 web-14", "014", ["web-14"], ["10.0.0.14"], null],
        ["warning", 2, time(6), time(7)],
        [
          ["wrong-key", 1, 8],
          ["agent-replaced", 1, 7],
        ],
        [
          "client.keys has no agent with this id.",
          `The manager got a new key for this agent at ${time(6)}, and the agent's key has been wrong since ${time(7)}: the agent still has the old key.`,
        ],
      ],
      [
        ["at 10.0.0.99", undefined, [], ["10.0.0.99"], null],
        ["warning", 1, time(10), time(10)],
        [["unknown-agent", 1, 11]],
        [],
      ],
    ]);
  });
});

it("is a page with a table, what to do, and the agents", () => {
  const { story, reader, records, explained } = whole;
  const page = storyMarkdown(summaryOf([{ path: "ossec.log", reader }], story, records)).split("\n");
  const of = (cause: string) => explained.causes.find((each) => each.cause === cause);
  expect(page.slice(0, 12)).toEqual([
    "## ✘ `ossec.log`",
    "",
    `Lines: 11, ${time(0)} to ${time(10)}. Explained: 10. Not known: 1.`,
    "",
    "| | cause | lines | agents | first | last |",
    "|---|---|---|---|---|---|",
    `| warning | The manager does not know the agent | 2 | 2 | ${time(4)} | ${time(10)} |`,
    `| warning | A second connection uses the key of a connected agent | 1 | 1 | ${time(0)} | ${time(0)} |`,
    `| warning | The agent's key differs from the manager's | 1 | 1 | ${time(7)} | ${time(7)} |`,
    `| warning | Counters of messages repeat | 1 | 1 | ${time(8)} | ${time(8)} |`,
    `| information | Agents connected and disconnected | 4 | 2 | ${time(1)} | ${time(5)} |`,
    `| information | An agent was replaced by a new one | 1 | 1 | ${time(6)} | ${time(6)} |`,
  ]);
  expect(page.slice(12, 20)).toEqual([
    "",
    "### The manager does not know the agent",
    "",
    of("unknown-agent")?.meaning,
    "",
    `**What to do:** ${of("unknown-agent")?.advice}`,
    "",
    "`(1408): Invalid ID 013 for the source ip: '10.0.0.9' (name 'web-13').`",
  ]);
  expect(page.filter((line) => line.startsWith("### "))).toHaveLength(4);
  expect(page.slice(-7)).toEqual([
    "| agent | what happened | what it means |",
    "|---|---|---|",
    "| 012 web-12 | A second connection uses the key of a connected agent: 1; Agents connected and disconnected: 3 | Two machines may hold this key: it was used from 10.0.0.8 and from 10.0.0.7. |",
    `| 013 web-13 | The manager does not know the agent: 1; Counters of messages repeat: 1; Agents connected and disconnected: 1 | Its record allows 10.0.0.1, but it connects from 10.0.0.9. The agent has connected since then, at ${time(5)}. |`,
    `| 014 web-14 | The agent's key differs from the manager's: 1; An agent was replaced by a new one: 1 | client.keys has no agent with this id. The manager got a new key for this agent at ${time(6)}, and the agent's key has been wrong since ${time(7)}: the agent still has the old key. |`,
    "| at 10.0.0.99 | The manager does not know the agent: 1 |  |",
    "",
  ]);
});

describe("a log without problems", () => {
  it("has a page without advice and without agents", () => {
    const { story, reader } = read(["remoted: DEBUG: Agent 012 sent HC_STARTUP from '10.0.0.7'"]);
    const summary = summaryOf([{ path: "a.log", reader }], story);
    expect(summary).toMatchObject({
      ok: true,
      lines: 1,
      known: 1,
      unknown: 0,
      first: time(0),
      last: time(0),
    });
    expect(summary.agents[0]?.record).toBeUndefined();
    expect(storyMarkdown(summary)).toBe(
      [
        "## ✔ `a.log`",
        "",
        `Lines: 1, ${time(0)} to ${time(0)}. Explained: 1. Not known: 0.`,
        "",
        "| | cause | lines | agents | first | last |",
        "|---|---|---|---|---|---|",
        `| information | Agents connected and disconnected | 1 | 1 | ${time(0)} | ${time(0)} |`,
        "",
      ].join("\n"),
    );
  });

  it("can have no time, and no line", () => {
    const { story, reader } = read([]);
    expect(storyMarkdown(summaryOf([{ path: "a.log", reader }], story))).toContain(
      "\nLines: 0. Explained: 0. Not known: 0.\n",
    );
  });

  it("can be several files, whose lines and times count together", () => {
    const { story, reader } = read(log.slice(0, 2));
    const other = read([...log.slice(4, 8), "x: INFO: nobody knows"]);
    const logs = [
      { path: "b.log", reader: other.reader },
      { path: "a.log", reader },
    ];
    expect(summaryOf(logs, story)).toMatchObject({
      files: [
        { path: "b.log", lines: 5, known: 4 },
        { path: "a.log", lines: 2, known: 2 },
      ],
      lines: 7,
      known: 6,
      unknown: 1,
      first: time(0),
      last: time(4),
    });
  });
});

it("names an agent by what the log says of it", () => {
  const named = (line: string): string | undefined => {
    const [agent] = read([line]).explained.agents;
    return agent && agentName(agent);
  };
  expect(named("remoted: ERROR: (1407): Duplicated counter for 'web-13'.")).toBe("web-13");
  expect(named(log[0] ?? "")).toBe("012");
  expect(named(log[4] ?? "")).toBe("013 web-13");
  expect(named(log[10] ?? "")).toBe("at 10.0.0.99");
});
