/** The shipped code runs on the oldest supported Node, which is the machine's own if it has one. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, keypoll, projectRoot } from "./keypoll.ts";
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

it("an older Node gets one line with the required version", async () => {
  const { engines } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8"));
  const older =
    "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.8' } })";
  const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(older)}` };
  expect(await keypoll(["lint", "client.keys"], { env })).toEqual({
    code: 2,
    stdout: "",
    stderr: `keypoll: This is Node 18.20.8, and keypoll needs Node ${engines.node.slice(2)} or newer. Install it from https://nodejs.org.\n`,
  });
});
