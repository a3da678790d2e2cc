/** What is asked for keys, as a person chooses it: a suite, an ossec.conf, a script, a command line, a socket. */

const kinds = ["suite", "config", "script", "command", "socket"] as const;

export interface Subject {
  readonly kind: (typeof kinds)[number];
  /** A path; of a command, the line as it stands in exec_path. */
  readonly value: string;
}

/** What is asked is known already, from a key binding or from the view. */
export interface Given {
  readonly subject: Subject;
  readonly threads?: number | undefined;
  /** Goes on from where a run of the same kind was cancelled, or begins anew; undefined asks. */
  readonly goOn?: boolean | undefined;
}

/** From a key binding or from what was kept: it may be anything. */
export function isSubject(value: unknown): value is Subject {
  const { kind, value: text } = { ...Object(value) };
  return kinds.some((each) => each === kind) && typeof text === "string" && text !== "";
}

export function isSameSubject(one: Subject, other: Subject): boolean {
  return one.kind === other.kind && one.value === other.value;
}

export function isGiven(value: unknown): value is Given {
  const { subject, threads = 1, goOn = false } = { ...Object(value) };
  return isSubject(subject) && Number.isInteger(threads) && threads >= 1 && typeof goOn === "boolean";
}
