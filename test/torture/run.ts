/** `npm run torture [-- PART…] [--command TEXT] [--kills N] [--pairs N] [--rounds N] [--outsiders N] [--minutes N] [--inputs N] [--seed N]`: long tests of the shipped command line. */

import { parseArgs } from "node:util";
import { commands, ENROLLING } from "./commands.ts";
import { parts, type Sizes } from "./parts.ts";
import { type Service, startService } from "./service.ts";
import { Tables } from "./table.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: "string", default: "2000" },
    pairs: { type: "string", default: "200" },
    rounds: { type: "string", default: "100" },
    outsiders: { type: "string", default: "20" },
    minutes: { type: "string", default: "2" },
    inputs: { type: "string", default: "" },
    command: { type: "string", default: "" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});

const sizes: Sizes = {
  kills: numberOf("kills", values.kills),
  pairs: numberOf("pairs", values.pairs),
  rounds: numberOf("rounds", values.rounds),
  outsiders: numberOf("outsiders", values.outsiders),
  minutes: numberOf("minutes", values.minutes),
  inputs: values.inputs === "" ? Number.POSITIVE_INFINITY : numberOf("inputs", values.inputs),
};
const seed = numberOf("seed", values.seed);
const wanted = (positionals.length === 0 ? Object.keys(parts) : positionals).map((name) => {
  const part = parts[name];
  return part === undefined
    ? stop(`"${name}" is not a part; there are ${Object.keys(parts).join(", ")}.`)
    : { name, part };
});
const chosen = commands.filter(({ name }) => name.includes(values.command));
const enrolls = ENROLLING.includes(values.command);
if (chosen.length === 0 && !enrolls) stop(`--command "${values.command}" is in the name of no command.`);

const all: Tables[] = [];
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    console.log("\nInterrupted. This is what was found so far:");
    all.at(-1)?.print();
    tellWrong();
    process.exit(130);
  });
}

let service: Service | undefined;
for (const { name, part } of wanted) {
  console.log(`\n${name} (--seed ${seed})`);
  const tables = new Tables();
  all.push(tables);
  if (part.startsCommands && enrolls) service ??= await startService();
  const begun = performance.now();
  await part.run(tables, sizes, seed, [...chosen, ...(service === undefined ? [] : [service.command])]);
  tables.print();
  console.log(`${((performance.now() - begun) / 60_000).toFixed(1)} minutes`);
}
await service?.close();
tellWrong();
if (all.some((tables) => tables.wrong.length > 0)) process.exitCode = 1;

function tellWrong(): void {
  const wrong = all.flatMap((tables) => tables.wrong);
  for (const each of wrong) console.log(`✘ ${each}`);
  console.log(wrong.length === 0 ? "\nNothing is wrong." : `\n${wrong.length} wrong.`);
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
