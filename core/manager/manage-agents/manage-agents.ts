/** Registration by hand: what `manage_agents` does to `client.keys`, with the checks that it makes. */

import { readAddress } from "../address/index.ts";
import { counterValue, generatedId, isValidId } from "../agent-id.ts";
import { isValidName } from "../agent-name.ts";
import { type ByteString, bytesFromText } from "../bytes.ts";
import type { KeyEntry } from "../key-file/key-store.ts";
import { type KeyFileReading, readKeyFile } from "../key-file/read.ts";
import type { Release } from "../releases.ts";
import { fromBase64, toBase64 } from "./base64.ts";

/** Why something cannot be done, in a sentence for people. */
export interface Refusal {
  readonly kind: "refused";
  readonly reason: string;
}

export interface ChangedFile {
  readonly kind: "changed";
  /** The whole file afterwards. */
  readonly file: ByteString;
  /** The agent that was added or removed. */
  readonly id: ByteString;
  readonly name: ByteString;
}

export interface NewAgent {
  readonly name: string;
  /** `any`, an address or a range. */
  readonly ip: string;
  /** An id of at most 8 digits; undefined for the next free one. */
  readonly id?: string | undefined;
  /** The key; undefined is for the caller to generate. */
  readonly key: ByteString;
}

function refused(reason: string): Refusal {
  return { kind: "refused", reason };
}

/** The file, or why nothing may be changed in it: a daemon would not read it to the end. */
function readWhole(file: ByteString, release: Release): KeyFileReading | Refusal {
  const reading = readKeyFile(file, { release, passEmpty: true });
  if (reading.exit === undefined) return reading;
  return refused(
    `Line ${reading.exitAt?.line ?? 1} makes every daemon exit that reads the file: ${reading.exit.text} Mend it first.`,
  );
}

function isRefusal(value: KeyFileReading | Refusal): value is Refusal {
  return "kind" in value;
}

/** Appends an agent with the checks of `manage_agents`: id, name and address are valid and not in use. */
export function addAgent(file: ByteString, agent: NewAgent, release: Release): ChangedFile | Refusal {
  const reading = readWhole(file, release);
  if (isRefusal(reading)) return reading;
  const { store } = reading;
  const name = bytesFromText(agent.name);
  const ip = bytesFromText(agent.ip);
  const id =
    agent.id === undefined ? generatedId(store.idCounter, release) : bytesFromText(agent.id).padStart(3, "0");
  const reason =
    idProblem(id, reading) ?? nameProblem(name, reading, release) ?? ipProblem(ip, reading, release);
  if (reason !== undefined) return refused(reason);
  const before = file === "" || file.endsWith("\n") ? file : `${file}\n`;
  return { kind: "changed", file: `${before}${id} ${name} ${ip} ${agent.key}\n`, id, name };
}

function idProblem(id: ByteString, { store, removed }: KeyFileReading): string | undefined {
  if (!isValidId(id) || id === "") return `"${id}" is no id: up to 8 digits are.`;
  if (counterValue(id) === 0) return "000 is the manager itself.";
  if (store.findById(id) !== undefined) return `Id ${id} is taken by agent ${store.findById(id)?.name}.`;
  if (removed.some(({ text }) => text.startsWith(`${id} `)))
    return `Id ${id} belongs to a removed agent; purge it first.`;
  return undefined;
}

function nameProblem(name: ByteString, { store }: KeyFileReading, release: Release): string | undefined {
  if (!isValidName(name, release)) {
    return `"${name}" is no name for an agent: 2 to 128 letters, digits, - _ and . are${release.leadingDotRefused ? ", not starting with a dot" : ""}.`;
  }
  const holder = store.findByName(name);
  return holder === undefined ? undefined : `Name ${name} is taken by agent ${holder.id}.`;
}

function ipProblem(ip: ByteString, { store }: KeyFileReading, release: Release): string | undefined {
  const address = readAddress(ip, release);
  if (address === undefined)
    return `"${ip}" is no address to a manager ${release.id}: any, an address or a range is.`;
  const holder = address.kind === "host" ? store.findByIp(address.stored) : undefined;
  return holder === undefined ? undefined : `Address ${ip} is taken by agent ${holder.id} ${holder.name}.`;
}

/** Turns the first live record with this id into the manager's form of a removed one: `001 !name …`. */
export function removeAgent(file: ByteString, id: ByteString, release: Release): ChangedFile | Refusal {
  const found = recordOf(file, id, release);
  if ("kind" in found) return found;
  const { start, entry } = found;
  const mark = start + entry.id.length + 1;
  return {
    kind: "changed",
    file: `${file.slice(0, mark)}!${file.slice(mark)}`,
    id: entry.id,
    name: entry.name,
  };
}

/** The line of an agent as it stands in the file, and the string by which `manage_agents -i` takes it in. */
export interface ExtractedAgent {
  readonly kind: "extracted";
  readonly line: ByteString;
  readonly importString: string;
  readonly entry: KeyEntry;
}

/** What an agent's own file holds. A wholly numeric id is taken as three digits at least. */
export function extractAgent(file: ByteString, id: ByteString, release: Release): ExtractedAgent | Refusal {
  const found = recordOf(file, id, release);
  if ("kind" in found) return found;
  const line = found.bytes.replace(/[\n\r\t ]+$/, "");
  return { kind: "extracted", line, importString: toBase64(line), entry: found.entry };
}

function recordOf(
  file: ByteString,
  id: ByteString,
  release: Release,
): { start: number; bytes: ByteString; entry: KeyEntry } | Refusal {
  const wanted = /^[0-9]+$/.test(id) ? id.padStart(3, "0") : id;
  const reading = readKeyFile(file, { release, passEmpty: true });
  const record = reading.records.find(({ entry }) => entry.id === wanted);
  if (record === undefined) return refused(`No agent with the id ${wanted} in the file.`);
  return { start: record.at.start, bytes: record.at.bytes, entry: record.entry };
}

/** What an import string holds. */
export interface ImportedAgent {
  readonly kind: "imported";
  /** The line for the agent's own file, without its line feed. */
  readonly line: ByteString;
  readonly entry: KeyEntry;
}

/** Bytes of a decoded import string from which on `manage_agents` refuses it. */
const LONGEST_IMPORT = 257;

/** Reads the base64 string that an agent is given. */
export function importAgent(text: string, release: Release): ImportedAgent | Refusal {
  const line = fromBase64(text).replace(/[\n\r]+$/, "");
  if (line.split(" ").length < 4 || line.length >= LONGEST_IMPORT) {
    return refused(
      "This is no import string of an agent: it must be base64 of a line with id, name, address and key.",
    );
  }
  const { records, exit } = readKeyFile(line, { release, passEmpty: true });
  const entry = records[0]?.entry;
  if (entry === undefined)
    return refused(`An agent could not use this record: ${exit?.text ?? "it is no live record."}`);
  return { kind: "imported", line, entry };
}
