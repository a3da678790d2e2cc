/** The facts about an agent besides its state. */

import type { AgentResult } from "./comparison.ts";

/** The differences, the reason, and what the manager would do, in one line. */
export function agentFacts({ differences, why, refused, removes }: AgentResult): string {
  const other = differences.map(({ what, file, answer }) =>
    what === "key" ? `key: fingerprint ${file} → ${answer}` : `${what}: ${file} → ${answer}`,
  );
  return [
    ...other,
    ...(why === undefined ? [] : [why]),
    ...(refused === undefined ? [] : [`the manager refuses it now, ${refused}`]),
    ...(removes.length === 0 ? [] : [`the manager would also remove ${removes.join(", ")}`]),
  ].join("; ");
}
