/** The samples of a script: remembered in the workspace; the user is asked the first time and on request. */

import { type Disposable, EventEmitter, type Memento, type QuickPickItem, type Uri, window } from "vscode";
import { datagramOf, type KeyRequest, textFromBytes } from "../../core/manager/index.ts";
import { type ProposedSample, readSample } from "../../core/poll/index.ts";
import { say } from "../../core/words/index.ts";
import { SAMPLES } from "../support/memory-keys.ts";
import { labelOf } from "./report.ts";

/** Paths of sockets, by the URI of the script that listens there. */
const SOCKETS = "keypoll.sockets";

export class SampleMemory implements Disposable {
  readonly #state: Memento;
  readonly #onDidKeep = new EventEmitter<void>();
  /** Fires when a script gets samples. */
  readonly onDidKeep = this.#onDidKeep.event;

  constructor(state: Memento) {
    this.#state = state;
  }

  /** The samples of a script, or undefined if it has none yet. */
  of(script: Uri): readonly KeyRequest[] | undefined {
    return this.#all()[script.toString()]?.flatMap((text) => requestOf(text) ?? []);
  }

  async keep(script: Uri, samples: readonly KeyRequest[]): Promise<void> {
    await this.#state.update(SAMPLES, { ...this.#all(), [script.toString()]: samples.map(textOf) });
    this.#onDidKeep.fire();
  }

  dispose(): void {
    this.#onDidKeep.dispose();
  }

  /** URIs of the scripts that have samples. */
  scripts(): readonly string[] {
    return Object.keys(this.#all());
  }

  /** The socket at which the script listened in its last test. */
  socketOf(script: Uri): string | undefined {
    return this.#sockets()[script.toString()];
  }

  /** Every socket that was named. */
  sockets(): readonly string[] {
    return [...new Set(Object.values(this.#sockets()))];
  }

  async keepSocket(script: Uri, path: string): Promise<void> {
    await this.#state.update(SOCKETS, { ...this.#sockets(), [script.toString()]: path });
  }

  #sockets(): Readonly<Record<string, string>> {
    return this.#state.get(SOCKETS, {});
  }

  #all(): Readonly<Record<string, readonly string[]>> {
    return this.#state.get(SAMPLES, {});
  }
}

interface Row extends QuickPickItem {
  readonly request: KeyRequest;
}

type Proposal = Pick<ProposedSample, "request" | "why">;

/** What the user may choose from. */
export interface SampleChoice {
  /** The samples of its suites. If there are any, only these are ticked at first. */
  readonly own: readonly Proposal[];
  readonly proposals: readonly Proposal[];
  /** The last choice. */
  readonly before: readonly KeyRequest[] | undefined;
}

/** Asks which samples to test. Undefined if the user cancels. */
export function askForSamples(
  fileName: string,
  { own, proposals, before }: SampleChoice,
): Promise<readonly KeyRequest[] | undefined> {
  const ownRows = own.map(({ request, why }) => rowOf(request, why));
  const proposed = [...ownRows, ...proposals.map(({ request, why }) => rowOf(request, why))];
  const chosen = before?.map((request) => rowOf(request, ""));
  const added = (chosen ?? []).filter((row) => !proposed.some(({ label }) => label === row.label));
  const rows = [...added, ...proposed].filter(
    (row, at, all) => all.findIndex(({ label }) => label === row.label) === at,
  );
  const ticked = chosen ?? (ownRows.length > 0 ? ownRows : proposed);
  return pickRows(fileName, rows, new Set(ticked.map(({ label }) => label)));
}

function pickRows(
  fileName: string,
  given: readonly Row[],
  ticked: ReadonlySet<string>,
): Promise<readonly KeyRequest[] | undefined> {
  const pick = window.createQuickPick<Row>();
  let rows = given;
  const show = (shown: readonly Row[], selected: readonly Row[]): void => {
    pick.items = shown;
    pick.selectedItems = selected;
  };
  pick.title = say`Samples for ${fileName}`;
  pick.placeholder = say`Select what to ask for, or type an id or an address to add it`;
  pick.canSelectMany = true;
  pick.ignoreFocusOut = true;
  show(
    rows,
    rows.filter(({ label }) => ticked.has(label)),
  );
  pick.onDidChangeValue((value) => {
    const request = requestOf(value);
    const added = request === undefined ? undefined : rowOf(request, say`press Enter to add it`);
    const isNew = added !== undefined && !rows.some(({ label }) => label === added.label);
    const selected = pick.selectedItems.filter((row) => rows.includes(row));
    show(isNew ? [{ ...added, alwaysShow: true }, ...rows] : rows, selected);
  });
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      const request = requestOf(pick.value);
      const selected = pick.selectedItems.filter((row) => rows.includes(row));
      if (request !== undefined) {
        const known = rows.find(({ label }) => label === rowOf(request, "").label);
        const row = known ?? rowOf(request, "");
        if (known === undefined) rows = [row, ...rows];
        pick.value = "";
        show(rows, [...new Set([row, ...selected])]);
      } else if (selected.length > 0) {
        resolve(selected.map((each) => each.request));
        pick.hide();
      }
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function rowOf(request: KeyRequest, description: string): Row {
  return { label: labelOf(request), description, request };
}

function textOf(request: KeyRequest): string {
  return textFromBytes(datagramOf(request));
}

/** What a person types: `id 001`, `ip:10.0.0.1`, or the bare value. */
function requestOf(text: string): KeyRequest | undefined {
  const bare = text.trim();
  if (bare === "") return undefined;
  const whole = /^\d{1,8}$/.test(bare)
    ? `id:${bare}`
    : /^[\d.]{7,15}$|^[\da-f]*:[\da-f:.]+$/i.test(bare)
      ? `ip:${bare}`
      : text;
  const reading = readSample(whole);
  return reading.kind === "sample" ? reading.request : undefined;
}
