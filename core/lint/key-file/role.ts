/** Whose file a `client.keys` is, and how that was recognised. */

import type { LintSettings } from "../settings.ts";
import { decoded } from "../uri.ts";
import type { KeyFileDocument } from "./document/key-file-document.ts";
import type { KeyFileOnDisk } from "./on-disk.ts";
import type { Role } from "./rules/rule.ts";

export interface RoleReading {
  /** `either`: an agent's own file, or the file of a manager with at most one agent. */
  readonly role: Role | "either";
  readonly by: "setting" | "path" | "content";
}

/** Places that only one of the two has. Linux agents and managers up to 4.14 have the same place. */
const PLACES: readonly (readonly [Role, RegExp])[] = [
  ["agent", /program files(?: \(x86\))?[\\/]ossec-agent[\\/][^\\/]+$/i],
  ["agent", /\/Library\/Ossec\/etc\/[^/]+$/],
  ["manager", /\/var\/wazuh-manager\/etc\/[^/]+$/],
];

/**
 * The role for the rules. The content of the file does not count here: the file of a manager with one agent looks like
 * the file of an agent, and would lose the findings that an agent's file does not have.
 */
export function roleForRules(setting: LintSettings["role"], disk: KeyFileOnDisk): Role {
  return roleBeforeReading(setting, disk)?.role ?? "manager";
}

/** The role for readers, as far as it is known. */
export function roleOf(
  document: KeyFileDocument,
  setting: LintSettings["role"],
  disk: KeyFileOnDisk,
): RoleReading {
  const { records, fatal, removed, ignored } = document.fileFacts();
  // Every program that writes an agent's file writes one line. Only people and managers leave comments and removed
  // agents.
  const hasOneLine = records + fatal <= 1 && removed === 0 && ignored === 0;
  return roleBeforeReading(setting, disk) ?? { role: hasOneLine ? "either" : "manager", by: "content" };
}

function roleBeforeReading(
  setting: LintSettings["role"],
  disk: KeyFileOnDisk,
): { role: Role; by: "setting" | "path" } | undefined {
  if (setting !== "auto") return { role: setting, by: "setting" };
  const role = disk.role ?? roleAt(disk.path ?? "");
  return role === undefined ? undefined : { role, by: "path" };
}

function roleAt(path: string): Role | undefined {
  const plain = decoded(path);
  return PLACES.find(([, place]) => place.test(plain))?.[0];
}
