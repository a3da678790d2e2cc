/** Functions and commands that are recognised by their name alone, whatever their arguments. */

export interface Callee {
  /** What a call of one of these counts as. */
  readonly as: "encoder" | "noise" | "log" | "mute.log" | "connect";
  readonly names: readonly string[];
  /**
   * For a connection: the options that limit the waiting time, or parts of their names, and what a fix can insert.
   */
  readonly options?: readonly string[];
  readonly insert?: string;
  /** It must come right after the name of the command. */
  readonly isFirst?: true;
}

/** The same by each name. A name is in one row only. */
export function byName(callees: readonly Callee[]): ReadonlyMap<string, Callee> {
  return new Map(callees.flatMap((callee) => callee.names.map((name) => [name, callee] as const)));
}
