/** One item that passes through the stand-in, as plain data without secrets. */

import type { LogLevel } from "../core/manager/log.ts";

/** Number of items that are kept. Older ones are discarded. */
export const MOST_KEPT = 500;

/** The stations in the order of the loop. A request for registration goes from the agent to authd. */
export const stations = ["agent", "remoted", "request", "script", "answer", "authd", "client.keys"] as const;

export type Station = (typeof stations)[number];

export interface Stop {
  readonly station: Station;
  /**
   * `done`: it went on from here; `ended`: it reached its goal; `stopped`: it was refused or lost; `waiting`: it is
   * here.
   */
  readonly state: "done" | "ended" | "stopped" | "waiting";
  /** A few words, or the item's own text. */
  readonly summary: string;
  readonly log: readonly LoggedLine[];
}

export interface LoggedLine {
  /** The daemon's name in `ossec.log`. */
  readonly daemon: string;
  readonly level: LogLevel;
  /** Without keys and passwords. */
  readonly text: string;
  /** What the line means, and what to do. Undefined for the stand-in's own lines. */
  readonly meaning: string | undefined;
}

export interface Passage {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What arrived: `id 007`, `web-01`. */
  readonly title: string;
  readonly kind: "message" | "registration" | "log";
  readonly state: "waiting" | "passed" | "refused";
  readonly stops: readonly Stop[];
  /** What to do if it was refused and there is a fix. */
  readonly advice: string | undefined;
}
