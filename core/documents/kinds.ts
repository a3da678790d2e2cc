/** The kinds of file that can be checked: one row each. */

/** What a kind is called, one of it and several. */
const rows = {
  "key-file": ["key file", "key files"],
  "poll-script": ["poll script", "poll scripts"],
  "registration-script": ["registration script", "registration scripts"],
  suite: ["suite", "suites"],
  "ossec-conf": ["ossec.conf", "ossec.conf"],
} as const satisfies Readonly<Record<string, readonly [one: string, several: string]>>;

export type FileKind = keyof typeof rows;

/** What a script may be. */
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
