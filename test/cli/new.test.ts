/** `keypoll new`: from nothing to a first test that passes. */

import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
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

describe("the whole text", () => {
  it("of a script that needs no preparation", async () => {
    const cwd = folderWith({});
    const { code, stdout, stderr } = await keypoll(["new", "python", "sqlite"], { cwd });
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toBe(`Written to .:
  agent_key_poll.py            0750  the poll script; the manager starts it as root, so nobody else may change it
  agent_key_poll.keypoll.json  0644  a suite of 8 samples
  keypoll.env                  0600  its settings; they may hold a password, so only you can read them
  agents.sql                   0600  sample agents with made-up keys
  agents.db                    0600  sample agents with made-up keys
It needs Python 3.6 or newer, nothing else.

Test it:
  keypoll test agent_key_poll.keypoll.json

For the manager, copy it to /var/ossec/integrations with its keypoll.env, and put this inside <auth> of ossec.conf
(4.4 to 4.14; the head of the script has the older form):
  <key_request>
    <enabled>yes</enabled>
    <exec_path>/var/ossec/integrations/agent_key_poll.py</exec_path>
  </key_request>
`);
  });

  it("of a program for a database server, in a folder to enter", async () => {
    const args = ["new", "go", "postgresql", "a folder", "--dry-run"];
    const { code, stdout, stderr } = await keypoll(args, { cwd: folderWith({}) });
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toBe(`Would be written to a folder:
  agent_key_poll.go            0640  the source of the poll program
  agent_key_poll.keypoll.json  0644  a suite of 8 samples
  keypoll.env                  0600  its settings; they may hold a password, so only you can read them
  agents.sql                   0600  sample agents with made-up keys
It needs Go 1.16 or newer and github.com/lib/pq; build it with go build agent_key_poll.go.

Before the first test:
  cd 'a folder'
  go mod init agent_key_poll
  go mod tidy
  go build agent_key_poll.go
  createdb agents
  psql -d agents < agents.sql
  psql -d agents -c "CREATE ROLE keypoll LOGIN PASSWORD 'PASSWORD'" -c "GRANT SELECT ON agent TO keypoll"
Choose a password in place of PASSWORD, and write it into keypoll.env too. As root, put "sudo -u postgres" before each command.

Test it:
  keypoll test agent_key_poll.keypoll.json

For the manager, copy it to /var/ossec/integrations with its keypoll.env, and put this inside <auth> of ossec.conf
(4.4 to 4.14; the head of the script has the older form):
  <key_request>
    <enabled>yes</enabled>
    <exec_path>/var/ossec/integrations/agent_key_poll</exec_path>
  </key_request>
`);
  });

  it("of a daemon names its socket", async () => {
    const args = ["new", "python", "csv", "poll/", "--socket", "--dry-run"];
    const { stdout } = await keypoll(args, { cwd: folderWith({}) });
    expect(stdout).toMatch(/^Would be written to poll\/:\n/);
    expect(stdout).toContain("\n\nTest it:\n  keypoll test poll/agent_key_poll.keypoll.json\n\n");
    expect(stdout).toMatch(/\.py<\/exec_path>\n {4}<socket>\/var\/ossec\/queue\/keypoll\.sock<\/socket>\n/);
  });

  it("names no folder to enter if the script is in the present one", async () => {
    const { stdout } = await keypoll(["new", "go", "csv", "--dry-run"], { cwd: folderWith({}) });
    expect(stdout).toContain("\nBefore the first test:\n  go build agent_key_poll.go\n");
    expect(stdout).toContain("\nTest it:\n  keypoll test agent_key_poll.keypoll.json\n");
  });

  it.each([
    ["it's", "'it'\\''s/agent_key_poll.keypoll.json'"],
    ["$HOME", "'$HOME/agent_key_poll.keypoll.json'"],
    ["~x/a-b_c.d+e:f@g%h", "~x/a-b_c.d+e:f@g%h/agent_key_poll.keypoll.json"],
  ])("quotes the folder %s for the shell if it must", async (folder, expected) => {
    const { stdout } = await keypoll(["new", "bash", "csv", folder, "--dry-run"], { cwd: folderWith({}) });
    expect(stdout).toContain(`\nTest it:\n  keypoll test ${expected}\n`);
  });

  it("of the list", async () => {
    const { code, stdout, stderr } = await keypoll(["new", "--list"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toBe(
      `            mysql    postgresql  sqlite   ldap     csv      json     http
python      +socket  +socket     +socket  +socket  +socket  +socket  +socket
bash        script   script      script   script   script   script   script
javascript  +socket  +socket     +socket  +socket  +socket  +socket  +socket
perl        script   script      script   script   script   script   script
php         script   script      script   script   script   script   script
ruby        script   script      script   script   script   script   script
go          +socket  +socket     +socket  +socket  +socket  +socket  +socket
powershell  -        -           -        -        script   script   script

script: started for each request; +socket: also a daemon, with --socket; -: not offered.
powershell with mysql, postgresql, sqlite: PowerShell has no driver for it, and no package manager
  of Linux installs one.
powershell with ldap: .NET has no function that escapes a search filter, and on Linux it needs a
  specific version of libldap.
bash --socket: bash cannot listen on a socket.
perl --socket: its standard library serves one connection at a time, so a slow look-up would delay
  all agents.
php --socket: its standard library serves one connection at a time, so a slow look-up would delay
  all agents.
ruby --socket: it would not be faster than the Python daemon, which needs no extra package.
powershell --socket: it takes seconds to start and needs much memory; the Go daemon does the same
  with little.
`,
    );
  });

  const listed = "keypoll new --list shows what is offered.";
  it.each([
    [
      ["python"],
      "Name a language and a source, for example: keypoll new python sqlite. keypoll new --list shows them all.",
    ],
    [
      ["bash", "csv", "--socket"],
      `bash with csv as a daemon on a socket is not offered: bash cannot listen on a socket. ${listed}`,
    ],
    [
      ["powershell", "mysql"],
      `powershell with mysql is not offered: PowerShell has no driver for it, and no package manager of Linux installs one. ${listed}`,
    ],
    [
      ["python", "csv", "./foo.rb"],
      '"foo.rb" has the suffix of a script in ruby, but you asked for python. End the name with .py, or write keypoll new ruby csv ./foo.rb.',
    ],
    [
      ["python", "csv", "keys/my keys.py"],
      '"my keys.py" is not a good name for a script: the manager splits exec_path at blanks and quotes. Write letters, digits, dots, - and _, for example agent_key_poll.py.',
    ],
    [
      ["perl", "csv", "there"],
      "there/keypoll.env already exists. Give another folder, or add --force to replace the existing files.",
    ],
    [
      ["perl", "json", "there"],
      "there/keypoll.env, there/agents.json already exist. Give another folder, or add --force to replace the existing files.",
    ],
  ])("of the refusal of %j", async (args, message) => {
    const cwd = folderWith({});
    mkdirSync(join(cwd, "there"));
    for (const name of ["keypoll.env", "agents.json"]) writeFileSync(join(cwd, "there", name), "");
    expect(await keypoll(["new", ...args], { cwd })).toEqual({
      code: 2,
      stdout: "",
      stderr: `keypoll: ${message}\n`,
    });
    expect(readdirSync(cwd)).toEqual(["there"]);
    expect(readdirSync(join(cwd, "there")).sort()).toEqual(["agents.json", "keypoll.env"]);
  });
});
