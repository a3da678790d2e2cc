/** What the runs of a registration script say about it. */

import type { Severity } from "../core/lint/severity.ts";
import type { ScriptRun } from "./script-run.ts";

export interface ScriptFinding {
  readonly rule: ScriptRule;
  readonly severity: Severity;
  readonly message: string;
  /** What to do, as an imperative. */
  readonly advice: string;
}

const scriptRules = [
  "script-not-started",
  "agent-not-registered",
  "failure-not-reported",
  "success-not-reported",
  "registered-twice",
  "agent-replaced",
  "key-printed",
  "certificate-not-checked",
] as const;

export type ScriptRule = (typeof scriptRules)[number];

type Look = (runs: readonly ScriptRun[]) => Omit<ScriptFinding, "rule"> | undefined;

const first = (runs: readonly ScriptRun[]): ScriptRun | undefined =>
  runs.find(({ title }) => title === "first run");
const second = (runs: readonly ScriptRun[]): ScriptRun | undefined =>
  runs.find(({ title }) => title === "second run");

const looks: Readonly<Record<ScriptRule, Look>> = {
  "script-not-started": (runs) => {
    const obstacle = first(runs)?.obstacle;
    if (obstacle === undefined) return undefined;
    return {
      severity: "error",
      message: `The script was not started: ${obstacle}`,
      advice: "Make it executable, or name its interpreter before it.",
    };
  },
  "agent-not-registered": (runs) => {
    const run = first(runs);
    if (run === undefined || run.obstacle !== undefined || run.added.length > 0) return undefined;
    const refusal = run.log.findLast(({ level }) => level === "error" || level === "warning");
    const why =
      refusal === undefined ? "no request reached the manager" : `the manager logged "${refusal.text}"`;
    return {
      severity: "error",
      message: `The script registered no agent: ${why}.`,
      advice:
        refusal?.meaning ??
        "Let the script take host, port and CA from its arguments or environment: keypoll test --help names them.",
    };
  },
  "failure-not-reported": (runs) => {
    const run = runs.find(
      ({ added, exitCode, title }) => title === "first run" && added.length === 0 && exitCode === 0,
    );
    return run === undefined
      ? undefined
      : {
          severity: "error",
          message: "The script ended with exit code 0, though no agent was registered.",
          advice: "End with another exit code where the manager refuses.",
        };
  },
  "success-not-reported": (runs) => {
    const run = runs.find(({ added, exitCode }) => added.length > 0 && exitCode !== 0);
    return run === undefined
      ? undefined
      : {
          severity: "warning",
          message: `The agent was registered, but the script ended with ${run.end}.`,
          advice: "End with exit code 0 where the agent is registered.",
        };
  },
  "registered-twice": (runs) => {
    const run = second(runs);
    if (run === undefined || run.added.length === 0 || run.removed.length > 0) return undefined;
    const names = run.added.map(({ id, name }) => `${id} ${name}`).join(", ");
    return {
      severity: "warning",
      message: `The second run registered another agent, ${names}, for the same machine.`,
      advice: "Stop where the agent's client.keys is not empty, and do not make up a new name.",
    };
  },
  "agent-replaced": (runs) => {
    const run = second(runs);
    if (run === undefined || run.removed.length === 0) return undefined;
    return {
      severity: "information",
      message: "The second run replaced the agent of the first, whose key is not valid any more.",
      advice: "Stop where the agent's client.keys is not empty.",
    };
  },
  "key-printed": (runs) =>
    runs.some(({ printsKey }) => printsKey)
      ? {
          severity: "warning",
          message: "The script prints the agent's key.",
          advice: "Write the key into the agent's client.keys only: what is printed ends in logs.",
        }
      : undefined,
  "certificate-not-checked": (runs) =>
    runs.some(
      ({ title, added, log }) => title === "other certificate" && (added.length > 0 || log.some(isRequest)),
    )
      ? {
          severity: "error",
          message:
            "The script sent its request to a manager whose certificate the named authority did not sign.",
          advice:
            "Check the certificate: curl --cacert, openssl s_client -CAfile … -verify_return_error, ssl.create_default_context(cafile=…).",
        }
      : undefined,
};

/** A line that only comes once a client trusted the connection and sent something. */
function isRequest({ text }: { readonly text: string }): boolean {
  return /^(?:Received request|Invalid (?:request|password)|API: )/.test(text);
}

/** Each finding once, in the order of the rules. */
export function scriptFindings(runs: readonly ScriptRun[]): readonly ScriptFinding[] {
  return scriptRules.flatMap((rule) => {
    const finding = looks[rule](runs);
    return finding === undefined ? [] : [{ rule, ...finding }];
  });
}
