/** The whole report of a poll as it goes into an issue: every step, the output, client.keys, the log, the findings. */

import { expect, it } from "vitest";
import {
  changeText,
  type PicturedRun,
  pictureMarkdown,
  pollPicture,
  recordDifferences,
} from "../../../core/lint/answer/index.ts";
import {
  bytesFromText,
  GENERATED_KEY,
  readKeyFile,
  releaseFor,
  type Source,
} from "../../../core/manager/index.ts";
import { judgedSource, KEY, type PollOptions, success } from "./polls.ts";

const MASK = "••••••••";
const frame = { subject: "poll.py", release: "4.14.x", version: "0.1.0" };

function reportOf(output: string, options: PollOptions = {}, run?: Partial<PicturedRun>): readonly string[] {
  const source: Source = { kind: "output", output: bytesFromText(output) };
  const release = releaseFor(options.release ?? "4.14");
  if (release === undefined) throw new Error("no such release");
  const ran = run && {
    ...{ argv: ["/opt/poll.py", "id", "001"], durationMs: 41.6, workingDirectory: "/var/ossec" },
    ...{ obstacle: undefined, leftover: [] },
    ...run,
  };
  const picture = pollPicture({ verdict: judgedSource(source, options), source, release, run: ran });
  return pictureMarkdown(picture, frame).split("\n");
}

it("shows a registration", () => {
  expect(reportOf(success(), { known: `001 web-01 10.0.0.1 ${KEY}\n` })).toEqual([
    "### ✔ `id:001`: registered",
    "",
    "Agent '001' ('web-01') is added to client.keys. It replaces '001': same name and key, other address (10.0.0.1 → any).",
    "",
    "| step | state | result |",
    "|---|---|---|",
    "| request | ✔ done | `id:001` |",
    "| output | ✔ done | 131 bytes |",
    "| JSON | ✔ done | an object with 2 members |",
    "| answer | ✔ done | agent 001 web-01 any |",
    "| registration | ✔ done | accepted; replaces another agent |",
    `| client.keys | ✔ done | \`001 web-01 any ${MASK}\` |`,
    "",
    "**Output**",
    "",
    "```text",
    `{"error":0,"data":{"id":"001","name":"web-01","ip":"any","key":"${MASK}"}}`,
    "```",
    "",
    "**client.keys**",
    "",
    "```diff",
    `- 001 web-01 10.0.0.1 ${MASK}`,
    `+ 001 !web-01 10.0.0.1 ${MASK}`,
    `+ 001 web-01 any ${MASK}`,
    "```",
    "",
    "**ossec.log** of Wazuh 4.14.x",
    "",
    "```text",
    "wazuh-authd: DEBUG: Requesting local addition for agent '001' from the agent key request.  [with debugging only]",
    "wazuh-authd: DEBUG: add(web-01)  [with debugging only]",
    "wazuh-authd: INFO: Duplicate ID. Removing old agent 'web-01' (id '001').",
    "wazuh-authd: INFO: Agent key generated for agent 'web-01' (requested locally)",
    `wazuh-authd: DEBUG: Agent key request addition response: '{"error":0,"data":{"id":"001","name":"web-01","ip":"any","key":"${MASK}"}}'  [with debugging only]`,
    "```",
    "",
    "**What the manager does**",
    "",
    "- **information** The answer replaces the record of agent '001' ('web-01'): same name and key, other address (10.0.0.1 → any). With the old record, the row of this id in the manager's database is lost until wazuh-modulesd is started again. (`replaced-agent`)<br>→ Check that both records are for the same machine.",
    "",
    "Key Poll 0.1.0 on `poll.py`, as Wazuh 4.14.x would do it. Keys, passwords and home folders are hidden.",
    "",
  ]);
});

