/** What a manager with a configuration asks, and how: its effective settings, ready for a test. */

import { managerSettingsOf, type PollConfig } from "../../lint/config/index.ts";
import { type ByteString, bytesFromText, type ManagerSettings } from "../../manager/index.ts";

export interface ConfiguredPolling {
  readonly execPath: ByteString | undefined;
  readonly socketPath: string | undefined;
  readonly timeoutSeconds: number;
  /** Number of concurrent requests: at least one, otherwise nothing could be tested. */
  readonly threads: number;
  /** The force options of the block. */
  readonly force: Pick<ManagerSettings, "force" | "forceInsert">;
}

/** More threads than a manager may have are an error in the file, and no reason to start that many scripts. */
const MOST_THREADS = 32;

/** `isUtf8` is false if the text of the file has one character for each byte. */
export function configuredPolling(config: PollConfig, isUtf8: boolean): ConfiguredPolling {
  const { execPath, socket, timeout, threads } = config;
  const { force, forceInsert } = managerSettingsOf(config);
  const line = execPath.value;
  return {
    execPath: line === undefined || !isUtf8 ? line : bytesFromText(line),
    socketPath: socket.value,
    timeoutSeconds: timeout.value,
    threads: Math.min(Math.max(threads.value, 1), MOST_THREADS),
    force: { force, forceInsert },
  };
}
