/** The kinds of file that can be checked: one row each. */

/** The names of a kind, singular and plural. */
const rows = {
  "key-file": ["key file", "key files"],
  "poll-script": ["poll script", "poll scripts"],
  "registration-script": ["registration script", "registration scripts"],
  suite: ["suite", "suites"],
  "ossec-conf": ["ossec.conf", "ossec.conf"],
} as const satisfies Readonly<Record<string, readonly [one: string, several: string]>>;

export type FileKind = keyof typeof rows;

/** The kinds of a script. */
export type ScriptKind = Extract<FileKind, "poll-script" | "registration-script">;

/** In the order in which a summary counts them. */
export const fileKinds: readonly FileKind[] = [
  "key-file",
  "poll-script",
  "registration-script",
  "suite",
  "ossec-conf",
];

/** `poll script` or `poll scripts`. */
export function kindName(kind: FileKind, count: number): string {
  return rows[kind][count === 1 ? 0 : 1];
}
