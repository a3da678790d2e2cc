/** The fixed words of the view of the stand-in, in the language of the editor. */

import { l10n } from "vscode";
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
    title: l10n.t("Stand-in manager {0}"),
    runs: { starting: l10n.t("starting"), running: l10n.t("running"), stopped: l10n.t("stopped") },
    agents: l10n.t("{0} agents"),
    asksNothing: l10n.t("It does not call a poll script."),
    asks: l10n.t("It calls {0}"),
    start: l10n.t("Start"),
    stop: l10n.t("Stop"),
    restart: l10n.t("Restart"),
    reset: l10n.t("Reset"),
    copy: l10n.t("Copy report"),
    keys: l10n.t("Open client.keys"),
    enroll: l10n.t("Enrol an agent…"),
    knock: l10n.t("Send a message as an agent…"),
    loop: l10n.t("The loop of key polling"),
    history: l10n.t("Messages and requests, newest first"),
    filter: l10n.t("Filter by name, id, station, state or log text"),
    shown: l10n.t("{0} of {1} shown"),
    nothing: l10n.t("No message has arrived yet. Enrol an agent, or send a message as an unknown agent."),
    whatToDo: l10n.t("What to do"),
    stations: {
      agent: l10n.t("Agent"),
      remoted: "remoted",
      request: l10n.t("Request"),
      script: l10n.t("Script"),
      answer: l10n.t("Answer"),
      authd: "authd",
      "client.keys": "client.keys",
    },
    states: { passed: l10n.t("passed"), refused: l10n.t("refused"), waiting: l10n.t("waits") },
    stops: {
      done: l10n.t("done"),
      ended: l10n.t("ends here"),
      stopped: l10n.t("stopped here"),
      waiting: l10n.t("waits here"),
    },
  };
}
