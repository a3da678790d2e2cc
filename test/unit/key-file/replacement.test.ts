/** What is told about a `client.keys` that replaces another one: all of it, and agent by agent. */

import { describe, expect, it } from "vitest";
import {
  KeyFileDocument,
  type Replacement,
  replacementOf,
  replacementRules,
} from "../../../core/lint/key-file/index.ts";
import { bytesFromText, newestRelease } from "../../../core/manager/index.ts";

const A = "0f1e2d3c4b5a6978".repeat(4);
const B = "1f1e2d3c4b5a6978".repeat(4);

function replace(old: string, next: string): Replacement {
  const document = new KeyFileDocument(next, {
    release: newestRelease,
    role: "manager",
    hostName: undefined,
  });
  return replacementOf(bytesFromText(old), bytesFromText(next), document);
}

/** Severity, rule, place and message of each finding. */
function told(old: string, next: string): readonly string[] {
  return replace(old, next).findings.map(({ severity, rule, place, message, related }) => {
    expect(related).toEqual([]);
    return `${severity} ${rule} ${place.line + 1}:${place.start}-${place.end} ${message}`;
  });
}

/** Agents `001 agent-1` and so on, each with its own key. */
function agents(count: number, sign: (at: number) => string = () => ""): string {
  const lines = Array.from({ length: count }, (_, at) => {
    const number = String(at + 1).padStart(3, "0");
    return `${number} ${sign(at + 1)}agent-${at + 1} any ${number}${A.slice(3)}\n`;
  });
  return lines.join("");
}

describe("each change is reported with its agents, its place and what the manager would do", () => {
  it.each([
    [
      "an agent is not in the new file",
      `001 web any ${A}\n002 db any ${B}\n`,
      `002 db any ${B}\n`,
      "error agents-vanish 1:0-0 Not in the new file: 1 of 2 agents (001 web). The manager would refuse their messages (1408) and could give their ids to other agents.",
    ],
    [
      "an id gets another agent",
      `001 web any ${A}\n`,
      `001 mail any ${B}\n`,
      "error id-changes-owner 1:4-8 Another agent with another key gets the id: 1 of 1 agents (001 web → mail). The manager could not read the messages of the old owner (1404).",
    ],
    [
      "a key is another one",
      `001 web any ${A}\n`,
      `# agents\n001 web any ${B}\n`,
      "error keys-change 2:12-76 Another key in the new file: 1 of 1 agents (001 web). They would be locked out (1404) until their own client.keys has it too.",
    ],
    [
      "an address is another one",
      `001 web 10.0.0.0/24 ${A}\n`,
      `001 web 10.1.0.0/24 ${A}\n`,
      "error addresses-change 1:8-19 Another address in the new file: 1 of 1 agents (001 web 10.0.0.0/24 → 10.1.0.0/24). The manager would refuse their messages from the old address (1408, or 1213 if they send no id).",
    ],
    [
      "a single address becomes any",
      `001 web 10.0.0.1 ${A}\n`,
      `001 web any ${A}\n`,
      "error id-not-sent 1:8-11 No longer found by their single address: 1 of 1 agents (001 web 10.0.0.1 → any). Such agents send no id, and the manager looks for a record with exactly their address: it would find none (1213) or another agent's (1404) until their own client.keys has the same address.",
    ],
    [
      "a name is another one",
      `001 web any ${A}\n`,
      `001 web-2 any ${A}\n`,
      "error names-change 1:4-9 Another name in the new file: 1 of 1 agents (001 web → web-2). The name is a part of the encryption with Blowfish: such agents would be locked out (1404); with AES they are not.",
    ],
    [
      "an agent is removed",
      `001 web any ${A}\n002 db any ${B}\n`,
      `001 !web any ${A}\n002 db any ${B}\n`,
      "information many-removed 1:0-0 Marked as removed: 1 of 2 agents (001 web). The manager would refuse their messages (1408).",
    ],
    [
      "an address takes in more",
      `001 web 10.0.0.0/24 ${A}\n`,
      `001 web 10.0.0.0/8 ${A}\n`,
      "information addresses-widen 1:8-18 Allowed from more addresses than before: 1 of 1 agents (001 web 10.0.0.0/24 → 10.0.0.0/8).",
    ],
    [
      "an agent is new",
      `001 web any ${A}\n`,
      `001 web any ${A}\n002 db any ${B}\n`,
      "information agents-added 2:0-3 Only in the new file: 1 agent (002 db).",
    ],
  ])("%s", (_what, old, next, expected) => {
    expect(told(old, next)).toEqual([expected]);
  });

  it("the most severe first, in the order of the rules", () => {
    const old = `001 web any ${A}\n002 db any ${B}\n003 lab 10.0.0.0/24 ${A}\n`;
    const next = `002 db2 any ${B}\n003 lab any ${A}\n004 new any ${A}\n`;
    const found = replace(old, next).findings.map(({ rule }) => rule);
    expect(found).toEqual(["agents-vanish", "names-change", "addresses-widen", "agents-added"]);
    const order = replacementRules.map(({ code }) => code as string);
    expect(found).toEqual(found.toSorted((one, other) => order.indexOf(one) - order.indexOf(other)));
  });
});

