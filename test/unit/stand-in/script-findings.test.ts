/** What runs of a registration script show about it: each finding, and when there is none. */

import { describe, expect, it } from "vitest";
import { scriptFindings } from "../../../stand-in/script-findings.ts";
import type { ScriptRun } from "../../../stand-in/script-run.ts";
import { answered, DB, logged, runOf, secondOf, WEB } from "./runs.ts";

const told = (...runs: readonly ScriptRun[]): readonly string[] =>
  scriptFindings(runs).map(
    ({ severity, rule, message, advice }) => `${severity} ${rule}: ${message} ${advice}`,
  );
const rules = (...runs: readonly ScriptRun[]): readonly string[] =>
  scriptFindings(runs).map(({ rule }) => rule);

const none = { added: [], exitCode: 1 } as const;

describe("nothing is found", () => {
  it("if the first run registers the agent, and the second changes nothing", () => {
    expect(told(runOf(), secondOf(), runOf({ title: "other certificate", ...none }))).toEqual([]);
    expect(told()).toEqual([]);
  });

  it("in an exit code for what the first run has done already", () => {
    expect(rules(runOf(), secondOf({ exitCode: 0 }))).toEqual([]);
    expect(rules(runOf(), secondOf({ exitCode: 3 }))).toEqual([]);
  });
});

it.each<[title: string, runs: readonly ScriptRun[], findings: readonly string[]]>([
  [
    "cannot be started",
    [runOf({ added: [], exitCode: undefined, obstacle: "There is no file /a.sh." })],
    [
      "error script-not-started: The script was not started: There is no file /a.sh. Make it executable, or name its interpreter before it.",
    ],
  ],
  [
    "reaches no manager",
    [runOf(none)],
    [
      "error agent-not-registered: The script registered no agent: no request reached the manager. Let the script get host, port and CA from its arguments or environment, and find manage_agents and agent-auth through WAZUH_HOME or PATH. docs/manager.md lists these variables.",
    ],
  ],
  [
    "is refused, for the last reason that the manager logs",
    [
      runOf({
        ...none,
        log: [
          logged("An earlier error"),
          logged("Invalid password provided", "warning", "Give the password of the service."),
          logged("Received request", "info"),
        ],
      }),
    ],
    [
      'error agent-not-registered: The script registered no agent: the manager logged "Invalid password provided". Give the password of the service.',
    ],
  ],
  [
    "sends a name that is not allowed",
    [runOf({ ...none, log: [logged("Invalid agent name: a b")] })],
    [
      `error agent-name-refused: The manager refused the agent's name: "Invalid agent name: a b". Send 2 to 128 letters, digits, hyphens, underscores and dots, and not the manager's own host name. Replace other characters in the script.`,
    ],
  ],
  [
    "does not say that it failed",
    [runOf({ added: [], log: [logged("Invalid agent name: a b")] })],
    [
      `error agent-name-refused: The manager refused the agent's name: "Invalid agent name: a b". Send 2 to 128 letters, digits, hyphens, underscores and dots, and not the manager's own host name. Replace other characters in the script.`,
      "error failure-not-reported: The script ended with exit code 0, but no agent was registered. End with another exit code if the manager refuses the agent.",
    ],
  ],
  [
    "does not say that it succeeded",
    [runOf({ exitCode: 7 })],
    [
      "warning success-not-reported: The agent was registered, but the script ended with exit code 7. End with exit code 0 if the agent is registered.",
    ],
  ],
  [
    "registers a machine twice",
    [runOf(), secondOf({ added: [DB, WEB] })],
    [
      "warning registered-twice: The second run registered another agent, 002 db-01, 001 web-01, for the same machine. End the script if the agent's client.keys is not empty, and do not generate a new name.",
    ],
  ],
  [
    "replaces its agent",
    [runOf(), secondOf({ added: [WEB], removed: [WEB] })],
    [
      "information agent-replaced: The second run replaced the agent of the first run, whose key is no longer valid. End the script if the agent's client.keys is not empty.",
    ],
  ],
  [
    "prints the key",
    [runOf({ printsKey: true })],
    [
      "warning key-printed: The script prints the agent's key. Write the key only into the agent's client.keys: printed text ends up in logs.",
    ],
  ],
  [
    "sends its request to any manager",
    [runOf(), runOf({ title: "other certificate", added: [WEB] })],
    [
      "error certificate-not-checked: The script sent its request although the named authority did not sign the manager's certificate. Check the certificate: curl --cacert, openssl s_client -CAfile … -verify_return_error, agent-auth -v, ssl.create_default_context(cafile=…).",
    ],
  ],
])("a script %s", (_title, runs, findings) => {
  expect(told(...runs)).toEqual(findings);
});
describe("details", () => {
  it("a script that was not started has no other finding", () => {
    expect(rules(runOf({ added: [], exitCode: undefined, obstacle: "no" }), secondOf())).toEqual([
      "script-not-started",
    ]);
  });

  it.each([
    ["Invalid agent name: a b", true],
    ["Invalid agent name a b", true],
    ["Invalid agent name web-01 (duplicated)", false],
    ["An Invalid agent name: a b", false],
  ])("a name is refused by the line %j: %s", (text, refused) => {
    expect(rules(runOf({ ...none, log: [logged(text)] })).includes("agent-name-refused")).toBe(refused);
    expect(rules(runOf({ log: [logged(text)] }))).toEqual([]);
  });

  it.each([
    ['400 {"error":1738,"title":"Bad Request"}', true],
    ['{"error":601,"message":"no"}', true],
    ["400 'a b' does not match '^[\\\\w.\\\\-]+$'", true],
    ["a b does not match the format of an agent name", true],
    ['{"error":17380}', false],
    ['{"error":1701}', false],
    [undefined, false],
  ])("a name is refused by the answer %j: %s", (text, refused) => {
    const run = runOf({ ...none, exchanges: [answered(undefined), answered(text)] });
    expect(rules(run).includes("agent-name-refused")).toBe(refused);
  });

  it("a key may be printed by a run that fetches it to carry it to the agent", () => {
    const withWords = (tool: "manage_agents" | "agent-auth", words: readonly string[]) =>
      rules(runOf({ printsKey: true, tools: [{ tool, words, exitCode: 0 }] }));
    expect(withWords("manage_agents", ["-e", "001"])).toEqual([]);
    expect(withWords("manage_agents", ["-je001"])).toEqual([]);
    expect(withWords("manage_agents", ["-a", "any", "--e"])).toEqual(["key-printed"]);
    expect(withWords("agent-auth", ["-e"])).toEqual(["key-printed"]);
    const carried = runOf({
      printsKey: true,
      tools: [{ tool: "manage_agents", words: ["-e"], exitCode: 0 }],
    });
    expect(rules(carried, secondOf({ printsKey: true }))).toEqual(["key-printed"]);
  });

  it.each([
    ["Received request for a new agent (web-01) from: 127.0.0.1", true],
    ["Invalid request for new agent", true],
    ["Invalid password provided by 127.0.0.1", true],
    ["API: POST /agents", true],
    ["SSL Error (-1)", false],
    ["New connection from 127.0.0.1", false],
    ["No API: POST /agents", false],
  ])("a request was sent in spite of the certificate if the manager logs %j: %s", (text, sent) => {
    const other = runOf({ title: "other certificate", ...none, log: [logged(text, "info")] });
    expect(rules(runOf(), other)).toEqual(sent ? ["certificate-not-checked"] : []);
    expect(rules(runOf({ log: [logged(text, "info")] }))).toEqual([]);
  });
});

