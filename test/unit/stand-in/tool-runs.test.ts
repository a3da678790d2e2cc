/** The programs in the sandbox's `bin`: their files, how a script finds them, and the log of their runs. */

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { newestRelease } from "../../../core/manager/index.ts";
import { openSandbox, type Sandbox } from "../../../stand-in/sandbox.ts";
import { askLocally } from "../../../stand-in/tools/local-request.ts";
import { runTool, type ToolCall, toolRuns } from "../../../stand-in/tools/run-tool.ts";
import { ownLauncher, putShims, shimEnvironment } from "../../../stand-in/tools/shims.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const KEY = "5a".repeat(32);

async function sandbox(name = "box"): Promise<Sandbox> {
  const made = await openSandbox(path.join(temporaryFolder(), name), newestRelease);
  if ("problem" in made) throw new Error(made.problem);
  return made;
}

describe("the programs", () => {
  const place = { version: "4.14", host: "127.0.0.1", port: 1515 };

  it("start this project again as a tool, with their own words after it", async () => {
    const box = await sandbox("it's here");
    expect(await putShims(["/bin/echo", "a b"], { ...place, sandbox: box })).toBeUndefined();
    const run = (file: string) => {
      const program = path.join(box.home, file);
      expect(statSync(program).mode & 0o777).toBe(0o755);
      return execFileSync(program, ["-l", "it's", "$HOME"], { encoding: "utf8" });
    };
    const begin = `a b stand-in-tool --home ${box.home} --release 4.14 --host 127.0.0.1 --port 1515`;
    const end = "-- -l it's $HOME\n";
    expect(run("bin/manage_agents")).toBe(`${begin} manage_agents ${end}`);
    expect(run("bin/agent_control")).toBe(`${begin} agent_control ${end}`);
    expect(run("agent/bin/manage_agents")).toBe(`${begin} --agent manage_agents ${end}`);
    expect(run("agent/bin/agent-auth")).toBe(`${begin} --agent agent-auth ${end}`);
    expect(existsSync(path.join(box.home, "bin/agent-auth"))).toBe(false);
    expect(existsSync(path.join(box.home, "agent/bin/agent_control"))).toBe(false);
    const text = readFileSync(path.join(box.home, "bin/manage_agents"), "utf8");
    expect(text.split("\n").slice(0, 4)).toEqual([
      "#!/bin/sh",
      "# Acts as manage_agents on the stand-in manager whose folder this is.",
      "# An editor's program is Node only when it is told so.",
      "export ELECTRON_RUN_AS_NODE=1",
    ]);
  });

  it("name no port if the service has none, and are missing if nothing can start them", async () => {
    const box = await sandbox();
    await putShims(undefined, { ...place, sandbox: box });
    expect(existsSync(path.join(box.home, "bin/manage_agents"))).toBe(false);
    await putShims(["/bin/echo"], { ...place, port: undefined, sandbox: box });
    expect(readFileSync(path.join(box.home, "bin/manage_agents"), "utf8")).toContain(
      "'--host' '127.0.0.1' 'manage_agents' '--' \"$@\"\n",
    );
    // Only the built program has the command line beside it.
    expect(ownLauncher()).toBeUndefined();
  });

  it("cannot be written where a folder is in their place", async () => {
    const box = await sandbox();
    mkdirSync(path.join(box.home, "agent/bin/agent-auth"));
    expect(await putShims(["/bin/echo"], { ...place, sandbox: box })).toMatch(/agent-auth.*\. \S.*\.$/);
  });
});

describe("a script finds", () => {
  const [agent, manager] = [true, false];

  it.each<[script: string, isAgent: boolean]>([
    ["", agent],
    ["echo hello", agent],
    ["manage_agents -i $key", agent],
    ["manage_agents", agent],
    ["echo -l", agent],
    ["manage_agents -l", manager],
    ["manage_agents -a any -n web", manager],
    ["manage_agents\t-e 001", manager],
    ["agent_control -l", manager],
    ["agent_control -r 001", manager],
    ["manage_agents -list", agent],
    ["manage_agents --a", agent],
    ["agent-auth -m x\nmanage_agents -l", agent],
    ["x && '/var/ossec/bin/agent-auth' && manage_agents -l", agent],
    ["x\nagent-auth", agent],
    ['"agent-auth"; manage_agents -l', agent],
    ["no-agent-auth; manage_agents -l", manager],
    ["agent-authority; manage_agents -l", manager],
  ])("the tools first that %j needs", async (script, isAgent) => {
    const box = await sandbox();
    const folders = [path.join(box.home, "bin"), path.join(box.home, "agent/bin")];
    const { WAZUH_HOME, PATH } = shimEnvironment(box, script);
    expect(WAZUH_HOME).toBe(isAgent ? path.join(box.home, "agent") : box.home);
    expect(PATH).toBe([...(isAgent ? folders.reverse() : folders), process.env["PATH"]].join(":"));
  });

  it("the tools also without a PATH", async () => {
    const box = await sandbox();
    const { PATH: before } = process.env;
    delete process.env["PATH"];
    try {
      const { PATH } = shimEnvironment(box, "");
      expect(PATH).toBe(`${box.home}/agent/bin:${box.home}/bin`);
    } finally {
      process.env["PATH"] = before;
    }
  });
});

