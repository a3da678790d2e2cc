/** What the options of the command line ask, and how. They override a configuration. */

import { bytesFromText, type Release } from "../../core/manager/index.ts";
import {
  type ConfiguredPolling,
  DEFAULT_TIMEOUT,
  type PollTarget,
  type ProfileName,
} from "../../core/poll/index.ts";

interface TargetFlags {
  /** The command line as in exec_path. */
  readonly execPath?: string | undefined;
  readonly socket?: string | undefined;
  /** Seconds; 0 waits forever. */
  readonly timeout?: number | undefined;
  readonly profile: ProfileName;
}

export function targetOf(
  { execPath, socket, timeout, profile }: TargetFlags,
  release: Release,
  configured: ConfiguredPolling | undefined,
): PollTarget & { readonly timeoutSeconds: number; readonly profile: ProfileName } {
  return {
    execPath: execPath === undefined ? configured?.execPath : bytesFromText(execPath),
    socketPath: socket ?? configured?.socketPath,
    release,
    timeoutSeconds: timeout ?? configured?.timeoutSeconds ?? DEFAULT_TIMEOUT,
    profile,
    standInDirectory: process.cwd(),
  };
}
