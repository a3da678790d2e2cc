/** `keypoll rehearse`: real runs, a simulation, and reports that never mix the two. */

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { folderWith, KEY, keypoll, projectRoot, scripts, whenMade } from "./keypoll.ts";

const schema = JSON.parse(readFileSync(join(projectRoot, "schemas", "report.schema.json"), "utf8"));
const validate = new Ajv({ strict: true, formats: { uri: true } }).compile(schema);

const short = ["--agents", "500", "--threads", "2", "--limit", "30", "--levels", "1,16"];
const answers = ["rehearse", "./answers.sh", "--id", "001", ...short];

describe("a rehearsal", () => {
  it("as JSON matches the schema, and every figure has an origin", async () => {
    const { code, stdout, stderr } = await keypoll([...answers, "--format", "json"]);
    const report = JSON.parse(stdout);
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(report).toMatchObject({
      command: "rehearse",
      ok: true,
      storm: { agents: 500, threads: 2, queueSize: 1024 },
    });
    const [{ measured, simulated }] = report.forms;
    expect(measured).toMatchObject({ origin: "measured", ended: "limit", runs: 30, registered: 30 });
    expect(measured.levels.map(({ threads }: { threads: number }) => threads)).toEqual([1, 2, 16]);
    expect(simulated).toMatchObject({ origin: "simulated", asked: { ended: "all-in", registered: 500 } });
    expect(simulated.byThreads.map(({ basis }: { basis: string }) => basis)).toEqual([
      "measured",
      "measured",
      "estimated",
      "estimated",
      "measured",
      "estimated",
    ]);
    expect(stdout).not.toContain(KEY);
  });

  it("as text separates measured from simulated figures, and recommends settings", async () => {
    const { code, stdout } = await keypoll([...answers, "--spread", "0"]);
    expect(code).toBe(0);
    const [measured = "", simulated = ""] = stdout.split("○ simulated from these runs");
    expect(measured).toMatch(/500 agents reconnect within 0 s, threads 2, queue_size 1024/);
    expect(measured).toMatch(/Assumed: an agent asks again every 10 s \(retry_interval/);
    expect(measured).toMatch(/● measured\n {2}runs +30 runs in [\d.]+ s/);
    expect(measured).not.toMatch(/simulated/);
    expect(simulated).toMatch(/all in +all are registered after [\d.]+ s/);
    expect(simulated).toMatch(/<threads>\d+<\/threads>\n {2}<queue_size>\d+<\/queue_size>/);
  });

  it.each(["text", "json", "svg", "html"])("as %s hides a key of the command line", async (format) => {
    const args = ["rehearse", `./answers.sh ${KEY}`, "--id", "001", "--agents", "2", "--limit", "2"];
    const { stdout } = await keypoll([...args, "--levels", "none", "--format", format]);
    expect(stdout).toContain("./answers.sh ••••••••");
    expect(stdout).not.toContain(KEY);
  });

  it("as a picture and as a page needs no other file", async () => {
    const cwd = folderWith({});
    const script = join(scripts, "answers.sh");
    for (const format of ["svg", "html"]) {
      const file = join(cwd, `report.${format}`);
      const args = ["rehearse", script, "--id", "001", ...short, "--format", format, "--output", file];
      expect(await keypoll(args, { cwd })).toEqual({ code: 0, stdout: "", stderr: "" });
      const text = readFileSync(file, "utf8");
      expect(text).toMatch(format === "svg" ? /^<svg / : /^<!doctype html>/);
      // The names of namespaces are not addresses that are loaded.
      expect(text.replace(/xmlns(:\w+)?="[^"]*"/g, "")).not.toMatch(/https?:|src=|@import|url\((?!#)/);
      expect(text).toMatch(/milliseconds \(measured\)/);
      expect(text).toMatch(/threads \(simulated\)/);
      expect(text).not.toContain("NaN");
      // A page with a strict content policy accepts it unchanged.
      expect(text).not.toMatch(/ style="/);
    }
  });
});

describe("the source of the requests", () => {
  it("is a suite, or client.keys", async () => {
    const suite = {
      exec_path: "./answers.sh",
      working_directory: scripts,
      samples: [
        { request: "id:001", expect: { registered: true } },
        { request: "id:9", expect: { error: 4 } },
      ],
    };
    const cwd = folderWith({
      "a.keypoll.json": JSON.stringify(suite),
      "client.keys": `001 web-01 192.168.1.100 ${KEY}\n`,
    });
    const fromSuite = await keypoll(["rehearse", "a.keypoll.json", ...short, "-f", "json"], { cwd });
    expect(JSON.parse(fromSuite.stdout).forms[0].measured).toMatchObject({ runs: 30, registered: 30 });
    const fromKeys = await keypoll(
      ["rehearse", join(scripts, "answers.sh"), "--keys", "client.keys", ...short, "-f", "json"],
      { cwd },
    );
    expect(JSON.parse(fromKeys.stdout).forms[0].measured).toMatchObject({ runs: 30, registered: 30 });
  });

  it("is the suite, and not the options", async () => {
    const { code, stderr } = await keypoll(["rehearse", "a.keypoll.json", "--id", "001", "--timeout", "3"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/--id and --timeout/);
  });

  it("ends with 1 if agents do not get in, and with 2 if nothing can be asked", async () => {
    const nobody = await keypoll(["rehearse", "./answers.sh", "--id", "999", ...short]);
    expect(nobody.code).toBe(1);
    expect(nobody.stdout).toMatch(/all in +never: the script knows none of the agents/);
    expect(nobody.stdout).toMatch(/\nExit code 1: not all agents can connect in the end\.\n$/);
    const missing = await keypoll(["rehearse", "./nothing.sh", "--id", "1", ...short]);
    expect(missing.code).toBe(2);
    expect(missing.stdout).toMatch(/not run +.*nothing\.sh/);
    expect(missing.stdout).toMatch(/\nExit code 2: the script could not be run\.\n$/);
    expect(await keypoll(["rehearse", "./answers.sh", ...short])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("no requests for the script"),
    });
    expect((await keypoll([...answers, "--threads", "0"])).code).toBe(2);
  });

  it("can be cancelled, and reports what it has", async () => {
    const waits = join(projectRoot, "test/fixtures/rehearsal/waits.sh");
    const cwd = folderWith({
      "counts.sh": `echo run >> runs; [ "$(wc -l < runs)" -lt 5 ] || : >> five-runs; exec ${waits} "$@"\n`,
    });
    const { code, stdout } = await keypoll(
      ["rehearse", "/bin/sh ./counts.sh", "--id", "001", "--agents", "5000"],
      { cwd, onStart: (kill) => whenMade(cwd, "five-runs", () => kill("SIGINT")) },
    );
    expect(code).toBe(130);
    expect(stdout).toMatch(/registered +\d of 5,000 agents/);
    expect(stdout).toMatch(/The rehearsal was cancelled, and all running scripts were ended\./);
    expect(stdout).not.toMatch(/simulated from these runs/);
  });
});

describe("script and socket side by side", () => {
  const folder = folderWith({});
  const socket = join(folder, "keys.sock");
  const daemon = spawn("python3", [join(scripts, "daemon.py"), socket], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  beforeAll(() => new Promise<void>((resolve) => daemon.stderr.once("data", () => resolve())));
  afterAll(() => void daemon.kill());

  it("shows both, and which is faster", async () => {
    const { code, stdout } = await keypoll([...answers, "--compare-socket", socket, "-f", "json"]);
    const report = JSON.parse(stdout);
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    expect(code).toBe(0);
    const [script, daemonForm] = report.forms;
    expect([script.name, daemonForm.name]).toEqual(["script", "socket"]);
    expect(daemonForm.measured.busy.medianMs).toBeLessThan(script.measured.busy.medianMs);
    const text = await keypoll([...answers, "--compare-socket", socket]);
    expect(text.stdout).toMatch(/a run takes, median \(measured\) +[\d.]+ ms +[\d.]+ ms\n/);
  });
});
