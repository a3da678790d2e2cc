/** `npm start` on a machine that is set up: one screen that shows the main functions. */

import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { projectRoot } from "./keypoll.ts";

it("shows polls and findings on one screen", { timeout: 120_000 }, () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/start.mjs"], {
    cwd: projectRoot,
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const lines = stdout.trimEnd().split("\n");
  expect(lines.length).toBeLessThanOrEqual(50);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
  expect(stdout).toContain("✔ registered  id:042");
  expect(stdout).toMatch(/answered {2}id:9999 · error answer 4/);
  expect(stdout).toMatch(/answered {2}ip:10\.9\.0\.7 · error answer 5/);
  expect(stdout).toMatch(/answered {2}id: · error answer 1/);
  expect(stdout).toContain("client.keys  + 042 oslo-0042 10.20.0.42 ••••••••");
  expect(stdout).toContain("[invalid-ip]");
  expect(lines.at(-1)).toMatch(/^Open it all in the editor: code --extensionDevelopmentPath="\$PWD" demo$/);
});
