/** Both profiles side by side: whether their verdicts differ, and what alone causes the difference. */

import { expect, test } from "vitest";
import { defaultSettings, KeyStore, newestRelease } from "../../../core/manager/index.ts";
import { type Comparison, compareProfiles } from "../../../core/poll/index.ts";
import { expectNothingLeft, id001, script, scriptFolder, testEnvironment } from "./support.ts";

expectNothingLeft();

function compare(name: string, options: { standInDirectory?: string } = {}): Promise<Comparison> {
  return compareProfiles({
    execPath: script(name),
    request: id001,
    settings: defaultSettings(newestRelease),
    known: new KeyStore(),
    timeoutSeconds: 20,
    environment: testEnvironment,
    standInDirectory: scriptFolder,
    ...options,
  });
}

test.concurrent("a script that depends on nothing gets the same verdict", async () => {
  const same = await compare("answers.py");
  expect(same).toMatchObject({ differs: undefined, cause: undefined });
  expect([same.manager.run.profile, same.asMe.run.profile]).toEqual(["manager", "as-me"]);
});

test.skipIf(process.env["HOME"] === undefined)(
  "the variable that causes the difference is named",
  async () => {
    const { manager, asMe, cause } = await compare("needs-home.sh");
    expect([manager.outcome.verdict, asMe.outcome.verdict]).toEqual(["exit-code", "added"]);
    expect(cause).toEqual({ kind: "variable", name: "HOME" });
  },
);

test.concurrent("a difference caused by signals has no cause among folder and variables", async () => {
  const { manager, asMe, cause } = await compare("broken-pipe.sh");
  expect([manager.outcome.verdict, asMe.outcome.verdict]).toEqual(["parse-error", "added"]);
  expect(cause).toBeUndefined();
});
