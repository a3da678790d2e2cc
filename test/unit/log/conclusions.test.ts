/** What the lines of one agent mean together, with its record and without, and which lines are of one agent. */

import { describe, expect, it } from "vitest";
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
const time = (second: number): string => `2026/11/21 10:00:${String(second).padStart(2, "0")}`;

/** `lines` begin with their second, or with nothing for a line without a time. */
function told(lines: readonly string[], keys?: readonly string[]) {
  const story = new Story();
  const reader = new LogReader((line) => story.add(line));
  const text = lines.map((line) => line.replace(/^\d+ /, (second) => `${time(Number(second))} `)).join("\n");
  reader.push(new TextEncoder().encode(`${text}\n`));
  const options = { release: newestRelease, passEmpty: true };
  const records =
    keys &&
    new Records(
      readKeyFile(keys.map((each) => `${each} ${KEY}\n`).join(""), options).store.entries,
      newestRelease,
    );
  return { ...explainStory(story, records), summary: summaryOf([{ path: "a.log", reader }], story, records) };
}

const conclusionsOf = (lines: readonly string[], keys?: readonly string[]): readonly string[] =>
  told(lines, keys).agents.flatMap(({ conclusions }) => conclusions);

const inUse = "wazuh-remoted: WARNING: Agent key already in use: agent ID '012'";
const starts = (source: string): string => `wazuh-remoted: DEBUG: Agent 012 sent HC_STARTUP from '${source}'`;
const counter = "wazuh-remoted: ERROR: (1407): Duplicated counter for 'web-12'.";
const refused = (source: string): string =>
  `wazuh-remoted: WARNING: (1408): Invalid ID 012 for the source ip: '${source}' (name 'web-12').`;
const wrongKey =
  "wazuh-remoted: WARNING: (1404): Authentication error. Wrong key or corrupt payload. Message received from agent '012' at '10.0.0.7'.";
const replaced = "wazuh-authd: INFO: Duplicate ID. Removing old agent 'web-12' (id '012').";
const added = "wazuh-authd: INFO: Agent key generated for 'web-12' (requested by any)";
const removed = "wazuh-authd: INFO: Agent '012' (web-12) deleted (requested locally)";

describe("a key that two use", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    [
      "with sources that alternate",
      [inUse, starts("10.0.0.7"), starts("10.0.0.8"), starts("10.0.0.7")],
      ["Two machines hold this key: sources 10.0.0.7 and 10.0.0.8 alternate."],
    ],
    [
      "with one source after the other",
      [inUse, starts("10.0.0.7"), starts("10.0.0.8")],
      ["Two machines may hold this key: it was used from 10.0.0.7 and from 10.0.0.8."],
    ],
    [
      "with one source",
      [inUse, starts("10.0.0.7")],
      [
        "The lines do not say where the second connection comes from. remoted logs its source with remoted.debug=1, and from 5.0 on always.",
      ],
    ],
    [
      "with no source",
      [inUse],
      [
        "The lines do not say where the second connection comes from. remoted logs its source with remoted.debug=1, and from 5.0 on always.",
      ],
    ],
  ])("%s", (_how, lines, expected) => {
    expect(conclusionsOf(lines)).toEqual(expected);
  });

  it("may be seen by the counters of messages alone", () => {
    const keys = ["012 web-12 any"];
    expect(conclusionsOf([counter], keys)).toEqual([]);
    expect(conclusionsOf([counter, starts("10.0.0.7")], keys)).toEqual([]);
    expect(conclusionsOf([counter, starts("10.0.0.7"), starts("10.0.0.8")], keys)).toEqual([
      "Two machines may hold this key: it was used from 10.0.0.7 and from 10.0.0.8.",
    ]);
  });

  it("are no conclusion without such a line", () => {
    expect(conclusionsOf([starts("10.0.0.7"), starts("10.0.0.8"), starts("10.0.0.7")])).toEqual([]);
  });
});

