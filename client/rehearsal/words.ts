/** The fixed words of the view of a rehearsal, in the language of the editor. */

import { said, say } from "../../core/words/index.ts";

export interface RehearsalWords {
  readonly title: string;
  readonly saveHtml: string;
  readonly saveJson: string;
  readonly again: string;
  readonly other: string;
  readonly otherHint: string;
  readonly agents: string;
  readonly simulate: string;
  readonly simulating: string;
}

export function rehearsalWords(): RehearsalWords {
  return {
    title: said("Rehearsal of {0}"),
    saveHtml: say`Save as HTML`,
    saveJson: say`Save as JSON`,
    again: say`Rehearse again`,
    other: say`Simulate other figures`,
    otherHint: say`Nothing is run: the figures are simulated from the measured runs.`,
    agents: say`agents`,
    simulate: say`Simulate`,
    simulating: say`Simulating…`,
  };
}
