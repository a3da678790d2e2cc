/** The possible results of comparing an agent of the file with the script's answer for it. */

import { said } from "../words/index.ts";
import type { ReconcileState } from "./state-names.ts";

export interface StateWords {
  /** A few words, for a heading. */
  readonly title: string;
  /** What it means for the agent, in a sentence. */
  readonly meaning: string;
  /** `drift`: file and database disagree; `unchecked`: unknown. */
  readonly result: "fine" | "drift" | "unchecked";
}

/** The states in the order of reports, the most severe first. */
export const states: Readonly<Record<ReconcileState, StateWords>> = {
  "other-key": {
    title: "other key",
    meaning:
      "The database and client.keys have different keys. An agent with the database's key is locked out (1404) until the manager has it too.",
    result: "drift",
  },
  "other-name": {
    title: "other name",
    meaning:
      "The name is a part of the encryption with Blowfish: such an agent would be locked out (1404); with AES it is not.",
    result: "drift",
  },
  "other-address": {
    title: "other address",
    meaning: "The agent may connect from the address in client.keys, but not from the database's address.",
    result: "drift",
  },
  "other-agent": {
    title: "other agent",
    meaning: "The answer is for another id, and the requested one stays unknown.",
    result: "drift",
  },
  missing: {
    title: "only in the database",
    meaning: "The database knows the agent, and client.keys does not have it.",
    result: "drift",
  },
  unknown: {
    title: "unknown to the database",
    meaning: "The script says that it does not know this agent. client.keys does not change.",
    result: "drift",
  },
  ambiguous: {
    title: "ambiguous",
    meaning: "More than one agent matches, so it is unknown which one is right.",
    result: "drift",
  },
  "would-not-register": {
    title: "would not register",
    meaning: "The manager does not add the agent of the answer.",
    result: "drift",
  },
  "no-answer": {
    title: "no answer",
    meaning: "There is no answer that the manager can use, so the agent was not checked.",
    result: "unchecked",
  },
  equal: { title: "equal", meaning: "client.keys and the database agree.", result: "fine" },
};

/** A heading for agents in this state, and what it means for them. */
export function stateText(state: ReconcileState): Pick<StateWords, "title" | "meaning"> {
  const { title, meaning } = states[state];
  return { title: said(title), meaning: said(meaning) };
}

/** The meanings of the numbers of error answers. Any other number leaves the agent unchecked. */
export type ErrorMeanings = ReadonlyMap<number, "unknown" | "ambiguous" | "would-not-register">;

/** The numbers of the scripts that `keypoll new` writes. The vendor's example uses 4, too. */
export const defaultErrorMeanings: ErrorMeanings = new Map([
  [4, "unknown"],
  [5, "ambiguous"],
  [6, "would-not-register"],
]);
