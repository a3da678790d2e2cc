/** What a thread hands on of its part of a log, and how parts become one story. */

import { describe, expect, it } from "vitest";
import { explainStory, type KnownLine, LogReader, Story, type StoryParts } from "../../../core/log/index.ts";

const inUse = (id = "012"): string => `wazuh-remoted: WARNING: Agent key already in use: agent ID '${id}'`;
const startsFrom = (source: number | string, id = "012"): string =>
  `wazuh-remoted: DEBUG: Agent ${id} sent HC_STARTUP from '10.0.0.${source}'`;
const asksFor = (name: string): string =>
  `wazuh-authd: INFO: Received request for a new agent (${name}) from: 10.0.0.9`;
const noFile = "wazuh-authd: ERROR: Couldn't write file client.keys";

const time = (second: number): string => `2026/11/21 10:00:${String(second).padStart(2, "0")}`;
const dated = (lines: readonly string[], from = 0): readonly string[] =>
  lines.map((line, at) => `${time(from + at)} ${line}`);

function read(lines: readonly string[], file = 0): Story {
  const story = new Story();
  const reader = new LogReader((line) => story.add(line, file));
  reader.push(new TextEncoder().encode(lines.map((line) => `${line}\n`).join("")));
  return story;
}

function knownIn(text: string): readonly KnownLine[] {
  const known: KnownLine[] = [];
  new LogReader((line) => known.push(line)).push(new TextEncoder().encode(`${text}\n`));
  return known;
}

/** As it comes from another thread. */
const sent = (story: Story): StoryParts => JSON.parse(JSON.stringify(story.parts));

const agentsOf = (story: Story) =>
  [...story.agents.values()].map(({ key, id, names, sources, changes, lastSource, pairs }) => ({
    ...{ key, id, names, sources, changes, lastSource },
    pairs: pairs.map(({ cause }) => cause),
  }));

function toldOf(story: Story) {
  return {
    ...JSON.parse(JSON.stringify(explainStory(story))),
    all: agentsOf(story),
    messages: [...story.messages],
    places: story.pairs.map(({ example: { file, line } }) => [file, line]),
  };
}

describe("the parts of a story", () => {
  it("are its agents, its pairs and its messages", () => {
    const lines = dated([noFile, inUse(), startsFrom(7), startsFrom(8), asksFor("web")]);
    const parts = sent(read(lines, 3));
    expect(parts.agents).toEqual([
      [
        "012",
        "012",
        [],
        [
          ["10.0.0.7", 1],
          ["10.0.0.8", 1],
        ],
        1,
        "10.0.0.8",
      ],
      ["web ", "", ["web"], [["10.0.0.9", 1]], 0, "10.0.0.9"],
    ]);
    expect(
      parts.pairs.map(([cause, agent, count, first, last, line]) => [cause, agent, count, first, last, line]),
    ).toEqual([
      ["key-file-not-written", -1, 1, time(0), time(0), 1],
      ["key-in-use", 0, 1, time(1), time(1), 2],
      ["connection", 0, 2, time(2), time(3), 3],
      ["agent-added", 1, 1, time(4), time(4), 5],
    ]);
    expect(parts.pairs.map((pair) => pair[7])).toEqual([
      [],
      ["012"],
      ["012", "10.0.0.7"],
      ["web", "10.0.0.9"],
    ]);
    expect(parts.messages).toEqual([
      ["keys-not-written", 1],
      ["key-in-use", 1],
      ["agent-startup", 2],
      ["enrolment-requested", 1],
    ]);
    expect(parts.overflows).toBe(false);
  });

  it("have empty texts for an agent without an id and a source, and for lines without a time", () => {
    const parts = sent(read(["remoted: ERROR: (1407): Duplicated counter for 'web'."]));
    expect(parts.agents).toEqual([["web ", "", ["web"], [], 0, ""]]);
    expect(parts.pairs[0]?.slice(0, 6)).toEqual(["counters", 0, 1, "", "", 1]);
  });
});

