/** The single executable: packed twice, then run outside the checkout and without Node. */

import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, describe, expect, it } from "vitest";
import { type Architecture, type Base, baseOf } from "../../scripts/binary/base.ts";
import { elfFacts } from "../../scripts/binary/elf.ts";
import { packBinary } from "../../scripts/binary/pack-binary.ts";
import { installDebianPackages } from "../debian.ts";
import { cacheRoot } from "../editor/host/cache.ts";
import { folderWith, KEY } from "./keypoll.ts";
import { fillSmallSystem, olderSystem } from "./userland.ts";

/** What Debian 10, Ubuntu 18.10 and Red Hat 8 have. */
const OLDEST_GLIBC = 28;

/** Undefined if it is not available. Prints the reason. */
function baseIfAny(architecture: Architecture): Base | undefined {
  try {
    return baseOf(architecture, join(cacheRoot, "node-base"));
  } catch (error) {
    console.log(`Left out: the executable for ${architecture}, because its base is not available: ${error}`);
    return undefined;
  }
}

const place = folderWith({});
const work = folderWith({
  "client.keys": `001 web any ${KEY}\n002 db Any ${KEY.replace("0", "1")}\n`,
  "poll.py": '# keypoll: poll script\nprint("hello")\n# id ip error data\n',
  "poll.sh": `#!/bin/sh\necho '${JSON.stringify({ error: 0, data: { id: "001", name: "web", ip: "any", key: KEY } })}'\n`,
  "ossec.conf": `<ossec_config>\n  <auth>\n    <disabled>no</disabled>\n    <key_request>\n      <exec_path>./poll.sh</exec_path>\n    </key_request>\n  </auth>\n</ossec_config>\n`,
});
chmodSync(join(work, "poll.sh"), 0o755);
mkdirSync(join(work, "no-programs"));
/** Finds no program by its name, not even Node. */
const env = { PATH: join(work, "no-programs") };

afterAll(() => {
  rmSync(place, { recursive: true, force: true });
  rmSync(work, { recursive: true, force: true });
});

const bases = { x64: baseIfAny("x64"), arm64: baseIfAny("arm64") };

const sumOf = (file: string): string => createHash("sha256").update(readFileSync(file)).digest("hex");

describe.each(["x64", "arm64"] as const)("the executable for %s", (architecture) => {
  const base = bases[architecture];

  it.skipIf(base === undefined)("starts with glibc 2.28 or newer, and needs no other library", async () => {
    if (base === undefined) return;
    const executable = await packBinary(architecture, base, join(place, architecture));
    const { machine, libraries, versions } = elfFacts(readFileSync(executable));
    expect(machine).toBe(architecture);
    expect(libraries.map((name) => name.replace(/[-.].*/, "")).sort()).toEqual([
      "ld",
      "libc",
      "libdl",
      "libgcc_s",
      "libm",
      "libpthread",
      "libstdc++",
    ]);
    const glibc = versions.flatMap((name) => /^GLIBC_2\.(\d+)/.exec(name)?.[1] ?? []).map(Number);
    expect(glibc.length).toBeGreaterThan(5);
    expect(Math.max(...glibc)).toBeLessThanOrEqual(OLDEST_GLIBC);
    // GCC 8 brings libstdc++ 3.4.25.
    const cxx = versions.flatMap((name) => /^GLIBCXX_3\.4\.(\d+)/.exec(name)?.[1] ?? []).map(Number);
    expect(Math.max(...cxx)).toBeLessThanOrEqual(25);
  });
});

const runnable = process.platform === "linux" && process.arch === "x64" ? bases.x64 : undefined;
if (runnable === undefined) console.log("Left out: running the executable, which is for Linux on x64.");