describe("an agent that is refused", () => {
  it.each<[string, readonly string[], readonly string[], readonly string[]]>([
    [
      "from sources that its record does not admit",
      [refused("10.0.0.8"), refused("10.0.0.9"), refused("10.0.0.7")],
      ["012 web-12 10.0.0.7"],
      ["Its record allows 10.0.0.7, but it connects from 10.0.0.8, 10.0.0.9."],
    ],
    [
      "from a network",
      [refused("10.1.0.8")],
      ["012 web-12 10.0.0.0/16"],
      ["Its record allows 10.0.0.0/16, but it connects from 10.1.0.8."],
    ],
    [
      "although its record admits it",
      [refused("10.0.0.7")],
      ["012 web-12 10.0.0.7"],
      [
        "client.keys now allows this agent: it was registered, or its record was changed, after the manager refused it.",
      ],
    ],
    [
      "and has no record",
      [refused("10.0.0.7")],
      ["013 web-13 any"],
      ["client.keys has no agent with this id."],
    ],
    [
      "and was removed",
      [`3 ${removed}`, refused("10.0.0.7")],
      ["013 web-13 any"],
      [`client.keys has no agent with this id: the agent was removed at ${time(3)}.`],
    ],
    [
      "and was removed, nobody knows when",
      [removed, refused("10.0.0.7")],
      ["013 web-13 any"],
      ["client.keys has no agent with this id."],
    ],
  ])("%s", (_how, lines, keys, expected) => {
    expect(conclusionsOf(lines, keys)).toEqual(expected);
  });

  it("is not judged without client.keys", () => {
    expect(conclusionsOf([refused("10.0.0.7"), `3 ${removed}`])).toEqual([]);
  });

  it("is not missed in client.keys where the log has only its address", () => {
    expect(
      conclusionsOf(["wazuh-remoted: WARNING: (1213): Message from '10.0.0.9' not allowed."], []),
    ).toEqual([]);
  });
});

describe("an agent with a wrong key", () => {
  const old = (changed: number, wrong: number): string =>
    `The manager got a new key for this agent at ${time(changed)}, and the agent's key has been wrong since ${time(wrong)}: the agent still has the old key.`;

  it.each<[string, readonly string[], readonly string[]]>([
    ["since it was replaced", [`1 ${replaced}`, `2 ${wrongKey}`], [old(1, 2)]],
    ["in the second in which it was replaced", [`1 ${replaced}`, `1 ${wrongKey}`], [old(1, 1)]],
    ["before it was replaced", [`1 ${wrongKey}`, `2 ${replaced}`], []],
    ["and was never replaced", [`1 ${wrongKey}`], []],
    ["and no line has a time", [replaced, wrongKey], []],
    ["since its key was made", [`1 ${added}`, `2 ${wrongKey}`], [old(1, 2)]],
  ])("%s", (_when, lines, expected) => {
    expect(conclusionsOf(lines, ["012 web-12 any"])).toEqual(expected);
  });
});

describe("a problem that is over", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    [
      "with a wrong key",
      [`1 ${wrongKey}`, `2 ${starts("10.0.0.7")}`],
      [`The agent has connected since then, at ${time(2)}.`],
    ],
    ["but not in the same second", [`1 ${wrongKey}`, `1 ${starts("10.0.0.7")}`], []],
    ["but not before", [`1 ${starts("10.0.0.7")}`, `2 ${wrongKey}`], []],
    [
      "refused",
      [`1 ${refused("10.0.0.7")}`, `2 ${starts("10.0.0.7")}`],
      [`The agent has connected since then, at ${time(2)}.`],
    ],
  ])("%s", (_when, lines, expected) => {
    expect(conclusionsOf(lines)).toEqual(expected);
  });
});

describe("lines of one agent", () => {
  const agentsOf = (lines: readonly string[], keys?: readonly string[]) =>
    told(lines, keys).agents.map((each) => [agentName(each), each.id, each.count, each.sources]);

  it("are joined by a name that another line has with the id", () => {
    expect(agentsOf([counter, replaced])).toEqual([["012 web-12", "012", 2, []]]);
    expect(agentsOf([counter, inUse])).toEqual([
      ["web-12", undefined, 1, []],
      ["012", "012", 1, []],
    ]);
  });

  it("are joined by the name in client.keys, where the first of several ids counts", () => {
    expect(agentsOf([counter, inUse], ["011 other any", "012 web-12 any"])).toEqual([
      ["012 web-12", "012", 2, []],
    ]);
    expect(agentsOf([counter], ["011 other any"])).toEqual([["web-12", undefined, 1, []]]);
    expect(agentsOf([inUse], ["012 first any", "012 second any"])).toEqual([["012 first", "012", 1, []]]);
  });

  it("are not joined by a name that is not in the log and not in client.keys", () => {
    const asks = "wazuh-authd: INFO: Received request for a new agent (mail) from: 10.0.0.9";
    expect(agentsOf([asks, counter], [])).toEqual([
      ["web-12", undefined, 1, []],
      ["mail", undefined, 1, ["10.0.0.9"]],
    ]);
  });

  it("have their sources together, the most frequent first", () => {
    const asks = (source: string): string =>
      `wazuh-authd: INFO: Received request for a new agent (web-12) from: ${source}`;
    const lines = [asks("10.0.0.7"), starts("10.0.0.8"), asks("10.0.0.8"), replaced];
    expect(agentsOf(lines)).toEqual([["012 web-12", "012", 4, ["10.0.0.8", "10.0.0.7"]]]);
  });

  it("have the address of the record as the manager reads it", () => {
    expect(told([inUse], ["012 web-12 !10.0.0.0/8"]).agents[0]?.record).toEqual({
      id: "012",
      name: "web-12",
      // 4.4 and newer remove the exclamation mark.
      address: "10.0.0.0/8",
    });
  });
});

