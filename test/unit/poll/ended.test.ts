/** Ending a process where Windows' own tool is missing, as it is on every other system. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { endTree, isAlive } from "../../../core/poll/windows/end-tree.ts";

it.skipIf(process.platform === "win32")(
  "ends the process itself, and knows whether it is alive",
  async () => {
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
    const ended = once(child, "exit");
    const pid = child.pid ?? 0;
    expect(isAlive(pid)).toBe(true);
    expect(await endTree(pid)).toBe(true);
    expect(await ended).toEqual([null, "SIGKILL"]);
    expect(isAlive(pid)).toBe(false);
    // There is nothing left to end.
    expect(await endTree(pid)).toBe(true);
  },
);