describe.skipIf(runnable === undefined)("keypoll without Node", () => {
  const executable = join(place, "x64/keypoll-linux-x64");
  const keypoll = (args: readonly string[], input = "") => {
    const { status, stdout, stderr } = spawnSync(executable, args, {
      cwd: work,
      env,
      input,
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  };

  it("has the same bytes when it is packed again, in another folder", async () => {
    if (runnable === undefined) return;
    const again = await packBinary("x64", runnable, join(place, "again"));
    expect(sumOf(again)).toBe(sumOf(executable));
    rmSync(again);
  });

  it("prints its version, whatever NODE_OPTIONS contains", () => {
    const given = { ...env, NODE_OPTIONS: "--eval=console.log(1)" };
    const { stdout, stderr } = spawnSync(executable, ["--version"], { env: given, encoding: "utf8" });
    expect({ stdout, stderr }).toEqual({ stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: "" });
  });

  it("checks files, with its own parsers", () => {
    const { status, stdout } = keypoll(["lint", "client.keys", "poll.py"]);
    expect(stdout).toContain("[invalid-ip]");
    expect(stdout).toContain("[output-before-answer]");
    expect(status).toBe(1);
  });

  it("checks many lists of agents in threads, with its own thread program", () => {
    // Together large enough for threads, if there is more than one core.
    const half = `${`# ${"x".repeat(1000)}\n`.repeat(9000)}001 web any ${KEY}\n`;
    for (const name of ["a.keys", "b.keys"]) writeFileSync(join(work, name), half, { mode: 0o600 });
    const { status, stderr, stdout } = keypoll(["lint", "a.keys", "b.keys", "--format", "json", "--quiet"]);
    expect(stderr).toBe("");
    expect(JSON.parse(stdout).totals).toMatchObject({ files: 2, error: 0 });
    expect(status).toBe(0);
    for (const name of ["a.keys", "b.keys"]) rmSync(join(work, name));
  });

  it("is a gate", () => {
    writeFileSync(join(work, "new.keys"), `001 web any ${KEY}\n002 db any ${KEY.replace("0", "1")}\n`);
    writeFileSync(join(work, "old.keys"), `001 web any ${KEY}\n`);
    expect(keypoll(["lint", "--gate", "client.keys", "--against", "old.keys"]).status).toBe(1);
    expect(keypoll(["lint", "--gate", "new.keys", "--install", "old.keys"])).toMatchObject({
      status: 0,
      stderr: "old.keys is replaced: 2 agents, 1 new, 0 gone.\n",
    });
  });

  it("runs a script, judges an answer, and compares a file with its database", () => {
    expect(keypoll(["test", "./poll.sh", "--id", "001"])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^✔ registered/),
    });
    expect(keypoll(["answer", "-r", "id:001"], "x").status).toBe(1);
    const { stdout } = keypoll(["reconcile", "./poll.sh", "--keys", "new.keys", "--format", "json"]);
    expect(JSON.parse(stdout)).toMatchObject({ command: "reconcile" });
  });

  it("explains a rule from its page, reads a configuration, prints a schema and completion", () => {
    expect(keypoll(["explain", "duplicate-id"]).stdout.length).toBeGreaterThan(500);
    expect(keypoll(["config", "ossec.conf"]).stdout).toContain("./poll.sh");
    expect(JSON.parse(keypoll(["schema", "report"]).stdout)).toHaveProperty("$schema");
    expect(keypoll(["completion", "bash"]).stdout).toContain("complete ");
  });

  it("writes a script", () => {
    expect(keypoll(["new", "bash", "csv", "made"])).toMatchObject({ status: 0, stderr: "" });
  });

  it("serves tools to assistants", async () => {
    const client = new Client({ name: "keypoll-test", version: "1.0.0" });
    await client.connect(new StdioClientTransport({ command: executable, args: ["mcp"], cwd: work, env }));
    const { structuredContent } = await client.callTool({
      name: "lint_keys",
      arguments: { path: "client.keys" },
    });
    expect(structuredContent).toMatchObject({ findings: [expect.objectContaining({ rule: "invalid-ip" })] });
    await client.close();
  });

  it("is a language server that also reads scripts", async () => {
    const server = spawn(executable, ["lsp"], { cwd: work, env });
    const send = (message: object): void => {
      const text = JSON.stringify({ jsonrpc: "2.0", ...message });
      server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    };
    const textDocument = { uri: "file:///poll.py", languageId: "python", version: 1 };
    send({ id: 1, method: "initialize", params: { capabilities: { textDocument: { diagnostic: {} } } } });
    let said = "";
    for await (const chunk of server.stdout) {
      said += chunk;
      if (said.includes("serverInfo") && !said.includes('"id":2')) {
        send({ method: "initialized", params: {} });
        const text = readFileSync(join(work, "poll.py"), "utf8");
        send({ method: "textDocument/didOpen", params: { textDocument: { ...textDocument, text } } });
        send({ id: 2, method: "textDocument/diagnostic", params: { textDocument } });
      }
      if (said.includes('"id":2')) send({ method: "exit" });
    }
    expect(said).toContain("output-before-answer");
  });
});

