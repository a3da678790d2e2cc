/** The fate of an agent on its way to 5.x, in words: why, and what to do. */

import type { CrossingMethod, Decider, Fate, FateKind, FateReason } from "../../manager/index.ts";
import { say } from "../../words/index.ts";

export const fateKindTexts: Readonly<Record<FateKind, () => string>> = {
  carried: () => say`carried`,
  "no-authentication": () => say`carried, cannot authenticate`,
  folded: () => say`merged into another`,
  dropped: () => say`skipped silently`,
  refused: () => say`refused`,
};

export const methodTexts: Readonly<Record<CrossingMethod, () => string>> = {
  copy: () => say`file copied`,
  tool: () => say`vendor's tool`,
};

/** While a line stops the daemons. */
export function stopText(line: number): string {
  return say`If you copy the file, line ${line} stops remoted, authd and modulesd: until you fix the line, no agent carries over by copying.`;
}

const deciderTexts: Readonly<Record<Decider, () => string>> = {
  legacy: () => say`the reader that remoted, authd and modulesd share`,
  keystore: () => say`the HTTPS reader of remoted`,
  tool: () => "wazuh-migrate-identity.py",
  api: () => say`the REST API`,
  authd: () => "authd",
};

interface ReasonText {
  readonly why: string;
  readonly advice: string;
}

const newKeyText = (): string =>
  say`Give the agent a new key with "keypoll agent rekey ID --keys FILE". Then bring the new record to the agent before it connects.`;
const ownNumberText = (): string =>
  say`Register the agent under an unused number, and write the same id into its own client.keys.`;
const fixAddressText = (): string => say`Write "any", an address, or a range whose host bits are 0.`;

export const reasonTexts: Readonly<Record<FateReason, () => ReasonText>> = {
  address: () => ({
    why: say`This address is not valid in 5.0: remoted, authd and modulesd exit when they read the line.`,
    advice: fixAddressText(),
  }),
  "few-fields": () => ({
    why: say`The record has no key. 4.x reads it as an agent with an empty key; 5.0 does not read it as a record.`,
    advice: newKeyText(),
  }),
  "host-name": () => ({
    why: say`The agent has the name of the new manager itself.`,
    advice: say`Rename the agent, on the manager and in its own client.keys, before you move it.`,
  }),
  "id-no-number": () => ({
    why: say`The id is not a number that 5.0 can read. Bytes before the first digit, such as a byte-order mark, count too.`,
    advice: ownNumberText(),
  }),
  "id-range": () => ({ why: say`authd accepts only ids from 1 to 2147483647.`, advice: ownNumberText() }),
  "id-rewritten": () => ({
    why: say`The tool writes ids with at least three digits and no other leading zeros. Port 1514 compares ids as text.`,
    advice: say`Write the same id into the agent's own client.keys.`,
  }),
  "ip-form": () => ({
    why: say`Not an address for the API of 5.0: it rejects a leading ! and ranges with host bits, and authd rejects what the readers reject.`,
    advice: fixAddressText(),
  }),
  "ip-in-use": () => ({
    why: say`An earlier agent has the same address.`,
    advice: say`Give one of the two its own address, or "any".`,
  }),
  "key-form": () => ({
    why: say`The key is not 64 lower-case hexadecimal digits. HTTPS of 5.0 cannot use it, and later versions of 5.0 do not register it (9019).`,
    advice: newKeyText(),
  }),
  "key-length": () => ({
    why: say`The key is lower-case hexadecimal, but does not have 16, 24 or 32 bytes: 5.0 loads it, and answers every request with 401.`,
    advice: newKeyText(),
  }),
  "long-line": () => ({
    why: say`The record is the rest of a line of more than 2047 bytes. Only the reader of 4.x reads it as a separate line.`,
    advice: say`Write the record on a separate line.`,
  }),
  "name-form": () => ({
    why: say`The API accepts letters, digits and _ - . % in a name.`,
    advice: say`Rename the agent, on the manager and in its own client.keys.`,
  }),
  "name-in-use": () => ({
    why: say`An earlier agent has the same name.`,
    advice: say`Rename one of the two, on the manager and in its own client.keys.`,
  }),
  "name-length": () => ({
    why: say`The name is longer than 128 bytes.`,
    advice: say`Give the agent a shorter name, on the manager and in its own client.keys.`,
  }),
  "other-key": () => ({
    why: say`In 4.x blanks or a carriage return are part of the key. 5.0 reads only the first word, so manager and agent have different keys.`,
    advice: newKeyText(),
  }),
  "read-as-removed": () => ({
    why: say`If any white space separates the fields, the name starts with ! or #: the record counts as removed.`,
    advice: say`Separate the fields by single blanks, or rename the agent.`,
  }),
  "same-id": () => ({
    why: say`Another record has the same id. 5.0 compares ids as numbers (1 is 001): it uses the last record over HTTPS, and the first on port 1514.`,
    advice: say`Keep one record. If both are agents, register one of them under another number.`,
  }),
  "tool-stops": () => ({
    why: say`The tool ends with exit code 2 and writes nothing: a line is not UTF-8, or has an id whose digits are not a number.`,
    advice: say`Fix the line that the message names, or copy the file instead.`,
  }),
};

/** `Refused by authd: "1705 …".`, in one sentence or two. */
export function fateText({ kind, by, message, other, unlike }: Fate): string {
  const who = by === undefined || kind !== "refused" ? "" : say` by ${deciderTexts[by]()}`;
  const where = other === undefined ? "" : say` (line ${other})`;
  const words = message === undefined ? "" : `: "${message}"`;
  const unknown = unknownText(unlike);
  const text = fateKindTexts[kind]();
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${who}${where}${words}.${unknown}`;
}

const inPlaceTexts: Readonly<Record<FateKind, () => string>> = {
  carried: () => say`5.0 reads the record`,
  "no-authentication": () => say`5.0 reads the record, but the agent cannot authenticate over HTTPS`,
  folded: () => say`5.0 mistakes the record for another agent's`,
  dropped: () => say`5.0 skips the line over HTTPS, and logs nothing above debug level`,
  refused: () => say`5.0 rejects the record`,
};

/** The same for a line of a file that a manager of 5.x already reads. */
export function fateInPlaceText({ kind, unlike }: Fate): string {
  return `${inPlaceTexts[kind]()}.${unknownText(unlike)}`;
}

function unknownText(unlike: string | undefined): string {
  return unlike === undefined ? "" : say` It is unknown what 5.0.0 does: ${unlike} still accepts it.`;
}
