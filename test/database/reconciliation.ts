/** A client.keys with planted differences from each real server: each is found, and nothing else. */

import { defaultSettings, newestRelease, readKeyFile } from "../../core/manager/index.ts";
import { endPolling, reconcile } from "../../core/poll/index.ts";
import { defaultErrorMeanings, Roll } from "../../core/reconcile/index.ts";
import type { SampleAgent } from "../../core/templates/index.ts";
import { agentOf, agents } from "./harness/agents.ts";
import type { Deployment } from "./harness/deployment.ts";
import type { Tally } from "./harness/examine.ts";
import type { Machine } from "./harness/interpreters.ts";
import type { SourceUnderTest } from "./servers/server.ts";

/** How the file differs from the sources, by id. */
const planted: Readonly<Record<string, readonly [state: string, file: Partial<SampleAgent>]>> = {
  "001": ["other-key", { key: "0".repeat(64) }],
  "002": ["other-name", { name: "db2" }],
  "003": ["other-address", { ip: "any" }],
  "090": ["would-not-register", { name: "bad-name" }],
  "777": ["unknown", { name: "gone", ip: "any", key: "7".repeat(64) }],
};

const records = [...agents, { ...agentOf("001"), id: "777" }].map((agent) => ({
  ...agent,
  ...planted[agent.id]?.[1],
}));
const file = records.map(({ id, name, ip, key }) => `${id} ${name} ${ip} ${key}\n`).join("");

/** Asks one script about every agent. */
export async function examineReconciliation(
  { template, program }: Deployment,
  { settings }: SourceUnderTest,
  machine: Machine,
  tally: Tally,
): Promise<void> {
  const release = newestRelease;
  const environment = { ...settings, PATH: machine.path };
  const { tally: found, stop } = await reconcile({
    target: { execPath: program, socketPath: undefined, release, environment },
    roll: new Roll(readKeyFile(file, { release, passEmpty: true })),
    settings: defaultSettings(release),
    errors: defaultErrorMeanings,
    threads: 2,
  });
  await endPolling();
  const states = found.others().map(({ result }) => `${result.id} ${result.state}`);
  const wanted = records.flatMap(({ id }) => (planted[id] === undefined ? [] : `${id} ${planted[id][0]}`));
  const isSame = stop === undefined && states.join() === wanted.join();
  tally.note(template.id, "compared with a client.keys", isSame ? undefined : states.join(", "));
}
