/** What to ask for keys, as the user chooses it: a suite, an ossec.conf, a script, a command line, a socket. */

const kinds = ["suite", "config", "script", "command", "socket"] as const;

export interface Subject {
  readonly kind: (typeof kinds)[number];
  /** A path. For a command, the line as it is written in exec_path. */
  readonly value: string;
}

/** What is asked is already known, from a key binding or from the view. */
export interface Given {
  readonly subject: Subject;
  readonly threads?: number | undefined;
  /** Continues a cancelled run of the same kind, or starts again. Undefined asks the user. */
  readonly goOn?: boolean | undefined;
}

/** From a key binding or from storage, so it may be anything. */
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
