/** What the manager itself makes of a poll, as findings. */

import { insteadText } from "../crossing/index.ts";
import { agentFindings } from "./agent-findings.ts";
import { finding } from "./finding.ts";
import { memberFindings } from "./member-findings.ts";
import { outputFindings } from "./output-findings.ts";
import type { PollCase } from "./poll-case.ts";
import { recordFindings } from "./record-findings.ts";
import { registrationFindings } from "./registration-findings.ts";
import { runFindings } from "./run-findings.ts";
import type { AnswerFinding } from "./verdict.ts";

/** Findings of the manager's authority, in the order in which a poll meets them. */
export function managerFindings(poll: PollCase): readonly AnswerFinding[] {
  if (poll.outcome.verdict === "no-feature") {
    return [
      finding("feature-removed", `Wazuh 5.0 has no key polling: nothing calls this script. ${insteadText}`),
    ];
  }
  return [
    ...runFindings(poll),
    ...outputFindings(poll),
    ...memberFindings(poll),
    ...agentFindings(poll),
    ...recordFindings(poll),
    ...registrationFindings(poll),
  ];
}
