/** Rules on the file as a whole. */

import { endsAtLimit } from "../../../manager/index.ts";
import { say } from "../../../words/index.ts";
import type { Severity } from "../../severity.ts";
import type { KeyFileOnDisk } from "../on-disk.ts";
import type { LintContext } from "./rule.ts";

/** The content of the file, in numbers. */
export interface KeyFileCounts {
  readonly lines: number;
  readonly records: number;
  readonly removed: number;
  readonly ignored: number;
  readonly skipped: number;
  readonly fatal: number;
}

export interface FileFacts extends KeyFileCounts {
  /** The last line has text and no line feed. */
  readonly endsWithoutLineFeed: boolean;
}

/** The file as rules about the whole file see it. */
export interface WholeFile extends FileFacts {
  /** Records with a key that is not a placeholder, including removed ones. */
  readonly keys: number;
  readonly disk: KeyFileOnDisk;
}

export interface FileRule {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
  /** The message, or undefined if the rule does not apply. */
  message(file: WholeFile, context: LintContext): string | undefined;
  /** Where it is shown. */
  readonly at: "first-line" | "end";
}

export const textRules: readonly FileRule[] = [
  {
    code: "no-records",
    severity: "warning",
    title: "No agent in the file",
    at: "first-line",
    message: ({ records, fatal }, { role }) => {
      if (records + fatal > 0) return undefined;
      return role === "agent"
        ? say`No record in the file: the agent has no key, and stops unless it can enrol by itself.`
        : say`No record in the file: daemons that do not allow this exit with "(1751): File client.keys not found or empty."`;
    },
  },
  {
    code: "too-many-agents",
    severity: "error",
    title: "More agents than the manager accepts",
    at: "first-line",
    message: ({ records }, { release, role }) =>
      role === "manager" && endsAtLimit(records, release)
        ? say`${records} agents are more than a manager ${release.id} accepts: remoted exits with "(4110): Maximum number of agents '${release.agentLimit ?? 0}' reached."`
        : undefined,
  },
  {
    code: "missing-final-newline",
    severity: "warning",
    title: "No line feed at the end",
    at: "end",
    // An agent's own file often has none, because some tools write it so.
    message: ({ endsWithoutLineFeed }, { role }) =>
      endsWithoutLineFeed && role === "manager"
        ? say`No line feed at the end: a tool that appends an agent writes it directly after this key.`
        : undefined,
  },
  {
    code: "agent-file-many-records",
    severity: "warning",
    title: "Several records on an agent",
    at: "first-line",
    message: ({ records }, { role }) => {
      if (role !== "agent" || records < 2) return undefined;
      return records === 2
        ? say`An agent uses only the first of its records. The key of another agent should not be in this file.`
        : say`An agent uses only the first of its records. The keys of ${records - 1} other agents should not be in this file.`;
    },
  },
];
