/** The JSON output matches its schema. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { folderWith, KEY, keypoll, projectRoot } from "./keypoll.ts";

const ajv = new Ajv({ allErrors: true, strict: true, formats: { uri: /^https:\/\// } });
const validate = ajv.compile(
  JSON.parse(readFileSync(join(projectRoot, "schemas", "report.schema.json"), "utf8")),
);

async function report(args: readonly string[], options: Parameters<typeof keypoll>[1] = {}) {
  const { stdout } = await keypoll([...args, "--format", "json"], options);
  const value = JSON.parse(stdout);
  expect(validate(value), JSON.stringify(validate.errors, undefined, 2)).toBe(true);
  return value;
}

it("includes the result for each agent of an upgrade to 5.0", async () => {
  const lines = [`001 web01 any ${KEY}`, "a1 db01 10.0.0.300 x", "#9 x any y", " 004 lab01 any z", ""];
  const cwd = folderWith({ "client.keys": lines.join("\n") });
  const path = join(cwd, "client.keys");
  const { ok, exitsAt, written } = await report([
    "upgrade",
    path,
    "--to",
    "5.0",
    "--write",
    join(cwd, "new"),
  ]);
  expect({ ok, exitsAt, leftOut: written.leftOut }).toEqual({ ok: false, exitsAt: 2, leftOut: 1 });
  await report(["upgrade", path, "--to", "5.0.0-beta4", "--way", "copy"]);
});

it("includes the summary of a log", async () => {
  const line = (text: string): string => `2026/11/21 10:00:00 wazuh-remoted: WARNING: ${text}\n`;
  const cwd = folderWith({
    "ossec.log": line("Agent key already in use: agent ID '012'") + line("something else"),
    "client.keys": `013 web any ${KEY}\n`,
  });
  const { known, unknown, agents } = await report(
    ["explain", "--log", "ossec.log", "--keys", "client.keys"],
    { cwd },
  );
  expect({ known, unknown, record: agents[0].record }).toEqual({ known: 1, unknown: 1, record: null });
  await report(["explain", "--log", "ossec.log"], { cwd });
});

describe("polls", () => {
  it.each([
    "answers.sh",
    "banner.sh",
    "killed-before-answer.py",
    "valid-then-1.sh",
    "not-executable.py",
    "numeric-id.py",
    "many-children.sh",
  ])("%s", async (script) => {
    await report(["test", `./${script}`, "--id", "001", "--id", "999", "--id", "123456789"]);
  });

  it("names the stream of each byte", async () => {
    const { polls } = await report(["test", "./warns-first.py", "--id", "001"]);
    expect(polls[0].streams).toMatchObject({ matched: true, stdoutHoldsAnswer: true });
    const streams = polls[0].printed.lines.map(({ stream }: { stream: string }) => stream);
    expect([...new Set(streams)]).toEqual(["stderr", "stdout"]);
  });

  it("shows how repeated runs differ, and what differs when run as you", async () => {
    const varied = await report(["test", "./varies.py", "--id", "001", "--repeat", "3"]);
    expect(varied).toMatchObject({ ok: false, polls: [{ repeats: { runs: 3, varies: "answer" } }] });
    const { polls } = await report(["test", "./needs-home.sh", "--id", "001", "--compare"]);
    expect(polls[0].comparison).toMatchObject({
      differs: "verdict",
      cause: { kind: "variable", name: "HOME" },
    });
  });

  it("includes a daemon that was started, and its answers", async () => {
    const path = join(folderWith({}), "keys.sock");
    const start = `./daemon.py ${path}`;
    const { ok, polls, socket } = await report(["test", "--socket", path, "--start", start, "--id", "001"]);
    expect({ ok, reply: polls[0].socket.reply }).toEqual({ ok: true, reply: "data" });
    expect(socket).toMatchObject({ path, daemon: { command: start } });
  });

  it("includes the settings of an ossec.conf, and its problems", async () => {
    const block = "<enabled>yes</enabled><exec_path>./answers.sh</exec_path><timeout>1m</timeout>";
    const cwd = folderWith({
      "ossec.conf": `<ossec_config><auth><disabled>no</disabled><key_request>${block}</key_request></auth></ossec_config>`,
    });
    const path = join(cwd, "ossec.conf");
    const { ok, config, script } = await report(["test", "--config", path, "--id", "001"]);
    expect({ ok, polls: config.polls }).toEqual({ ok: false, polls: true });
    expect(config.findings.map(({ rule }: { rule: string }) => rule)).toContain("number-misread");
    expect(script).toMatchObject({ execPath: "./answers.sh", timeoutSeconds: 1 });
  });

  it("includes the torture test", async () => {
    const only = ["--case", "wildcards", "--case", "ipv6"];
    const { command, ok, cases, totals } = await report([
      "test",
      "./wildcard.sh",
      "--id",
      "1",
      "--torture",
      ...only,
    ]);
    expect({ command, ok }).toEqual({ command: "test-torture", ok: false });
    expect(cases.map(({ verdict }: { verdict: string }) => verdict)).toEqual(["broken", "held"]);
    expect(totals).toEqual({ cases: 2, held: 1, broken: 1, notChecked: 0 });
  });

  it("includes the verdict and the run", async () => {
    const { ok, polls, totals, script } = await report(["test", "./answers.sh", "--id", "001", "--id", "9"]);
    expect(ok).toBe(true);
    expect(polls[0]).toMatchObject({
      request: "id:001",
      state: "registered",
      landing: "001 web-01 192.168.1.100 ••••••••",
      run: { argv: ["./answers.sh", "id", "001"], end: { kind: "exit", code: 0 }, timedOut: false },
    });
    expect(totals).toEqual({ polls: 2, registered: 1, answeredNo: 1, failed: 0 });
    expect(script).toMatchObject({ execPath: "./answers.sh", profile: "manager", timeoutSeconds: 60 });
  });

  it("masks a password on the command line", async () => {
    const text = JSON.stringify(
      await report(["test", "./answers.sh --password=hunter2hunter2", "--id", "1"]),
    );
    expect(text).not.toContain("hunter2hunter2");
  });

  it("of an answer have no run", async () => {
    const { command, polls } = await report(["answer", "-r", "id:001"], { input: "{}" });
    expect(command).toBe("answer");
    expect(polls[0].run).toBeUndefined();
  });
});

describe("files", () => {
  it("with findings, without, and not checked", async () => {
    const cwd = folderWith({
      "a.keys": `001 a1 any ${KEY}\n001 a2 10.0.0.1 None\n\n003\tb\tany\tx\n`,
      "b.keys": `001 b1 any ${KEY}\n`,
    });
    const { ok, files, notChecked, totals } = await report(["lint", "a.keys", "b.keys", "c.keys"], { cwd });
    expect(ok).toBe(false);
    expect(files.map(({ path }: { path: string }) => path)).toEqual(["a.keys", "b.keys"]);
    expect(notChecked).toHaveLength(1);
    expect(totals).toMatchObject({ files: 2, filesWithFindings: 1, kinds: { "key-file": 2 }, passedOver: 0 });
    const counted = files[0].findings.filter(({ severity }: { severity: string }) => severity === "error");
    expect(counted).toHaveLength(totals.error);
  });
});

describe("explanations", () => {
  it.each([[["duplicate-id"]], [["error-answer"]], [["--log", "Agent ID not found."]], [["no-such-thing"]]])(
    "%j",
    async (args) => {
      await report(["explain", ...args]);
    },
  );
});
