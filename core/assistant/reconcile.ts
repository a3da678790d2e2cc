/** Where client.keys and the database differ: the script is asked for one agent after the other. */

import * as z from "zod";
import { bytesFromText } from "../manager/index.ts";
import { prepareReconcile, type ReconcileStop, reconcile } from "../poll/index.ts";
import {
  type AgentResult,
  agentFacts,
  byCause,
  defaultErrorMeanings,
  type ReconcileState,
  stateNames,
  states,
} from "../reconcile/index.ts";
import { absolute, readBytes } from "./read.ts";
import {
  execPathInput,
  folderInput,
  MOST,
  managerOf,
  pathInput,
  releaseInput,
  timeoutInput,
} from "./shapes.ts";
import { refused, tool } from "./tool.ts";

/** Default number of agents to ask for: each one needs a run of the script. */
export const AGENTS_ASKED = 100;
const MANY = 5000;
const MOST_THREADS = 32;
/** A database that is down fails for every agent. */
const MOST_FAILURES = 5;
/** Milliseconds for all agents together, because the assistant waits for the answer. */
const PATIENCE = 120_000;

const fixes: Readonly<Record<Exclude<ReconcileState, "equal">, string>> = {
  "other-key": "Find out which key the agent has; correct the other place, or the agent is locked out.",
  "other-name": "Use one name in both places.",
  "other-address": "Correct the address in the database, or the one in client.keys.",
  "other-agent": "Look up the id in the query of the script: it must answer for the id that it is asked for.",
  missing: "Nothing, if the manager should add it when the agent connects.",
  unknown: "Add the agent to the database, or remove it from client.keys.",
  ambiguous: "Make ids and addresses unique, in the database and in client.keys.",
  "would-not-register": "Correct what the facts of the agent name.",
  "no-answer":
    "Fix what causes says of these agents; test_script shows what the script prints for one of them.",
};

const stops: Readonly<Record<ReconcileStop["kind"], string>> = {
  cancelled: `Cancelled, or longer than ${PATIENCE / 1000} s.`,
  limit: "As limit says.",
  failures: `${MOST_FAILURES} agents got no answer that the manager can use.`,
  obstacle: "Nothing could be asked.",
};