it("shows where a poll ends", () => {
  expect(reportOf(`Connecting\n${success({ id: 7 })}`)).toEqual([
    "### ✘ `id:001`: unreadable answer",
    "",
    "The manager cannot read the output as JSON and discards it. Only a debug line says so. The agent stays unknown and the manager asks again at its next message.",
    "",
    "**What to do:** Print one JSON object and nothing before it, neither on standard output nor on standard error.",
    "",
    "| step | state | result |",
    "|---|---|---|",
    "| request | ✔ done | `id:001` |",
    "| output | ✔ done | 138 bytes |",
    "| JSON | ✘ stopped here | unreadable for the manager |",
    "| answer | – not reached |  |",
    "| registration | – not reached |  |",
    "| client.keys | – not reached |  |",
    "",
    "**Output**",
    "",
    "```text",
    "Connecting\\n",
    `{"error":0,"data":{"id":7,"name":"web-01","ip":"any","key":"${MASK}"}}`,
    "```",
    "",
    "**ossec.log** of Wazuh 4.14.x",
    "",
    "```text",
    "wazuh-authd: DEBUG: Error parsing JSON event (<freed memory>)  [with debugging only]",
    "```",
    "",
    "**What the manager does**",
    "",
    '- **error** "Connecting…" comes before the JSON, so the manager cannot read the answer. (`text-before-json`)<br>→ Print nothing before the answer. Send warnings and traces to a file, because standard error goes into the same pipe.',
    "",
    "**What the documentation says**",
    "",
    "- **information** The documentation requires one JSON object on standard output, but this is not one. (`contract-json`)<br>→ Print exactly one JSON object and nothing else.",
    "",
    "**Not reached: this step comes next once the problem is fixed**",
    "",
    "- **error** The member id is the number 7, not a string: the whole wazuh-authd crashes on it, enrolment of all agents stops, and nothing starts it again. (`member-not-string`)<br>→ Print id, name, ip and key as strings in quotes, and an error answer if one of them is unknown.",
    "- **warning** The id '7' has fewer than three digits. The manager compares ids as text, so it is another agent than '007'; the requested agent '001' stays unknown. (`id-not-padded`)<br>→ Print ids with at least three digits: 001, not 1.",
    "",
    "Key Poll 0.1.0 on `poll.py`, as Wazuh 4.14.x would do it. Keys, passwords and home folders are hidden.",
    "",
  ]);
});

it("shows an error answer", () => {
  expect(reportOf('{"error": 4, "message": "No agent\\nkey found"}')).toEqual([
    "### ● `id:001`: error answer 4",
    "",
    'The script says it has no key. No agent is registered. Its message: "No agent\\\\nkey found".',
    "",
    "| step | state | result |",
    "|---|---|---|",
    "| request | ✔ done | `id:001` |",
    "| output | ✔ done | 46 bytes |",
    "| JSON | ✔ done | an object with 2 members |",
    "| answer | ● ends here | error 4 |",
    "| registration | – not reached |  |",
    "| client.keys | – not reached |  |",
    "",
    "**Output**",
    "",
    "```text",
    '{"error": 4, "message": "No agent\\nkey found"}',
    "```",
    "",
    "**ossec.log** of Wazuh 4.14.x",
    "",
    "```text",
    "wazuh-authd: DEBUG: Could not get a key from ID 001. Error: 'No agent ⏎ key found'  [with debugging only]",
    "wazuh-authd: DEBUG: Error getting external key.  [with debugging only]",
    "```",
    "",
    "**What the documentation says**",
    "",
    "- **information** message is 'No agent\\\\nkey found'; the documentation requires a string of printable characters. (`contract-message`)<br>→ Print message as a string of printable characters.",
    "",
    "Key Poll 0.1.0 on `poll.py`, as Wazuh 4.14.x would do it. Keys, passwords and home folders are hidden.",
    "",
  ]);
});

const linesFrom = (report: readonly string[], title: string): readonly string[] => {
  const start = report.findIndex((line) => line.startsWith(title));
  return report.slice(start, report.indexOf("```", start) + 1);
};

