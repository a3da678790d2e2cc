/** The registration service's state: the agents in its memory, and the writer that saves them to `client.keys`. */

import { setTimeout as sleep } from "node:timers/promises";
import { appendToFile, replaceFile } from "../core/files/index.ts";
import {
  arrayFromBytes,
  type ByteString,
  type KeyEntry,
  type KeyStore,
  ManagerLog,
  type Outcome,
} from "../core/manager/index.ts";
import {
  answerLocally,
  type Enrolment,
  enrol,
  type LocalReply,
  type Service,
} from "../core/registration/index.ts";
import { markIn, markOf, readKeys } from "./key-list.ts";
import type { StandInLog } from "./log.ts";

/** What happened to the agents, for listeners. */
export interface Change {
  readonly added: readonly KeyEntry[];
  readonly removed: readonly KeyEntry[];
}

export class Authd {
  readonly service: Service;
  readonly #path: string;
  readonly #log: StandInLog;
  readonly #onChange: (change: Change) => void;
  #store: KeyStore;
  /** What this process wrote or read last. Any other content is from another program. */
  #mark: string;
  #dirty = false;
  /**
   * The entries since the last write, if they are the only difference from the file. Undefined if the whole file must
   * be written.
   */
  #newEntries: KeyEntry[] | undefined;
  /** A change in how addresses are written changes every line. */
  #masksWritten = false;
  #lastWriteMs = 0;
  #writing: Promise<void> | undefined;

  private constructor(
    service: Service,
    path: string,
    log: StandInLog,
    onChange: (change: Change) => void,
    store: KeyStore,
  ) {
    this.service = service;
    this.#path = path;
    this.#log = log;
    this.#onChange = onChange;
    this.#store = indexed(store);
    this.#mark = markOf(this.#path);
  }

  /** Reads `client.keys`. Undefined if the daemon exits at it; the log then says why. */
  static start(
    service: Service,
    path: string,
    purges: boolean,
    log: StandInLog,
    onChange: (change: Change) => void,
  ): Authd | undefined {
    const reading = readKeys(path, service.manager.release, purges);
    log.write("authd", [
      ...reading.warnings.flatMap((each) => each.log),
      ...reading.skipped.flatMap((each) => each.log),
    ]);
    if (reading.exit === undefined) return new Authd(service, path, log, onChange, reading.store);
    log.write("authd", [reading.exit]);
    return undefined;
  }

  get store(): KeyStore {
    return this.#store;
  }

  /** Enrols an agent that sends these bytes. */
  enrol(request: ByteString, peer: ByteString): Enrolment {
    return this.#logged((log) => {
      const done = enrol(request, peer, this.#store, this.service, log);
      this.#changed(done.added?.entry, done.replaced, done.added?.groups);
      return done;
    });
  }

  /** Removes an agent whose answer could not be sent. */
  drop({ id, name }: KeyEntry, errorNumber: number): void {
    this.#logged((log) => {
      log.add("enrolment-not-sent", errorNumber);
      log.add("enrolment-not-saved", name);
      const gone = this.#store.remove(id, true);
      this.#changed(undefined, gone === undefined ? [] : [gone]);
    });
  }

  /** Answers at the local socket. */
  answer(request: ByteString): LocalReply {
    return this.#logged((log) => {
      const done = answerLocally(request, this.#store, this.service, log);
      this.#changed(done.added?.entry, done.removed, done.added?.groups);
      return done;
    });
  }

  /** Applies the result of a key request. */
  take({ store, registration }: Outcome): void {
    if (registration === undefined) return;
    this.#store = indexed(store);
    const added = registration.kind === "added" ? registration.entry : undefined;
    this.#changed(added, registration.replaced);
  }

  /** Waits until everything is on the disk. */
  async flushed(): Promise<void> {
    while (this.#writing !== undefined) await this.#writing;
  }

  #logged<T>(work: (log: ManagerLog) => T): T {
    this.#noticeOthers();
    const log = new ManagerLog(this.service.manager.release);
    const done = work(log);
    this.#log.write("authd", log.lines);
    return done;
  }

  #changed(added: KeyEntry | undefined, removed: readonly KeyEntry[], groups?: readonly ByteString[]): void {
    if (added === undefined && removed.length === 0) return;
    if (added !== undefined && groups !== undefined && groups.length > 0) {
      this.#log.note(`Agent ${added.id} ${added.name} is in the groups ${groups.join(",")}.`);
    }
    if (removed.length > 0) this.#newEntries = undefined;
    else if (added !== undefined) this.#newEntries?.push(added);
    this.#onChange({ added: added === undefined ? [] : [added], removed });
    this.#dirty = true;
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined;
    });
  }

  async #write(): Promise<void> {
    while (this.#dirty) {
      // Changes of the same moment are written together. With a long list at most half of the time is spent writing.
      await sleep(this.#lastWriteMs);
      this.#dirty = false;
      const begun = performance.now();
      const log = new ManagerLog(this.service.manager.release);
      log.add("dumping");
      const problem = await this.#bringToDisk();
      if (problem !== undefined) {
        log.add("keys-not-written");
        this.#log.note(problem, "error");
      }
      this.#mark = markOf(this.#path);
      this.#lastWriteMs = performance.now() - begun;
      this.#log.write("authd", log.lines);
    }
  }

  /** A real service writes the whole list again. The file is the same if new lines are appended to the old ones. */
  async #bringToDisk(): Promise<string | undefined> {
    const entries = this.#newEntries;
    const { maskTableFilled, removed } = this.#store;
    this.#newEntries = [];
    if (entries !== undefined && removed.length === 0 && maskTableFilled === this.#masksWritten) {
      const lines = entries.map((entry) => `${this.#store.lineOf(entry)}\n`).join("");
      const done = await appendToFile(
        this.#path,
        arrayFromBytes(lines),
        (stats) => markIn(stats) === this.#mark,
      );
      if (done.kind === "appended") return undefined;
    }
    // Entries that arrived during the wait for another program are in the list that is written now.
    this.#newEntries = [];
    this.#masksWritten = this.#store.maskTableFilled;
    const done = await replaceFile(this.#path, arrayFromBytes(this.#store.write()), { backup: false });
    if (done.kind !== "failed") return undefined;
    this.#newEntries = undefined;
    return `${done.what} ${done.advice}`;
  }

  /**
   * A real service never reads the file again. Here other programs may change it, and nothing that they write must be
   * lost.
   */
  #noticeOthers(): void {
    if (this.#writing !== undefined || markOf(this.#path) === this.#mark) return;
    this.#mark = markOf(this.#path);
    const reading = readKeys(this.#path, this.service.manager.release, this.#store.purges);
    if (reading.exit !== undefined) {
      this.#log.note(
        "Another program wrote a client.keys at which a manager stops. The stand-in keeps its list.",
        "error",
      );
      return;
    }
    this.#store = indexed(reading.store);
    this.#newEntries = undefined;
    this.#log.note(
      "Another program changed client.keys. The stand-in read it again; a manager's authd does not.",
    );
  }
}

/** Every enrolment asks whether a name is taken. */
function indexed(store: KeyStore): KeyStore {
  store.indexNames();
  return store;
}
