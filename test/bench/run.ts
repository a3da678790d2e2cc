/**
 * `npm run bench [-- --json]`: costs compared with those of other programs, each pair measured in one run on this
 * machine.
 */

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { benchLint, lintGrowth } from "./lint.ts";
import { benchLog } from "./log.ts";
import { benchPoll } from "./poll.ts";
import { benchProgram } from "./program.ts";
import { benchReconcile } from "./reconcile.ts";
import { benchServers, type ServerBench } from "./server.ts";
import { benchSimulation } from "./simulation.ts";
import { benchStandIn } from "./stand-in.ts";

const json = process.argv.includes("--json");
const root = fileURLToPath(new URL("../../", import.meta.url));

function say(text: string): void {
  if (!json) console.log(text);
}

function table(rows: readonly object[]): void {
  if (!json) console.table(rows);
}

// The shipped server is measured.
spawnSync(process.execPath, ["scripts/build.ts"], { cwd: root, stdio: "inherit" });

say("\nA whole client.keys checked in a fresh process, beside awk with three checks and wc -l");
const lint = [benchLint(100_000), benchLint(1_000_000)];
table(lint);
const growth = lintGrowth();
say(`Growth from 10,000 to 1,000,000 records: size to the power of ${growth}`);

say("\nThe command line as it ships: its start beside that of Node, and a million records");
const program = await benchProgram();
table([program]);

say("\nThe language server over stdio, beside VS Code's JSON server and an echo of the same messages");
const servers = [...(await benchServers(100_000))];
table(servers);
const ratios = ratiosOf(servers);
table([ratios]);

say("\nA log explained, beside grep -c");
const logs = [benchLog(200, 0), benchLog(200, 1), benchLog(200, 5)];
table(logs);

say("\nA poll beside the bare spawn of the same script, and four workers beside xargs -P4");
const poll = await benchPoll();
table([poll]);

say("\nA whole client.keys against its database: over a socket, and by a script beside its bare runs");
const reconcile = await benchReconcile();
table([reconcile]);

say("\nA reconnect storm, simulated");
const simulation = benchSimulation();
table(simulation);

say("\nThe stand-in manager beside a bare TLS echo server");
const standIn = [await benchStandIn(0), await benchStandIn(100_000)];
table(standIn);

if (json)
  console.log(
    JSON.stringify(
      { lint, growth, program, servers, ratios, logs, poll, reconcile, simulation, standIn },
      null,
      2,
    ),
  );

/** Ours divided by theirs. */
function ratiosOf(results: readonly ServerBench[]): Record<string, number> {
  const find = (name: string, findings = 0): ServerBench | undefined =>
    results.find((each) => each.server === name && each.findings === findings);
  const [ours, jsonServer] = [find("keypoll"), find("vscode-json-language-server")];
  if (ours === undefined || jsonServer === undefined) return {};
  const round = (value: number): number => Number(value.toPrecision(2));
  const ratios: Record<string, number> = {
    "open to JSON server": round(ours.openMs / jsonServer.openMs),
    "memory to JSON server": round(ours.memoryMb / jsonServer.memoryMb),
    "keystroke to JSON server": round(ours.keystrokeMs / jsonServer.keystrokeMs),
  };
  for (const findings of [0, 500, 50_000]) {
    const [mine, echo] = [find("keypoll", findings), find("echo", findings)];
    if (mine !== undefined && echo !== undefined) {
      ratios[`keystroke to echo, ${findings} findings`] = round(mine.keystrokeMs / echo.keystrokeMs);
    }
  }
  return ratios;
}
