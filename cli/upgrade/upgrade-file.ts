/** `keypoll upgrade`: which agents of a client.keys carry over to a manager of 5.x. */

import { realpathSync } from "node:fs";
import {
  bytesFromText,
  type CrossingMethod,
  type CrossingTarget,
  crossingFile,
  crossingOf,
  crossingTarget,
  crossingTargets,
} from "../../core/manager/index.ts";
import { changeKeyFile } from "../agent/key-file.ts";
import { ExitCode } from "../exit-code.ts";
import { byteString, readInput, STANDARD_INPUT } from "../input.ts";
import type { FormatName } from "../report/format-names.ts";
import { renderReport } from "../report/formats.ts";
import { failure, type Problem, type Result, success } from "../terminal/problem.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { type UpgradeReport, upgradeReport } from "./upgrade-report.ts";
import { upgradeText } from "./upgrade-text.ts";

export interface UpgradeFlags {
  readonly to: string;
  readonly way: CrossingMethod | "both";
  readonly hostName?: string;
  readonly write?: string;
  readonly quiet?: boolean;
  readonly format: FormatName;
}

export async function upgradeFile(path: string, flags: UpgradeFlags, terminal: Terminal): Promise<ExitCode> {
  const refuse = (problem: Problem): ExitCode => {
    terminal.complain(problem);
    return ExitCode.couldNotRun;
  };
  const target = readTarget(flags.to);
  if (!target.ok) return refuse(target.problem);
  if (flags.write !== undefined && isSameFile(path, flags.write)) return refuse(sameFile(path));
  const input = await readInput(path);
  if (!input.ok) return refuse(input.problem);
  const bytes = byteString(input.value);
  const crossing = crossingOf(bytes, {
    target: target.value,
    methods: flags.way === "both" ? undefined : [flags.way],
    hostName: flags.hostName === undefined ? undefined : bytesFromText(flags.hostName),
  });
  const name = path === STANDARD_INPUT ? "<stdin>" : path;
  if (crossing.agents.length === 0) {
    return refuse({ what: `${name} has no agents.`, advice: "Check that it is the manager's client.keys." });
  }
  let written: UpgradeReport["written"];
  if (flags.write !== undefined) {
    const code = await changeKeyFile({ keys: flags.write }, () => crossingFile(bytes, crossing), terminal);
    if (code !== ExitCode.fine) return code;
    const agents = crossing.agents.filter(({ fate }) => fate.kind === "carried").length;
    written = { path: flags.write, agents, leftOut: crossing.agents.length - agents };
  }
  const report = upgradeReport(name, crossing, written);
  if (flags.format === "text") {
    terminal.print(`${upgradeText(report, terminal, flags.quiet === true).join("\n")}\n`);
  } else {
    terminal.print(await renderReport(report, flags.format));
  }
  return report.ok ? ExitCode.fine : ExitCode.findings;
}

function readTarget(version: string): Result<CrossingTarget> {
  const target = crossingTarget(version);
  if (target !== undefined) return success(target);
  const known = crossingTargets.map(({ id }) => id).join(", ");
  return failure(
    `It is unknown what Wazuh "${version}" does with a client.keys of 4.x.`,
    `Known are ${known}. For an upgrade within 4.x: keypoll lint --upgrade-to.`,
  );
}

function isSameFile(path: string, other: string): boolean {
  try {
    return realpathSync(path) === realpathSync(other);
  } catch {
    return path === other;
  }
}

function sameFile(path: string): Problem {
  return {
    what: `--write would replace ${path} itself, and agents that do not carry over would be lost.`,
    advice: "Name another file.",
  };
}
