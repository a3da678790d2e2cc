/** `keypoll test --torture`: the cases as a table, and the exit codes. */

import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tortureCases } from "../../core/poll/torture/cases.ts";
import { folderWith, KEY, keypoll } from "./keypoll.ts";

const torture = ["--id", "001", "--torture", "--repeat", "10"];

it("a good script passes every case", { timeout: 60_000 }, async () => {
  const { code, stdout } = await keypoll(["test", "./answers.py", ...torture], { env: { COLUMNS: "80" } });
  for (const { name } of tortureCases) expect(stdout).toMatch(new RegExp(`^✔ ${name} `, "m"));
  for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  expect(stdout).toContain(`${tortureCases.length} cases (Wazuh 4.14): ${tortureCases.length} passed.`);
  expect(code).toBe(0);
});

describe("a bad script", () => {
  it("is shown with the request, what was expected and seen, and why it matters", async () => {
    const { code, stdout } = await keypoll(["test", "./wildcard.sh", ...torture, "--case", "wildcards"]);
    expect(stdout).toMatch(/^ {2}case +asked +expected +seen$/m);
    expect(stdout).toMatch(
      /^✘ wildcards +id:% · id:_ .* an error answer, never an agent +\d × an agent, .*id:% was answered with agent 001\.$/m,
    );
    expect(stdout).toMatch(/^ {2}why +LIKE in SQL/m);
    expect(stdout).toMatch(/^1 case \(Wazuh 4\.14\): 1 failed\.$/m);
    expect(code).toBe(1);
  });

  it("that hides its errors does not pass", async () => {
    const only = ["--case", "success-is-seen", "--case", "not-an-id"];
    const { code, stdout } = await keypoll(["test", "./broad-except.py", ...torture, ...only]);
    expect(stdout).toMatch(/^✔ not-an-id /m);
    expect(stdout).toMatch(/^✘ success-is-seen failed$/m);
    expect(code).toBe(1);
  });
});

it("does not start without an agent that the script knows, or with an unknown case", async () => {
  const none = await keypoll(["test", "./answers.py", "--torture"]);
  expect(none).toMatchObject({ code: 2, stdout: "" });
  expect(none.stderr).toContain("a script that always fails would pass");
  const unknown = await keypoll(["test", "./answers.py", ...torture, "--case", "nothing"]);
  expect(unknown).toMatchObject({ code: 2, stdout: "" });
  expect(unknown.stderr).toMatch(/no torture case "nothing".*success-is-seen/);
});

it("hides keys of the command line and of requests", async () => {
  const { stdout } = await keypoll([
    "test",
    `./answers.py ${KEY}`,
    "--id",
    KEY,
    ...torture,
    "--case",
    "wildcards",
  ]);
  expect(stdout).toContain("Torture of ./answers.py ••••••••, which should succeed for id:••••••••, id:001");
  expect(stdout).not.toContain(KEY);
});

it("a script that cannot be started ends with 2", async () => {
  const { code } = await keypoll(["test", "./nothing.sh", ...torture, "--case", "success-is-seen"]);
  expect(code).toBe(2);
});

describe("a daemon", () => {
  const socket = (): string => join(folderWith({}), "keys.sock");

  it("is started, asked what a socket can be asked, and stopped", { timeout: 60_000 }, async () => {
    const path = socket();
    const { code, stdout } = await keypoll([
      ...["test", "--socket", path, "--start", `./daemon.py ${path}`],
      ...torture,
    ]);
    expect(stdout).toContain(`Torture of the daemon at ${path}, which should succeed for id:001\n`);
    const all = tortureCases.length - 1;
    expect(stdout).toContain(`${all} cases (Wazuh 4.14): ${all} passed.`);
    expect(code).toBe(0);
  });

  it("that a request kills is shown with its exit, and with the cases that could not be run", {
    timeout: 60_000,
  }, async () => {
    const path = socket();
    const only = ["not-utf-8", "ipv6"].flatMap((name) => ["--case", name]);
    const { code, stdout } = await keypoll([
      ...["test", "--socket", path, "--start", `./fragile-daemon.py ${path}`],
      ...torture,
      ...only,
    ]);
    expect(stdout).toMatch(/^✘ not-utf-8 failed$/m);
    expect(stdout).toContain("No longer run: ipv6.\n");
    expect(stdout).toMatch(
      /^The daemon .*fragile-daemon\.py .* ended by itself during the test \(exit code 1\)/m,
    );
    expect(stdout).toContain("UnicodeDecodeError");
    expect(code).toBe(1);
  });

  it("is not started if nothing listens, and is not asked what no socket can be asked", async () => {
    const nobody = await keypoll(["test", "--socket", socket(), ...torture, "--case", "success-is-seen"]);
    expect(nobody.stdout).toMatch(/^○ success-is-seen not checked$/m);
    expect(nobody.code).toBe(2);
    const words = await keypoll(["test", "--socket", "/x", ...torture, "--case", "unknown-selector"]);
    expect(words).toMatchObject({ code: 2, stderr: expect.stringContaining("for a socket") });
  });
});
