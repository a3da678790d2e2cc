/** Why something cannot be done by hand. */

export interface Refusal {
  readonly kind: "refused";
  /** A sentence for people. */
  readonly reason: string;
}

export function refused(reason: string): Refusal {
  return { kind: "refused", reason };
}
