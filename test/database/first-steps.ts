/** The instructions of `keypoll new` before the first test, followed word for word on empty servers. */

import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";
import { endPolling, openSuite, runSuite } from "../../core/poll/index.ts";
import { type Scaffold, scaffold } from "../../core/scaffold/index.ts";
import { readSuite } from "../../core/suite/index.ts";
import { renderTemplate } from "../../core/templates/index.ts";
import type { Settings } from "./harness/deployment.ts";
import type { Tally } from "./harness/examine.ts";
import type { Machine } from "./harness/interpreters.ts";
import type { Beginning, SourceUnderTest } from "./servers/server.ts";

/** Empties every server with such instructions, and follows them until the suite passes. */
export async function examineFirstSteps(
  sources: readonly SourceUnderTest[],
  machine: Machine,
  tally: Tally,
): Promise<void> {
  for (const { source, beginning } of sources) {
    const template = renderTemplate("python", source, "script");
    if (beginning === undefined || template === undefined || machine.missing(template) !== undefined)
      continue;
    const folder = join(machine.folder, "new", template.id);
    const made = scaffold(template, template.fileName, folder + sep);
    write(made, folder, beginning.settings);
    beginning.empty();
    const fault = follow(made, folder, machine, beginning) ?? (await firstTest(made, folder, machine));
    tally.note(template.id, "first steps", fault);
  }
  endPolling();
}

/** Writes the files as a user has them after filling in the settings. */
function write({ files }: Scaffold, folder: string, settings: Settings): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { name, content, mode, role } of files) {
    const filled = role === "settings" ? filledIn(String(content), settings) : content;
    writeFileSync(join(folder, name), filled, { mode });
  }
}

function filledIn(text: string, settings: Settings): string {
  const lines = text.split("\n").map((line) => {
    const [name = ""] = line.split("=");
    return settings[name] === undefined ? line : `${name}=${settings[name]}`;
  });
  return lines.join("\n");
}

/** Runs the commands without a terminal, so that questions are answered from the input. Returns what fails. */
function follow(
  { steps }: Scaffold,
  folder: string,
  machine: Machine,
  { variables, input }: Beginning,
): string | undefined {
  for (const { text } of steps.filter(({ kind }) => kind === "command")) {
    const env = { PATH: machine.path, ...variables };
    const run = spawnSync("setsid", ["--wait", "sh", "-c", text], {
      cwd: folder,
      env,
      input,
      encoding: "utf8",
    });
    if (run.status !== 0) return `${text}: ${run.error ?? ""}${run.stdout}${run.stderr}`;
  }
  return undefined;
}

/** The problem of the suite's first test; undefined if every sample passes. */
async function firstTest(
  { files, suite }: Scaffold,
  folder: string,
  machine: Machine,
): Promise<string | undefined> {
  const reading = readSuite(String(files.find(({ name }) => name === suite)?.content));
  if (reading.kind !== "suite") return "the suite cannot be read";
  const opening = await openSuite({ ...reading.suite, environment: { PATH: machine.path } }, folder);
  if (opening.kind === "problem") return opening.message;
  const results = await runSuite(opening.opened);
  const states = results.map(({ state }) => state);
  return states.length > 0 && states.every((state) => state === "passed") ? undefined : states.join(", ");
}