export const reconcileTool = tool({
  name: "reconcile",
  title: "Compare client.keys with the database",
  description:
    "Asks a key-poll script, or a daemon at a socket, for the agents of a client.keys, as the Wazuh manager asks, and says where the two differ: other keys, names or addresses, agents that the database does not know. The script really runs, once for each agent. Changes nothing; keys are shown as fingerprints. Needs the person's consent.",
  runs: true,
  input: z.object({
    keys: pathInput.describe("Path of the manager's client.keys. Give the path, never the content"),
    execPath: execPathInput.optional(),
    socket: pathInput
      .optional()
      .describe("Path of the socket of a daemon. It is asked first, before execPath"),
    folder: folderInput,
    limit: z
      .int()
      .min(1)
      .max(MANY)
      .optional()
      .describe(`Maximum number of agents to ask for. Default: ${AGENTS_ASKED}`),
    threads: z
      .int()
      .min(1)
      .max(MOST_THREADS)
      .optional()
      .describe("Requests at once. Default: 1, as a manager without threads in its ossec.conf"),
    timeout: timeoutInput,
    release: releaseInput,
  }),
  output: z.object({
    ok: z.boolean().describe("All that were asked for are equal"),
    agents: z.int().describe("Agents in client.keys"),
    asked: z.int(),
    stopped: z.string().optional().describe("Why not all were asked for"),
    states: z.array(
      z.object({
        state: z.enum(stateNames),
        agents: z.int(),
        meaning: z.string(),
        fix: z.string().optional().describe("What to do"),
      }),
    ),
    different: z
      .array(
        z.object({
          state: z.enum(stateNames),
          id: z.string(),
          name: z.string().optional(),
          line: z.int().optional().describe("In client.keys, from 1"),
          facts: z.string().describe("What differs, and what the manager would do"),
        }),
      )
      .describe(`Agents that are not equal; at most ${MOST} are listed`),
    causes: z
      .array(
        z.object({
          state: z.enum(stateNames),
          why: z.string().describe("What the facts of these agents say"),
          problem: z.string().describe("What went wrong"),
          fix: z.string().optional().describe("What to do"),
          agents: z.int().describe("How many have this cause"),
          ids: z.array(z.string()).describe(`Of at most ${MOST} of them`),
        }),
      )
      .describe("Why agents got no answer or would not register: each cause once, for all its agents"),
  }),
  answer: async (
    { keys, execPath, socket, folder, limit = AGENTS_ASKED, threads = 1, timeout, release },
    world,
  ) => {
    if (execPath === undefined && socket === undefined)
      return refused("There is nothing to ask.", "Give execPath, socket, or both.");
    const manager = await managerOf({ release }, world);
    if (manager.kind === "refused") return manager;
    const { settings } = manager.value;
    if (settings.release.poller === "none")
      return refused("Wazuh 5.0 removed key polling.", "Give the release that asks, for example 4.14.");
    const bytes = await readBytes(keys, world);
    if (bytes.kind === "refused") return bytes;
    const workingDirectory = absolute(folder ?? ".", world);
    const target = {
      execPath: execPath === undefined ? undefined : bytesFromText(execPath),
      socketPath: socket === undefined ? undefined : absolute(socket, { ...world, folder: workingDirectory }),
      release: settings.release,
      timeoutSeconds: timeout,
      workingDirectory,
    };
    const errors = defaultErrorMeanings;
    const prepared = prepareReconcile({ keys: bytes.value, target, settings, errors });
    if (prepared.kind === "nobody") return refused(`${keys} has no agents.`, "Check the path.");
    if (prepared.kind === "exits") {
      return refused(
        `A manager with ${keys} exits with "${prepared.text}", so its agents are unknown.`,
        "Fix the file first: lint_keys names the line.",
      );
    }
    const { roll } = prepared;
    const late = AbortSignal.timeout(PATIENCE);
    const { tally, stop } = await reconcile({
      target,
      roll,
      settings,
      errors,
      threads,
      limit,
      maxFailures: MOST_FAILURES,
      signal: world.signal === undefined ? late : AbortSignal.any([world.signal, late]),
    });
    const others = tally.others().map(({ result }) => result);
    const found = stateNames.filter((state) => tally.count(state) > 0);
    return {
      kind: "answer",
      value: {
        ok:
          tally.asked > 0 &&
          tally.count("equal") === tally.asked &&
          (stop === undefined || stop.kind === "limit"),
        agents: roll.size,
        asked: tally.asked,
        ...(stop === undefined
          ? {}
          : { stopped: stop.kind === "obstacle" ? stop.message : stops[stop.kind] }),
        states: found.map((state) => ({
          state,
          agents: tally.count(state),
          meaning: states[state].meaning,
          ...(state === "equal" ? {} : { fix: fixes[state] }),
        })),
        different: others.slice(0, MOST).map((result) => ({
          state: result.state,
          id: result.id,
          ...(result.name === undefined ? {} : { name: result.name }),
          ...(result.line === undefined ? {} : { line: result.line }),
          facts: agentFacts(result),
        })),
        causes: byCause(others).slice(0, MOST).flatMap(causeValue),
      },
    };
  },
});

/** Agents that have no cause differ, and their facts say all of it. */
function causeValue(alike: ReturnType<typeof byCause<AgentResult>>[number]) {
  const [{ state, why = "", cause }] = alike;
  if (cause === undefined) return [];
  const { problem, advice } = cause;
  return [
    {
      state,
      why,
      problem,
      ...(advice === undefined ? {} : { fix: advice }),
      agents: alike.length,
      ids: alike.slice(0, MOST).map(({ id }) => id),
    },
  ];
}
