/** `keypoll explain --log FILE`: the story of a log, from files, pipes and a log that is still being written. */

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { folderWith, KEY, keypoll, program } from "./keypoll.ts";

const at = (second: string): string => `2026/11/21 10:00:${second}`;

const log = [
  `${at("00")} wazuh-remoted: WARNING: Agent key already in use: agent ID '012'`,
  `${at("01")} wazuh-remoted[99] manager.c:231 at save_controlmsg(): DEBUG: Agent 012 sent HC_STARTUP from '10.0.0.7'`,
  `${at("02")} wazuh-remoted[99] manager.c:231 at save_controlmsg(): DEBUG: Agent 012 sent HC_STARTUP from '10.0.0.8'`,
  `${at("03")} wazuh-remoted[99] manager.c:231 at save_controlmsg(): DEBUG: Agent 012 sent HC_STARTUP from '10.0.0.7'`,
  `${at("04")} wazuh-authd: ERROR: (1401): Error reading authentication key: '001 web any ${KEY}'.`,
  `${at("05")} wazuh-authd: INFO: Accepting connections on port 1515. Random password chosen for agent authentication: hunter2`,
  `${at("06")} wazuh-syscheckd: INFO: (6008): File integrity monitoring scan started.`,
  "",
].join("\n");

const files = { "ossec.log": log, "ossec.log.1.gz": gzipSync(log), "client.keys": `012 web-12 any ${KEY}\n` };

