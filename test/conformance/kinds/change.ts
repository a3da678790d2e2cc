/** Changes to the agents in memory: removals and additions in order, and the file that is then written. */

import { addNewAgent, generatedId, type KeyStore, readKeyFile } from "../../../core/manager/index.ts";
import { type Case, projected, type Record, rowFor, tagsOf } from "./case.ts";

export function changeCases(record: Record): readonly Case[] {
  return tagsOf(record).map((tag) => {
    const release = rowFor(tag);
    const { store } = readKeyFile(record.file ?? record.input.file, { release, passEmpty: true });
    if ("changes" in record) {
      const expected = record.result;
      return { kind: "change", release: tag, expected, actual: replayed(store, record.changes, tag) };
    }
    const changes = record.input.ops.map(({ kind, ...change }: Record) =>
      kind === "D" ? { delete: change.id } : { add: change },
    );
    const { steps, written } = replayed(store, changes, tag);
    const actual = projected({ ops: steps, after: written }, record.real);
    return { kind: "ops", release: tag, expected: record.real, actual };
  });
}

/** The index of the agent that a lookup of the id finds, or −1. */
function placeOf(store: KeyStore, id: string): number {
  const found = store.findById(id);
  return found === undefined ? -1 : store.entries.indexOf(found);
}

interface Replayed {
  readonly steps: readonly object[];
  readonly exit: string | null;
  readonly written: string | null;
}

function replayed(store: KeyStore, changes: readonly Record[], tag: string): Replayed {
  const release = rowFor(tag);
  const steps: object[] = [];
  for (const change of changes) {
    if ("delete" in change) {
      const at = placeOf(store, change.delete);
      store.remove(change.delete);
      steps.push({ ret: at, size: store.entries.length, counter: store.idCounter });
      continue;
    }
    const { id, name, ip, key } = change.add;
    const added = addNewAgent(store, { id: id ?? undefined, name, ip, key }, release);
    if (added.kind === "exit") return { steps, exit: added.log.at(-1)?.text ?? null, written: null };
    const size = store.entries.length;
    steps.push({ ret: size - 1, size, counter: store.idCounter, id: added.entry.id });
  }
  return { steps, exit: null, written: store.write() };
}

export function counterCases({ release, counter, generated }: Record): readonly Case[] {
  return tagsOf({ release }).map((tag) => ({
    kind: "counter",
    release: tag,
    expected: generated,
    actual: generatedId(counter, rowFor(tag)),
  }));
}