describe("two parts", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ["of the same agents", [inUse(), startsFrom(7)], [startsFrom(7), inUse()]],
    ["with another source of an agent", [startsFrom(7)], [startsFrom(8), startsFrom(7)]],
    [
      "whose second begins with the source of before",
      [startsFrom(7), startsFrom(8)],
      [startsFrom(8), startsFrom(9)],
    ],
    ["with sources in the first alone", [startsFrom(7)], [inUse()]],
    ["with sources in the second alone", [inUse()], [startsFrom(7), startsFrom(8)]],
    ["of other agents", [inUse("012")], [inUse("013"), startsFrom(7, "013")]],
    [
      "in another order",
      [inUse("012"), inUse("013")],
      [startsFrom(3, "013"), inUse("013"), startsFrom(2, "012")],
    ],
    ["about no agent", [noFile], [noFile, inUse()]],
    ["about no agent for the first time", [inUse()], [inUse(), noFile]],
    ["of agents by name", [asksFor("web")], [asksFor("web"), asksFor("mail")]],
    ["of which one is empty", [], [inUse(), noFile, startsFrom(7)]],
    ["of which the other is empty", [inUse(), noFile], []],
  ])("%s are one story", (_what, one, other) => {
    const [first, second] = [dated(one), dated(other, one.length)];
    const story = read(first, 4);
    expect(story.append(sent(read(second)), one.length, 4)).toBe(true);
    expect(toldOf(story)).toEqual(toldOf(read([...first, ...second], 4)));
  });

  it("without times are one story without times", () => {
    const story = read([inUse(), startsFrom(7)]);
    expect(story.append(sent(read([inUse(), noFile])), 2, 0)).toBe(true);
    expect(toldOf(story)).toEqual(toldOf(read([inUse(), startsFrom(7), inUse(), noFile])));
    expect(story.pairs.map(({ first, last }) => [first, last])).toEqual(
      Array.from({ length: 3 }, () => [undefined, undefined]),
    );
  });

  it("of which the second alone has times have those", () => {
    const story = read([inUse()]);
    expect(story.append(sent(read(dated([inUse(), inUse()]))), 1, 0)).toBe(true);
    expect(story.pairs[0]).toMatchObject({ count: 3, first: time(0), last: time(1) });
  });

  it("keep the earliest and the latest time, whichever comes first", () => {
    const story = read(dated([inUse()], 5));
    story.append(sent(read(dated([inUse()], 2))), 1, 0);
    expect(story.pairs[0]).toMatchObject({ first: time(2), last: time(5) });
    story.append(sent(read(dated([inUse()], 9))), 2, 0);
    expect(story.pairs[0]).toMatchObject({ first: time(2), last: time(9) });
  });
});

describe("the sources of an agent", () => {
  const from = (count: number, first = 1): readonly string[] =>
    Array.from({ length: count }, (_, at) => startsFrom(first + at));

  it("are remembered up to 8, and the lines of the others are left out", () => {
    const [agent] = read([...from(9), startsFrom(9), startsFrom(1)]).agents.values();
    expect(agent?.sources.map(({ source, lines }) => [source, lines])).toEqual([
      ["10.0.0.1", 2],
      ...[2, 3, 4, 5, 6, 7, 8].map((each) => [`10.0.0.${each}`, 1]),
    ]);
    // From 1 to 8 are 7 changes, and one back to 1.
    expect(agent).toMatchObject({ changes: 8, lastSource: "10.0.0.1" });
  });

  it.each<[string, readonly string[], readonly string[], boolean]>([
    ["8 in all", from(5), from(3, 6), true],
    ["9 in all", from(5), from(4, 6), false],
    ["8, some in both", from(6), from(5, 4), true],
    ["8 in a new agent", [inUse("013")], from(8), true],
  ])("%s", (_what, one, other, isJoined) => {
    const story = read(one);
    const before = toldOf(story);
    expect(story.append(sent(read(other)), one.length, 0)).toBe(isJoined);
    expect(toldOf(story)).toEqual(isJoined ? toldOf(read([...one, ...other])) : before);
  });

  it("are looked at for every agent of a part", () => {
    const story = read([...from(8), inUse("013")]);
    expect(story.append(sent(read([startsFrom(1, "013"), startsFrom(9)])), 9, 0)).toBe(false);
    expect(story.append(sent(read([startsFrom(9), startsFrom(1, "013")])), 9, 0)).toBe(false);
  });
});

it("remembers 8 names of an agent, each once", () => {
  const named = (name: string): string =>
    `wazuh-remoted: WARNING: (1408): Invalid ID 012 for the source ip: '10.0.0.9' (name '${name}').`;
  const lines = ["a", "b", "a", "c", "d", "e", "f", "g", "h", "i", "j"].map(named);
  const [agent] = read(lines).agents.values();
  expect(agent?.names).toEqual(["a", "b", "c", "d", "e", "f", "g", "h"]);
});

describe("a log with very many agents", () => {
  const [line] = knownIn(inUse());
  if (line === undefined) throw new Error("The line is known.");
  const { content } = line;
  const many = (count: number, from = 0): Story => {
    const story = new Story();
    for (let at = from; at < from + count; at++) {
      const key = String(100_000 + at);
      const subject = { key, id: key, name: undefined, source: undefined };
      story.add({ ...line, place: 0, content: { ...content, subject } });
    }
    return story;
  };

  it("counts those beyond 100,000 under their cause alone", () => {
    const story = many(100_002);
    expect(story.overflows).toBe(true);
    expect(story.agents.size).toBe(100_000);
    // The two that have no place are one pair without an agent.
    expect(story.pairs).toHaveLength(100_001);
    expect(story.pairs.at(-1)).toMatchObject({ cause: "key-in-use", agent: undefined, count: 2 });
    expect(story.append(sent(read([inUse("1")])), 1, 0)).toBe(false);
  });

  it("takes as many as have a place, and nothing from a part that has more", () => {
    const story = many(99_999);
    expect(story.append(sent(many(2, 99_999)), 1, 0)).toBe(false);
    expect(story.append(sent(many(1, 99_999)), 1, 0)).toBe(true);
    expect(story.overflows).toBe(false);
    expect(new Story().append({ agents: [], pairs: [], messages: [], overflows: true }, 1, 0)).toBe(false);
  });
});
