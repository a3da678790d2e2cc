/** The entry point of logs: known lines, counted by agent and cause, in any amount. */

export type { Pair } from "./agent.ts";
export { type ExplainedAgent, explainStory } from "./explained-story.ts";
export { knownLine, LogText } from "./log-text.ts";
export { agentName, storyMarkdown } from "./markdown.ts";
export { type KnownLine, type LogCounts, LogReader } from "./reader.ts";
export { Records } from "./records.ts";
export { Story } from "./story.ts";
export type { StoryParts } from "./story-parts.ts";
export { type ReadLog, type Summary, summaryOf } from "./summary.ts";