describe("a run of a tool", () => {
  const call = async (more: Partial<ToolCall>) => {
    const box = await sandbox();
    const run = (another: Partial<ToolCall>) =>
      runTool({
        tool: "manage_agents",
        words: [],
        home: box.home,
        version: "4.14",
        isAgent: false,
        host: "127.0.0.1",
        port: undefined,
        ...more,
        ...another,
      });
    return { box, run };
  };

  it("is logged with its words and its exit code, for its user only", async () => {
    const { box, run } = await call({});
    expect(toolRuns(box.toolLog)).toEqual([]);
    await run({ words: ["-l"] });
    await run({ words: ["-x"] });
    await run({ tool: "agent-auth", words: ["-m", "far", "-P", "secret7"], isAgent: true, port: 1515 });
    await run({ words: ["-Psecret7", "-i", btoa(`001 web any ${KEY}`)], isAgent: true });
    await run({ words: [`-i${btoa(`001 web any ${KEY}`)}`] });
    await run({ words: ["-n", KEY, "x-P", "kept", "x-P5", "-Pi", "kept"] });
    expect(toolRuns(box.toolLog)).toEqual([
      { tool: "manage_agents", words: ["-l"], exitCode: 0 },
      { tool: "manage_agents", words: ["-x"], exitCode: 1 },
      { tool: "agent-auth", words: ["-m", "far", "-P", "••••••••"], exitCode: 2 },
      { tool: "manage_agents", words: ["-P••••••••", "-i", "••••••••"], exitCode: 1 },
      { tool: "manage_agents", words: ["-i••••••••"], exitCode: 1 },
      {
        tool: "manage_agents",
        words: ["-n", "••••••••", "x-P", "kept", "x-P5", "-P••••••••", "kept"],
        exitCode: 1,
      },
    ]);
    expect(statSync(box.toolLog).mode & 0o777).toBe(0o600);
  });

  it("is none of a release that nobody knows", async () => {
    const { box, run } = await call({});
    for (const version of ["9.9x", "2.0"])
      expect(await run({ version })).toEqual({
        exitCode: 2,
        output: "",
        errors: `manage_agents: The stand-in's manage_agents knows no version "${version}".\n`,
      });
    expect(toolRuns(box.toolLog)).toEqual([]);
  });

  it("of agent_control does nothing", async () => {
    const { run } = await call({ tool: "agent_control" });
    expect(await run({ words: ["-l"] })).toEqual({
      exitCode: 2,
      output: "",
      errors:
        "agent_control: The stand-in's agent_control does nothing: wazuh-db is not part of it. manage_agents -l lists the agents.\n",
    });
  });
});

describe("a request at the local socket", () => {
  /** A service that sends these pieces for each request and then closes, and what it got. */
  async function serving(...pieces: readonly Buffer[]) {
    const socketPath = path.join(temporaryFolder(), "auth");
    const got: Buffer[] = [];
    const server = createServer((socket) => {
      socket.once("data", async (bytes) => {
        got.push(bytes);
        for (const piece of pieces) await new Promise((resolve) => socket.write(piece, resolve));
        socket.end();
      });
    });
    await new Promise<void>((resolve) => server.listen(socketPath, resolve));
    return { socketPath, got, close: () => new Promise((resolve) => server.close(resolve)) };
  }

  it("is one JSON object, and its answer may come in pieces", async () => {
    const service = await serving(Buffer.from([5, 0]), Buffer.from([0, 0, 0x68]), Buffer.from("ello"));
    try {
      expect(await askLocally(service.socketPath, { function: "get" })).toBe("hello");
      expect(service.got).toEqual([Buffer.from('\x12\0\0\0{"function":"get"}')]);
    } finally {
      await service.close();
    }
  });

  it("has no answer if the service closes, or if none is there", async () => {
    const service = await serving(Buffer.from([5, 0, 0, 0, 0x68]));
    expect(await askLocally(service.socketPath, {})).toBeUndefined();
    await service.close();
    rmSync(service.socketPath, { force: true });
    expect(await askLocally(service.socketPath, {})).toBeUndefined();
    writeFileSync(service.socketPath, "");
    expect(await askLocally(service.socketPath, {})).toBeUndefined();
  });
});
