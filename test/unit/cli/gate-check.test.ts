/** What the gate finds in a new client.keys, alone and beside the one that it replaces. */

import { expect, it } from "vitest";
import { gateCheck } from "../../../cli/lint/gate-check.ts";
import { defaultLintSettings, type LintSettings } from "../../../core/lint/settings.ts";
import { releaseFor } from "../../../core/manager/index.ts";

const KEY = "0123456789abcdef".repeat(4);
const OTHER = KEY.replace("0", "f");
const WEB = `001 web any ${KEY}\n`;
const DB = `1 db any ${OTHER}\n`;
const BAD = "002 my name any x\n";
const FIVE = releaseFor("5.0") ?? defaultLintSettings.release;

type More = Partial<LintSettings> & { readonly allow?: readonly string[] };

/** The change, the findings in short, and the totals. */
function gate(text: string, old: string | undefined, { allow = [], ...more }: More = {}) {
  const { result, change } = gateCheck(
    {
      name: "new",
      bytes: Buffer.from(text),
      old: old === undefined ? undefined : Buffer.from(old),
      role: "manager",
    },
    { ...defaultLintSettings, ...more },
    allow,
  );
  const findings = result.findings.map(
    ({ line, column, endColumn, severity, rule }) => `${line}:${column}–${endColumn} ${severity} ${rule}`,
  );
  return { change, findings, result };
}

it.each([
  ["a clean file, alone", WEB, undefined, {}, "1 agent", []],
  ["an empty file, alone", "", undefined, {}, "0 agents", ["1:1–1 error no-records"]],
  ["no record, as before", "", "", {}, "0 agents, 0 new, 0 gone", ["1:1–1 information no-records"]],
  [
    "comments only, as before",
    "# x\n",
    "# y\n",
    {},
    "0 agents, 0 new, 0 gone",
    ["1:1–2 information no-records", "1:1–4 hint comment-lost"],
  ],
  [
    "no record any more",
    "",
    WEB,
    {},
    "0 agents, 0 new, 1 gone",
    ["1:1–1 error agents-vanish", "1:1–1 error no-records"],
  ],
  [
    "no record any more, which is allowed in part",
    "",
    WEB,
    { allow: ["agents-vanish"] },
    "0 agents, 0 new, 1 gone",
    ["1:1–1 information agents-vanish", "1:1–1 error no-records"],
  ],
  [
    "a line that stops daemons, as before",
    WEB + BAD,
    WEB + BAD,
    {},
    "1 agent, 0 new, 0 gone",
    ["2:8–12 error invalid-ip"],
  ],
  [
    "the same with the rule off",
    WEB + BAD,
    WEB + BAD,
    { severities: { "invalid-ip": "off" } },
    "1 agent, 0 new, 0 gone",
    ["2:8–12 error invalid-ip"],
  ],
  ["two forms of one id", WEB + DB, undefined, {}, "2 agents", ["2:1–2 information unpadded-id"]],
  [
    "two forms of one id, which are one agent in 5.0",
    WEB + DB,
    undefined,
    { release: FIVE },
    "2 agents",
    ["1:1–4 error lost-on-upgrade", "2:1–2 information unpadded-id"],
  ],
  [
    "a warning, which only informs",
    `${WEB}\n`,
    WEB,
    {},
    "1 agent, 0 new, 0 gone",
    ["2:1–1 information blank-line"],
  ],
  [
    "a warning of the site",
    `${WEB}\n`,
    WEB,
    { severities: { "blank-line": "warning" } },
    "1 agent, 0 new, 0 gone",
    ["2:1–1 warning blank-line"],
  ],
  [
    "an error on a line that was there, as the site's settings are",
    `# x\n001 web any ${KEY} \n`,
    `# y\n001 web any ${KEY} `,
    { severities: { "trailing-whitespace": "off" } },
    "1 agent, 0 new, 0 gone",
    ["1:1–4 hint comment-lost", "2:77–78 information trailing-whitespace"],
  ],
  [
    "an error on a line that was not there",
    `001 web any ${KEY}\n003 db any ${OTHER} \n`,
    WEB,
    {},
    "2 agents, 1 new, 0 gone",
    ["2:1–4 information agents-added", "2:76–77 error trailing-whitespace"],
  ],
  [
    "something else",
    "-----BEGIN PRIVATE KEY-----\nMIIE\n",
    WEB,
    {},
    "0 agents, 0 new, 1 gone",
    ["1:1–1 error agents-vanish", "1:1–28 error not-a-key-file"],
  ],
] as const)("%s", (_what, text, old, more, change, findings) => {
  const found = gate(text, old, more);
  expect([found.change, found.findings]).toEqual([change, findings]);
  const { totals } = found.result;
  for (const [severity, count] of Object.entries(totals)) {
    expect([severity, count]).toEqual([
      severity,
      findings.filter((each) => each.includes(` ${severity} `)).length,
    ]);
  }
});

