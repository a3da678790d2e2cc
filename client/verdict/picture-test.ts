/** From a test that has ended to what the view shows of it. */

import { pollPicture, type Verdict } from "../../core/lint/answer/index.ts";
import { versionsText } from "../../core/lint/versions.ts";
import type { Release, Source } from "../../core/manager/index.ts";
import type { PollRun } from "../../core/poll/index.ts";
import type { PicturedTest, TestedSamples } from "./messages.ts";

/** One poll with its verdict. */
export interface JudgedPoll {
  readonly verdict: Verdict;
  readonly source: Source;
  /** Undefined if nothing was run. */
  readonly run: PollRun | undefined;
  /** Milliseconds until a socket answered. */
  readonly socketMs?: number | undefined;
}

export interface TestFrame {
  readonly subject: string;
  readonly script: string | undefined;
  readonly ofSuite?: TestedSamples | undefined;
  readonly release: Release;
  readonly remarks: readonly string[];
}

export function pictureTest(
  { subject, script, ofSuite, release, remarks }: TestFrame,
  polls: readonly JudgedPoll[],
): PicturedTest {
  return {
    id: new Date().toISOString(),
    subject,
    script,
    ofSuite,
    release: versionsText(release),
    remarks,
    polls: polls.map((poll) => pollPicture({ ...poll, release })),
  };
}
