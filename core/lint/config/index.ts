/**
 * Checks the key-polling configuration in an `ossec.conf`: the effective settings, the rules, their findings and fixes.
 */

export { applied } from "./convert.ts";
export { ConfigDocument, type ConfigFindings, type ConfigOptions } from "./document.ts";
export { idleText, notCheckedText, settingRows } from "./hover.ts";
export type { PollConfig, PollConfigReading } from "./poll-config.ts";
export { managerSettingsOf } from "./poll-config.ts";
export type { FileLook, Programs } from "./programs.ts";
export { readPollConfig } from "./read.ts";
export { configRules } from "./rules/index.ts";
export { isFragment, isOssecConfig, nameKind } from "./sniff.ts";
