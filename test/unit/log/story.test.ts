/** What a log says about its agents, joined with their records. */

import { describe, expect, it } from "vitest";
import { type ExplainedAgent, explainStory, LogReader, Records, Story } from "../../../core/log/index.ts";
import { newestRelease, readKeyFile } from "../../../core/manager/index.ts";

const KEY = "0123456789abcdef".repeat(4);

function told(lines: readonly string[], keys?: string) {
  const story = new Story();
  const reader = new LogReader((line) => story.add(line));
  const log = lines
    .map((line, at) => `2026/11/21 10:00:${String(at).padStart(2, "0")} wazuh-${line}\n`)
    .join("");
  reader.push(new TextEncoder().encode(log));
  const records =
    keys === undefined
      ? undefined
      : new Records(
          readKeyFile(keys, { release: newestRelease, passEmpty: true }).store.entries,
          newestRelease,
        );
  return explainStory(story, records);
}

function agent(agents: readonly ExplainedAgent[], id: string): ExplainedAgent | undefined {
  return agents.find((each) => each.id === id);
}

const inUse = "remoted: WARNING: Agent key already in use: agent ID '012'";
const startsFrom = (source: string): string => `remoted: DEBUG: Agent 012 sent HC_STARTUP from '${source}'`;

describe("the story", () => {
  it("says which record has a key in use, and who shares it", () => {
    const { causes, agents } = told([
      inUse,
      startsFrom("10.0.0.7"),
      startsFrom("10.0.0.8"),
      startsFrom("10.0.0.7"),
      inUse,
    ]);
    expect(causes[0]).toMatchObject({ cause: "key-in-use", severity: "warning", count: 2, agents: 1 });
    expect(agent(agents, "012")?.conclusions).toEqual([
      "Two machines hold this key: sources 10.0.0.7 and 10.0.0.8 alternate.",
    ]);
  });

  it("reads the sources from the line itself, as 5.0 writes them", () => {
    const line = (source: string): string => `${inUse} (source IP: ${source})`;
    const { agents } = told([line("10.0.0.7"), line("10.0.0.8")]);
    expect(agent(agents, "012")?.conclusions).toEqual([
      "Two machines may hold this key: it was used from 10.0.0.7 and from 10.0.0.8.",
    ]);
  });

  it("does not guess sources that the log does not have", () => {
    expect(agent(told([inUse]).agents, "012")?.conclusions[0]).toMatch(/^The lines do not say where/);
  });

  it("says whether the record accepts the source of an agent", () => {
    const refused = "remoted: WARNING: (1408): Invalid ID 012 for the source ip: '10.0.0.9' (name 'web-12').";
    expect(agent(told([refused], `012 web-12 10.0.0.7 ${KEY}\n`).agents, "012")?.conclusions).toEqual([
      "Its record allows 10.0.0.7, but it connects from 10.0.0.9.",
    ]);
    expect(agent(told([refused], `012 web-12 any ${KEY}\n`).agents, "012")?.conclusions[0]).toMatch(
      /^client\.keys now allows this agent/,
    );
    expect(agent(told([refused], `013 web-13 any ${KEY}\n`).agents, "012")).toMatchObject({
      record: null,
      conclusions: ["client.keys has no agent with this id."],
    });
  });

  it("recognises an agent by its id, whatever name a line has", () => {
    const { agents } = told(
      [
        "remoted: ERROR: (1407): Duplicated counter for 'web-12'.",
        inUse,
        "authd: WARNING: Duplicate name 'web-12', rejecting enrollment. Agent '012' has not been disconnected long enough to be replaced.",
      ],
      `012 web-12 any ${KEY}\n`,
    );
    expect(agents).toHaveLength(1);
    expect(agents[0]).toMatchObject({ id: "012", count: 3, record: { name: "web-12", address: "any" } });
  });

  it("says that an agent still has its old key", () => {
    const { agents } = told([
      "authd: INFO: Duplicate ID. Removing old agent 'web-12' (id '012').",
      "remoted: WARNING: (1404): Authentication error. Wrong key or corrupt payload. Message received from agent '012' at '10.0.0.7'.",
    ]);
    expect(agent(agents, "012")?.conclusions[0]).toMatch(/the agent still has the old key\.$/);
  });

  it("says that a problem is over", () => {
    const { agents } = told([
      "remoted: WARNING: (1408): Invalid ID 012 for the source ip: '10.0.0.7' (name 'unknown').",
      startsFrom("10.0.0.7"),
    ]);
    expect(agent(agents, "012")?.conclusions).toEqual([
      "The agent has connected since then, at 2026/11/21 10:00:01.",
    ]);
  });

  it("shows no key and no password", () => {
    const text = JSON.stringify(
      told([
        `authd: ERROR: (1401): Error reading authentication key: '001 web any ${KEY.slice(0, 20)}'.`,
        "authd: INFO: Accepting connections on port 1515. Random password chosen for agent authentication: hunter2",
        "authd: DEBUG: Request received: <OSSEC PASS: hunter2 OSSEC A:'web'>",
        `authd: DEBUG: Agent key request addition response: '{"error":0,"data":{"key":"${KEY}"}}'`,
        `remoted: WARNING: Agent key already in use: agent ID '${KEY}'`,
      ]),
    );
    expect(text).not.toContain(KEY.slice(0, 20));
    expect(text).not.toContain("hunter2");
  });

  it("puts the most severe first", () => {
    const { causes } = told([
      "authd: INFO: Agent key generated for 'web' (requested by any)",
      inUse,
      "authd: ERROR: Couldn't write file client.keys",
    ]);
    expect(causes.map(({ severity }) => severity)).toEqual(["error", "warning", "information"]);
  });
});
