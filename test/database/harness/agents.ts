/** The agents in every source under test. */

import { type SampleAgent, sampleAgents } from "../../../core/templates/index.ts";

const key = "1234567890abcdef".repeat(4);

/** Values of the longest documented length. */
export const longest: SampleAgent = {
  id: "10000006",
  name: `n${"a1-_.".repeat(25)}zz`,
  ip: "192.168.100.0/24",
  key: "k".repeat(128),
};

/** A name that would stop the manager's daemons; no script may return it. */
export const harmful: SampleAgent = { id: "090", name: "bad name", ip: "192.168.1.90", key };

/** The samples of the templates, and the limit cases. */
export const agents: readonly SampleAgent[] = [
  ...sampleAgents,
  longest,
  { id: "0007", name: "zeros", ip: "192.168.1.7", key: key.slice(0, 32) },
  harmful,
];

/** The agent of an id. Throws if it does not exist. */
export function agentOf(id: string): SampleAgent {
  const found = agents.find((agent) => agent.id === id);
  if (found === undefined) throw new Error(`No agent ${id} in the test data`);
  return found;
}
