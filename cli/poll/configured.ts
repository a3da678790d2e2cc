/** The settings of key polling in an `ossec.conf`, for a test of what it names. */

import { managerPrograms } from "../../core/files/index.ts";
import { ConfigDocument, managerSettingsOf } from "../../core/lint/config/index.ts";
import {
  type ByteString,
  bytesFromText,
  type ManagerSettings,
  type Release,
} from "../../core/manager/index.ts";
import { readInput } from "../input.ts";
import { textOf } from "../lint/file-text.ts";
import { configReport } from "../ossec-conf/config-report.ts";
import type { ConfigFacts } from "../report/run-facts.ts";
import { failure, type Result, success } from "../terminal/problem.ts";

export interface ConfiguredPolling {
  readonly execPath: ByteString | undefined;
  readonly socketPath: string | undefined;
  readonly timeoutSeconds: number;
  /** Requests that are asked at once; at least one, or nothing could be tested. */
  readonly threads: number;
  /** The force options of the block. */
  readonly settings: Pick<ManagerSettings, "force" | "forceInsert">;
  readonly facts: ConfigFacts;
}

/** More threads than a manager may have are a fault of the file, and no reason to start as many scripts. */
const MOST_THREADS = 32;

/** Reads the file; undefined where none is named. */
export async function readConfigured(
  path: string | undefined,
  release: Release,
): Promise<Result<ConfiguredPolling | undefined>> {
  if (path === undefined) return success(undefined);
  const input = await readInput(path);
  if (!input.ok) return input;
  const { text, encoding } = textOf(input.value);
  const document = new ConfigDocument(text, { release, programs: managerPrograms(path) });
  const { reading } = document;
  if (reading.kind === "unreadable") {
    return failure(`${path} cannot be read: ${reading.message}`, `keypoll config ${path} says where.`);
  }
  const { polls, reason, settings, findings, totals } = configReport(path, document, release);
  const { execPath, socket, timeout, threads } = reading;
  const { force, forceInsert } = managerSettingsOf(reading);
  // Where the file is no UTF-8 its text has one character for each byte already.
  const bytes = encoding === "bytes" ? (value: string) => value : bytesFromText;
  return success({
    execPath: execPath.value === undefined ? undefined : bytes(execPath.value),
    socketPath: socket.value,
    timeoutSeconds: timeout.value,
    threads: Math.min(Math.max(threads.value, 1), MOST_THREADS),
    settings: { force, forceInsert },
    facts: { path, polls, ...(reason === undefined ? {} : { reason }), settings, findings, totals },
  });
}
