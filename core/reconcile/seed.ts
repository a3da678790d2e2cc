/** The file that the manager would have after asking for every agent whose record differs from the database. */

import {
  type ByteString,
  type GivenAgent,
  type KeyFileReading,
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
  /** Answers that the manager then refuses, because an earlier one has taken the name or the address. */
  readonly refused: number;
}

/**
 * Registers the answers one after the other, as authd does, among the agents of the file. A record that was registered
 * before in this run is new to the manager, and its age protects it. Undefined if the file would not be read as it was
 * written.
 */
export function seedOf(
  known: KeyStore,
  answers: readonly GivenAgent[],
  settings: ManagerSettings,
): Seed | undefined {
  const store = known.copy();
  // A replaced record would leave a line with a key that is no longer needed.
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
  if (reading.exit !== undefined || !hasSameAgents(reading, store)) return undefined;
  return { text, agents: store.entries.length, changed, refused: answers.length - changed };
}

function hasSameAgents({ records }: KeyFileReading, { entries }: KeyStore): boolean {
  return (
    records.length === entries.length &&
    records.every(({ entry: { id, name, key } }, at) => {
      const written = entries[at];
      return id === written?.id && name === written.name && key === written.key;
    })
  );
}

const JUST_REGISTERED = { status: "never_connected", disconnectedFor: undefined, registeredFor: 0 } as const;