describe("a whole log", () => {
  it("is summarised by cause and by agent, with client.keys, without a key", async () => {
    const cwd = folderWith(files);
    const { code, stdout, stderr } = await keypoll(
      ["explain", "--log", "ossec.log", "--keys", "client.keys"],
      { cwd },
    );
    expect(stdout).toMatch(/^ossec\.log: 7 lines, 2026\/11\/21 10:00:00 to 2026\/11\/21 10:00:06\n/);
    expect(stdout).toContain("1 other line is not known to keypoll");
    expect(stdout).toContain("[key-in-use]\n");
    expect(stdout).toContain(
      "agent 012 web-12\n  Two machines hold this key: sources 10.0.0.7 and 10.0.0.8 alternate.\n",
    );
    expect(stdout + stderr).not.toMatch(new RegExp(`${KEY}|hunter2`));
    expect(code).toBe(1);
  });

  it.each([
    ["a rotated one", ["--log", "ossec.log.1.gz"], ""],
    ["standard input", ["--log", "-"], log],
    ["two of them", ["--log", "ossec.log", "--log", "ossec.log.1.gz"], ""],
  ])("may be %s", async (_name, args, input) => {
    const { code, stdout } = await keypoll(["explain", ...args, "--format", "json"], {
      cwd: folderWith(files),
      input,
    });
    const { files: read, known, unknown } = JSON.parse(stdout);
    expect({ known, unknown }).toEqual({ known: 6 * read.length, unknown: read.length });
    expect(code).toBe(1);
  });

  it("can come from a named pipe, compressed", async () => {
    const cwd = folderWith(files);
    spawnSync("mkfifo", ["pipe"], { cwd });
    spawn("sh", ["-c", "cat ossec.log.1.gz > pipe"], { cwd });
    const { code, stdout } = await keypoll(["explain", "--log", "pipe", "--format", "json"], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({ known: 6, unknown: 1 });
    expect(code).toBe(1);
  });

  it("gives the same summary with one thread and with several", async () => {
    const cwd = folderWith({});
    // The end of each part has agents that the other parts also have, and an agent with every source.
    const line = (number: number): string =>
      `${at(String(number % 60).padStart(2, "0"))} wazuh-remoted: DEBUG: Agent ${number % 70 === 0 ? "007" : number % 1000} sent HC_STARTUP from '10.0.${number % 70 === 0 ? number % 11 : 0}.1'\n`;
    const large = Array.from({ length: 450_000 }, (_, number) =>
      number % 30 === 0 ? line(number) : `${at("00")} wazuh-db: INFO: ${"x".repeat(number % 400)}\n`,
    ).join("");
    expect(large.length).toBeGreaterThan(96e6);
    writeFileSync(join(cwd, "large.log"), large);
    const told = async (path: string, input: string): Promise<unknown> => {
      const { stdout } = await keypoll(["explain", "--log", path, "--format", "json"], { cwd, input });
      const { files: _names, ...story } = JSON.parse(stdout);
      return story;
    };
    expect(await told("large.log", "")).toEqual(await told("-", large));
  });

  it.each(["SIGINT", "SIGTERM"] as const)(
    "can be cancelled while its writer is silent, with %s",
    async (signal) => {
      const child = spawn(process.execPath, [program, "explain", "--log", "-"]);
      // Larger than a pipe's buffer, so it is only written completely if keypoll reads.
      child.stdin.write(log.repeat(1000), () => child.kill(signal));
      const [code] = await once(child, "close");
      expect(code).toBe(130);
    },
  );

  it("can have no failures", async () => {
    const cwd = folderWith({ "ossec.log": `${log.split("\n").at(-2)}\n` });
    expect((await keypoll(["explain", "--log", "ossec.log"], { cwd })).code).toBe(0);
  });

  it("is written as one object per line, and as Markdown", async () => {
    const cwd = folderWith(files);
    const { stdout } = await keypoll(["explain", "--log", "ossec.log", "--format", "ndjson"], { cwd });
    const kinds = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).kind);
    expect(kinds).toEqual(["cause", "cause", "cause", "cause", "agent", "summary"]);
    const markdown = await keypoll(["explain", "--log", "ossec.log", "--format", "markdown"], { cwd });
    expect(markdown.stdout).toMatch(/^## ✘ `ossec\.log`\n/);
    expect(markdown.stdout).not.toMatch(new RegExp(`${KEY}|hunter2`));
  });

  it.each([
    ["that is not there", ["--log", "./missing.log"], "does not exist"],
    ["that is cut off", ["--log", "cut.gz"], "damaged or incomplete gzip file"],
    ["beside a client.keys that is not there", ["--log", "ossec.log", "--keys", "none"], "does not exist"],
    ["among several to follow", ["--log", "ossec.log", "--log", "ossec.log", "--follow"], "one file"],
  ])("%s gets one message", async (_name, args, message) => {
    const cwd = folderWith({ ...files, "cut.gz": gzipSync(log).subarray(0, 90) });
    const { code, stdout, stderr } = await keypoll(["explain", ...args], { cwd });
    expect(stderr).toContain(message);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });
});

describe("a log that is followed", () => {
  it("prints what is new, also after a rotation, and the whole summary at the end", async () => {
    const cwd = folderWith(files);
    const path = join(cwd, "ossec.log");
    const steps = [
      [
        "Two machines hold this key",
        () =>
          appendFileSync(
            path,
            `${at("10")} wazuh-remoted: ERROR: (1407): Duplicated counter for 'web-13'.\n`,
          ),
      ],
      [
        "agent web-13: Counters of messages repeat (1 line)",
        () => {
          renameSync(path, `${path}.1`);
          writeFileSync(
            path,
            `${at("11")} wazuh-remoted: WARNING: Agent key already in use: agent ID '014'\n`,
          );
        },
      ],
    ] as const;
    let step = 0;
    const { code, stdout } = await keypoll(["explain", "--log", "ossec.log", "--follow"], {
      cwd,
      onOutput: (text, kill) => {
        const [awaited, act] = steps[step] ?? ["agent 014: A second connection", () => kill("SIGINT")];
        if (step > steps.length || !text.includes(awaited)) return;
        step++;
        act();
      },
    });
    expect(stdout.slice(stdout.lastIndexOf("ossec.log: "))).toMatch(/^ossec\.log: 9 lines/);
    expect(code).toBe(1);
  });
});
