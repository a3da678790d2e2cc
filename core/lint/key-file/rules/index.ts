/** The one table of rules of `client.keys`. */

import type { Severity } from "../../severity.ts";
import { notAKeyFile } from "../sniff.ts";
import { addressRules } from "./address.ts";
import { controlRules } from "./control.ts";
import { type FileRule, textRules } from "./file.ts";
import { identityRules } from "./identity.ts";
import { inactiveRules } from "./inactive.ts";
import { keyRules } from "./key.ts";
import { layoutRules } from "./layout.ts";
import { lengthRules } from "./length.ts";
import { onDiskRules } from "./on-disk.ts";
import {
  duplicateId,
  duplicateIp,
  duplicateName,
  type RelationRule,
  sharedKey,
  similarName,
} from "./relations.ts";
import type { LineRule } from "./rule.ts";
import { upgradeRules } from "./upgrade.ts";

export type { LineRule, LintContext, Role } from "./rule.ts";

/** Rules that depend on one line, in the order in which a line's findings are shown. */
export const lineRules: readonly LineRule[] = [
  ...layoutRules,
  ...controlRules,
  ...lengthRules,
  ...identityRules,
  ...addressRules,
  ...keyRules,
  ...inactiveRules,
  ...upgradeRules,
];

/** Ranges inside others, found by the index of ranges. */
export const overlappingRange = {
  code: "overlapping-range",
  severity: "hint",
  title: "Range inside another",
} as const;

export const relationRules: readonly RelationRule[] = [
  duplicateId,
  duplicateName,
  duplicateIp,
  similarName,
  sharedKey,
];

/** Rules on the file as a whole: on its text, and on its place. */
export const fileRules: readonly FileRule[] = [...textRules, ...onDiskRules];

export interface RuleSummary {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
}

/** Every rule of `client.keys`. Tests compare the settings, the docs and the help with this list. */
export const keyFileRules: readonly RuleSummary[] = [
  ...lineRules,
  ...relationRules,
  overlappingRange,
  ...fileRules,
  notAKeyFile,
].map(({ code, severity, title }) => ({ code, severity, title }));
