/** The face of logs: known lines, counted by agent and cause, in any amount. */

export { type KnownLine, LogReader } from "./reader.ts";
export { Records } from "./records.ts";
export { type Pair, Story } from "./story.ts";
export { type Told, type ToldAgent, tell } from "./told.ts";