it("shows the existing agent, which stays", () => {
  const settings = {
    force: {
      enabled: false,
      keyMismatch: true,
      disconnectedTime: { enabled: true, seconds: 0 },
      afterRegistrationTime: 0,
    },
  };
  const report = reportOf(success({ name: "db" }), { known: `001 web-01 any ${KEY}\n`, settings });
  expect(linesFrom(report, "**client.keys**")).toEqual([
    "**client.keys**",
    "",
    "```diff",
    `  001 web-01 any ${MASK}`,
    "```",
  ]);
  expect(report.find((line) => line.startsWith("| registration"))).toBe(
    "| registration | ✘ stopped here | refused 9012: Duplicate ID |",
  );
});

it("shows lines of the master, and a log that has none", () => {
  const onWorker = linesFrom(reportOf(success(), { settings: { node: "worker" } }), "**ossec.log**");
  expect(onWorker).toContain("wazuh-authd (on the master): DEBUG: add(web-01)  [with debugging only]");
  expect(onWorker.filter((line) => line.startsWith("wazuh-authd: "))).not.toEqual([]);
  expect(linesFrom(reportOf("", { request: "name:x", release: "5.0" }), "**ossec.log**")).toEqual([
    "**ossec.log** of Wazuh 4.14.x",
    "",
    "```text",
    "nothing",
    "```",
  ]);
});

it("shows a part of a long output, and says how much is left out", () => {
  const long = `${"x\n".repeat(4000)}{"error":4}${"y\n".repeat(4000)}`;
  const output = linesFrom(reportOf(long), "**Output**");
  expect(output.at(-2)).toMatch(/^… \d+ bytes more$/);
  const late = linesFrom(reportOf(`{"error":0,${" \n".repeat(4000)}x${"\n y".repeat(4000)}`), "**Output**");
  expect(late[3]).toMatch(/^… \d+ bytes before$/);
  expect(late.at(-2)).toMatch(/^… \d+ bytes more$/);
});

it("shows how long a run took", () => {
  expect(reportOf(success(), {}, { durationMs: 41.6 }).filter((line) => line.includes(" ms)"))).toHaveLength(
    1,
  );
  expect(reportOf(success()).filter((line) => line.includes(" ms)"))).toEqual([]);
});

it("says how two records differ, the most severe first, with fingerprints for keys", () => {
  const release = releaseFor("4.14");
  if (release === undefined) throw new Error("no such release");
  const entry = (line: string) => {
    const [found] = readKeyFile(`${line}\n`, { release, passEmpty: true }).store.entries;
    if (found === undefined) throw new Error(line);
    return found;
  };
  const old = entry("001 web any abc");
  // The first 12 digits of SHA-256 of `abc` and `def`.
  const [abc, def] = ["ba7816bf8f01", "cb8379ac2098"];
  const other = `other key (fingerprint ${abc} → ${def})`;
  const rows: readonly (readonly [string, string])[] = [
    ["001 web any abc", "nothing in it changes"],
    ["001 web any def", `same name and address, ${other}`],
    ["001 db any abc", "same address and key, other name (web → db)"],
    ["001 web 10.0.0.1 abc", "same name and key, other address (any → 10.0.0.1)"],
    ["001 db any def", `same address, ${other}, other name (web → db)`],
    ["001 web 10.0.0.1 def", `same name, ${other}, other address (any → 10.0.0.1)`],
    ["001 db 10.0.0.1 abc", "same key, other name (web → db), other address (any → 10.0.0.1)"],
    ["001 db 10.0.0.1 def", `${other}, other name (web → db), other address (any → 10.0.0.1)`],
  ];
  expect(rows.map(([line]) => [line, changeText(old, entry(line))])).toEqual(rows);
  expect(changeText(old, { ...old, key: GENERATED_KEY })).toBe(
    `same name and address, other key (fingerprint ${abc} → generated by the manager)`,
  );
  expect(recordDifferences(old, entry(`001 ${"n".repeat(120)} any abc`))).toEqual([
    { what: "name", before: "web", after: "n".repeat(120) },
  ]);
  // A key in place of a name is hidden.
  const long = { ...old, key: KEY };
  expect(recordDifferences(long, { ...long, name: KEY })).toEqual([
    { what: "name", before: "web", after: MASK },
  ]);
});
