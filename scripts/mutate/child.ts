/** Test files with the changed code: what `scripts/mutate.ts` starts, and kills if it comes to a standstill. */

import { readFileSync } from "node:fs";
import path from "node:path";
import { createVitest } from "vitest/node";
import { testPatience } from "../../test/patience.ts";
import { noteIn, planned } from "./ledger.ts";

/** The closest tests come first, so that the slow ones have less to do. */
class InOrder {
  sort<Each>(specifications: Each[]): Each[] {
    return specifications;
  }
  shard<Each>(specifications: Each[]): Each[] {
    return specifications;
  }
}

const plan = planned();
const vitest = await createVitest(
  "test",
  {
    config: false,
    watch: false,
    include: [...plan.tests],
    runner: "./scripts/mutate/runner.ts",
    reporters: [{}],
    pool: "forks",
    maxWorkers: 1,
    isolate: false,
    // It would keep the code of an earlier run.
    fsModuleCache: false,
    sequence: { sequencer: InOrder },
    testTimeout: testPatience,
    hookTimeout: testPatience,
  },
  {
    plugins: [
      {
        name: "changed-code",
        enforce: "pre",
        load: (id) => {
          const changed = plan.changed[id];
          return changed === undefined ? undefined : readFileSync(changed, "utf8");
        },
      },
    ],
  },
);
const project = vitest.getRootProject();
const order = plan.trials?.map(({ test }) => test) ?? plan.tests;
const { testModules, unhandledErrors } = await vitest.runTestSpecifications(
  order.map((test) => project.createSpecification(path.resolve(test))),
);
if (plan.trials === undefined) {
  const errors = [...unhandledErrors, ...testModules.flatMap((each) => each.errors())];
  const failed = testModules.flatMap((each) => [...each.children.allTests("failed")]);
  const problems = [
    ...errors.map((error) => (error instanceof Error ? error.message : JSON.stringify(error))),
    ...failed.map((test) => `${test.fullName}: ${test.result().errors?.[0]?.message}`),
  ];
  for (const problem of problems) noteIn(plan.ledger, { problem });
}
await vitest.close();
process.exit(0);