describe("an agent that is kept", () => {
  const force = `Ask for a replacement: "force": {"enabled": true} in the request to the API, <enabled>yes</enabled> in <force> of <auth> for the registration service. Or end the script if the agent's client.keys is not empty.`;
  const valid =
    "The agent's key is still valid. End the script if the agent's client.keys is not empty, or leave out the key hash.";
  const wait =
    "Wait until the old agent has been registered for <after_registration_time>, lower that value in <force>, or remove the old agent first.";
  const stop =
    "Stop the old agent for <disconnected_time>, lower that value in <force>, or remove the old agent first.";
  const old =
    "Remove the old agent first, or let the manager replace it: set force_insert and force_time in <auth>, or send force in the request to the API.";

  it.each([
    [
      "Duplicate name 'web-01', rejecting enrollment. Agent '001' won't be removed because the force option is disabled.",
      force,
    ],
    [
      "Duplicate name 'web-01', rejecting enrollment. Agent '001' has not been disconnected long enough to be replaced.",
      stop,
    ],
    [
      "Duplicate name 'web-01', rejecting enrollment. Agent '001' doesn't comply with the registration time to be removed.",
      wait,
    ],
    ["Duplicate IP '10.0.0.1', rejecting enrollment. Agent '001' key already exists on the manager.", valid],
    ["Agent '001' doesn't comply with the antiquity to be removed.", wait],
    ["Agent '001' can't be replaced since it is not disconnected.", stop],
    ["Invalid agent name web-01 (duplicated)", old],
    ["Duplicated IP 10.0.0.1", old],
    ["ERROR 9008: Duplicate agent name: web-01", old],
  ])("is explained by the line %j", (text, advice) => {
    const findings = scriptFindings([
      runOf(),
      secondOf({ log: [logged("before", "info"), logged(text, "warning")] }),
    ]);
    expect(findings).toEqual([
      {
        rule: "agent-not-replaced",
        severity: "information",
        message: `The manager kept the existing agent and refused the new one: "${text.replace(/\.$/, "")}".`,
        advice,
      },
    ]);
    expect(rules(runOf({ log: [logged(text)] }))).toEqual([]);
  });

  it.each([
    "Duplicated IP '10.0.0.1'",
    "Duplicate name 'web-01'. Agent '001' removed",
    "ERROR 9006: x",
    "x Duplicated IP 1",
  ])("is not what the line %j is about", (text) => {
    expect(rules(runOf(), secondOf({ log: [logged(text)] }))).toEqual([]);
  });
});
