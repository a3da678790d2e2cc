/** Checks `client.keys`: an open document, the rules, their findings and fixes. */

export { AcrossFiles, type AcrossFinding, acrossRules, fingerprintsOf, sharedOf } from "./across.ts";
export { codesOf } from "./codes.ts";
export { type DaemonStop, daemonStop } from "./daemon-stop.ts";
export { KeyFileDocument } from "./document/key-file-document.ts";
export { type OpenedText, type TextPiece, textInMemory } from "./document/opened-text.ts";
export type { TextEncoding } from "./encoding.ts";
export { type Field, type FieldPlace, fieldAt, fieldsOf } from "./fields.ts";
export type { Finding, Fix, Place } from "./finding.ts";
export { findingsOf, fixesOf, type KeyFileFindings } from "./findings.ts";
export { keyFileFixer } from "./fixer.ts";
export { type HoverText, hoverOf } from "./hover.ts";
export { keyColumns } from "./key-columns.ts";
export { pageLinks } from "./links.ts";
export { lossesOf } from "./losses.ts";
export { nextId } from "./next-id.ts";
export type { KeyFileOnDisk } from "./on-disk.ts";
export { openKeyFile } from "./open.ts";
export {
  type AgentChange,
  type Replacement,
  replacementOf,
  replacementRules,
} from "./replacement.ts";
export { type RoleReading, roleForRules } from "./role.ts";
export { keyFileRules, type LintContext, type Role, type RuleSummary } from "./rules/index.ts";
export { isBlankLine } from "./rules/layout.ts";
export { markAsRemoved } from "./rules/relations.ts";
export { safeFixes } from "./safe-fixes.ts";
export { withoutKeys } from "./shown.ts";
export { otherFileIn } from "./sniff.ts";
export { type KeyFileStatus, statusOf } from "./status.ts";
export { purgeRemoved, rewritten, sortById } from "./whole-file.ts";
