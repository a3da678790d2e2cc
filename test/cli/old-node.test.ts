/** What ships runs on the oldest Node that is promised, which is the machine's own where it has one. */

import { describe, expect, it } from "vitest";
import { folderWith, keypoll } from "./keypoll.ts";
import { machineNode, machineNodeVersion } from "./machine-node.ts";

describe.skipIf(machineNode === undefined)(`on the machine's own Node ${machineNodeVersion}`, () => {
  const options = machineNode === undefined ? {} : { node: machineNode };

  it("tests a script", async () => {
    const { code, stdout } = await keypoll(["test", "./answers.sh", "--id", "001"], options);
    expect(stdout).toMatch(/^✔ registered/);
    expect(code).toBe(0);
  });

  it("judges an answer", async () => {
    expect((await keypoll(["answer", "-r", "id:001"], { ...options, input: "x" })).code).toBe(1);
  });

  it("checks a file", async () => {
    const cwd = folderWith({ "client.keys": "001 a x k\n" });
    const { code, stdout } = await keypoll(["lint", "client.keys"], { ...options, cwd });
    expect(stdout).toContain("[invalid-ip]");
    expect(code).toBe(1);
  });

  it("explains", async () => {
    expect((await keypoll(["explain", "duplicate-id"], options)).code).toBe(0);
  });
});
