/** `keypoll new`: from nothing to a first test that passes. */

import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, keypoll } from "./keypoll.ts";

describe("new", () => {
  it("writes a script whose named first test passes", async () => {
    const cwd = folderWith({});
    const made = await keypoll(["new", "python", "sqlite", "poll"], { cwd });
    expect(made).toMatchObject({ code: 0, stderr: "" });
    expect(statSync(join(cwd, "poll/agent_key_poll.py")).mode & 0o7777).toBe(0o750);
    expect(statSync(join(cwd, "poll/keypoll.env")).mode & 0o7777).toBe(0o600);
    const [, next = ""] = /\n {2}keypoll (test .*)\n/.exec(made.stdout) ?? [];
    const { code, stdout } = await keypoll(next.split(" "), { cwd });
    expect(stdout).toMatch(/8 samples \(Wazuh 4\.14\): 8 passed\.\n$/);
    expect(code).toBe(0);
  });

  it("gives the script the chosen name, and explains the manager's configuration", async () => {
    const cwd = folderWith({});
    const { stdout } = await keypoll(["new", "bash", "csv", "keys/find.sh"], { cwd });
    expect(readdirSync(join(cwd, "keys")).sort()).toEqual([
      "agents.csv",
      "find.keypoll.json",
      "find.sh",
      "keypoll.env",
    ]);
    expect(stdout).toContain("<exec_path>/var/ossec/integrations/find.sh</exec_path>");
    expect(readFileSync(join(cwd, "keys/keypoll.env"), "utf8")).toContain(
      `KEYPOLL_FILE=${join(cwd, "keys/agents.csv")}\n`,
    );
  });

  it("explains what to prepare for a server, in the folder", async () => {
    const { stdout } = await keypoll(["new", "go", "postgresql", "a folder", "--dry-run"], {
      cwd: folderWith({}),
    });
    expect(stdout).toContain("Before the first test:\n  cd 'a folder'\n  go mod init");
    expect(stdout).toContain("\n  psql -d agents < agents.sql\n");
    expect(stdout).toContain("Test it:\n  keypoll test agent_key_poll.keypoll.json\n");
  });

  it("does not change existing files, unless told to", async () => {
    const cwd = folderWith({ "keypoll.env": "KEYPOLL_PASSWORD=mine\n" });
    const refused = await keypoll(["new", "php", "json"], { cwd });
    expect(refused).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("--force") });
    expect(refused.stderr).toContain("keypoll.env already exists");
    expect(readdirSync(cwd)).toEqual(["keypoll.env"]);
    expect(await keypoll(["new", "php", "json", "--force"], { cwd })).toMatchObject({ code: 0 });
    expect(readFileSync(join(cwd, "keypoll.env"), "utf8")).not.toContain("mine");
  });

  it("writes nothing in a dry run", async () => {
    const cwd = folderWith({});
    const { code, stdout } = await keypoll(["new", "ruby", "ldap", "poll", "--dry-run"], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Would be written to poll:\n {2}agent_key_poll\.rb /);
    expect(existsSync(join(cwd, "poll"))).toBe(false);
  });

  it("explains why a folder cannot be written", async () => {
    const cwd = folderWith({});
    writeFileSync(join(cwd, "file"), "");
    const { code, stderr } = await keypoll(["new", "perl", "csv", "file/poll"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^keypoll: .*agent_key_poll\.pl was not written: a part of the path is a file/);
  });

  it.each([
    [["bash", "csv", "--socket"], /bash with csv as a daemon on a socket is not offered: bash cannot listen/],
    [["powershell", "ldap"], /powershell with ldap is not offered: \.NET has no function/],
    [["python"], /Name a language and a source/],
    [["cobol", "csv"], /Allowed choices are python, bash/],
    [["python", "csv", "./foo.rb"], /has the suffix of a script in ruby.*keypoll new ruby csv \.\/foo\.rb/],
    [["python", "csv", "my keys.py"], /"my keys\.py" is not a good name/],
  ])("refuses %j with a reason", async (args, message) => {
    const cwd = folderWith({});
    const { code, stderr } = await keypoll(["new", ...args], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it("lists every pair, and why others are not offered", async () => {
    const { code, stdout } = await keypoll(["new", "--list"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^powershell +- +- +- +- +script +script +script$/m);
    expect(stdout).toMatch(/^go +(\+socket *){7}$/m);
    expect(stdout).toContain("bash --socket: bash cannot listen on a socket.");
  });
});
