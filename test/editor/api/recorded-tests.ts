/** The tests' own Test Explorer, on a real controller, which records what its runs report. */
import * as vscode from "vscode";
import { TestExplorer } from "../../../client/test-explorer/test-explorer.ts";
import type { PicturedTest } from "../../../client/verdict/messages.ts";

/** What a run reported. */
export interface RecordedRun {
  /** In order, as `id:001 failed`. */
  readonly states: string[];
  /** The messages of items that did not pass: a suite by its label, a sample by its request. */
  readonly messages: Map<string, readonly vscode.TestMessage[]>;
  readonly output: string[];
  /** The place of each output, as `FILE:LINE ITEM`; empty if it has none. */
  readonly places: string[];
  readonly coverage: vscode.FileCoverage[];
  ended: boolean;
}

export interface RecordedExplorer {
  readonly explorer: TestExplorer;
  readonly runs: RecordedRun[];
  /** Labels of the items whose results were marked as outdated. */
  readonly stale: string[];
  /** What the view of verdicts received. */
  readonly pictures: PicturedTest[];
  /** Waits until it is true. Checks again whenever a run reports something, or results become outdated. */
  readonly until: (holds: () => boolean) => Promise<void>;
}

let count = 0;

export function recordedExplorer(): RecordedExplorer {
  const happened = new vscode.EventEmitter<void>();
  const runs: RecordedRun[] = [];
  const stale: string[] = [];
  const pictures: PicturedTest[] = [];
  const real = vscode.tests.createTestController(`keypoll-test-${++count}`, "Key Poll under test");
  const controller = new Proxy(real, {
    get(target, name) {
      if (name === "createTestRun") {
        return (request: vscode.TestRunRequest) => {
          const run: RecordedRun = {
            states: [],
            messages: new Map(),
            output: [],
            places: [],
            coverage: [],
            ended: false,
          };
          runs.push(run);
          return recordingRun(target.createTestRun(request), run, () => happened.fire());
        };
      }
      if (name === "invalidateTestResults") {
        return (item: vscode.TestItem) => {
          target.invalidateTestResults(item);
          stale.push(item.label);
          happened.fire();
        };
      }
      return Reflect.get(target, name);
    },
  });
  const verdicts = { take: (test: PicturedTest) => void pictures.push(test), show: () => undefined };
  const until = (holds: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!holds()) return;
        listener.dispose();
        resolve();
      };
      const listener = happened.event(look);
      look();
    });
  return { explorer: new TestExplorer(controller, verdicts), runs, stale, pictures, until };
}

function recordingRun(real: vscode.TestRun, run: RecordedRun, happened: () => void): vscode.TestRun {
  return new Proxy(real, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      return (...words: unknown[]) => {
        const result: unknown = value.apply(target, words);
        note(run, String(name), words);
        happened();
        return result;
      };
    },
  });
}

function note(run: RecordedRun, name: string, [first, second, third]: readonly unknown[]): void {
  if (name === "end") run.ended = true;
  if (name === "addCoverage") run.coverage.push(first as vscode.FileCoverage);
  if (name === "appendOutput") {
    const { uri, range } = (second ?? {}) as Partial<vscode.Location>;
    const place = uri === undefined ? "" : `${uri.path.split("/").at(-1)}:${(range?.start.line ?? 0) + 1}`;
    run.output.push(String(first));
    run.places.push(`${place} ${(third as vscode.TestItem | undefined)?.id ?? ""}`.trim());
  }
  if (!["started", "passed", "failed", "errored"].includes(name)) return;
  const { id, label, parent } = first as vscode.TestItem;
  const item = parent === undefined ? label : id;
  run.states.push(`${item} ${name}`);
  if (name === "failed" || name === "errored") {
    run.messages.set(item, [second].flat() as readonly vscode.TestMessage[]);
  }
}
