/** Tests one template: all polls by call or over the socket, and its answers in trouble. */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { bytesFromText, type Execution } from "../../../core/manager/index.ts";
import type { Template } from "../../../core/templates/index.ts";
import { argumentCases, type Case, hostileCases, ordinaryCases } from "./battery.ts";
import type { Daemon, Deployment, Settings } from "./deployment.ts";
import { faultOf } from "./verdict.ts";

/** A poll with an unexpected result. */
export interface Failure {
  readonly template: string;
  readonly case: string;
  readonly fault: string;
}

export interface Examination {
  readonly passed: number;
  readonly failures: readonly Failure[];
}

/** The result of polls, one after another. */
export class Tally {
  passed = 0;
  readonly failures: Failure[] = [];

  note(template: string, name: string, fault: string | undefined): void {
    if (fault === undefined) this.passed++;
    else this.failures.push({ template, case: name, fault });
  }

  add(other: Examination): void {
    this.passed += other.passed;
    this.failures.push(...other.failures);
  }
}

/** Secrets of the settings, which no error answer may contain. */
const secretsOf = (settings: Settings) => [
  settings["KEYPOLL_PASSWORD"] ?? "",
  settings["KEYPOLL_TOKEN"] ?? "",
];

/** All requests for a template; only a call can have wrong arguments. */
export function allCases({ source, form }: Template): readonly Case[] {
  return [...ordinaryCases, ...(form === "script" ? argumentCases : []), ...hostileCases(source)];
}

/** Every case as a call of the program, and one with the settings from the file. */
export async function examineScript(
  deployment: Deployment,
  settings: Settings,
  cases: readonly Case[] = allCases(deployment.template),
): Promise<Examination> {
  const tally = new Tally();
  const { template } = deployment;
  const secrets = secretsOf(settings);
  for (const { name, args, expected } of cases) {
    const { execution } = await deployment.call(args, settings);
    tally.note(template.id, name, faultOf(execution, expected, secrets));
  }
  deployment.writeSettings({ OTHER: "x", ...settings });
  const [first] = ordinaryCases;
  if (first !== undefined) {
    const { execution } = await deployment.call(first.args, {});
    tally.note(template.id, "settings from the file", faultOf(execution, first.expected));
  }
  deployment.removeSettings();
  const harmed = existsSync("/HARM") || existsSync(join(deployment.folder, "HARM"));
  tally.note(template.id, "nothing harmed", harmed ? "a hostile value was carried out" : undefined);
  return tally;
}

/** Every case over the socket, and one as a call. */
export async function examineDaemon(
  deployment: Deployment,
  settings: Settings,
  cases: readonly Case[] = allCases(deployment.template),
): Promise<Examination> {
  const tally = new Tally();
  const { template } = deployment;
  const daemon = await deployment.serve(settings);
  try {
    for (const { name, args, expected } of cases) {
      const [selector = "", value = ""] = args;
      const execution = await askDaemon(daemon, selector, value);
      tally.note(template.id, name, faultOf(execution, expected, secretsOf(settings)));
    }
    for (const one of ordinaryCases.slice(0, 2)) {
      const { execution } = await deployment.call(one.args, settings);
      tally.note(template.id, `${one.name}, by call`, faultOf(execution, one.expected));
    }
  } finally {
    daemon.end();
  }
  return tally;
}

/** The answer of a daemon as an execution, so that it is judged in the same way. */
export async function askDaemon(daemon: Daemon, selector: string, value: string): Promise<Execution> {
  const output = (await daemon.ask(`${selector}:${value}`)) ?? "";
  return {
    execPath: "socket",
    commandLine: bytesFromText(`socket ${selector} ${value}`),
    output,
    end: { kind: "exit", code: 0 },
    timedOut: false,
    overLimit: false,
  };
}

/** One case, observed from outside, for a server that is down, slow or rejects the password. */
export async function examineOnce(
  deployment: Deployment,
  settings: Settings,
  one: Case,
  longestDuration = 180_000,
): Promise<Examination> {
  const tally = new Tally();
  const { execution, duration } = await deployment.call(one.args, settings);
  const slow = duration > longestDuration ? `took ${Math.round(duration / 1000)} s` : undefined;
  const secrets = secretsOf(settings);
  tally.note(deployment.template.id, one.name, faultOf(execution, one.expected, secrets) ?? slow);
  return tally;
}
