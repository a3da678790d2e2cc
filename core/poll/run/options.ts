/** What a caller says about a run, and the events that it receives during the run. */

import type { ByteString, KeyRequest, Release } from "../../manager/index.ts";

/** Run as the manager does, or as the person who asks would. */
export type ProfileName = "manager" | "as-me";

/** For any program, whether or not it is asked for a key. */
export interface RunOptions {
  readonly release: Release;
  /** Seconds; fractions are allowed. 0 waits forever, as the manager does. */
  readonly timeoutSeconds?: number | undefined;
  /** Seconds for which a script that the manager would wait for is watched before we end it. */
  readonly graceSeconds?: number | undefined;
  readonly profile?: ProfileName | undefined;
  /** Where the script runs. The manager's is its install folder; see `standInDirectory`. */
  readonly workingDirectory?: string | undefined;
  /** Used in the manager's profile if there is no install folder: for example a workspace folder. */
  readonly standInDirectory?: string | undefined;
  /** Variables added to those of the profile. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: PollProgress) => void) | undefined;
}

export interface PollOptions extends RunOptions {
  /** The configured command line, without selector and value. Undefined if the configuration has none. */
  readonly execPath: ByteString | undefined;
  readonly request: KeyRequest;
  /** Run a second time with a pipe for each stream if the manager finds no answer in the output. */
  readonly separateStreams?: boolean | undefined;
}

export type PollProgress =
  | { readonly kind: "started"; readonly pid: number }
  | { readonly kind: "output"; readonly bytes: number }
  /** The timeout has passed; the manager has sent SIGTERM. */
  | { readonly kind: "timed-out" }
  /** Processes that the script left behind are being ended. */
  | { readonly kind: "cleaning-up"; readonly processes: number };

/** Seconds that the manager waits by default. */
export const DEFAULT_TIMEOUT = 60;

/** Seconds: long enough for a script that ends on SIGTERM, short enough to wait for. */
export const DEFAULT_GRACE = 2;
