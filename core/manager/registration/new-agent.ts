/** Adds an agent to the keys in memory, with its own id or the next one. */

import { readAddress } from "../address/index.ts";
import { rejectedAddressText } from "../address/rejected.ts";
import { generatedId, nextCounter } from "../agent-id.ts";
import type { ByteString } from "../bytes.ts";
import type { KeyEntry, KeyStore } from "../key-file/key-store.ts";
import { type LogLine, ManagerLog } from "../messages.ts";
import type { Release } from "../releases.ts";

export interface AgentToAdd {
  /** Undefined for the next id. */
  readonly id: ByteString | undefined;
  readonly name: ByteString;
  readonly ip: ByteString;
  readonly key: ByteString;
}

export type AddedOrExit =
  | { readonly kind: "added"; readonly entry: KeyEntry }
  /** The address is rejected, and the daemon exits. */
  | { readonly kind: "exit"; readonly log: readonly LogLine[] };

/** OS_AddNewAgent: changes `store`. The counter continues from the number, not from the id, which may be cut. */
export function addNewAgent(store: KeyStore, agent: AgentToAdd, release: Release): AddedOrExit {
  const id = agent.id ?? generatedId(store.idCounter, release);
  if (agent.id === undefined) store.idCounter = nextCounter(store.idCounter);
  else if (release.givenIdRaisesCounter) store.countId(id);
  const address = readAddress(agent.ip, release);
  if (address === undefined) {
    const log = new ManagerLog(release);
    log.add("invalid-ip", rejectedAddressText(agent.ip, release));
    return { kind: "exit", log: log.lines };
  }
  const entry: KeyEntry = { id, name: agent.name, address, key: agent.key };
  store.add(entry);
  return { kind: "added", entry };
}