/** Undefined if no other system can be used. Prints the reason. */
async function olderIfAny(): Promise<string | undefined> {
  try {
    if (runnable === undefined || process.getuid?.() !== 0)
      throw new Error("only root can change its root folder");
    return await olderSystem();
  } catch (error) {
    console.log(
      `Left out: the executable in an older Debian: ${error instanceof Error ? error.message : error}`,
    );
    return undefined;
  }
}

const older = await olderIfAny();

describe.skipIf(older === undefined)("keypoll on Debian 11, without /proc", () => {
  it("checks files", () => {
    const system = join(place, "older");
    cpSync(older ?? "", system, { recursive: true, verbatimSymlinks: true });
    copyFileSync(join(place, "x64/keypoll-linux-x64"), join(system, "keypoll"));
    for (const name of ["client.keys", "poll.py"]) copyFileSync(join(work, name), join(system, name));
    const words = [system, "/keypoll", "lint", "/client.keys", "/poll.py"];
    const { status, stdout } = spawnSync("chroot", words, { encoding: "utf8" });
    expect(stdout).toContain("[invalid-ip]");
    expect(stdout).toContain("[output-before-answer]");
    expect(status).toBe(1);
  });
});

const [noBuildah] =
  older === undefined
    ? ["it is built where an older Debian can be entered"]
    : installDebianPackages(["buildah"]);
if (noBuildah !== undefined) console.log(`Left out: the image of recipes/Dockerfile: ${noBuildah}`);

describe.skipIf(noBuildah !== undefined)("the image of recipes/Dockerfile", () => {
  const buildah = (...words: readonly string[]) => {
    const places = [
      "--root",
      join(place, "images"),
      "--runroot",
      join(place, "run"),
      "--storage-driver",
      "vfs",
    ];
    const isolated = { ...process.env, BUILDAH_ISOLATION: "chroot" };
    const { status, stdout, stderr } = spawnSync("buildah", [...places, ...words], {
      env: isolated,
      encoding: "utf8",
    });
    return { status, stdout, said: stdout + stderr };
  };

  it("is the gate, and checks files, for a user without rights", () => {
    const base = join(place, "base");
    fillSmallSystem(base);
    writeFileSync(join(place, "Base"), "FROM scratch\nADD . /\n");
    const built = buildah(
      "bud",
      "--tag",
      "docker.io/library/debian:12-slim",
      "--file",
      join(place, "Base"),
      base,
    );
    expect(built).toMatchObject({ status: 0 });
    const context = join(place, "context");
    mkdirSync(context);
    const executable = readFileSync(join(place, "x64/keypoll-linux-x64"));
    writeFileSync(join(context, "keypoll-linux-x64.gz"), gzipSync(executable, { level: 0 }));
    const image = buildah("bud", "--pull=never", "--tag", "keypoll", "--file", "recipes/Dockerfile", context);
    expect({ said: image.said, status: image.status }).toMatchObject({ status: 0 });
    const container = buildah("from", "--pull=never", "localhost/keypoll").stdout.trim();
    const start = buildah(
      "inspect",
      "--format",
      "{{.OCIv1.Config.Entrypoint}} in {{.OCIv1.Config.WorkingDir}}",
      container,
    );
    expect(start.stdout).toBe("[keypoll] in /work");
    const keypoll = (...words: readonly string[]) =>
      buildah("run", "--volume", `${work}:/work:ro`, container, "keypoll", ...words);
    expect(buildah("run", container, "id", "-u").stdout).toBe("65534\n");
    for (const name of ["client.keys", "new.keys", "old.keys"]) chmodSync(join(work, name), 0o644);
    chmodSync(work, 0o755);
    expect(keypoll("lint", "client.keys").said).toContain("[invalid-ip]");
    expect(keypoll("lint", "--gate", "client.keys", "--against", "old.keys").said).toContain("[invalid-ip]");
    expect(keypoll("lint", "--gate", "new.keys", "--against", "old.keys")).toMatchObject({ status: 0 });
  });
});
