/** Every message of the table, in every wording, is found in a log of every form. */

import { describe, expect, it } from "vitest";
import { isOfPolling, tagOf } from "../../../core/lint/answer/daemons.ts";
import { causes, explanations, wordings } from "../../../core/lint/explain/index.ts";
import { type KnownLine, LogReader } from "../../../core/log/index.ts";
import { recognise } from "../../../core/log/recognise.ts";
import { releases } from "../../../core/manager/index.ts";
import { messageIds, messageTexts } from "../../../core/manager/message-families.ts";

const distinct = [...new Map(wordings().map((each) => [`${each.id} ${each.template}`, each])).values()];

/** The message with numbers as its values, which are valid everywhere. */
const lines = distinct.map(({ id, template, tag }) => {
  let value = 0;
  return { id, tag: tag ?? "wazuh-remoted", text: template.replace(/%s/g, () => String(value++ + 9008)) };
});

type Found = Pick<KnownLine, "time" | "line"> & KnownLine["content"];

function knownIn(log: string): readonly Found[] {
  const found: Found[] = [];
  const reader = new LogReader(({ content, time, line }) => found.push({ ...content, time, line }));
  reader.push(new TextEncoder().encode(log));
  reader.end();
  return found;
}

const forms: Readonly<Record<string, (tag: string, text: string) => string>> = {
  plain: (tag, text) => `2026/11/21 10:00:00 ${tag}: ERROR: ${text}`,
  debugging: (tag, text) =>
    `2026/11/21 10:00:00 ${tag}[4711] key_request.c:231 at key_request_dispatch(): DEBUG: ${text}`,
  "ossec.json": (tag, description) =>
    JSON.stringify({ timestamp: "2026/11/21 10:00:00", tag, level: "error", description }),
};

describe.each(Object.entries(forms))("in the %s form", (_name, form) => {
  it.each(lines)("$id is found: $text", ({ id, tag, text }) => {
    const [found, ...more] = knownIn(`${form(tag, text)}\n`);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ id, time: "2026/11/21 10:00:00", line: 1 });
    expect(found?.values).toEqual(found?.values.map((_value, at) => String(at + 9008)));
  });
});

it("knows each message of each release from the daemon that writes it there", () => {
  const texts = releases.flatMap((release) =>
    messageIds.flatMap((id) => {
      // 5.0 has no key requests.
      if (release.poller === "none" && isOfPolling(id)) return [];
      const tag = tagOf(id, release);
      return messageTexts(id, release).map(({ template }) => ({ release: release.id, id, tag, template }));
    }),
  );
  const known = (template: string, tag: string | undefined): string | undefined =>
    recognise(template.replaceAll("%s", "9008"), tag)?.id;
  expect(texts.filter(({ id, tag, template }) => known(template, tag) !== id)).toEqual([]);
});

