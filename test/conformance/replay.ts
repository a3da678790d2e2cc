/** Replays recorded behaviour against the model, through its public functions only. */

import { isDeepStrictEqual } from "node:util";
import { casesOf } from "./kinds/index.ts";
import type { Recording } from "./records.ts";

export interface Difference {
  readonly kind: string;
  readonly release: string;
  readonly file: string;
  readonly line: number;
  readonly record: unknown;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** The result of one kind of record for one release. */
export interface Agreement {
  readonly kind: string;
  readonly release: string;
  readonly cases: number;
  readonly agree: number;
  /** Cases in which the recorder is known to be wrong, by the source of that release; they count nowhere else. */
  readonly setAside: number;
}

export interface Replay {
  readonly agreements: readonly Agreement[];
  readonly differences: readonly Difference[];
}

/** Judges every record for each release that it applies to. */
export function replay(recordings: Iterable<Recording>): Replay {
  const agreements = new Map<string, { -readonly [M in keyof Agreement]: Agreement[M] }>();
  const differences: Difference[] = [];
  for (const { file, line, record, known } of recordings) {
    for (const { kind, release, expected, actual, recorderWrong } of casesOf(record, known)) {
      const key = `${kind}\n${release}`;
      const agreement = agreements.get(key) ?? { kind, release, cases: 0, agree: 0, setAside: 0 };
      agreements.set(key, agreement);
      if (recorderWrong) {
        agreement.setAside++;
        continue;
      }
      agreement.cases++;
      if (isDeepStrictEqual(expected, actual)) agreement.agree++;
      else differences.push({ kind, release, file, line, record, expected, actual });
    }
  }
  return { agreements: [...agreements.values()], differences };
}
