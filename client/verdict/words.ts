/** The fixed words of the view of verdicts, in the language of the editor. */

import { l10n } from "vscode";
import type { RecordChange, StepName, StepState, VerdictState } from "../../core/lint/answer/index.ts";
import type { Severity } from "../../core/lint/severity.ts";

export interface VerdictWords {
  readonly steps: Readonly<Record<StepName, string>>;
  readonly states: Readonly<Record<StepState, string>>;
  readonly verdicts: Readonly<Record<VerdictState, string>>;
  readonly severities: Readonly<Record<Severity, string>>;
  readonly samples: string;
  readonly stepsOf: string;
  readonly whatToDo: string;
  readonly copyReport: string;
  readonly testAgain: string;
  readonly openScript: string;
  readonly manager: string;
  readonly next: string;
  readonly contract: string;
  readonly nothingManager: string;
  readonly nothingContract: string;
  readonly notRead: string;
  readonly before: string;
  readonly after: string;
  readonly noRecord: string;
  readonly records: Readonly<Record<RecordChange["kind"], string>>;
  /** With a number for {0}. */
  readonly bytesBefore: string;
  readonly bytesMore: string;
  readonly mark: string;
  readonly bytes: string;
  readonly nothingPrinted: string;
  readonly debugOnly: string;
  readonly onMaster: string;
  readonly nothingLogged: string;
  /** The log's name, with the release for {0}. */
  readonly log: string;
}

export function verdictWords(): VerdictWords {
  return {
    steps: stepWords(),
    states: {
      done: l10n.t("done"),
      faulty: l10n.t("done, with a problem"),
      ended: l10n.t("ends here"),
      stopped: l10n.t("stopped here"),
      "not-reached": l10n.t("not reached"),
    },
    verdicts: {
      registered: l10n.t("registered"),
      "answered-no": l10n.t("error answer"),
      failed: l10n.t("failed"),
    },
    severities: {
      error: l10n.t("error"),
      warning: l10n.t("warning"),
      information: l10n.t("information"),
      hint: l10n.t("hint"),
    },
    samples: l10n.t("Samples"),
    stepsOf: l10n.t("Steps of {0}"),
    whatToDo: l10n.t("What to do"),
    copyReport: l10n.t("Copy report"),
    testAgain: l10n.t("Test again"),
    openScript: l10n.t("Open script"),
    manager: l10n.t("What the manager does"),
    next: l10n.t("Not reached: this step comes next once the problem is fixed"),
    contract: l10n.t("What the documentation says"),
    nothingManager: l10n.t("The manager finds no problem."),
    notRead: l10n.t("The manager read no answer, so nothing was compared with the documentation."),
    nothingContract: l10n.t("The answer follows the documentation."),
    before: l10n.t("Before"),
    after: l10n.t("After"),
    noRecord: l10n.t("no record"),
    records: { added: l10n.t("added"), removed: l10n.t("removed"), kept: l10n.t("stays") },
    bytesBefore: l10n.t("{0} bytes before"),
    bytesMore: l10n.t("{0} bytes more"),
    mark: l10n.t("mark {0}"),
    bytes: l10n.t("The bytes, readable"),
    nothingPrinted: l10n.t("Nothing was printed."),
    debugOnly: l10n.t("debug only"),
    onMaster: l10n.t("on the master"),
    nothingLogged: l10n.t("The manager logs nothing here."),
    log: l10n.t("ossec.log of Wazuh {0}"),
  };
}

function stepWords(): VerdictWords["steps"] {
  return {
    request: l10n.t("Request"),
    socket: l10n.t("Socket"),
    command: l10n.t("Command line"),
    output: l10n.t("Output"),
    json: "JSON",
    answer: l10n.t("Answer"),
    registration: l10n.t("Registration"),
    "key-file": "client.keys",
  };
}
