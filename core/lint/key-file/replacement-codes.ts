/**
 * Names of the rules about a `client.keys` that replaces another one. They are separate from the rules because they are
 * needed early.
 */

/** Those that refuse the new file, unless they are allowed. */
export const replacementCodes = [
  "agents-vanish",
  "id-changes-owner",
  "keys-change",
  "addresses-change",
  "id-not-sent",
  "names-change",
  "many-removed",
] as const;

export type ReplacementCode = (typeof replacementCodes)[number] | "addresses-widen" | "agents-added";
