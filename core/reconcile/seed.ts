/** The file as the manager would end up with, once it had asked for every agent whose record is not the database's. */

import {
  type ByteString,
  type GivenAgent,
  type KeyStore,
  ManagerLog,
  type ManagerSettings,
  readKeyFile,
  register,
} from "../manager/index.ts";

export interface Seed {
  readonly text: ByteString;
  readonly agents: number;
  readonly changed: number;
  /** Answers that the manager refuses by then: an earlier one has taken the name or the address. */
  readonly refused: number;
}

/**
 * Registers the answers one after the other, as authd does, among the agents of the file. A record that was registered on the way
 * is new to the manager and protected by its age. Undefined where the file would not be read back as what was written.
 */
export function seedOf(
  known: KeyStore,
  answers: readonly GivenAgent[],
  settings: ManagerSettings,
): Seed | undefined {
  const store = known.copy();
  // A record that is replaced would leave a line with a key that nobody needs any more.
  store.purges = true;
  store.indexNames();
  const fresh = new Set<string>();
  const during: ManagerSettings = {
    ...settings,
    stateOf: (id) => (fresh.has(id) ? JUST_REGISTERED : settings.stateOf(id)),
    ageOf: (entry) => (fresh.has(entry.id) ? 0 : settings.ageOf(entry)),
  };
  let changed = 0;
  for (const answer of answers) {
    const registration = register(answer, store, during, new ManagerLog(settings.release));
    if (registration.kind !== "added") continue;
    fresh.add(registration.entry.id);
    changed++;
  }
  const text = store.write();
  const reading = readKeyFile(text, { release: settings.release, passEmpty: true });
  if (reading.exit !== undefined || reading.records.length !== store.entries.length) return undefined;
  return { text, agents: store.entries.length, changed, refused: answers.length - changed };
}

const JUST_REGISTERED = { status: "never_connected", disconnectedFor: undefined, registeredFor: 0 } as const;
