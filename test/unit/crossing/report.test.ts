/** A crossing to 5.x as it is reported: every agent with its fate in words, the reasons once, the totals. */

import { describe, expect, it } from "vitest";
import {
  type CrossingReport,
  crossingReport,
  fateCountsText,
  fateInPlaceText,
  fateText,
  insteadText,
  noLongerRunsText,
  reasonGroups,
  reasonTexts,
} from "../../../core/lint/crossing/index.ts";
import {
  type CrossingMethod,
  crossingOf,
  crossingTarget,
  type Fate,
  releaseFor,
} from "../../../core/manager/index.ts";

const KEY = "0123456789abcdef".repeat(4);

function reportOf(
  lines: readonly string[],
  methods?: readonly CrossingMethod[],
  version = "5.0",
): CrossingReport {
  const target = crossingTarget(version);
  if (target === undefined) throw new Error(version);
  return crossingReport(crossingOf(`${lines.join("\n")}\n`, { target, hostName: "boss", methods }));
}

const FILE = [
  `001 web any ${KEY}`,
  `002 db any ${KEY.toUpperCase()}`,
  `001 web2 10.0.0.1 ${KEY}`,
  `003 !gone any ${KEY}`,
  `004 app any ${KEY}`,
  `7 n7 any ${KEY}`,
  `008 n8 999.1.1.1 ${KEY}`,
];

const report = reportOf(FILE);

