/** The agents that a daemon holds in memory, with the indexes that decide what a look-up finds. */

import type { Address } from "../address/index.ts";
import { fillsMaskTable, indexText, writtenText } from "../address/write.ts";
import { counterValue } from "../agent-id.ts";
import type { ByteString } from "../bytes.ts";

/** An agent in memory. */
export interface KeyEntry {
  readonly id: ByteString;
  readonly name: ByteString;
  readonly address: Address;
  readonly key: ByteString;
}

/** Bytes of the line that is kept for a removed agent. The rest is cut off. */
const REMOVED_LINE_BYTES = 2047;

export class KeyStore {
  /** Live entries in the manager's own order. */
  readonly entries: KeyEntry[] = [];
  /** Lines of removed agents, kept for the next rewrite. */
  readonly removed: ByteString[] = [];
  /** `<purge>yes`: removed agents leave no line in the file. */
  purges = false;
  /** The number of the last id. The next generated id follows it. */
  idCounter = 0;
  #byId = new Map<ByteString, KeyEntry>();
  #byIp = new Map<ByteString, KeyEntry>();
  /** A copy shares the indexes until one of the two changes. */
  #isShared = false;
  /** How many entries have each name. Undefined until the first look-up of a name. */
  #names: Map<ByteString, number> | undefined;
  #indexesNames = false;
  #maskTableFilled = false;

  /** An independent copy: a change to one does not affect the other. */
  copy(): KeyStore {
    const copy = new KeyStore();
    for (const entry of this.entries) copy.entries.push(entry);
    for (const line of this.removed) copy.removed.push(line);
    copy.#byId = this.#byId;
    copy.#byIp = this.#byIp;
    copy.#isShared = true;
    this.#isShared = true;
    copy.purges = this.purges;
    copy.idCounter = this.idCounter;
    copy.#maskTableFilled = this.#maskTableFilled;
    return copy;
  }

  /** Copies indexes that another store shares, before the first change to them. */
  #ownIndexes(): void {
    if (!this.#isShared) return;
    this.#byId = new Map(this.#byId);
    this.#byIp = new Map(this.#byIp);
    this.#isShared = false;
  }

  /** Whether the daemon can write masks: the first address that needs the table of masks fills it. */
  get maskTableFilled(): boolean {
    return this.#maskTableFilled;
  }

  /** Called with every address that the daemon reads, even if it then refuses it for another reason. */
  noteAddress(address: Address): void {
    if (fillsMaskTable(address)) this.#maskTableFilled = true;
  }

  /** Raises the id counter to a numeric id that is larger. */
  countId(id: ByteString): void {
    const value = counterValue(id);
    if (value !== undefined && value > this.idCounter) this.idCounter = value;
  }

  /** Appends an agent. An index that already has the id or address keeps the first agent. */
  add(entry: KeyEntry): void {
    this.#ownIndexes();
    this.noteAddress(entry.address);
    this.entries.push(entry);
    this.#countName(entry.name, 1);
    const ip = indexText(entry.address);
    if (!this.#byId.has(entry.id)) this.#byId.set(entry.id, entry);
    if (!this.#byIp.has(ip)) this.#byIp.set(ip, entry);
  }

  /**
   * Removes the agent that a look-up of the id finds. The last entry moves into its place, and both index entries are
   * removed, even if the one for the address belongs to another agent: duplicates stay, but the indexes do not find
   * them. Its line is kept as a removed record, unless the daemon or this removal purges.
   */
  remove(id: ByteString, purge = false): KeyEntry | undefined {
    const entry = this.#byId.get(id);
    if (entry === undefined) return undefined;
    this.#ownIndexes();
    const ip = indexText(entry.address);
    this.#byId.delete(id);
    this.#byIp.delete(ip);
    this.#countName(entry.name, -1);
    const at = this.entries.indexOf(entry);
    const last = this.entries.pop();
    if (last !== undefined && last !== entry) this.entries[at] = last;
    if (!purge && !this.purges)
      this.removed.push(`${entry.id} !${entry.name} ${ip} ${entry.key}`.slice(0, REMOVED_LINE_BYTES));
    return entry;
  }

  findById(id: ByteString): KeyEntry | undefined {
    return this.#byId.get(id);
  }

  /** Looks for exactly this text. An address inside a range does not find the range. */
  findByIp(ip: ByteString): KeyEntry | undefined {
    return this.#byIp.get(ip);
  }

  findByName(name: ByteString): KeyEntry | undefined {
    if (this.#indexesNames && !this.#namesOfAll().has(name)) return undefined;
    return this.entries.find((entry) => entry.name === name);
  }

  /**
   * Makes it fast to check that nobody has a name, for callers that add many agents. A copy does not have the index.
   */
  indexNames(): void {
    this.#indexesNames = true;
  }

  /** Made at the first look-up of a name. */
  #namesOfAll(): ReadonlyMap<ByteString, number> {
    if (this.#names !== undefined) return this.#names;
    this.#names = new Map();
    for (const { name } of this.entries) this.#countName(name, 1);
    return this.#names;
  }

  #countName(name: ByteString, change: number): void {
    if (this.#names === undefined) return;
    const count = (this.#names.get(name) ?? 0) + change;
    if (count > 0) this.#names.set(name, count);
    else this.#names.delete(name);
  }

  /** The line for an entry, without its line feed. No field is escaped. */
  lineOf(entry: KeyEntry): ByteString {
    return `${entry.id} ${entry.name} ${writtenText(entry.address, this.#maskTableFilled)} ${entry.key}`;
  }

  /** The file as authd writes it: live entries in order, then the lines of removed agents. All other lines are lost. */
  write(): ByteString {
    const lines = [...this.entries.map((entry) => this.lineOf(entry)), ...this.removed];
    return lines.map((line) => `${line}\n`).join("");
  }
}
