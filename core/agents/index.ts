/**
 * Manual management of agents, as with `manage_agents`: add, remove, change the key, hand over, list and compare. Texts
 * say why something is refused.
 */

export { AgentRegister, addAgent, newKey } from "./add-agent.ts";
export { type ChangedFile, rekeyAgent, removalOf, removeAgent } from "./change.ts";
export {
  compareRecords,
  compareWithFile,
  comparisonText,
} from "./compare.ts";
export {
  type ExtractedAgent,
  extractAgent,
  extractRecord,
  type ImportedAgent,
  importAgent,
} from "./hand-over.ts";
export { agentTable, listAgents } from "./list-agents.ts";
export { type FoundRecord, type Refusal, recordOnLine } from "./record.ts";
