/** Whether several runs of one sample gave the same answer: a script's answer must not depend on the day. */

import { printedBy } from "../../lint/answer/index.ts";
import {
  type ByteString,
  cString,
  defaultSettings,
  type JsonValue,
  KeyStore,
  member,
  outcomeOf,
  type Release,
  readJson,
  type Source,
  type VerdictKind,
} from "../../manager/index.ts";

/** The runs as groups that agree with each other. Runs in more than one group vary. */
export interface Variation {
  readonly what: "verdict" | "answer" | "output";
  /** Largest group first. */
  readonly groups: readonly VariationGroup[];
}

export interface VariationGroup {
  readonly verdict: VerdictKind;
  /** Indexes of the runs. */
  readonly runs: readonly number[];
}

/**
 * `verdict` if runs end differently, `answer` if the manager would register or log something else, `output` if only
 * bytes differ that the manager ignores. Undefined if all runs agree.
 */
export function variationOf(
  datagram: ByteString,
  sources: readonly Source[],
  release: Release,
): Variation | undefined {
  const settings = defaultSettings(release);
  const known = new KeyStore();
  const verdicts = sources.map((source) => outcomeOf(datagram, source, known, settings).verdict);
  const outputs = sources.map(printedBy);
  const answers = outputs.map((output, at) => `${verdicts[at]} ${answerText(output, release)}`);
  const kinds = [
    { what: "verdict", values: verdicts },
    { what: "answer", values: answers },
    { what: "output", values: outputs.map((output, at) => `${verdicts[at]} ${output}`) },
  ] as const;
  for (const { what, values } of kinds) {
    const groups = grouped(values, verdicts);
    if (groups.length > 1) return { what, groups };
  }
  return undefined;
}

function grouped(values: readonly string[], verdicts: readonly VerdictKind[]): readonly VariationGroup[] {
  const byValue = new Map<string, number[]>();
  for (const [run, value] of values.entries()) {
    const runs = byValue.get(value);
    if (runs === undefined) byValue.set(value, [run]);
    else runs.push(run);
  }
  return [...byValue.values()]
    .map((runs) => ({ verdict: verdicts[runs[0] ?? 0] ?? "no-answer", runs }))
    .toSorted((a, b) => b.runs.length - a.runs.length);
}

/** The members that the manager reads, whatever their order and the white space between them. */
function answerText(output: ByteString, release: Release): string {
  const json = readJson(cString(output), release).value;
  if (json === undefined) return output;
  const data = member(json, "data")?.value;
  const inData =
    data === undefined ? [] : ["id", "name", "ip", "key"].map((name) => textOf(member(data, name)?.value));
  return JSON.stringify([
    textOf(member(json, "error")?.value),
    textOf(member(json, "message")?.value),
    ...inData,
  ]);
}

function textOf(value: JsonValue | undefined): string {
  if (value === undefined) return "";
  return value.type === "string" || value.type === "number" ? `${value.type} ${value.value}` : value.type;
}
