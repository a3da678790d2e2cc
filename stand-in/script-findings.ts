/** What the runs of a registration script show about it. */

import { type RunRuleCode, runRuleCodes, runRules } from "../core/lint/registration-run/rules.ts";
import type { Severity } from "../core/lint/severity.ts";
import { say } from "../core/words/index.ts";
import { adviceOnForce, refusedDuplicate, refusedName } from "./refusals.ts";
import type { ScriptRun } from "./script-run.ts";
import type { ToolRun } from "./tools/run-tool.ts";

export interface ScriptFinding {
  readonly rule: RunRuleCode;
  readonly severity: Severity;
  readonly message: string;
  /** What to do, as an imperative. */
  readonly advice: string;
}

type Look = (runs: readonly ScriptRun[]) => Pick<ScriptFinding, "message" | "advice"> | undefined;

const first = (runs: readonly ScriptRun[]): ScriptRun | undefined =>
  runs.find(({ title }) => title === "first run");
const second = (runs: readonly ScriptRun[]): ScriptRun | undefined =>
  runs.find(({ title }) => title === "second run");

const looks: Readonly<Record<RunRuleCode, Look>> = {
  "script-not-started": (runs) => {
    const obstacle = first(runs)?.obstacle;
    if (obstacle === undefined) return undefined;
    return {
      message: say`The script was not started: ${obstacle}`,
      advice: say`Make it executable, or name its interpreter before it.`,
    };
  },
  "agent-not-registered": (runs) => {
    const run = first(runs);
    if (run === undefined || run.obstacle !== undefined || run.added.length > 0) return undefined;
    // The rule about names reports this with its cause.
    if (refusedName(run) !== undefined) return undefined;
    const refusal = run.log.findLast(({ level }) => level === "error" || level === "warning");
    return {
      message:
        refusal === undefined
          ? say`The script registered no agent: no request reached the manager.`
          : say`The script registered no agent: the manager logged "${refusal.text}".`,
      advice:
        refusal?.meaning ??
        say`Let the script get host, port and CA from its arguments or environment, and find manage_agents and agent-auth through WAZUH_HOME or PATH. docs/manager.md lists these variables.`,
    };
  },
  "agent-name-refused": (runs) => {
    const refusal = runs.map(refusedName).find((each) => each !== undefined);
    return refusal === undefined
      ? undefined
      : {
          message: say`The manager refused the agent's name: "${refusal}".`,
          advice: say`Send 2 to 128 letters, digits, hyphens, underscores and dots, and not the manager's own host name. Replace other characters in the script.`,
        };
  },
  "failure-not-reported": (runs) => {
    const run = runs.find(
      ({ added, exitCode, title }) => title === "first run" && added.length === 0 && exitCode === 0,
    );
    return run === undefined
      ? undefined
      : {
          message: say`The script ended with exit code 0, but no agent was registered.`,
          advice: say`End with another exit code if the manager refuses the agent.`,
        };
  },
  "success-not-reported": (runs) => {
    const run = runs.find(({ added, exitCode }) => added.length > 0 && exitCode !== 0);
    return run === undefined
      ? undefined
      : {
          message: say`The agent was registered, but the script ended with ${run.end}.`,
          advice: say`End with exit code 0 if the agent is registered.`,
        };
  },
  "registered-twice": (runs) => {
    const run = second(runs);
    if (run === undefined || run.added.length === 0 || run.removed.length > 0) return undefined;
    const names = run.added.map(({ id, name }) => `${id} ${name}`).join(", ");
    return {
      message: say`The second run registered another agent, ${names}, for the same machine.`,
      advice: say`End the script if the agent's client.keys is not empty, and do not generate a new name.`,
    };
  },
  "agent-replaced": (runs) => {
    const run = second(runs);
    if (run === undefined || run.removed.length === 0) return undefined;
    return {
      message: say`The second run replaced the agent of the first run, whose key is no longer valid.`,
      advice: say`End the script if the agent's client.keys is not empty.`,
    };
  },
  "agent-not-replaced": (runs) => {
    const refusal = runs.map(refusedDuplicate).find((each) => each !== undefined);
    return refusal === undefined
      ? undefined
      : {
          message: say`The manager kept the existing agent and refused the new one: "${refusal.replace(/\.$/, "")}".`,
          advice: adviceOnForce(refusal),
        };
  },
  "key-printed": (runs) =>
    runs.some(({ printsKey, tools }) => printsKey && !tools.some(handsOver))
      ? {
          message: say`The script prints the agent's key.`,
          advice: say`Write the key only into the agent's client.keys: printed text ends up in logs.`,
        }
      : undefined,
  "certificate-not-checked": (runs) =>
    runs.some(
      ({ title, added, log }) => title === "other certificate" && (added.length > 0 || log.some(isRequest)),
    )
      ? {
          message: say`The script sent its request although the named authority did not sign the manager's certificate.`,
          advice: say`Check the certificate: curl --cacert, openssl s_client -CAfile … -verify_return_error, agent-auth -v, ssl.create_default_context(cafile=…).`,
        }
      : undefined,
};

/** On the manager a script requests the key in order to carry it to the agent. */
function handsOver({ tool, words }: ToolRun): boolean {
  return tool === "manage_agents" && words.some((word) => /^-j?e/.test(word));
}

/** A line that only appears once a client trusted the connection and sent something. */
function isRequest({ text }: { readonly text: string }): boolean {
  return /^(?:Received request|Invalid (?:request|password)|API: )/.test(text);
}

/** Each finding once, in the order of the rules. */
export function scriptFindings(runs: readonly ScriptRun[]): readonly ScriptFinding[] {
  return runRuleCodes.flatMap((rule) => {
    const finding = looks[rule](runs);
    return finding === undefined ? [] : [{ rule, severity: runRules[rule].severity, ...finding }];
  });
}
