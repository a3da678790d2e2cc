/** Compares every agent of a client.keys with the script's answer for it. */

export type { AgentResult } from "./agent-result.ts";
export { byCause, type Cause } from "./causes.ts";
export { type Compared, Comparison } from "./comparison.ts";
export { agentFacts } from "./facts.ts";
export { journalOf, readJournal } from "./journal.ts";
export { type Pace, paceOf, timeText } from "./pace.ts";
export { type AskedBy, idsOf, Roll, type RollEntry } from "./roll.ts";
export { seedOf } from "./seed.ts";
export { type ReconcileState, stateNames } from "./state-names.ts";
export {
  defaultErrorMeanings,
  type ErrorMeanings,
  states,
  stateText,
} from "./states.ts";
export { type ReconcileTotals, Tally } from "./tally.ts";
