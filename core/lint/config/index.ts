/**
 * Checks the key-polling configuration in an `ossec.conf`: the effective settings, the rules, their findings and fixes.
 */

export type { Block, BlockFate, BlockKind } from "./block.ts";
export { applied } from "./convert.ts";
export { ConfigDocument, type ConfigFindings, type ConfigOptions } from "./document.ts";
export { type HoverText, idleText, type SettingRow, settingRows } from "./hover.ts";
export type { Idle, PollConfig, PollConfigReading, Setting, Unreadable } from "./poll-config.ts";
export { managerSettingsOf } from "./poll-config.ts";
export type { FileLook, Programs } from "./programs.ts";
export { readPollConfig, sectionNamed } from "./read.ts";
export { type ConfigRuleSummary, configRules } from "./rules/index.ts";
export { isFragment, isOssecConfig, nameKind } from "./sniff.ts";
