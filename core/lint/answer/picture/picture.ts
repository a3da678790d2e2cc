/** One poll as a picture: its way, step by step, ready to be drawn. Plain data without keys. */

import type { AnswerFinding, ShownLogLine, VerdictText } from "../verdict.ts";

/** A station of a poll, in the order of the manager's steps. */
export type StepName =
  | "request"
  | "socket"
  | "command"
  | "output"
  | "json"
  | "answer"
  | "registration"
  | "key-file";

export type StepState =
  | "done"
  /** The manager continues, but something from this step is seriously wrong. */
  | "faulty"
  /** The way ends here as it should: an error answer. */
  | "ended"
  /** The way ends here, and no agent is registered. */
  | "stopped"
  | "not-reached";

export interface PollPicture extends VerdictText {
  /** The request in the manager's form: `id:001`. */
  readonly request: string;
  readonly steps: readonly PictureStep[];
  /** What the manager does, the most severe first. */
  readonly manager: readonly PictureFinding[];
  /** What the documentation says. */
  readonly contract: readonly PictureFinding[];
  /** Not reached: what the manager would meet next, once the others are fixed. */
  readonly next: readonly PictureFinding[];
}

export interface PictureFinding extends Omit<AnswerFinding, "span" | "authority"> {
  /** The number of its marks in the bytes. Undefined if it has none. */
  readonly mark: number | undefined;
}

export interface PictureStep {
  readonly name: StepName;
  readonly state: StepState;
  /** The result in a few words. */
  readonly summary: string;
  /** The summary is bytes of the poll, not words. */
  readonly isData: boolean;
  /** Measured milliseconds. Undefined if nothing was measured. */
  readonly durationMs: number | undefined;
  readonly facts: readonly Fact[];
  readonly bytes: ByteView | undefined;
  readonly records: readonly RecordChange[];
  readonly log: readonly ShownLogLine[];
}

export interface Fact {
  readonly name: string;
  readonly value: string;
  /** The value is bytes of the poll, not words. */
  readonly isData: boolean;
}

/** A line of `client.keys` before and after. Undefined if it does not exist. */
export interface RecordChange {
  readonly kind: "added" | "removed" | "kept";
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Bytes of an output in readable form: bytes that are not characters are escapes, and marked bytes have numbers. */
export interface ByteView {
  readonly lines: readonly ByteLine[];
  /** Bytes before and after the view that are not shown. */
  readonly before: number;
  readonly after: number;
}

export interface ByteLine {
  /** From 1, counted in the whole output. */
  readonly number: number;
  readonly pieces: readonly BytePiece[];
}

export interface BytePiece {
  readonly text: string;
  readonly kind: "text" | "escape" | "key";
  readonly marks: readonly number[];
}
