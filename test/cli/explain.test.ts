/** `keypoll explain`: rules, messages and lines of the log. */

import { describe, expect, it } from "vitest";
import { KEY, keypoll } from "./keypoll.ts";

describe("explain", () => {
  it("explains rules about answers and about client.keys", async () => {
    const answer = await keypoll(["explain", "member-not-string"]);
    expect(answer.stdout).toMatch(/^member-not-string {2}error {2}about answers\n/);
    expect(answer.stdout).toContain("docs/rules/member-not-string.md");
    const file = await keypoll(["explain", "duplicate-id"]);
    expect(file.stdout).toMatch(/^duplicate-id {2}error {2}about client\.keys\n/);
  });

  it("prints the page of a rule", async () => {
    const { stdout } = await keypoll(["explain", "queue-of-one"]);
    expect(stdout).toMatch(/^queue-of-one {2}\w+ {2}about ossec\.conf\n/);
    expect(stdout).toContain("What the manager does\n");
    expect(stdout).toContain("What to do\n");
  });

  it("explains a message with its wordings over the releases", async () => {
    const { code, stdout } = await keypoll(["explain", "error-answer"]);
    expect(stdout).toContain("3.8 to 4.3");
    expect(stdout).toContain("4.4 to 4.14");
    expect(stdout).toContain("not written by default");
    expect(code).toBe(0);
  });

  it("explains a message by its number", async () => {
    for (const number of ["1237", "(1237)"]) {
      const { code, stdout } = await keypoll(["explain", number]);
      expect([code, stdout]).toEqual([0, expect.stringMatching(/^invalid-ip\n/)]);
    }
  });

  it("explains a line of the log, without its key", async () => {
    const line = `2026/11/21 10:00:00 wazuh-remoted: ERROR: (1401): Error reading authentication key: '001\tweb\tany\t${KEY}'.`;
    const { code, stdout } = await keypoll(["explain", "--log", line]);
    expect(stdout).toMatch(/^reading-key-failed\n/);
    expect(stdout).not.toContain(KEY);
    expect(code).toBe(0);
  });

  it("does not repeat a key that it is given by mistake", async () => {
    const { code, stdout, stderr } = await keypoll(["explain", KEY, "--format", "json"]);
    expect(stdout + stderr).not.toContain(KEY);
    expect(code).toBe(2);
  });

  it("suggests similar names if nothing matches", async () => {
    const { code, stderr } = await keypoll(["explain", "--log", "the authentication key was not good"]);
    expect(stderr).toMatch(/It may be one of these: .*reading-key-failed/);
    expect(code).toBe(1);
    expect((await keypoll(["explain", "nothing-of-the-kind-xyzzy"])).code).toBe(2);
    const slip = await keypoll(["explain", "duplicate-ids"]);
    expect([slip.code, slip.stderr]).toEqual([2, expect.stringContaining('Did you mean "duplicate-id"?')]);
  });
});
