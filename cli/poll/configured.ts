/** The key-polling settings in an `ossec.conf`, for a test of what it names. */

import { managerPrograms } from "../../core/files/index.ts";
import { ConfigDocument } from "../../core/lint/config/index.ts";
import type { Release } from "../../core/manager/index.ts";
import { type ConfiguredPolling, configuredPolling } from "../../core/poll/index.ts";
import { readInput } from "../input.ts";
import { textOf } from "../lint/file-text.ts";
import { configFacts } from "../ossec-conf/config-report.ts";
import type { ConfigFacts } from "../report/run-facts.ts";
import { failure, type Result, success } from "../terminal/problem.ts";

export interface ReadConfiguration {
  readonly polling: ConfiguredPolling;
  readonly facts: ConfigFacts;
}

/** Reads the file. Undefined if none is named. */
export async function readConfigured(
  path: string | undefined,
  release: Release,
): Promise<Result<ReadConfiguration | undefined>> {
  if (path === undefined) return success(undefined);
  const input = await readInput(path);
  if (!input.ok) return input;
  const { text, encoding } = textOf(input.value);
  const document = new ConfigDocument(text, { release, programs: managerPrograms(path) });
  const { reading } = document;
  if (reading.kind === "unreadable") {
    return failure(`${path} cannot be read: ${reading.message}`, `keypoll config ${path} says where.`);
  }
  return success({
    polling: configuredPolling(reading, encoding === "utf-8"),
    facts: configFacts(path, document),
  });
}
