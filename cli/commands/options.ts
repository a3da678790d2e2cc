/** Options that several commands share, and how their values are read. */

import { InvalidArgumentError, Option } from "commander";
import { formatNames } from "../report/format-names.ts";

export function formatOption(): Option {
  return new Option("-f, --format <name>", "format of the report").choices(formatNames).default("text");
}

export function releaseOption(): Option {
  return new Option(
    "--release <version>",
    "Wazuh version of the manager, such as 4.14 (its newest patch) or 4.7.5 (default: 4.14)",
  );
}

export function keysOption(): Option {
  return new Option("-k, --keys <file>", "client.keys of the manager: the agents that it already has");
}

export function managerOptions(): readonly Option[] {
  return [
    releaseOption(),
    new Option("--host-name <name>", "the manager's own host name, which no agent may have"),
    new Option("--worker", "the script runs on a worker of a cluster"),
  ];
}

export function profileOption(): Option {
  return new Option(
    "--profile <profile>",
    "run the script as the manager would, or as you would in a terminal",
  )
    .choices(["manager", "as-me"])
    .default("manager");
}

/** Seconds; fractions are allowed. */
export function readSeconds(text: string): number {
  const seconds = Number(text);
  if (text.trim() === "" || !Number.isFinite(seconds) || seconds < 0) {
    throw new InvalidArgumentError("Write a number of seconds, for example 60.");
  }
  return seconds;
}

/** For an option that may be given several times. */
export function collect(value: string, values: readonly string[]): readonly string[] {
  return [...values, value];
}
