/** Which message a line's text is, by its words and its writer, in a process that has read no line before. */

import { describe, expect, it, vi } from "vitest";

/** The id of a message. Everything is built again, as when the first log is read. */
async function fresh() {
  vi.resetModules();
  const { recognise } = await import("../../../core/log/recognise.ts");
  const idOf = (text: string, tag: string | undefined): string | undefined => recognise(text, tag)?.id;
  return { recognise, idOf };
}

/** All of them are asked in one process: what is kept of one line must not change the next. */
const rows: readonly (readonly [text: string, tag: string | undefined, id: string | undefined])[] = [
  // A text that tells enough by itself counts from any daemon, with the module of its writer.
  ["Agent key already in use: agent ID '012'", "wazuh-remoted", "key-in-use"],
  ["Agent key already in use: agent ID '012'", undefined, "key-in-use"],
  ["Agent key already in use: agent ID '012'", "wazuh-analysisd", "key-in-use"],
  ["Agent key already in use: agent ID '012'", "wazuh-modulesd:syscollector", undefined],
  // A short text counts from its own daemon alone.
  ["Agent key not found.", "wazuh-authd", "no-key"],
  ["Agent key not found.", "wazuh-modulesd:agent-key-polling", "no-key"],
  ["Agent key not found.", "wazuh-remoted", undefined],
  ["Agent key not found.", undefined, "no-key"],
  ["add(web)", "wazuh-authd", "adding"],
  ["add(web)", "wazuh-manager-authd", "adding"],
  ["add(web)", "ossec-authd", "adding"],
  ["add(web)", "wazuh-remoted", undefined],
  // A module's line with the tag of its daemon alone counts if it tells enough.
  [
    "Couldn't write agent status on database for agent 012 (web).",
    "wazuh-modulesd",
    "database-status-failed",
  ],
  ["Couldn't write agent status on database for agent 012 (web).", "wazuh-db", undefined],
  ["Synchronizing agents.", "wazuh-modulesd:database", "database-agents"],
  ["Synchronizing agents.", "wazuh-modulesd", undefined],
  // An agent's daemon has four names.
  ["Valid key received", "wazuh-agentd", "agent-key-received"],
  ["Valid key received", "ossec-agentd", "agent-key-received"],
  ["Valid key received", "wazuh-agent", "agent-key-received"],
  ["Valid key received", "agent-auth", "agent-key-received"],
  ["Valid key received", "wazuh-agent-auth", "agent-key-received"],
  ["Valid key received", "auth-agent", "agent-key-received"],
  ["Valid key received", "wazuh-agentless", undefined],
  ["Valid key received", "my-agent", undefined],
  // The same words from two daemons.
  ["Agent state cleanup thread started.", "wazuh-agentd", "agent-work"],
  ["Agent state cleanup thread started.", "wazuh-manager-remoted", "agent-metadata"],
  // 26 characters of its own are enough, 25 are not.
  ["Incoming connection from 10.0.0.7.", "wazuh-remoted", "cluster-connection"],
  ["Balancing 4 agents from 'w1'", "wazuh-remoted", undefined],
  // Blanks at the ends.
  [" Agent ID is too long", "wazuh-modulesd:agent-key-polling", "id-too-long"],
  ["Agent key not found. ", "wazuh-authd", "no-key"],
  // What begins with a value.
  ["9008: Duplicate name", "wazuh-authd", "master-refused"],
  ["0: x", "wazuh-authd", "master-refused"],
  ["9x: Duplicate name", "wazuh-authd", undefined],
  [": Duplicate name", "wazuh-authd", undefined],
  ["/: Duplicate name", "wazuh-authd", undefined],
  ["012 message not recognized #!-x", "wazuh-remoted", "event-not-handed-on"],
  ["Invalid agent name: web (from manager)", "wazuh-agentd", "refused-by-manager"],
  [" (from manager) x", "wazuh-agentd", undefined],
  ["ERROR: Duplicate name (from manager)", "wazuh-authd", undefined],
  // The more of its own words a message has, the better.
  ["Invalid group name 'a/b': contains forbidden characters", "wazuh-authd", "group-characters"],
  [
    "(1230): Invalid element in the configuration: 'key_request'.",
    "wazuh-manager-authd",
    "key-request-unknown",
  ],
  ["(1230): Invalid element in the configuration: 'other'.", "wazuh-manager-authd", "element-unknown"],
  ["Duplicate IP '10.0.0.7', rejecting enrollment. x", "wazuh-authd", "rejecting-ip"],
  // No-break spaces, and blanks that a line lost.
  ["Port\u00a01515\u00a0was\u00a0set\u00a0as\u00a0disabled.", "wazuh-authd", "enrolment-port-off"],
  ["Port 1515 was set as disabled.", "wazuh-authd", "enrolment-port-off"],
  ["Port1515was set as disabled.", "wazuh-authd", undefined],
  // The end of the words counts as their beginning does.
  ["Agent key already in use: agent ID '012", "wazuh-remoted", undefined],
  ["Agent key already in use", "wazuh-remoted", undefined],
  ["agent key already in use: agent ID '012'", "wazuh-remoted", undefined],
  ["(1407): Duplicated counter for 'web'.", "wazuh-remoted", "duplicated-counter"],
  ["(1407): Duplicated counter for 'web'", "wazuh-remoted", undefined],
  ["", "wazuh-authd", undefined],
  ["x", undefined, undefined],
];

