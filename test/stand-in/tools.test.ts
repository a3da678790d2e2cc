/** The sandbox's own manage_agents and agent-auth, against a running stand-in. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runTool } from "../../stand-in/index.ts";
import { readOptions } from "../../stand-in/tools/options.ts";
import type { ToolEnd } from "../../stand-in/tools/tool.ts";
import { type Running, running, type Wanted } from "./running.ts";

describe("options", () => {
  it.each([
    [["-a", "any", "-n", "web"], { a: "any", n: "web" }],
    [["-jl"], { j: "", l: "" }],
    [["-je001", "rest"], { j: "", e: "001" }],
    [["-n", "-l"], { n: "-l" }],
    [["-l", "--", "-j"], { l: "" }],
  ])("%j", (words, options) => {
    expect(readOptions("lja:n:e:", words)).toEqual({ options: new Map(Object.entries(options)) });
  });

  it.each([
    [["-x"], "invalid option -- 'x'"],
    [["-:"], "invalid option -- ':'"],
    [["-a"], "option requires an argument -- 'a'"],
  ])("%j is refused", (words, problem) => {
    expect(readOptions("lja:n:e:", words)).toEqual({ problem });
  });
});

interface Called extends Running {
  readonly manage: (...words: readonly string[]) => Promise<ToolEnd>;
  readonly onAgent: (tool: "manage_agents" | "agent-auth", ...words: readonly string[]) => Promise<ToolEnd>;
}

async function sandbox(wanted: Wanted = {}): Promise<Called> {
  const manager = await running(wanted);
  const { host, enrolment: port, version } = manager;
  const home = manager.sandbox.home;
  const call = { home, version, host, port };
  return {
    ...manager,
    manage: (...words) => runTool({ ...call, tool: "manage_agents", words, isAgent: false }),
    onAgent: (tool, ...words) => runTool({ ...call, tool, words, isAgent: true }),
  };
}

describe("manage_agents", () => {
  it("adds, lists, hands out and removes agents of the stand-in", async () => {
    const { manage, sandbox: files } = await sandbox();
    expect((await manage("-l")).output).toBe("\n** No agent available. You need to add one first.\n\n");
    expect(await manage("-a", "10.0.0.7", "-n", "web-01")).toMatchObject({
      exitCode: 0,
      output: "Agent added with ID 001.\n",
    });
    expect((await manage("-l")).output).toContain("   ID: 001, Name: web-01, IP: 10.0.0.7\n");
    const record = readFileSync(files.keys, "latin1").trim();
    expect((await manage("-e", "1")).output).toContain(`\n${btoa(record)}\n`);
    expect(JSON.parse((await manage("-j", "-e", "001")).output)).toEqual({ error: 0, data: btoa(record) });
    expect((await manage("-r", "001")).output).toBe("Agent '001' removed.\n");
    expect((await manage("-l")).output).not.toContain("web-01");
    expect(await manage("-e", "001")).toMatchObject({
      exitCode: 1,
      output: "\n** Invalid ID '001' given. ID is not present.\n",
    });
  });

  it("refuses what a manager refuses", async () => {
    const { manage } = await sandbox();
    await manage("-a", "any", "-n", "web-01");
    expect(await manage("-a", "any", "-n", "web-01")).toMatchObject({ exitCode: 1 });
    expect(JSON.parse((await manage("-j", "-a", "any", "-n", "web-01")).output)).toEqual({
      error: 75,
      message: "Name already present",
    });
    expect(JSON.parse((await manage("-j", "-a", "any", "-n", "web 02")).output)).toMatchObject({ error: 76 });
    expect(JSON.parse((await manage("-j", "-a", "10.0.0.300", "-n", "web-02")).output)).toMatchObject({
      error: 77,
    });
    await manage("-a", "10.0.0.7", "-n", "web-02");
    expect(await manage("-a", "10.0.0.7", "-n", "web-03")).toMatchObject({
      exitCode: 0,
      output: "",
      errors: expect.stringMatching(/manage_agents: WARNING: 9007: Duplicate IP\n$/),
    });
    expect((await manage("-i", "AAAA")).errors).toMatch(
      /CRITICAL: Key import only available on an agent\.\n$/,
    );
  });

  it("replaces an agent that was registered long enough ago", async () => {
    const { manage } = await sandbox({
      files: { "etc/client.keys": `001 web-01 10.0.0.7 ${"a".repeat(64)}\n` },
    });
    expect((await manage("-a", "10.0.0.7", "-n", "web-02", "-R", "172800")).errors).toContain("9007");
    expect((await manage("-a", "10.0.0.7", "-n", "web-02", "-R", "60")).output).toBe(
      "Agent added with ID 002.\n",
    );
  });

  it("says what it does not do, and that nothing runs", async () => {
    const { manage, close } = await sandbox();
    expect(await manage()).toMatchObject({ exitCode: 2, errors: expect.stringContaining("has no menu") });
    expect(await manage("-f", "agents")).toMatchObject({
      exitCode: 2,
      errors: expect.stringContaining("has no -f"),
    });
    await close();
    expect(await manage("-a", "any", "-n", "web-01")).toMatchObject({
      exitCode: 2,
      errors: expect.stringContaining("none runs in"),
    });
  });
});

describe("on the agent", () => {
  it("agent-auth sends what its options say, and keeps the record", async () => {
    const {
      onAgent,
      sandbox: files,
      lines,
    } = await sandbox({
      groups: ["web"],
      files: {
        "etc/authd.pass": "secret7\n",
        "etc/ossec.conf": "<ossec_config><auth><use_password>yes</use_password></auth></ossec_config>",
      },
    });
    expect((await onAgent("agent-auth", "-m", "127.0.0.1", "-A", "web-01")).exitCode).toBe(1);
    expect(existsSync(files.agentKeys)).toBe(false);
    const done = await onAgent(
      "agent-auth",
      "-m",
      "127.0.0.1",
      "-A",
      "web-01",
      "-P",
      "secret7",
      "-G",
      "web",
      "-I",
      "10.0.0.0/24",
      "-v",
      files.certificate,
    );
    expect(done).toMatchObject({ exitCode: 0, errors: expect.stringContaining("INFO: Valid key received") });
    expect(readFileSync(files.agentKeys, "latin1")).toMatch(/^001 web-01 10\.0\.0\.0\/24 [0-9a-f]{64}\n$/);
    expect(lines.map(({ text }) => text)).toContain("Agent 001 web-01 is in the groups web.");
    expect(readFileSync(files.toolLog, "utf8")).not.toContain("secret7");
  });

  it("agent-auth connects to no other manager", async () => {
    const { onAgent } = await sandbox();
    expect(await onAgent("agent-auth", "-m", "manager.example.org")).toMatchObject({
      exitCode: 2,
      errors: expect.stringContaining("was called for manager.example.org"),
    });
    expect(await onAgent("agent-auth", "-m", "127.0.0.1", "-p", "1516")).toMatchObject({ exitCode: 2 });
  });

  it("manage_agents accepts the string that the manager's prints", async () => {
    const { manage, onAgent, sandbox: files } = await sandbox();
    await manage("-a", "any", "-n", "web-01");
    const [, key = ""] = /is: \n(\S+)\n/.exec((await manage("-e", "001")).output) ?? [];
    process.env["OSSEC_ACTION_CONFIRMED"] = "y";
    try {
      expect((await onAgent("manage_agents", "-i", key)).output).toContain("Added.");
    } finally {
      delete process.env["OSSEC_ACTION_CONFIRMED"];
    }
    expect(readFileSync(files.agentKeys, "latin1")).toBe(readFileSync(files.keys, "latin1"));
    expect(await onAgent("manage_agents", "-i", "AAAA")).toMatchObject({ exitCode: 1 });
    expect(readFileSync(join(files.home, "logs", "tools.log"), "utf8")).not.toContain(key);
  });
});
