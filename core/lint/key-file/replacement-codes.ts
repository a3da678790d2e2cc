/** Names of the rules on a `client.keys` that takes the place of another one, apart from the rules, for they are needed early. */

export const replacementCodes = ["agents-vanish", "id-changes-owner", "keys-change", "many-removed"] as const;

export type ReplacementCode = (typeof replacementCodes)[number];
