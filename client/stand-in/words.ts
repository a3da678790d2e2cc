/** The fixed words of the view of the stand-in, in the language of the editor. */

import { said, say } from "../../core/words/index.ts";
import type { Passage, Station, Stop } from "../../stand-in/passage.ts";
import type { StandInState } from "./state.ts";

export interface StandInWords {
  /** With the release for {0}. */
  readonly title: string;
  readonly runs: Readonly<Record<StandInState["run"], string>>;
  /** With a number for {0}. */
  readonly agents: string;
  readonly asksNothing: string;
  /** With the command line for {0}. */
  readonly asks: string;
  readonly start: string;
  readonly stop: string;
  readonly restart: string;
  readonly reset: string;
  readonly copy: string;
  readonly keys: string;
  readonly enroll: string;
  readonly knock: string;
  readonly loop: string;
  readonly history: string;
  readonly filter: string;
  /** With numbers for {0} and {1}. */
  readonly shown: string;
  readonly nothing: string;
  readonly whatToDo: string;
  readonly stations: Readonly<Record<Station, string>>;
  readonly states: Readonly<Record<Passage["state"], string>>;
  readonly stops: Readonly<Record<Stop["state"], string>>;
}

export function standInWords(): StandInWords {
  return {
    title: said("Stand-in manager {0}"),
    runs: { starting: say`starting`, running: say`running`, stopped: say`stopped` },
    agents: said("{0} agents"),
    asksNothing: say`It does not call a poll script.`,
    asks: said("It calls {0}"),
    start: say`Start`,
    stop: say`Stop`,
    restart: say`Restart`,
    reset: say`Reset`,
    copy: say`Copy report`,
    keys: say`Open client.keys`,
    enroll: say`Enrol an agent…`,
    knock: say`Send a message as an agent…`,
    loop: say`The loop of key polling`,
    history: say`Messages and requests, newest first`,
    filter: say`Filter by name, id, station, state or log text`,
    shown: said("{0} of {1} shown"),
    nothing: say`No message has arrived yet. Enrol an agent, or send a message as an unknown agent.`,
    whatToDo: say`What to do`,
    stations: {
      agent: say`Agent`,
      remoted: "remoted",
      request: say`Request`,
      script: say`Script`,
      answer: say`Answer`,
      authd: "authd",
      "client.keys": "client.keys",
    },
    states: { passed: say`passed`, refused: say`refused`, waiting: say`waits` },
    stops: {
      done: say`done`,
      ended: say`ends here`,
      stopped: say`stopped here`,
      waiting: say`waits here`,
    },
  };
}
