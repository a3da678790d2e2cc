/** From a verdict to its picture: the steps, their results, and the bytes that decided. */

import type { ByteString, Span } from "../../../manager/index.ts";
import type { KeyMask } from "../../mask.ts";
import { byteMask } from "../keys-in-poll.ts";
import { outputOf, printedBy } from "../poll-case.ts";
import { type AnswerFinding, type Authority, proseOf, type ShownLogLine, type Verdict } from "../verdict.ts";
import { byteView, type Mark } from "./byte-view.ts";
import type { PictureParts } from "./parts.ts";
import type { ByteView, PictureFinding, PictureStep, PollPicture, StepName, StepState } from "./picture.ts";
import { recordChanges } from "./records.ts";
import { type StepCase, stepText } from "./step-text.ts";
import { placeOfMessage, stepsOf, stopOf } from "./stops.ts";

/** Maximum bytes of an output that are shown. */
const MOST_SHOWN = 4000;
/** Bytes that are shown on either side of the ones where the way ends. */
const AROUND = 160;
/** Maximum characters of a log line. Debug lines repeat the whole output, which is shown separately. */
const LONGEST_LINE = 300;

/** The picture of one poll. Contains no key. */
export function pollPicture(parts: PictureParts): PollPicture {
  const { verdict, source } = parts;
  const { outcome, findings } = verdict;
  const given = source.kind === "socket" ? source.gave : source;
  const output = outputOf(given);
  const mask = byteMask(verdict.outcome, output);
  const marks = findings.flatMap(({ span }) => span ?? []).map((span, at) => ({ ...span, number: at + 1 }));
  const names = stepsOf(source);
  const stop = stopOf(outcome, source);
  const end = stop ?? "key-file";
  const step: StepCase = { ...parts, given, printed: printedBy(given), mask };
  const shown = { output, marks: marks.filter(({ start }) => start < output.length), mask };
  const log = logByStep(verdict, end);
  return {
    request: verdict.request,
    ...proseOf(verdict),
    advice: parts.run?.obstacle?.message ?? verdict.advice,
    steps: names.map((name): PictureStep => {
      const state = stateOf(name, names, { end, isStop: stop !== undefined, verdict });
      const isReached = state !== "not-reached";
      return {
        name,
        state,
        ...stepText(name, step, isReached),
        durationMs: isReached ? durationOf(name, parts) : undefined,
        bytes: isReached ? bytesOf(name, state, shown, findings) : undefined,
        records: name === end ? recordChanges(verdict, parts.release, mask) : [],
        log: log.get(name) ?? [],
      };
    }),
    manager: findingsOf("manager", findings),
    contract: findingsOf("contract", findings),
    next: verdict.next.map(({ span: _, authority: __, ...finding }) => ({ ...finding, mark: undefined })),
  };
}

function stateOf(
  name: StepName,
  names: readonly StepName[],
  { end, isStop, verdict }: { end: StepName; isStop: boolean; verdict: Verdict },
): StepState {
  const distance = names.indexOf(name) - names.indexOf(end);
  if (distance > 0) return "not-reached";
  if (distance < 0) return "done";
  if (isStop) return verdict.state === "answered-no" ? "ended" : "stopped";
  return verdict.state === "failed" ? "faulty" : "done";
}

/** Only asking takes measurable time. All that follows is the model's. */
function durationOf(name: StepName, { run, socketMs }: PictureParts): number | undefined {
  if (name === "socket") return socketMs;
  return name === "output" ? run?.durationMs : undefined;
}

interface Shown {
  readonly output: ByteString;
  readonly marks: readonly Mark[];
  readonly mask: KeyMask;
}

/** The output as printed. If the way ends at some of its bytes, these with the bytes around them. */
function bytesOf(
  name: StepName,
  state: StepState,
  { output, marks, mask }: Shown,
  findings: readonly AnswerFinding[],
): ByteView | undefined {
  if (output === "") return undefined;
  const numbered = findings.filter(({ span }) => span !== undefined);
  const worst = marks.find(({ number }) => numbered[number - 1]?.authority === "manager") ?? marks[0];
  if (name === "output") return byteView(output, windowAround(output, worst), { marks, mask });
  const isBlamed = state === "stopped" || state === "faulty";
  if (!isBlamed || worst === undefined || !LATER.includes(name)) return undefined;
  const start = Math.max(0, worst.start - AROUND);
  const end = Math.min(output.length, Math.min(worst.end, worst.start + MOST_SHOWN) + AROUND);
  return byteView(output, { start, end }, { marks: [worst], mask });
}

/** Steps that depend on the bytes of the output. */
const LATER: readonly StepName[] = ["json", "answer", "registration", "key-file"];

/** The beginning, or the part around a mark that is far from it. */
function windowAround(output: ByteString, mark: Mark | undefined): Span {
  const isFar = mark !== undefined && mark.start > MOST_SHOWN / 2;
  const start = isFar ? mark.start - MOST_SHOWN / 2 : 0;
  return { start, end: Math.min(output.length, start + MOST_SHOWN) };
}

function logByStep({ outcome, log }: Verdict, end: StepName): ReadonlyMap<StepName, readonly ShownLogLine[]> {
  const ids = [...outcome.log, ...outcome.masterLog].map(({ id }) => id);
  const found = new Map<StepName, ShownLogLine[]>();
  log.forEach((line, at) => {
    const id = ids[at];
    if (id === undefined) return;
    const place = placeOfMessage(id, end);
    const text = line.text.length > LONGEST_LINE ? `${line.text.slice(0, LONGEST_LINE)}…` : line.text;
    found.set(place, [...(found.get(place) ?? []), { ...line, text }]);
  });
  return found;
}

function findingsOf(authority: Authority, findings: readonly AnswerFinding[]): readonly PictureFinding[] {
  let marks = 0;
  return findings.flatMap(({ span, authority: whose, ...finding }) => {
    const mark = span === undefined ? undefined : ++marks;
    return whose === authority ? [{ ...finding, mark }] : [];
  });
}
