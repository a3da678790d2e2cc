/** Functions and commands that mean something by their name alone, whatever they are given. */

export interface Callee {
  /** What a call of one of these counts as. */
  readonly as: "encoder" | "noise" | "log" | "mute.log" | "connect";
  readonly names: readonly string[];
  /** Of a connection: the options that limit the waiting, and what may be put in where there is none. */
  readonly options?: readonly string[];
  readonly insert?: string;
  /** It has to stand right after the name of the command. */
  readonly isFirst?: true;
}

/** The same by each name. A name stands in one row only. */
export function byName(callees: readonly Callee[]): ReadonlyMap<string, Callee> {
  return new Map(callees.flatMap((callee) => callee.names.map((name) => [name, callee] as const)));
}