describe("the table", () => {
  it("gives every message a cause that is explained", () => {
    for (const { cause } of Object.values(explanations)) expect(causes[cause]).toBeDefined();
  });

  it("has no cause without a message", () => {
    const used = new Set<string>(Object.values(explanations).map(({ cause }) => cause));
    expect(Object.keys(causes).filter((cause) => !used.has(cause))).toEqual([]);
  });

  it("knows the messages of the cluster, which have no writer", () => {
    expect(
      knownIn("2026/11/21 10:00:10 INFO: [Worker w1] [Integrity sync] Error synchronizing files: Timeout"),
    ).toMatchObject([{ id: "cluster-sync-failed" }]);
  });

  it("knows a line with no-break spaces, as 4.3 writes one", () => {
    expect(
      knownIn(
        "2026/11/21 10:00:00 wazuh-authd: INFO: Port\u00a01515\u00a0was\u00a0set\u00a0as\u00a0disabled.",
      ),
    ).toMatchObject([{ id: "enrolment-port-off" }]);
  });

  it.each([
    ["[Worker ] [Agent-info   ]: There are agent-info files to send.", "cluster-agent-info"],
    [
      "wazuh-modulesd: ERROR: Couldn't write agent status on database for agent 012 (web).",
      "database-status-failed",
    ],
    ["wazuh-manager-remoted: DEBUG: 012 message not recognized #!-x", "event-not-handed-on"],
    ["wazuh-manager-remoted: WARNING: Decrypt the message fail from '10.0.0.7', socket 12", "not-decrypted"],
    ["wazuh-manager-authd: DEBUG: Cluster error detected", "cluster-error"],
    // What a worker passes on to the master.
    ["ossec-authd: ERROR: 9008: Duplicate name", "master-refused"],
    ["wazuh-manager-authd: WARNING: 9012: Duplicate ID", "master-refused"],
    // In 4.3 the daemon that polls is still modulesd.
    ["wazuh-modulesd: WARNING: 9008: Duplicate name", "master-refused"],
    ["wazuh-modulesd:agent-key-polling: ERROR: Agent key not found.", "no-key"],
    [
      "wazuh-modulesd:agent-upgrade: INFO: (8164): Received upgrade notification from agent '7'. Error code: '0', message: 'Upgrade was successful'",
      "agent-upgrading",
    ],
    [
      "INFO: [Master] [Disconnected agent sync] Successfully synchronized agent 012 with groups ['default']",
      "cluster-groups-synced",
    ],
  ])("knows %s", (line, id) => {
    const text = line.startsWith("[") ? `INFO: ${line}` : line;
    expect(knownIn(`2026/11/21 10:00:00 ${text}`).map((known) => known.id)).toEqual([id]);
  });

  it("has the level at which each release writes a line", () => {
    const levelsOf = (template: string): unknown[] =>
      wordings()
        .filter((each) => each.template === template)
        .map(({ first, last, level }) => `${first.id} to ${last.id}: ${level}`);
    expect(levelsOf("Could not connect to socket '%s': %s (%s).")).toEqual([
      "4.0.0 to 4.3: error",
      "4.4 to 4.6: error",
      "4.9 to 4.14.6: warning",
      "4.14 to 5.1: debug1",
    ]);
    expect(levelsOf("%s: %s")).toEqual(["4.0.0 to 4.2: error", "4.3 to 4.3: warning", "4.4 to 5.1: warning"]);
    expect(levelsOf("Could not send message through the cluster after '10' attempts.")).toEqual([
      "4.9 to 4.14.6: error",
      "4.14 to 5.1: warning",
    ]);
  });

  it("has the tags and the messages of 5.0 for 5.0 alone", () => {
    const tagsOf = (wanted: string): unknown[] =>
      wordings()
        .filter(({ id, last }) => id === wanted && last.daemonPrefix === "wazuh-manager")
        .map(({ tag }) => tag);
    expect(tagsOf("database-agents")).toContain("wazuh-manager-modulesd:database");
    expect(tagsOf("api-blocked")).toEqual(["wazuh-manager-apid"]);
    expect(tagsOf("agent-connected")).toEqual(["wazuh-agentd"]);
    expect(tagsOf("enrolment-random-port")).toEqual([]);
  });

  it.each([
    "wazuh-modulesd:syscollector: INFO: Module started",
    "wazuh-modulesd:syscollector: INFO: Module disabled. Exiting.",
    "wazuh-analysisd: ERROR: Unable to connect to socket: refused",
    "wazuh-db: ERROR: 9008: x",
  ])("does not confuse another daemon's line with its own: %s", (line) => {
    expect(knownIn(`2026/11/21 10:00:00 ${line}`)).toEqual([]);
  });
});

describe("a log in pieces", () => {
  const log = `${lines.map(({ tag, text }) => forms["plain"]?.(tag, text)).join("\n")}\nsomething else\n`;

  it.each([1, 7, 64, 4096])("is read alike in pieces of %d bytes", (size) => {
    const bytes = new TextEncoder().encode(log);
    const found: string[] = [];
    const reader = new LogReader(({ content, line }) => found.push(`${line} ${content.id}`));
    for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
    reader.end();
    expect(found).toEqual(knownIn(log).map(({ id, line }) => `${line} ${id}`));
    expect(reader).toMatchObject({
      lines: lines.length + 1,
      known: lines.length,
      first: "2026/11/21 10:00:00",
      last: "2026/11/21 10:00:00",
    });
  });

  it("can have more known lines than one batch holds", () => {
    const found = knownIn("remoted: ERROR: (1407): Duplicated counter for 'web-13'.\n".repeat(20_000));
    expect(found.map(({ line }) => line)).toEqual(Array.from({ length: 20_000 }, (_, at) => at + 1));
  });

  it("continues after a line that is longer than its limit", () => {
    const known = "remoted: ERROR: (1407): Duplicated counter for 'web-13'.\n";
    expect(knownIn(`${"x".repeat(3 << 20)}\n${known}${"y".repeat(70_000)}\n${known}`)).toMatchObject([
      { line: 2 },
      { line: 4 },
    ]);
  });

  it("keeps no more of a line than its limit", () => {
    const reader = new LogReader(() => {});
    const piece = new Uint8Array(1 << 20).fill(120);
    for (let count = 0; count < 64; count++) reader.push(piece);
    reader.push(new TextEncoder().encode("\n"));
    expect(reader).toMatchObject({ lines: 1, known: 0 });
  });
});
