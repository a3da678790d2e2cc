/** `keypoll test` on real scripts: verdicts, exit codes, and nothing left behind. */

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, KEY, keypoll, scripts, whenMade } from "./keypoll.ts";

describe("a good script", () => {
  it("shows the new record in client.keys and the log lines", async () => {
    const { code, stdout, stderr } = await keypoll(["test", "./answers.sh", "--id", "001"]);
    expect(stdout).toMatch(/^✔ registered {2}id:001 · \d+ ms\n/);
    expect(stdout).toContain("client.keys  + 001 web-01 192.168.1.100 ••••••••\n");
    expect(stdout).toContain("ossec.log    wazuh-authd: INFO: Agent key generated for agent 'web-01'");
    expect(stdout).toContain('argv         ["./answers.sh", "id", "001"]\n');
    expect(stdout).toMatch(/^1 poll \(Wazuh 4\.14\): 1 registered\.$/m);
    expect(stdout).toMatch(/^Differs from the manager: the user, .*--verbose says how\.\n$/m);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  it("can return an error answer, which also passes", async () => {
    const { code, stdout } = await keypoll(["test", "./answers.sh", "--id", "999"]);
    expect(stdout).toMatch(/^● answered {2}id:999 · error answer 4/);
    expect(stdout).toContain("debug only   wazuh-authd: DEBUG: Could not get a key from ID 999.");
    expect(stdout).toContain('"debug only" is not written by default');
    expect(code).toBe(0);
  });

  it("that leaves a warning ends with 1, and the last line says why", async () => {
    const { code, stdout } = await keypoll(["test", "./error-without-message.sh", "--id", "1"]);
    expect(stdout).toMatch(/^1 poll \(Wazuh 4\.14\): 1 error answer\./m);
    expect(stdout).toMatch(/\nExit code 1: 1 warning\.\n$/);
    expect(code).toBe(1);
  });

  it("is asked in the order of the command line", async () => {
    const args = ["--ip", "192.168.1.100", "--id", "001", "--request", "ip:10.0.0.1", "--id", ""];
    const { stdout } = await keypoll(["test", "./answers.sh", ...args]);
    const asked = Array.from(stdout.matchAll(/^[✔●✘].*? {2}(i[dp]:\S*)/gmu), ([, request]) => request);
    expect(asked).toEqual(["ip:192.168.1.100", "id:001", "ip:10.0.0.1", "id:"]);
  });

  it("uses the agents of --keys", async () => {
    const cwd = folderWith({ "client.keys": `001 web-01 any ${KEY}\n` });
    const script = join(scripts, "answers.sh");
    const { stdout } = await keypoll(["test", script, "--id", "001", "-k", "client.keys"], { cwd });
    expect(stdout).toContain("client.keys  + 001 web-01 192.168.1.100 ••••••••\n");
    expect(stdout).toContain("client.keys  - 001 web-01 any ••••••••\n");
  });

  it("can be given with arguments, and with an interpreter", async () => {
    const { stdout } = await keypoll(["test", "/bin/sh ./answers.sh", "--id", "001"]);
    expect(stdout).toMatch(/^✔ registered/);
  });
});

describe("a bad script gets a verdict with the reason", () => {
  it.each([
    ["prints-nothing.sh", 1, /empty answer/, /The script printed nothing/],
    ["empty.sh", 1, /empty answer/, /The script printed nothing/],
    ["prose.pl", 1, /unreadable answer/, /\[.*-json, manager\]/],
    ["banner.sh", 1, /unreadable answer/, /"Connecting to the database[^"]*" comes before the JSON/],
    ["numeric-id.py", 1, /wazuh-authd crashes/, /member id is the number/],
    [
      "valid-then-1.sh",
      1,
      /exit code 1/,
      /WARNING: Key request integration \(\.\/valid-then-1\.sh\) returned code 1\./,
    ],
    ["killed-before-answer.py", 1, /empty answer/, /killed by SIGSEGV/],
    ["not-executable.py", 2, /could not run/, /no x permission/],
    ["missing-interpreter.py", 2, /could not run/, /no-such-folder\/python3/],
    ["carriage-return.sh", 2, /could not run/, /carriage return/],
    ["no-such-script.sh", 2, /could not run/, /There is no file .*no-such-script\.sh/],
  ])("%s", async (script, exitCode, title, reason) => {
    const { code, stdout, stderr } = await keypoll(["test", `./${script}`, "--id", "001"]);
    expect(stdout).toMatch(/^✘ failed {2}id:001/);
    expect(stdout.split("\n")[0]).toMatch(title);
    expect(stdout).toMatch(reason);
    expect(stdout + stderr).not.toMatch(/^ +at /m);
    expect(code).toBe(exitCode);
  });

  it("is not started again if it cannot be started", async () => {
    const { stdout } = await keypoll(["test", "./no-such-script.sh", "--id", "001", "--id", "002"]);
    expect(stdout).toContain("Not run: id:002.");
  });

  it("is stopped after the timeout, with everything that it started", async () => {
    const { code, stdout } = await keypoll(["test", "./hangs.bash", "--id", "001", "--timeout", "0.3"]);
    expect(stdout).toMatch(/^✘ failed {2}id:001 · timed out/);
    expect(stdout).toMatch(/left behind {2}.*sleep/);
    expect(code).toBe(1);
  });

  it("discards a request that the manager would discard, without a run", async () => {
    const { code, stdout } = await keypoll(["test", "./answers.sh", "--id", "123456789"]);
    expect(stdout).toMatch(/^✘ failed {2}id:123456789 · request discarded\n/);
    expect(code).toBe(1);
  });
});

it("Ctrl-C stops the script with everything that it started, and says so", async () => {
  const mark = `keypoll-${process.pid}-${Date.now()}`;
  const folder = folderWith({ "hang.sh": "sleep 1000 &\n> started\nsleep 1000\n" });
  const { code, stdout } = await keypoll(
    ["test", `/bin/sh ${folder}/hang.sh ${mark}`, "--id", "001", "--id", "002"],
    {
      cwd: folder,
      onStart: (kill) => whenMade(folder, "started", () => kill("SIGINT")),
    },
  );
  expect(code).toBe(130);
  expect(stdout).toContain("Cancelled");
  expect(stdout).toContain("Not run: id:001, id:002.");
  expect(spawnSync("pgrep", ["-f", mark], { encoding: "utf8" }).stdout).toBe("");
});

describe("--keys", () => {
  it("that cannot be read ends with 2 before anything is run", async () => {
    const { code, stdout, stderr } = await keypoll([
      "test",
      "./answers.sh",
      "--id",
      "1",
      "-k",
      "nowhere.keys",
    ]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/nowhere\.keys does not exist\. Check the path/);
  });

  it("that would stop the manager is reported, and read up to that line", async () => {
    const cwd = folderWith({ "client.keys": `001 web-01 any ${KEY}\n002 my agent any ${KEY}\n` });
    const { stderr } = await keypoll(
      ["test", join(scripts, "answers.sh"), "--id", "001", "-k", "client.keys"],
      { cwd },
    );
    expect(stderr).toContain("(1237): Invalid ip address: 'agent'.");
    expect(stderr).not.toContain(KEY);
  });
});

it("--release decides: 3.8 reads a late answer, 5.0 never asks", async () => {
  const gone = await keypoll(["test", "./answers.sh", "--id", "001", "--release", "5.0"]);
  expect(gone.stdout).toContain("Wazuh 5.0 removed key polling");
  expect(gone.code).toBe(1);
});

it("never prints a key, in any format and with any option", async () => {
  const args = ["test", "./answers.sh", "--id", "001", "--id", "002", "--verbose", "-f"];
  for (const format of ["text", "json"]) {
    const { stdout, stderr } = await keypoll([...args, format]);
    expect(stdout + stderr).not.toContain(KEY.slice(0, 16));
  }
});

describe("several samples with one cause", () => {
  it("are one problem: explained once, then listed by name, and summed up", async () => {
    const asked = Array.from({ length: 8 }, (_, at) => ["--id", `00${at + 1}`]).flat();
    const { stdout } = await keypoll(["test", "python3 ./no-such-script.py", ...asked]);
    expect(stdout.match(/Python does not find the script/g)).toHaveLength(2);
    expect(stdout.match(/^ {2}The same problem as id:001\.$/gm)).toHaveLength(7);
    expect(stdout.replace(/\s+/g, " ")).toContain(
      "One problem in 8 polls (id:001, id:002, id:003, id:004, id:005, id:006, id:007, id:008): ",
    );
    const verbose = await keypoll(["test", "--verbose", "python3 ./no-such-script.py", ...asked.slice(0, 4)]);
    expect(verbose.stdout).not.toContain("The same problem");
  });

  it("keep their records in the file, and their own causes", async () => {
    const cwd = folderWith({
      "poll.sh": `#!/bin/sh
case $2 in 001) echo hello;; 002) exit 3;; *) echo hello;; esac
`,
    });
    const { stdout } = await keypoll(["test", "sh ./poll.sh", "--id", "001", "--id", "002", "--id", "003"], {
      cwd,
    });
    expect(stdout.match(/The same problem as id:001/g)).toHaveLength(1);
    expect(stdout).toContain("exit code 3");
    expect(stdout).toContain("One problem in 2 polls (id:001, id:003)");
  });
});
