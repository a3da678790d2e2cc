/** `npm run torture [-- kills writers manager disk fuzz] [--command TEXT] [--kills N] [--pairs N] [--rounds N] [--minutes N] [--inputs N] [--seed N]`: what the timed tests have no time for. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type StandIn, startStandIn } from "../../stand-in/index.ts";
import { commands, enrolling } from "./commands.ts";
import { fillAndBreak } from "./disk.ts";
import { fuzz } from "./fuzz/fuzz.ts";
import { canTrace, killAll } from "./kills.ts";
import { crowd, killManagers } from "./manager.ts";
import { Random } from "./random.ts";
import { addAtOnce, outsiders } from "./writers.ts";

/** How many add an agent at once, and how often another program writes in the middle of each command. */
const CROWD = 50;
const ROUNDS = 20;

/** Connections to a stand-in manager, which takes 1,000. */
const MANY_CLIENTS = 1200;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: "string", default: "2000" },
    pairs: { type: "string", default: "200" },
    rounds: { type: "string", default: "100" },
    minutes: { type: "string", default: "2" },
    inputs: { type: "string" },
    command: { type: "string", default: "" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});

const seed = numberOf("seed", values.seed);
const wrong: string[] = [];
const service = await replacing();
const enrollment = enrolling(service.ports.enrolment ?? 0, service.sandbox.certificate);
const chosen = [...commands, enrollment].filter(({ name }) => name.includes(values.command));
if (chosen.length === 0) stop(`--command "${values.command}" is in the name of no command.`);

const parts: Readonly<Record<string, () => Promise<void>>> = {
  async kills() {
    if (!canTrace) console.log("strace is not here or may not trace: kills come at random moments only.");
    const rows = await killAll(numberOf("kills", values.kills), chosen, new Random(seed), (row) =>
      console.log(`  ${row.command}: ${row.kills} kills, ${row.whileWriting} of them while writing`),
    );
    wrong.push(...rows.flatMap((row) => row.wrong));
    console.table(rows.map((row) => ({ ...row, wrong: row.wrong.length })));
    const sum = (pick: (row: (typeof rows)[number]) => number): number =>
      rows.reduce((total, row) => total + pick(row), 0);
    console.log(
      `${sum((row) => row.kills)} kills, ${sum((row) => row.whileWriting)} of them while writing, ${sum((row) => row.wrong.length)} wrong.`,
    );
  },

  async writers() {
    const rows = [...(await addAtOnce(numberOf("pairs", values.pairs), CROWD)), ...(await outsiders(ROUNDS))];
    wrong.push(...rows.flatMap((row) => row.wrong));
    console.table(rows.map((row) => ({ ...row, wrong: row.wrong.length })));
  },

  async manager() {
    const rows = [
      await killManagers(numberOf("rounds", values.rounds), new Random(seed)),
      await crowd(MANY_CLIENTS),
    ];
    wrong.push(...rows.flatMap((row) => row.wrong));
    console.table(rows.map((row) => ({ ...row, wrong: row.wrong.length })));
  },

  async disk() {
    const rows = await fillAndBreak(chosen, (row) =>
      console.log(`  ${row.command}: ${row.full} full disks, ${row.errors} disk errors`),
    );
    wrong.push(...rows.flatMap((row) => row.wrong));
    console.table(rows.map((row) => ({ ...row, wrong: row.wrong.length })));
  },

  async fuzz() {
    const inputs = values.inputs === undefined ? undefined : numberOf("inputs", values.inputs);
    const minutes = inputs === undefined ? numberOf("minutes", values.minutes) : Number.POSITIVE_INFINITY;
    const begun = performance.now();
    const rows = await fuzz({
      seed,
      milliseconds: minutes * 60_000,
      inputs: inputs ?? Number.POSITIVE_INFINITY,
    });
    wrong.push(...rows.flatMap((row) => row.failures.map((failure) => `${row.property}: ${failure}`)));
    console.table(
      rows.map(({ property, inputs: tried, milliseconds, failures }) => ({
        property,
        inputs: tried,
        "per minute and thread": Math.round((tried * 60_000) / milliseconds),
        failures: failures.length,
      })),
    );
    const total = rows.reduce((sum, row) => sum + row.inputs, 0);
    const taken = (performance.now() - begun) / 60_000;
    console.log(`${total} inputs in ${taken.toFixed(1)} minutes: ${Math.round(total / taken)} a minute.`);
  },
};

// The command line is tortured as it ships.
const root = fileURLToPath(new URL("../../", import.meta.url));
spawnSync(process.execPath, ["scripts/build.ts"], { cwd: root, stdio: "inherit" });

const wanted = positionals.length === 0 ? Object.keys(parts) : positionals;
for (const name of wanted) {
  const part = parts[name];
  if (part === undefined) stop(`"${name}" is not a part; there are ${Object.keys(parts).join(", ")}.`);
  else {
    console.log(`\n${name} (--seed ${seed})`);
    await part();
  }
}
await service.close();
rmSync(service.sandbox.home, { recursive: true });
for (const each of wrong) console.log(`✘ ${each}`);
console.log(wrong.length === 0 ? "\nNothing is wrong." : `\n${wrong.length} wrong.`);
if (wrong.length > 0) process.exitCode = 1;

/** A registration service that gives a new record each time, also for the same name. */
async function replacing(): Promise<StandIn> {
  const standIn = await startStandIn({
    folder: mkdtempSync(join(tmpdir(), "keypoll-torture-")),
    version: "4.14",
    host: "127.0.0.1",
    ports: { enrolment: 0, api: 0, agents: 0 },
    contents: {
      force: {
        insert: true,
        options: {
          enabled: true,
          keyMismatch: true,
          disconnectedTime: { enabled: false, seconds: 0 },
          afterRegistrationTime: 0,
        },
      },
    },
    reloadSeconds: 10,
    debug: 0,
    agentStates: [],
    apiUser: "wazuh",
    apiPassword: "wazuh",
  });
  if ("problem" in standIn) stop(standIn.problem);
  return standIn;
}

function numberOf(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) stop(`--${name} takes a whole number, and not "${text}".`);
  return number;
}

function stop(what: string): never {
  console.error(what);
  process.exit(2);
}