it("says that the old file has the same problem", () => {
  const known = `001 web any ${KEY} \n`;
  expect(gate(known, known).result.findings[0]?.message).toBe(
    "Blank after the key: the manager reads it as part of the key, so it cannot read the agent's messages. The installed file has the same problem.",
  );
  expect(gate("", "").result.findings[0]?.message).toBe(
    'No record in the file: daemons that do not allow this exit with "(1751): File client.keys not found or empty." The installed file has the same problem.',
  );
});

it("knows a line of the old file also if it is the last one, or among many", () => {
  const known = `003 db any ${OTHER} `;
  const severity = (text: string, old: string): string | undefined =>
    gate(text, old).result.findings.find(({ rule }) => rule === "trailing-whitespace")?.severity;
  expect(severity(`${WEB}${known}\n`, `${WEB}${known}`)).toBe("information");
  expect(severity(`${known}\n${WEB}`, `# 1\n# 2\n${known}\n${WEB}`)).toBe("information");
  expect(severity(`${WEB}${known}\n`, `${WEB}${known.trimEnd()}\n`)).toBe("error");
  expect(severity(`${WEB}${known}\n`, `${WEB}# ${known}\n`)).toBe("error");
});

it("shows an agent that is gone without a line, and how to allow it", () => {
  const { result } = gate(`002 db any ${OTHER}\n`, WEB);
  expect(result.findings[0]).toMatchObject({
    rule: "agents-vanish",
    excerpt: { text: "", start: 0, end: 0 },
    fixes: [{ title: "If you want this change, add --allow agents-vanish", safe: false }],
  });
  expect(result.findings[1]).toMatchObject({
    rule: "agents-added",
    excerpt: { text: "002 db any ••••••••", start: 0, end: 3 },
    fixes: [],
  });
  expect(result.agentChanges).toEqual([
    { rule: "agents-vanish", id: "001", name: "web" },
    { rule: "agents-added", id: "002", name: "db", line: 1 },
  ]);
  const allowed = gate(`002 db any ${OTHER}\n`, WEB, { allow: ["agents-vanish"] });
  expect(allowed.result.findings[0]?.fixes).toEqual([]);
  expect(gate("", WEB, { maxFindings: 0 }).result.agentChanges).toEqual([]);
  expect(gate(WEB, undefined).result).not.toHaveProperty("agentChanges");
});

it("says which line holds in 5.0", () => {
  const [finding] = gate(WEB + DB, undefined, { release: FIVE }).result.findings;
  expect(finding?.message).toBe(
    "5.0 mistakes the record for another agent's. Line 2 holds. Another record has the same id. 5.0 compares ids as numbers (1 is 001): it uses the last record over HTTPS, and the first on port 1514. Keep one record. If both are agents, register one of them under another number.",
  );
  expect(finding?.excerpt).toEqual({ text: "001 web any ••••••••", start: 0, end: 3 });
});

it("counts thousands", () => {
  const many = Array.from(
    { length: 1200 },
    (_, at) => `${at + 1001} a${at} any ${KEY.slice(4)}${at + 1000}\n`,
  );
  expect(gate(many.join(""), WEB).change).toBe("1,200 agents, 1,200 new, 1 gone");
  expect(gate(WEB, many.join("")).change).toBe("1 agent, 1 new, 1,200 gone");
});
