/** If a sandbox cannot be made, the reason is reported. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { newestRelease } from "../../core/manager/index.ts";
import { openSandbox } from "../../stand-in/sandbox.ts";
import { temporaryFolder } from "../temporary-folder.ts";

it("reports that a part of the path is a file", async () => {
  const file = join(temporaryFolder(), "file");
  writeFileSync(file, "");
  expect(await openSandbox(join(file, "box"), newestRelease)).toMatchObject({
    problem: expect.stringContaining("a part of the path is a file and not a folder"),
  });
});
