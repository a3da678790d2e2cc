/** What the manager itself makes of a poll, as findings. */

import { finding } from "./finding.ts";
import type { PollCase } from "./poll-case.ts";
import type { AnswerFinding } from "./verdict.ts";

/** Findings of the manager's authority, in no particular order. */
export function managerFindings(poll: PollCase): readonly AnswerFinding[] {
  if (poll.outcome.verdict === "no-feature") {
    return [finding("feature-removed", "Wazuh 5.0 has no key polling: nothing will ever call this script.")];
  }
  return [];
}
