/** The fixed words of the view of verdicts, in the language of the editor. */

import type { RecordChange, StepName, StepState, VerdictState } from "../../core/lint/answer/index.ts";
import type { Severity } from "../../core/lint/severity.ts";
import { said, say } from "../../core/words/index.ts";

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
      done: say`done`,
      faulty: say`done, with a problem`,
      ended: say`ends here`,
      stopped: say`stopped here`,
      "not-reached": say`not reached`,
    },
    verdicts: {
      registered: say`registered`,
      "answered-no": say`error answer`,
      failed: say`failed`,
    },
    severities: {
      error: say`error`,
      warning: say`warning`,
      information: say`information`,
      hint: say`hint`,
    },
    samples: say`Samples`,
    stepsOf: said("Steps of {0}"),
    whatToDo: say`What to do`,
    copyReport: say`Copy report`,
    testAgain: say`Test again`,
    openScript: say`Open script`,
    manager: say`What the manager does`,
    next: say`Not reached: this step comes next once the problem is fixed`,
    contract: say`What the documentation says`,
    nothingManager: say`The manager finds no problem.`,
    notRead: say`The manager read no answer, so nothing was compared with the documentation.`,
    nothingContract: say`The answer follows the documentation.`,
    before: say`Before`,
    after: say`After`,
    noRecord: say`no record`,
    records: { added: say`added`, removed: say`removed`, kept: say`stays` },
    bytesBefore: said("{0} bytes before"),
    bytesMore: said("{0} bytes more"),
    mark: said("mark {0}"),
    bytes: say`The bytes, readable`,
    nothingPrinted: say`Nothing was printed.`,
    debugOnly: say`debug only`,
    onMaster: say`on the master`,
    nothingLogged: say`The manager logs nothing here.`,
    log: said("ossec.log of Wazuh {0}"),
  };
}

function stepWords(): VerdictWords["steps"] {
  return {
    request: say`Request`,
    socket: say`Socket`,
    command: say`Command line`,
    output: say`Output`,
    json: "JSON",
    answer: say`Answer`,
    registration: say`Registration`,
    "key-file": "client.keys",
  };
}
