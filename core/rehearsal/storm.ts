/** A reconnect storm: what it is made of, and what both kinds of figures about it have in common. */

import type { TimelinePoint } from "./timeline.ts";

/** How agents and the manager's daemons pass the time. */
export interface Rhythm {
  /** Seconds between two tries of an agent: `retry_interval` of `<client><server>`, by default 10 (agents from 3.13.1 on). */
  readonly retrySeconds: number;
  /** Seconds within which all agents ask for the first time, evenly; 0 is all at the same moment. */
  readonly spreadSeconds: number;
  /** Seconds after which remoted looks for a new client.keys: `remoted.keyupdate_interval`, by default 10. */
  readonly reloadSeconds: number;
}

/**
 * Agents whose connection is closed notice within a second. A try is a connection, one message and the manager's closing of it; then the
 * agent sleeps for retry_interval and tries again, without end. Each try makes remoted send one request, until it has read the agent's
 * record from client.keys.
 */
export const defaultRhythm: Rhythm = { retrySeconds: 10, spreadSeconds: 1, reloadSeconds: 10 };

export interface StormSettings {
  readonly agents: number;
  /** Setting `threads`: scripts that run at once. */
  readonly threads: number;
  /** Setting `queue_size`: one request fewer can wait. */
  readonly queueSize: number;
  readonly rhythm: Rhythm;
}

/** What the manager allows. */
export const MOST_THREADS = 32;
export const LARGEST_QUEUE = 220_000;
export const DEFAULT_THREADS = 1;
export const DEFAULT_QUEUE_SIZE = 1024;

/** Figures about a storm, measured or simulated: the word `origin` says which, and is never left out. */
export interface StormFigures {
  readonly settings: StormSettings;
  /** Runs that ended. */
  readonly runs: number;
  /** Of these, runs for an agent that was registered already, but not yet read by remoted. */
  readonly repeatedRuns: number;
  /** Agents that were registered. */
  readonly registered: number;
  /** Requests that were dropped because the queue was full. */
  readonly discardedFull: number;
  /** Requests that were dropped because the agent's last one was still pending. */
  readonly discardedPending: number;
  /** Most requests that waited at once. */
  readonly peakDepth: number;
  readonly timeline: readonly TimelinePoint[];
}

/** One run of a rehearsal. */
export interface MeasuredRun {
  /** Which of the rehearsal's requests it was for. */
  readonly request: number;
  /** Milliseconds for which a worker was busy with it. */
  readonly busyMs: number;
  /** Milliseconds of these that the script or the socket took; the rest is this program's own. */
  readonly scriptMs: number;
  /** `thread-lost`: the manager's thread would not have come back. */
  readonly end: "registered" | "not-registered" | "thread-lost";
}

export type MeasuredEnd =
  /** Every agent is registered. */
  | "all-in"
  | "limit"
  | "duration"
  | "cancelled"
  /** The program cannot be started, or nothing listens at the socket. */
  | "cannot-run";

/** What really happened, in real time. */
export interface Measured extends StormFigures {
  readonly origin: "measured";
  readonly samples: readonly MeasuredRun[];
  readonly elapsedMs: number;
  readonly threadsLost: number;
  readonly ended: MeasuredEnd;
}

export type SimulatedEnd =
  | "all-in"
  /** A day passed, or nobody was registered for a long time, and some were still outside. */
  | "horizon"
  /** The script knows none of the agents. */
  | "none-known"
  /** Every thread waits for a script that never ends. */
  | "threads-lost"
  /** A queue of 1 takes nothing in. */
  | "no-queue";

/** What a simulation says; no clock and no script had a part in it. */
export interface Simulated extends StormFigures {
  readonly origin: "simulated";
  /** By how much the measured times were stretched. */
  readonly latencyFactor: number;
  /** Seconds until every agent that the script knows is registered; undefined where that did not come about. */
  readonly allRegisteredSeconds: number | undefined;
  /** Seconds until the last of them is let in by remoted. */
  readonly allConnectedSeconds: number | undefined;
  /** Agents that the script has no answer for: they ask for ever. */
  readonly unknownAgents: number;
  readonly threadsLost: number;
  readonly ended: SimulatedEnd;
  /** The times for this number of threads were measured, or estimated from other numbers. */
  readonly basis: "measured" | "estimated";
}