describe("the order of agents", () => {
  it("is by severity, then by lines", () => {
    const lines = [
      "wazuh-remoted: DEBUG: Agent 001 sent HC_STARTUP from '10.0.0.1'",
      "wazuh-remoted: DEBUG: Agent 001 sent HC_STARTUP from '10.0.0.1'",
      "wazuh-remoted: DEBUG: Agent 001 sent HC_STARTUP from '10.0.0.1'",
      "wazuh-remoted: WARNING: Agent key already in use: agent ID '002'",
      "wazuh-remoted: WARNING: Agent key already in use: agent ID '003'",
      "wazuh-remoted: WARNING: Agent key already in use: agent ID '003'",
    ];
    expect(told(lines).agents.map(({ id, severity, count }) => [id, severity, count])).toEqual([
      ["003", "warning", 2],
      ["002", "warning", 1],
      ["001", "information", 3],
    ]);
  });
});

describe("the first line of a cause", () => {
  const example = (line: string): string | undefined => told([line]).causes[0]?.example.text;
  const MASK = "••••••••";

  it.each([
    [
      "wazuh-authd: INFO: Accepting connections on port 1515. Random password chosen for agent authentication: hunter2",
      `Accepting connections on port 1515. Random password chosen for agent authentication: ${MASK}`,
    ],
    ["wazuh-authd: DEBUG: Request received: <OSSEC A:'web' hunter2>", `Request received: <${MASK}>`],
    [
      "wazuh-authd: ERROR: (1401): Error reading authentication key: 'hunter2'.",
      `(1401): Error reading authentication key: '${MASK}'.`,
    ],
    [
      "wazuh-authd: ERROR: (1401): Error reading authentication key: 'hunter2'. Error 2 (No such file).",
      `(1401): Error reading authentication key: '${MASK}'. Error 2 (No such file).`,
    ],
    ["wazuh-authd: DEBUG: Exec output: hunter2", `Exec output: ${MASK}`],
    [
      "wazuh-authd: DEBUG: Could not get a key from ID 012. Error: 'hunter2'",
      `Could not get a key from ID 012. Error: '${MASK}'`,
    ],
    [
      "wazuh-authd: DEBUG: Agent key request addition response: 'hunter2'",
      `Agent key request addition response: '${MASK}'`,
    ],
    [
      "wazuh-remoted: WARNING: Agent key already in use: agent ID '012'",
      "Agent key already in use: agent ID '012'",
    ],
  ])("%s", (line, shown) => {
    expect(example(line)).toBe(shown);
  });

  it("is cut off where it is long", () => {
    const start = "Agent key already in use: agent ID '";
    const ofLength = (length: number): string =>
      `${start}${"a-".repeat(150).slice(0, length - start.length - 1)}'`;
    expect(example(`wazuh-remoted: WARNING: ${ofLength(300)}`)).toBe(ofLength(300));
    expect(example(`wazuh-remoted: WARNING: ${ofLength(301)}`)).toBe(`${ofLength(301).slice(0, 300)}…`);
  });
});

describe("the page of a story", () => {
  it("names several files, and has no times where the lines have none", () => {
    const { summary } = told([inUse]);
    const files = [...summary.files, { path: "b.log", lines: 0, known: 0 }];
    expect(
      storyMarkdown({ ...summary, files })
        .split("\n")
        .slice(0, 8),
    ).toEqual([
      "## ✘ `a.log`, `b.log`",
      "",
      "Lines: 1. Explained: 1. Not known: 0.",
      "",
      "| | cause | lines | agents | first | last |",
      "|---|---|---|---|---|---|",
      "| warning | A second connection uses the key of a connected agent | 1 | 1 |  |  |",
      "",
    ]);
  });

  it("names an agent by all that the log has", () => {
    const nobody = { id: undefined, names: [], sources: [], record: undefined } as const;
    const [some] = told([inUse]).agents;
    if (some === undefined) throw new Error("The line names an agent.");
    expect(agentName({ ...some, ...nobody })).toBe("at an unknown address");
    expect(agentName({ ...some, ...nobody, sources: ["10.0.0.7", "10.0.0.8"] })).toBe("at 10.0.0.7");
    expect(agentName({ ...some, ...nobody, id: "012", names: ["a", "b"] })).toBe("012 a, b");
    expect(agentName({ ...some, ...nobody, names: ["a"], sources: ["10.0.0.7"] })).toBe("a");
  });
});
