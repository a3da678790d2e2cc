/** What the stand-in shows is looked up as a whole; the manager's own lines and answers stay as they are. */

import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { newestRelease, readAddress } from "../../core/manager/index.ts";
import type { RegistrationExpectation, TextWanted } from "../../core/suite/index.ts";
import { knock, Passages, passagesReport, type ScriptRun, startStandIn } from "../../stand-in/index.ts";
import { scriptFindings } from "../../stand-in/script-findings.ts";
import { expectRuns } from "../../stand-in/suite/expect-runs.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { marked, unmarked } from "../unit/manifest/marked.ts";
import { running } from "./running.ts";

const run: ScriptRun = {
  title: "first run",
  end: "",
  exitCode: 0,
  output: "",
  durationMs: 1,
  exchanges: [],
  tools: [],
  log: [],
  added: [],
  removed: [],
  printsKey: false,
  obstacle: undefined,
};

const agent = { id: "001", name: "web-01", ip: "any" };

const logged = (text: string): Pick<ScriptRun, "log"> => ({
  log: [{ at: new Date(0), daemon: "wazuh-authd", level: "warning", text, meaning: undefined }],
});

describe("findings on a registration script", () => {
  it.each<readonly [rule: string, runs: readonly ScriptRun[]]>([
    ["script-not-started", [{ ...run, obstacle: "/x" }]],
    ["agent-not-registered", [{ ...run, exitCode: 1 }]],
    ["agent-not-registered", [{ ...run, exitCode: 1, ...logged("Invalid password") }]],
    ["agent-name-refused", [{ ...run, exitCode: 1, ...logged("Invalid agent name: web 01") }]],
    ["failure-not-reported", [run]],
    ["success-not-reported", [{ ...run, added: [agent], exitCode: 3, end: "3" }]],
    ["registered-twice", [{ ...run, title: "second run", added: [agent] }]],
    ["agent-replaced", [{ ...run, title: "second run", added: [agent], removed: [agent] }]],
    ["key-printed", [{ ...run, added: [agent], printsKey: true }]],
    ["certificate-not-checked", [{ ...run, title: "other certificate", added: [agent] }]],
    ...[
      "Agent '001' won't be removed because the force option is disabled.",
      "Agent '001' key already exists on the manager.",
      "Agent '001' doesn't comply with the registration time to be removed.",
      "Agent '001' has not been disconnected long enough to be replaced.",
      "Duplicate name 'web-01', rejecting enrollment.",
    ].map((text): [string, readonly ScriptRun[]] => ["agent-not-replaced", [{ ...run, ...logged(text) }]]),
  ])("%s", async (rule, runs) => {
    const findings = (await marked(() => scriptFindings(runs))).filter((each) => each.rule === rule);
    expect(findings).toHaveLength(1);
    const said = runs.flatMap(({ log }) => log.map(({ text }) => text)).join(" ");
    expect(findings.flatMap(({ message, advice }) => unmarked(`${message}|${advice}`, said))).toEqual([]);
  });
});

const text = (wanted: string): TextWanted => ({ kind: "text", text: wanted });

it("differences from what a suite expects", async () => {
  const wanted: RegistrationExpectation = {
    registered: { name: text("web-02") },
    replaces: [text("002")],
    message: text("x"),
    secondRun: "unchanged",
    exitCode: 1,
    findings: ["key-printed"],
  };
  const none: RegistrationExpectation = { ...wanted, registered: false };
  const texts = await marked(() =>
    [
      expectRuns({ runs: [run], findings: [], cancelled: false }, wanted),
      expectRuns({ runs: [{ ...run, added: [agent, agent] }], findings: [], cancelled: false }, none),
    ].flatMap(({ differences }) =>
      differences.flatMap(({ what, expected, actual }) => [what, expected, actual]),
    ),
  );
  expect(texts.length).toBeGreaterThan(20);
  expect(texts.flatMap((text) => unmarked(text))).toEqual([]);
});

it("what passed, and the report of it", async () => {
  const passages = new Passages(() => undefined);
  const { host, ports } = await running({ debug: 0, on: passages.events });
  const address = readAddress("any", newestRelease);
  if (address === undefined) throw new Error("any is an address");
  const sender = { id: "007", name: "bond", address, key: "5a".repeat(32) };
  const way = { host, port: ports.agents, cipher: "aes", transport: "tcp", patience: 5000 } as const;
  await marked(() => knock({ ...way, agent: sender }));
  const stops = passages.all.filter(({ kind }) => kind === "message").flatMap((each) => each.stops);
  expect(stops).toHaveLength(3);
  expect(stops.flatMap(({ summary }) => unmarked(summary))).toEqual([]);
  const report = await marked(() => passagesReport(passages.all, { release: "4.14", version: "1" }));
  const lines = report.split("\n").filter((line) => !/^ {2}- |^- authd|^$/.test(line));
  expect(lines[0]).toContain("⟦Stand-in manager ⟧");
  expect(lines.flatMap((line) => unmarked(line))).toEqual([]);
});

describe("why a stand-in does not start", () => {
  const options = { host: "127.0.0.1", reloadSeconds: 1, debug: 0, apiUser: "u", apiPassword: "p" } as const;
  const start = (
    folder: string,
    more: { readonly version?: string; readonly agentStates?: readonly string[] },
  ) =>
    startStandIn({
      ...options,
      version: more.version ?? "4.14",
      agentStates: more.agentStates ?? [],
      folder,
      ports: { enrolment: 0, api: 0, agents: 0 },
    });

  it("is said whole", async () => {
    const folder = temporaryFolder();
    const taken = temporaryFolder();
    writeFileSync(path.join(taken, "letter"), "");
    const ends = await marked(() =>
      Promise.all([
        start(folder, { version: "5.0" }),
        start(folder, { agentStates: ["001"] }),
        start(taken, {}),
      ]),
    );
    const problems = ends.map((end) => ("problem" in end ? end.problem : ""));
    expect(problems.filter((problem) => problem.includes("⟦"))).toHaveLength(3);
    expect(
      problems.flatMap((problem) => unmarked(problem, "pending active disconnected never connected")),
    ).toEqual([]);
  });
});
