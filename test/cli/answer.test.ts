/** `keypoll answer`: existing output, from a pipe or a file. */

import { describe, expect, it } from "vitest";
import { folderWith, KEY, keypoll } from "./keypoll.ts";

const GOOD = `{"error":0,"data":{"id":"001","name":"web-01","ip":"192.168.1.100","key":"${KEY}"}}`;

describe("answer", () => {
  it("reads standard input by default", async () => {
    const { code, stdout } = await keypoll(["answer", "--request", "id:001"], { input: GOOD });
    expect(stdout).toMatch(/^✔ registered {2}id:001\n/);
    expect(stdout).toContain("+ 001 web-01 192.168.1.100 ••••••••");
    expect(code).toBe(0);
  });

  it("reads a file, and - as standard input", async () => {
    const cwd = folderWith({ output: `warning: old\n${GOOD}` });
    const file = await keypoll(["answer", "-r", "id:001", "output"], { cwd });
    expect(file.stdout).toMatch(/^✘ failed {2}id:001 · unreadable answer/);
    expect(file.code).toBe(1);
    expect((await keypoll(["answer", "-r", "id:001", "-"], { input: GOOD })).code).toBe(0);
  });

  it("takes bytes, not text", async () => {
    const input = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(GOOD, "utf16le")]);
    const { stdout } = await keypoll(["answer", "-r", "id:001"], { input });
    expect(stdout).toContain("[utf-16-output, manager]");
  });

  it("warns if the agent is registered but something is unusual", async () => {
    const { code, stdout } = await keypoll(["answer", "-r", "id:002"], { input: GOOD });
    expect(stdout).toContain("[other-id, manager]");
    expect(code).toBe(1);
  });

  it("says what it could not read", async () => {
    const { code, stderr } = await keypoll(["answer", "-r", "id:001", "nowhere"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^keypoll: nowhere does not exist\./);
  });
});
