/** The whole check: every template on its source, under normal conditions and in trouble. */

import { templates } from "../../core/templates/index.ts";
import { examineFirstSteps } from "./first-steps.ts";
import { agentOf } from "./harness/agents.ts";
import { Deployment } from "./harness/deployment.ts";
import { askDaemon, examineDaemon, examineOnce, examineScript, Tally } from "./harness/examine.ts";
import type { Machine } from "./harness/interpreters.ts";
import { faultOf } from "./harness/verdict.ts";
import { examineReconciliation } from "./reconciliation.ts";
import type { SourceUnderTest } from "./servers/server.ts";

/** Templates that are tested at the same time. */
const AT_ONCE = 4;
/** Polls of one template at the same time: as many as the manager has threads at most. */
const CROWD = 32;

interface Pair {
  readonly deployment: Deployment;
  readonly source: SourceUnderTest;
}

export interface Results {
  readonly tally: Tally;
  /** Templates that could not run here. */
  readonly skipped: number;
}

/** Tests all templates that the machine can run. Prints what it does and what it leaves out. */
export async function examineAll(sources: readonly SourceUnderTest[], machine: Machine): Promise<Results> {
  const tally = new Tally();
  const { pairs, skipped } = deploy(sources, machine, tally);
  const step = async (name: string, work: () => Promise<void>) => {
    const started = performance.now();
    const before = tally.passed + tally.failures.length;
    await work();
    const polls = tally.passed + tally.failures.length - before;
    console.log(`${name}: ${polls} checks in ${Math.round((performance.now() - started) / 1000)} s`);
  };
  await step("battery", () =>
    inPool(pairs, async ({ deployment, source }) => {
      const examine = deployment.template.form === "daemon" ? examineDaemon : examineScript;
      tally.add(await examine(deployment, source.settings));
    }),
  );
  await step("source down or access refused", () => inPool(pairs, (pair) => examineFailures(pair, tally)));
  for (const at of [0, 1]) await step("source too slow", () => examineTrouble(at, pairs, sources, tally));
  await step(`${CROWD} polls at once`, async () => {
    for (const pair of pairs) await examineCrowd(pair, tally);
  });
  await step("compared with a client.keys", async () => {
    for (const { deployment, source } of pairs) {
      const { language, form } = deployment.template;
      if (language === "python" && form === "script")
        await examineReconciliation(deployment, source, machine, tally);
    }
  });
  await step("first steps on empty servers", () => examineFirstSteps(sources, machine, tally));
  return { tally, skipped };
}

function deploy(sources: readonly SourceUnderTest[], machine: Machine, tally: Tally) {
  const pairs: Pair[] = [];
  const reasons = new Map<string, number>();
  for (const template of templates()) {
    const source = sources.find((one) => one.source === template.source);
    const missing = source === undefined ? `no ${template.source} server` : machine.missing(template);
    if (source === undefined || missing !== undefined) {
      reasons.set(missing ?? "", (reasons.get(missing ?? "") ?? 0) + 1);
      continue;
    }
    const deployment = Deployment.create(template, machine);
    if (typeof deployment === "string") tally.note(template.id, "build", deployment);
    else pairs.push({ deployment, source });
  }
  for (const [reason, count] of reasons) console.log(`skipped ${count} templates: ${reason}`);
  const skipped = [...reasons.values()].reduce((sum, count) => sum + count, 0);
  return { pairs, skipped };
}

/** Processes a list, several items at a time. */
async function inPool<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

const failing = (name: string) => ({ name, args: ["id", "001"], expected: { error: 2 } });

async function examineFailures({ deployment, source }: Pair, tally: Tally): Promise<void> {
  tally.add(await examineOnce(deployment, source.down, failing("source down")));
  if (source.encrypted !== undefined) await examineEncrypted(deployment, source.encrypted, tally);
  if (source.refused === undefined) return;
  tally.add(await examineOnce(deployment, source.refused, failing("access refused")));
}

/** A server that cannot prove its identity gets no password. */
async function examineEncrypted(
  deployment: Deployment,
  { settings, trust }: NonNullable<SourceUnderTest["encrypted"]>,
  tally: Tally,
): Promise<void> {
  const trusted = { name: "certificate trusted", args: ["id", "001"], expected: { agent: agentOf("001") } };
  tally.add(await examineOnce(deployment, { ...settings, ...trust }, trusted));
  tally.add(await examineOnce(deployment, settings, failing("certificate not trusted")));
}

/** Each source enters its next kind of trouble; all templates for it poll at the same time. */
async function examineTrouble(
  at: number,
  pairs: readonly Pair[],
  sources: readonly SourceUnderTest[],
  tally: Tally,
): Promise<void> {
  const troubled = sources.filter((source) => source.troubles[at] !== undefined);
  const ends = await Promise.all(troubled.map((source) => source.troubles[at]?.begin()));
  try {
    await Promise.all(
      pairs
        .filter(({ source }) => troubled.includes(source))
        .map(async ({ deployment, source }) => {
          const name = `source ${source.troubles[at]?.name}`;
          tally.add(await examineOnce(deployment, source.settings, failing(name)));
        }),
    );
  } finally {
    for (const end of ends) end?.();
  }
}

/** Many polls at the same time, on the sources that are servers. */
async function examineCrowd({ deployment, source }: Pair, tally: Tally): Promise<void> {
  if (source.refused === undefined) return;
  const crowd = Array.from({ length: CROWD });
  const { id, form } = deployment.template;
  const note = (execution: Parameters<typeof faultOf>[0]) =>
    tally.note(id, "one of many at once", faultOf(execution, { agent: agentOf("001") }));
  if (form === "script") {
    const runs = crowd.map(() => deployment.call(["id", "001"], source.settings));
    for (const { execution } of await Promise.all(runs)) note(execution);
    return;
  }
  const daemon = await deployment.serve(source.settings);
  try {
    for (const execution of await Promise.all(crowd.map(() => askDaemon(daemon, "id", "001"))))
      note(execution);
  } finally {
    daemon.end();
  }
}
