/** The fate of an agent of 4.x on its way to 5.x. */

/** From the best to the worst. */
export const fateKinds = ["carried", "no-authentication", "folded", "dropped", "refused"] as const;

export type FateKind = (typeof fateKinds)[number];

/** What decides: the C reader, the second reader of remoted, the vendor's tool, the REST API, or authd. */
export type Decider = "legacy" | "keystore" | "tool" | "api" | "authd";

export const fateReasons = [
  "address",
  "few-fields",
  "host-name",
  "id-no-number",
  "id-range",
  "id-rewritten",
  "ip-form",
  "ip-in-use",
  "key-form",
  "key-length",
  "long-line",
  "name-form",
  "name-in-use",
  "name-length",
  "other-key",
  "read-as-removed",
  "same-id",
  "tool-stops",
] as const;

export type FateReason = (typeof fateReasons)[number];

export interface Fate {
  readonly kind: FateKind;
  readonly by?: Decider;
  readonly reason?: FateReason;
  /** The manager's exact words. Left out if it logs nothing. */
  readonly message?: string;
  /**
   * The line (from 1) of the other record: the one that this record is folded into, or that has its name or address.
   */
  readonly other?: number | undefined;
  /** A state of the source in which the agent has a better fate. What the release does is then unknown. */
  readonly unlike?: string | undefined;
}

export const CARRIED: Fate = { kind: "carried" };

export function rankOf({ kind }: Fate): number {
  return fateKinds.indexOf(kind);
}

/** The worse of two fates; the first if they are equal. */
export function worse(one: Fate, other: Fate): Fate {
  return rankOf(other) > rankOf(one) ? other : one;
}