describe("a text and its writer", () => {
  it("are a message, or none", async () => {
    const { idOf } = await fresh();
    const found = rows.map(([text, tag]) => [text, tag, idOf(text, tag)]);
    expect(found).toEqual(rows);
  });

  it("are so in any order, and again", async () => {
    const { idOf } = await fresh();
    const found = [...rows, ...rows].reverse().map(([text, tag]) => [text, tag, idOf(text, tag)]);
    expect(found).toEqual([...rows, ...rows].reverse());
  });

  it("have values", async () => {
    const { recognise } = await fresh();
    expect(
      recognise("Agent key already in use: agent ID '012' (source IP: 10.0.0.7)", "wazuh-manager-remoted"),
    ).toMatchObject({
      id: "key-in-use",
      values: ["012", "10.0.0.7"],
      wording: {
        values: ["id", "source address"],
        template: "Agent key already in use: agent ID '%s' (source IP: %s)",
      },
    });
    expect(recognise("Port\u00a01515\u00a0was\u00a0set as disabled.", "wazuh-authd")?.values).toEqual([
      "1515",
    ]);
  });
});

describe("lines of very many kinds", () => {
  it("from very many writers are known", async () => {
    const { idOf } = await fresh();
    const line = "Agent key already in use: agent ID '012'";
    const tags = Array.from({ length: 1005 }, (_, at) => `writer${at}`);
    expect(tags.map((tag) => idOf(line, tag)).filter((id) => id !== "key-in-use")).toEqual([]);
    expect(idOf("Valid key received", "wazuh-agentd")).toBe("agent-key-received");
    expect(idOf("Valid key received", "wazuh-remoted")).toBeUndefined();
  });

  it("with very many beginnings are known", async () => {
    const { idOf } = await fresh();
    const letters = "abcdefghijklmnopqrstuvwxyz";
    for (let at = 0; at < 4100; at++) {
      const start = [at, Math.floor(at / 26), Math.floor(at / 676)]
        .map((each) => letters[each % 26])
        .join("");
      expect(idOf(`${start} something that is not known`, "wazuh-remoted")).toBeUndefined();
    }
    expect(idOf("(1407): Duplicated counter for 'web'.", "wazuh-remoted")).toBe("duplicated-counter");
    expect(idOf("(1407): Duplicated counter for 'mail'.", "wazuh-remoted")).toBe("duplicated-counter");
  });
});
