/** What a stand-in is started with, what it tells, and what it is once it runs. */

import type { Change } from "./authd.ts";
import type { Exchange } from "./exchange.ts";
import type { Asked } from "./key-requests.ts";
import type { ShownLine } from "./log.ts";
import type { Received } from "./remoted.ts";
import type { Contents, Sandbox } from "./sandbox.ts";

export interface StandInOptions {
  readonly folder: string;
  /** `4.14`, `4.14.7`. */
  readonly version: string;
  /** An address of this machine. Loopback unless the user chose another. */
  readonly host: string;
  /** 0 for any free port. */
  readonly ports: { readonly enrolment: number; readonly api: number; readonly agents: number };
  /** The initial contents of a new sandbox. */
  readonly contents?: Contents | undefined;
  /** The manager's own host name, which no agent may have. Default: the host name of this machine. */
  readonly hostName?: string | undefined;
  /** Seconds between the checks of remoted whether `client.keys` has changed. */
  readonly reloadSeconds: number;
  /** Debug level of the daemons: 0, 1 or 2. */
  readonly debug: number;
  /** States of agents: `001=disconnected:2h`. */
  readonly agentStates: readonly string[];
  readonly apiUser: string;
  readonly apiPassword: string;
  /**
   * The words that start this project's command line, for the tools in the sandbox. Default: the one beside this
   * program.
   */
  readonly launcher?: readonly string[] | undefined;
  readonly on?: StandInEvents | undefined;
}

/** The events that a face receives. */
export interface StandInEvents {
  readonly line?: (line: ShownLine) => void;
  readonly exchange?: (exchange: Exchange) => void;
  readonly change?: (change: Change) => void;
  /** A message at the agents' port. `polls` says whether a key that it asks for is looked up. */
  readonly received?: (received: Received, polls: boolean) => void;
  readonly asked?: (asked: Asked) => void;
}

export interface StandIn {
  readonly sandbox: Sandbox;
  readonly host: string;
  readonly ports: { readonly enrolment: number | undefined; readonly api: number; readonly agents: number };
  /** The enrolment password. Undefined if none is asked for. */
  readonly password: string | undefined;
  readonly polls: boolean;
  readonly agents: () => number;
  /** Waits until every change is in `client.keys`. */
  flushed(): Promise<void>;
  /** Closes every port and ends every script, then waits until `client.keys` is written. */
  close(): Promise<void>;
}

/** Why it could not start: what happened, why, and what to do. */
export interface NotStarted {
  readonly problem: string;
}
