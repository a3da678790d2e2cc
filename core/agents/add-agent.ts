/** Adds an agent by hand, with the checks of `manage_agents`. */

import {
  type ByteString,
  bytesFromText,
  counterValue,
  generatedId,
  isValidId,
  isValidName,
  type KeyFileReading,
  type Release,
  readAddress,
  readKeyFile,
  textFromBytes,
} from "../manager/index.ts";
import { say } from "../words/index.ts";
import { type ChangedFile, type Insertion, insertInto } from "./change.ts";
import { type Refusal, refused, stopOf } from "./record.ts";

export interface NewAgent {
  readonly name: string;
  /** `any`, an address or a range. */
  readonly ip: string;
  /** An id of at most 8 digits; undefined for the next free one. */
  readonly id?: string | undefined;
  /** The key. If undefined, the caller generates one. */
  readonly key: ByteString;
}

/** A file to which agents can be added, read once for all questions about it. */
export class AgentRegister {
  readonly #file: ByteString;
  readonly #reading: KeyFileReading;
  readonly #release: Release;
  /** Ids of removed agents, which stay taken. */
  readonly #removedIds: ReadonlySet<ByteString>;

  private constructor(file: ByteString, reading: KeyFileReading, release: Release) {
    this.#file = file;
    this.#reading = reading;
    this.#release = release;
    this.#removedIds = new Set(reading.removed.map(({ text }) => text.slice(0, text.indexOf(" "))));
  }

  /** The register of a file, or why nothing may be added to it: a daemon would not read it to the end. */
  static open(file: ByteString, release: Release): AgentRegister | Refusal {
    const reading = readKeyFile(file, { release, passEmpty: true });
    const stop = stopOf(reading);
    return stop === undefined
      ? new AgentRegister(file, reading, release)
      : refused(say`${stop} Fix it first.`);
  }

  /** One more than the largest number of an id, including removed ones. */
  get nextId(): ByteString {
    return generatedId(this.#reading.store.idCounter, this.#release);
  }

  /**
   * Why a new agent cannot have this id. Undefined if it can. Ids with fewer than three digits are padded with zeros.
   */
  idProblem(text: string): string | undefined {
    const id = filledId(text);
    const { store } = this.#reading;
    if (text === "" || !isValidId(id)) return say`"${text}" is not an agent id: use up to 8 digits.`;
    if (counterValue(id) === 0) return say`000 is the manager itself.`;
    const holder = store.findById(id);
    if (holder !== undefined) return say`Id ${id} is taken by agent ${textFromBytes(holder.name)}.`;
    return this.#removedIds.has(id) ? say`Id ${id} belongs to a removed agent; purge it first.` : undefined;
  }

  nameProblem(text: string): string | undefined {
    const name = bytesFromText(text);
    if (!isValidName(name, this.#release)) {
      return this.#release.leadingDotRefused
        ? say`"${text}" is not an agent name: use 2 to 128 letters, digits, "-", "_" and ".", but no dot at the start.`
        : say`"${text}" is not an agent name: use 2 to 128 letters, digits, "-", "_" and ".".`;
    }
    const holder = this.#reading.store.findByName(name);
    return holder === undefined
      ? undefined
      : say`Name ${text} is taken by agent ${textFromBytes(holder.id)}.`;
  }

  ipProblem(text: string): string | undefined {
    const address = readAddress(bytesFromText(text), this.#release);
    if (address === undefined)
      return say`A manager of Wazuh ${this.#release.id} rejects the address "${text}": use "any", an address or a range.`;
    const holder = address.kind === "host" ? this.#reading.store.findByIp(address.stored) : undefined;
    return holder === undefined
      ? undefined
      : say`Address ${text} is taken by agent ${textFromBytes(holder.id)} ${textFromBytes(holder.name)}.`;
  }

  /** The record at the end of the file, on a separate line. */
  insertionOf(agent: NewAgent): (Insertion & { readonly id: ByteString }) | Refusal {
    const id = agent.id === undefined ? this.nextId : filledId(agent.id);
    const reason = this.idProblem(id) ?? this.nameProblem(agent.name) ?? this.ipProblem(agent.ip);
    if (reason !== undefined) return refused(reason);
    const isOpen = this.#file !== "" && !this.#file.endsWith("\n");
    const record = `${id} ${bytesFromText(agent.name)} ${bytesFromText(agent.ip)} ${agent.key}\n`;
    return { at: this.#file.length, bytes: isOpen ? `\n${record}` : record, id };
  }
}

function filledId(text: string): ByteString {
  return bytesFromText(text).padStart(3, "0");
}

/** Appends an agent with the checks of `manage_agents`: id, name and address are valid and not in use. */
export function addAgent(file: ByteString, agent: NewAgent, release: Release): ChangedFile | Refusal {
  const register = AgentRegister.open(file, release);
  if (!(register instanceof AgentRegister)) return register;
  const insertion = register.insertionOf(agent);
  if ("kind" in insertion) return insertion;
  return {
    kind: "changed",
    file: insertInto(file, insertion),
    id: insertion.id,
    name: bytesFromText(agent.name),
  };
}

const KEY_BYTES = 32;

/** The manager hashes a few guessable values. These are random numbers of the system. */
export function newKey(): ByteString {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
