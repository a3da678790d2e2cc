/** What stops a daemon that reads a file is reported before the daemon reads it. */

import { describe, expect, it } from "vitest";
import { daemonStop } from "../../../core/lint/key-file/index.ts";
import { newestRelease, releaseFor } from "../../../core/manager/index.ts";

const KEY = "0f1e2d3c4b5a6978".repeat(4);
const manager = { release: newestRelease, role: "manager" } as const;

describe("a daemon stops", () => {
  it("at the first line with a bad address", () => {
    const text = `# mine\n001 web any ${KEY}\n002 db 10.0.0.300 ${KEY}\n003 lab Any ${KEY}`;
    expect(daemonStop(text, manager)).toEqual({
      line: 2,
      log: "(1237): Invalid ip address: '10.0.0.300'.",
    });
    expect(daemonStop(`003 lab Any ${KEY}`, manager)?.line).toBe(0);
  });

  it("at a last line without a line feed, and after a blank line", () => {
    for (const text of ["003 lab Any k", "\n003 lab Any k\n", `001 web any ${KEY}\n\n003 lab Any k`])
      expect(daemonStop(text, manager)).toEqual({
        line: text.split("\n").indexOf("003 lab Any k"),
        log: "(1237): Invalid ip address: 'Any'.",
      });
    expect(daemonStop(`001 web any ${KEY}`, manager)).toBeUndefined();
  });

  it("without showing a key in place of the address", () => {
    const stop = daemonStop(`001 web ${KEY} any\n`, manager);
    expect(stop?.log).toContain("(1237)");
    expect(stop?.log).not.toContain(KEY);
  });

  it("at more agents than an old manager was built for, and only there", () => {
    const old = releaseFor("3.8");
    if (old?.agentLimit === undefined) throw new Error("3.8 has a limit");
    const agents = Array.from({ length: old.agentLimit }, (_, at) => `${at + 1} a${at} any k\n`).join("");
    expect(daemonStop(agents, { release: old, role: "manager" })?.line).toBe(0);
    expect(daemonStop(agents, { release: old, role: "agent" })).toBeUndefined();
    expect(daemonStop(agents, manager)).toBeUndefined();
    for (const text of ["", `001 web any ${KEY}\n`])
      expect(daemonStop(text, { release: old, role: "manager" })).toBeUndefined();
  });

  it("not at lines that it skips, or at an empty file", () => {
    for (const text of ["", "broken\n", "\n\n", `001 web any ${KEY}\n002 !old 10.0.0.300 ${KEY}\n`]) {
      expect(daemonStop(text, manager), text).toBeUndefined();
    }
  });
});
