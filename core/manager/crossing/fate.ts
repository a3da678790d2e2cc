/** What becomes of an agent of 4.x on its way to 5.x. */

/** From the best to the worst. */
export const fateKinds = ["carried", "no-authentication", "folded", "dropped", "refused"] as const;

export type FateKind = (typeof fateKinds)[number];

/** Who decides: the C reader, the second reader of remoted, the vendor's tool, the REST API, authd. */
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
  /** The manager's words, exact; left out where it says nothing. */
  readonly message?: string;
  /** The line (from 1) of the other record: that it is folded into, or that has its name or address. */
  readonly other?: number | undefined;
  /** A state of the source that does better by the agent: what the release does is not known. */
  readonly unlike?: string;
}

export const CARRIED: Fate = { kind: "carried" };

export function rankOf({ kind }: Fate): number {
  return fateKinds.indexOf(kind);
}

/** The worse of two; of equals the first. */
export function worse(one: Fate, other: Fate): Fate {
  return rankOf(other) > rankOf(one) ? other : one;
}
