/** The facts about an agent besides its state. */

import { say } from "../words/index.ts";
import type { AgentResult, Difference } from "./agent-result.ts";

/** The differences, the reason, and what the manager would do, in one line. */
export function agentFacts({ differences, why, refused, removes }: AgentResult): string {
  const other = differences.map((difference) => differenceText(difference));
  return [
    ...other,
    ...(why === undefined ? [] : [why]),
    ...(refused === undefined ? [] : [say`the manager refuses it now, ${refused}`]),
    ...(removes.length === 0 ? [] : [say`the manager would also remove ${removes.join(", ")}`]),
  ].join("; ");
}

function differenceText({ what, file, answer }: Difference): string {
  switch (what) {
    case "key":
      return say`key: fingerprint ${file} → ${answer}`;
    case "name":
      return say`name: ${file} → ${answer}`;
    case "address":
      return say`address: ${file} → ${answer}`;
    case "id":
      return say`id: ${file} → ${answer}`;
  }
}
