/** What becomes of an agent on its way to 5.x, in words: why, and the way out. */

import type { Decider, Fate, FateKind, FateReason } from "../../manager/index.ts";

export const fateKindTexts: Readonly<Record<FateKind, string>> = {
  carried: "carried",
  "no-authentication": "carried, cannot authenticate",
  folded: "folded into another",
  dropped: "dropped in silence",
  refused: "refused",
};

const deciderTexts: Readonly<Record<Decider, string>> = {
  legacy: "the reader that remoted, authd and modulesd share",
  keystore: "the HTTPS reader of remoted",
  tool: "wazuh-migrate-identity.py",
  api: "the REST API",
  authd: "authd",
};

interface ReasonText {
  readonly why: string;
  readonly wayOut: string;
}

const NEW_KEY =
  'Give the agent a new key: "keypoll agent rekey ID --keys FILE", then bring the new record to the agent before it connects.';
const OWN_NUMBER = "Register the agent under a number of its own, and give its own client.keys the same id.";
const FIX_ADDRESS = 'Write "any", an address, or a range whose host bits are 0.';

export const reasonTexts: Readonly<Record<FateReason, ReasonText>> = {
  address: {
    why: "This address is not valid in 5.0: remoted, authd and modulesd exit when they read the line.",
    wayOut: FIX_ADDRESS,
  },
  "few-fields": {
    why: "The record has no key. To 4.x it is an agent with an empty key; here it is not a record.",
    wayOut: NEW_KEY,
  },
  "host-name": {
    why: "The agent has the name of the new manager itself.",
    wayOut: "Rename the agent, on the manager and in its own client.keys, before you carry it.",
  },
  "id-no-number": {
    why: "The id is not a number that 5.0 can read. Bytes before the first digit, such as a byte-order mark, count too.",
    wayOut: OWN_NUMBER,
  },
  "id-range": { why: "authd takes ids from 1 to 2147483647 only.", wayOut: OWN_NUMBER },
  "id-rewritten": {
    why: "The tool writes ids with three digits or as few as the number needs. Port 1514 compares ids as text.",
    wayOut: "Write the same id into the agent's own client.keys.",
  },
  "ip-form": {
    why: "Not an address for the API of 5.0: it refuses ! in front and ranges with host bits, and authd refuses what the readers do.",
    wayOut: FIX_ADDRESS,
  },
  "ip-in-use": {
    why: "An agent before it has the same address.",
    wayOut: 'Give one of the two its own address, or "any".',
  },
  "key-form": {
    why: "The key is not 64 lower-case hexadecimal digits. HTTPS of 5.0 cannot use it, and later states of 5.0 do not register it (9019).",
    wayOut: NEW_KEY,
  },
  "key-length": {
    why: "The key is lower-case hexadecimal, but not of 16, 24 or 32 bytes: it is loaded, and every request is answered with 401.",
    wayOut: NEW_KEY,
  },
  "long-line": {
    why: "The record is the rest of a line of more than 2047 bytes. Only the reader of 4.x reads it as a line.",
    wayOut: "Put the record on a line of its own.",
  },
  "name-form": {
    why: "The API takes letters, digits and _ - . % in a name.",
    wayOut: "Rename the agent, on the manager and in its own client.keys.",
  },
  "name-in-use": {
    why: "An agent before it has the same name.",
    wayOut: "Rename one of the two, on the manager and in its own client.keys.",
  },
  "name-length": {
    why: "The name is longer than 128 bytes.",
    wayOut: "Give the agent a shorter name, on the manager and in its own client.keys.",
  },
  "other-key": {
    why: "Blanks or a carriage return belong to the key in 4.x. 5.0 takes the first word, so manager and agent have different keys.",
    wayOut: NEW_KEY,
  },
  "read-as-removed": {
    why: "Where white space parts the fields, the name starts with ! or #: the record counts as removed.",
    wayOut: "Part the fields by one blank each, or rename the agent.",
  },
  "same-id": {
    why: "Another record has the same id. 5.0 compares ids as numbers (1 is 001): over HTTPS the last record holds, on port 1514 the first.",
    wayOut: "Keep one record. If both are agents, register one of them under another number.",
  },
  "tool-stops": {
    why: "The tool ends with exit code 2 and writes nothing: a line is not UTF-8, or has an id with digits that are no number.",
    wayOut: "Fix the line that is named, or copy the file instead.",
  },
};

/** `Refused by authd: "1705 …".`, in one sentence or two. */
export function fateText({ kind, by, message, other, unlike }: Fate): string {
  const who = by === undefined || kind !== "refused" ? "" : ` by ${deciderTexts[by]}`;
  const where = other === undefined ? "" : ` (line ${other})`;
  const words = message === undefined ? "" : `: "${message}"`;
  const unknown = unknownText(unlike);
  const text = fateKindTexts[kind];
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${who}${where}${words}.${unknown}`;
}

const inPlaceTexts: Readonly<Record<FateKind, string>> = {
  carried: "5.0 reads the record",
  "no-authentication": "5.0 reads the record, but the agent cannot authenticate over HTTPS",
  folded: "5.0 takes the record for another agent's",
  dropped: "5.0 skips the line over HTTPS, and logs nothing above debug level",
  refused: "5.0 rejects the record",
};

/** The same for a line of a file that a manager of 5.x already reads. */
export function fateInPlaceText({ kind, unlike }: Fate): string {
  return `${inPlaceTexts[kind]}.${unknownText(unlike)}`;
}

function unknownText(unlike: string | undefined): string {
  return unlike === undefined ? "" : ` What 5.0.0 does is unknown: ${unlike} still takes it.`;
}