describe("a report", () => {
  it("says in words how many agents have which fate, and that no copy is carried before a line is fixed", () => {
    expect(fateCountsText(report)).toBe("2 carried once line 7 is fixed, 2 merged into another, 2 refused");
    expect(fateCountsText(reportOf(FILE.slice(0, 2), ["copy"]))).toBe(
      "1 carried, 1 carried, cannot authenticate",
    );
  });

  it("counts every fate", () => {
    expect(report.totals).toEqual({
      agents: 6,
      removed: 1,
      carried: 2,
      "no-authentication": 0,
      folded: 2,
      dropped: 0,
      refused: 2,
    });
    expect(report.ok).toBe(false);
    expect(report.release).toBe("5.0");
    expect(report.exitsAt).toBe(7);
    expect(report.newcomers).toEqual([]);
    expect(report.readFrom).toHaveLength(2);
    for (const name of report.readFrom) expect(name).toMatch(/^5\.0\.0 \(/);
  });

  it("has every agent with its fate by each method", () => {
    const short = report.agents.map(({ id, name, line, fate, by }) => [
      id,
      name,
      line,
      fate,
      by.copy?.text,
      by.tool?.text,
      [by.copy?.reason, by.tool?.reason, by.copy?.unknown, by.tool?.unknown],
    ]);
    expect(short).toEqual([
      [
        "001",
        "web",
        1,
        "folded",
        "Merged into another (line 3).",
        "Merged into another (line 3).",
        ["same-id", "same-id", undefined, undefined],
      ],
      [
        "002",
        "db",
        2,
        "refused",
        `Carried, cannot authenticate: "client.keys line 2: the key for agent 2 does not decode to a valid AES key; that agent's requests will be rejected. Re-enroll it.".`,
        'Refused by the REST API: "400 Bad Request". It is unknown what 5.0.0 does: 5.0.0 (58c8811b16, 2026-08-21) still accepts it.',
        ["key-form", "key-form", undefined, true],
      ],
      [
        "001",
        "web2",
        3,
        "folded",
        "Merged into another (line 1).",
        "Carried.",
        ["same-id", undefined, undefined, undefined],
      ],
      ["004", "app", 5, "carried", "Carried.", "Carried.", [undefined, undefined, undefined, undefined]],
      ["7", "n7", 6, "carried", "Carried.", "Carried.", [undefined, "id-rewritten", undefined, undefined]],
      [
        "008",
        "n8",
        7,
        "refused",
        `Refused by the reader that remoted, authd and modulesd share: "(1237): Invalid ip address: '999.1.1.1'.".`,
        'Refused by the REST API: "400 1706 There is an agent with the same IP or the IP is invalid".',
        ["address", "ip-form", undefined, undefined],
      ],
    ]);
  });
});

describe("the reasons of a report", () => {
  it("say why, and what to do", () => {
    const [web, , web2] = report.agents;
    expect(web?.by.copy).toMatchObject(reasonTexts["same-id"]());
    expect(web2?.by.tool).toEqual({ fate: "carried", text: "Carried." });
  });

  it("are there once, with their agents and an example for each method", () => {
    const groups = reasonGroups(report).map(({ reason, agents, examples, why, advice }) => {
      expect({ why, advice }).toEqual(reasonTexts[reason]());
      return [
        reason,
        agents.map(({ line }) => line),
        examples.map(({ method, text }) => `${method}: ${text}`),
      ];
    });
    expect(groups).toEqual([
      ["same-id", [1, 3], ["copy: Merged into another (line 3).", "tool: Merged into another (line 3)."]],
      [
        "key-form",
        [2],
        [
          `copy: Carried, cannot authenticate: "client.keys line 2: the key for agent 2 does not decode to a valid AES key; that agent's requests will be rejected. Re-enroll it.".`,
          'tool: Refused by the REST API: "400 Bad Request". It is unknown what 5.0.0 does: 5.0.0 (58c8811b16, 2026-08-21) still accepts it.',
        ],
      ],
      ["id-rewritten", [6], ["tool: Carried."]],
      [
        "address",
        [7],
        [
          `copy: Refused by the reader that remoted, authd and modulesd share: "(1237): Invalid ip address: '999.1.1.1'.".`,
        ],
      ],
      [
        "ip-form",
        [7],
        [
          'tool: Refused by the REST API: "400 1706 There is an agent with the same IP or the IP is invalid".',
        ],
      ],
    ]);
  });
});

describe("a report as a whole", () => {
  it("is about the methods that are asked for", () => {
    const tool = reportOf(FILE, ["tool"]);
    expect(tool.methods).toEqual(["tool"]);
    expect(tool.agents.map(({ by }) => Object.keys(by))).toEqual(tool.agents.map(() => ["tool"]));
    expect("exitsAt" in tool).toBe(false);
    expect(reportOf(FILE, ["copy"]).exitsAt).toBe(7);
    expect("exitsAt" in reportOf(FILE.slice(0, 5))).toBe(false);
  });

  it("is good if every agent is carried, and there is one", () => {
    expect(reportOf([`001 web any ${KEY}`]).ok).toBe(true);
    expect(reportOf([`001 web any ${KEY}`, `002 db any ${KEY.toUpperCase()}`]).ok).toBe(false);
    expect(reportOf([`001 !web any ${KEY}`]).ok).toBe(false);
    expect(reportOf([""]).ok).toBe(false);
  });

  it("shows no key, and a long text only up to 400 characters", () => {
    const swapped = reportOf([`001 ${KEY} any web`, `002 db ${"1".repeat(600)} ${KEY}`], ["copy"]);
    expect(swapped.agents[0]?.name).toBe("••••••••");
    expect(Math.max(...swapped.agents.map(({ by }) => by.copy?.text.length ?? 0))).toBeLessThanOrEqual(400);
    expect(JSON.stringify(swapped)).not.toContain(KEY);
  });

  it("says where the file goes, and what is gone", () => {
    expect(report.place).toBe(
      "Stop the new manager and copy the file to /var/wazuh-manager/etc/client.keys, with owner wazuh-manager:wazuh-manager and mode 0660. authd opens it for writing, and exits if it may not.",
    );
    expect(report.gone).toEqual([
      "Wazuh 5.0 has no key polling: no daemon calls the script, so its suite tests nothing that runs.",
      "Remove <key_request> from <auth> before the upgrade: wazuh-manager-authd does not start with it (1230, 1202).",
      `Remove <wodle name="agent-key-polling"> too: it is ignored with the warning "Unknown module 'agent-key-polling'".`,
      "Register new agents by enrolment (port 1515, or POST /enroll on 1517), or with POST /agents/insert from the script's data source.",
      "Agents that only the script knows are not in the file: keypoll reconcile finds them before the upgrade.",
    ]);
  });

  it("says what no longer runs", () => {
    const release = releaseFor("5.0");
    if (release === undefined) throw new Error("no release");
    expect(noLongerRunsText(release, "1 poll script, 1 suite")).toBe(
      `Wazuh 5.0 has no key polling: no daemon calls the checked files (1 poll script, 1 suite). ${insteadText()}`,
    );
  });
});

describe("a fate in words", () => {
  it.each<[Fate, string]>([
    [{ kind: "carried" }, "Carried."],
    [{ kind: "no-authentication", by: "keystore" }, "Carried, cannot authenticate."],
    [{ kind: "dropped", by: "tool" }, "Skipped silently."],
    [{ kind: "folded", by: "legacy", other: 4 }, "Merged into another (line 4)."],
    [{ kind: "refused" }, "Refused."],
    [{ kind: "refused", by: "authd", message: "9019" }, 'Refused by authd: "9019".'],
    [{ kind: "refused", by: "api", other: 2 }, "Refused by the REST API (line 2)."],
    [{ kind: "refused", by: "tool" }, "Refused by wazuh-migrate-identity.py."],
    [{ kind: "refused", by: "keystore" }, "Refused by the HTTPS reader of remoted."],
    [
      { kind: "refused", by: "legacy", unlike: "5.0.0 (x)" },
      "Refused by the reader that remoted, authd and modulesd share. It is unknown what 5.0.0 does: 5.0.0 (x) still accepts it.",
    ],
  ])("%j", (fate, text) => {
    expect(fateText(fate)).toBe(text);
  });

  it.each<[Fate, string]>([
    [{ kind: "carried" }, "5.0 reads the record."],
    [{ kind: "no-authentication" }, "5.0 reads the record, but the agent cannot authenticate over HTTPS."],
    [{ kind: "folded" }, "5.0 mistakes the record for another agent's."],
    [{ kind: "dropped" }, "5.0 skips the line over HTTPS, and logs nothing above debug level."],
    [
      { kind: "refused", unlike: "beta4" },
      "5.0 rejects the record. It is unknown what 5.0.0 does: beta4 still accepts it.",
    ],
  ])("in place: %j", (fate, text) => {
    expect(fateInPlaceText(fate)).toBe(text);
  });
});

const newKey =
  'Give the agent a new key with "keypoll agent rekey ID --keys FILE". Then bring the new record to the agent before it connects.';
const ownNumber =
  "Register the agent under an unused number, and write the same id into its own client.keys.";
const fixAddress = 'Write "any", an address, or a range whose host bits are 0.';

it("has words for every reason", () => {
  const told = Object.fromEntries(
    Object.entries(reasonTexts).map(([reason, text]) => [reason, [text().why, text().advice]]),
  );
  expect(told).toEqual({
    address: [
      "This address is not valid in 5.0: remoted, authd and modulesd exit when they read the line.",
      fixAddress,
    ],
    "few-fields": [
      "The record has no key. 4.x reads it as an agent with an empty key; 5.0 does not read it as a record.",
      newKey,
    ],
    "host-name": [
      "The agent has the name of the new manager itself.",
      "Rename the agent, on the manager and in its own client.keys, before you move it.",
    ],
    "id-no-number": [
      "The id is not a number that 5.0 can read. Bytes before the first digit, such as a byte-order mark, count too.",
      ownNumber,
    ],
    "id-range": ["authd accepts only ids from 1 to 2147483647.", ownNumber],
    "id-rewritten": [
      "The tool writes ids with at least three digits and no other leading zeros. Port 1514 compares ids as text.",
      "Write the same id into the agent's own client.keys.",
    ],
    "ip-form": [
      "Not an address for the API of 5.0: it rejects a leading ! and ranges with host bits, and authd rejects what the readers reject.",
      fixAddress,
    ],
    "ip-in-use": ["An earlier agent has the same address.", 'Give one of the two its own address, or "any".'],
    "key-form": [
      "The key is not 64 lower-case hexadecimal digits. HTTPS of 5.0 cannot use it, and later versions of 5.0 do not register it (9019).",
      newKey,
    ],
    "key-length": [
      "The key is lower-case hexadecimal, but does not have 16, 24 or 32 bytes: 5.0 loads it, and answers every request with 401.",
      newKey,
    ],
    "long-line": [
      "The record is the rest of a line of more than 2047 bytes. Only the reader of 4.x reads it as a separate line.",
      "Write the record on a separate line.",
    ],
    "name-form": [
      "The API accepts letters, digits and _ - . % in a name.",
      "Rename the agent, on the manager and in its own client.keys.",
    ],
    "name-in-use": [
      "An earlier agent has the same name.",
      "Rename one of the two, on the manager and in its own client.keys.",
    ],
    "name-length": [
      "The name is longer than 128 bytes.",
      "Give the agent a shorter name, on the manager and in its own client.keys.",
    ],
    "other-key": [
      "In 4.x blanks or a carriage return are part of the key. 5.0 reads only the first word, so manager and agent have different keys.",
      newKey,
    ],
    "read-as-removed": [
      "If any white space separates the fields, the name starts with ! or #: the record counts as removed.",
      "Separate the fields by single blanks, or rename the agent.",
    ],
    "same-id": [
      "Another record has the same id. 5.0 compares ids as numbers (1 is 001): it uses the last record over HTTPS, and the first on port 1514.",
      "Keep one record. If both are agents, register one of them under another number.",
    ],
    "tool-stops": [
      "The tool ends with exit code 2 and writes nothing: a line is not UTF-8, or has an id whose digits are not a number.",
      "Fix the line that the message names, or copy the file instead.",
    ],
  });
});