describe("a message names five agents", () => {
  it.each([
    [5, "(001 agent-1, 002 agent-2, 003 agent-3, 004 agent-4, 005 agent-5)"],
    [6, "(001 agent-1, 002 agent-2, 003 agent-3, 004 agent-4, 005 agent-5 and 1 more)"],
    [1500, "1,500 agents (001 agent-1, 002 agent-2, 003 agent-3, 004 agent-4, 005 agent-5 and 1,495 more)"],
  ])("of %i", (count, who) => {
    const [message] = told("", agents(count));
    expect(message).toContain(`${who}.`);
  });

  it("shows the first 40 characters of a field, and no key in it", () => {
    const [long] = told("", `001 ${"n".repeat(50)} any ${A}\n`);
    expect(long).toContain(`(001 ${"n".repeat(40)}).`);
    const [masked] = told("", `001 ${A} any ${B}\n`);
    expect(masked).toContain("(001 ••••••••).");
  });
});

describe("removing is normal work", () => {
  const removing = (count: number, most: number): string =>
    replace(
      agents(count),
      agents(count, (at) => (at <= most ? "!" : "")),
    ).findings.map(({ rule, severity }) => `${severity} ${rule}`)[0] ?? "nothing";

  it.each([
    [20, 10, "information many-removed"],
    [20, 11, "error many-removed"],
    [200, 20, "information many-removed"],
    [200, 21, "error many-removed"],
  ])("of %i agents, %i", (count, most, expected) => {
    expect(removing(count, most)).toBe(expected);
  });
});

describe("agent by agent", () => {
  it("says what differs, and where", () => {
    const old = `001 web any ${A}\n002 db 10.0.0.0/24 ${B}\n003 lab any ${A}\n`;
    const next = `002 db2 10.1.0.0/24 ${B}\n003 lab any ${B}\n004 new any ${A}\n`;
    const { changes, added, gone } = replace(old, next);
    expect(changes).toEqual([
      { rule: "agents-vanish", id: "001", name: "web" },
      { rule: "keys-change", id: "003", name: "lab", line: 2 },
      {
        rule: "addresses-change",
        id: "002",
        name: "db",
        newName: "db2",
        oldIp: "10.0.0.0/24",
        newIp: "10.1.0.0/24",
        line: 1,
      },
      { rule: "names-change", id: "002", name: "db", newName: "db2", line: 1 },
      { rule: "agents-added", id: "004", name: "new", line: 3 },
    ]);
    expect([added, gone]).toEqual([1, 1]);
  });

  it("says nothing of a file that is the same", () => {
    expect(replace(agents(3), agents(3))).toEqual({ findings: [], changes: [], added: 0, gone: 0 });
  });
});

it("has a rule for each finding, with its severity and its title", () => {
  expect(replacementRules.map(({ code, severity, title }) => [code, severity, title])).toEqual([
    ["agents-vanish", "error", "Agents that vanish"],
    ["id-changes-owner", "error", "Id that changes its owner"],
    ["keys-change", "error", "Agents with another key"],
    ["addresses-change", "error", "Agents whose address changes"],
    ["id-not-sent", "error", "Agents that are not found by their address"],
    ["names-change", "error", "Agents with another name"],
    ["many-removed", "error", "Many agents removed at once"],
    ["addresses-widen", "information", "Agents that may connect from more addresses"],
    ["agents-added", "information", "New agents"],
  ]);
});
