/** A reconnect storm: its parameters, and what both kinds of figures about it share. */

import type { TimelinePoint } from "./timeline.ts";

/** The timing of agents and of the manager's daemons. */
export interface Rhythm {
  /** Seconds between two tries of an agent: `retry_interval` of `<client><server>`, by default 10 (agents from 3.13.1 on). */
  readonly retrySeconds: number;
  /** Seconds within which all agents ask for the first time, evenly spread; 0 means all at the same moment. */
  readonly spreadSeconds: number;
  /** Interval in seconds at which remoted checks for a new client.keys: `remoted.keyupdate_interval`, by default 10. */
  readonly reloadSeconds: number;
}

/**
 * An agent whose connection is closed notices this within a second. A try is a connection, one message, and the close
 * of the connection by the manager. Then the agent sleeps for retry_interval and tries again, without end. Each try
 * makes remoted send one request, until remoted has read the agent's record from client.keys.
 */
export const defaultRhythm: Rhythm = { retrySeconds: 10, spreadSeconds: 1, reloadSeconds: 10 };

export interface StormSettings {
  readonly agents: number;
  /** The setting `threads`: number of scripts that run at once. */
  readonly threads: number;
  /** The setting `queue_size`: one request fewer can wait. */
  readonly queueSize: number;
  readonly rhythm: Rhythm;
}

/** The manager's limits. */
export const MOST_THREADS = 32;
export const LARGEST_QUEUE = 220_000;
export const DEFAULT_THREADS = 1;
export const DEFAULT_QUEUE_SIZE = 1024;

/** Figures about a storm, measured or simulated. The field `origin` says which, and is never left out. */
export interface StormFigures {
  readonly settings: StormSettings;
  /** Runs that ended. */
  readonly runs: number;
  /** Of these, runs for an agent that was already registered, but not yet read by remoted. */
  readonly repeatedRuns: number;
  /** Agents that were registered. */
  readonly registered: number;
  /** Requests that were discarded because the queue was full. */
  readonly discardedFull: number;
  /** Requests that were discarded because the agent's last one was still pending. */
  readonly discardedPending: number;
  /** Maximum requests that waited at once. */
  readonly peakDepth: number;
  readonly timeline: readonly TimelinePoint[];
}

/** One run of a rehearsal. */
export interface MeasuredRun {
  /** The index of its request in the rehearsal. */
  readonly request: number;
  /** Milliseconds for which a worker was busy with it. */
  readonly busyMs: number;
  /** Milliseconds of these that the script or the socket needed. The rest is this program's own. */
  readonly scriptMs: number;
  /** `thread-lost`: the manager's thread would not have returned. */
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
  /** A day passed, or nobody was registered for a long time, and some agents were still not registered. */
  | "horizon"
  /** The script knows none of the agents. */
  | "none-known"
  /** Every thread waits for a script that never ends. */
  | "threads-lost"
  /** A queue of 1 accepts nothing. */
  | "no-queue";

/** The result of a simulation, without a real clock or script. */
export interface Simulated extends StormFigures {
  readonly origin: "simulated";
  /** The factor by which the measured times were multiplied. */
  readonly latencyFactor: number;
  /** Seconds until every agent that the script knows is registered. Undefined if that did not happen. */
  readonly allRegisteredSeconds: number | undefined;
  /** Seconds until remoted lets the last of them in. */
  readonly allConnectedSeconds: number | undefined;
  /** Agents for which the script has no answer: they ask forever. */
  readonly unknownAgents: number;
  readonly threadsLost: number;
  readonly ended: SimulatedEnd;
  /** Whether the times for this number of threads were measured, or estimated from other numbers. */
  readonly basis: "measured" | "estimated";
}
