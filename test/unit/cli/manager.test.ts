/** `keypoll manager`, `enroll`, `knock` and `test --registration` inside the process, with stand-ins on free ports. */

import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setImmediate, setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type EnrollFlags, runEnroll } from "../../../cli/manager/enroll.ts";
import { type KnockFlags, runKnock } from "../../../cli/manager/knock.ts";
import { type ManagerFlags, runManager } from "../../../cli/manager/manager.ts";
import { isLoopback, readPlace } from "../../../cli/manager/place.ts";
import { runFindingLines, runLines, runRows } from "../../../cli/manager/registration-text.ts";
import { type RegistrationFlags, testRegistration } from "../../../cli/manager/test-registration.ts";
import type { Look } from "../../../cli/terminal/look.ts";
import { type ScriptRun, type StandIn, startStandIn } from "../../../stand-in/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { coloured, KeptTerminal, pipe } from "./looks.ts";

const KEY = "0123456789abcdef".repeat(4);

describe("a host and port", () => {
  it.each([
    ["web", "web", 1515],
    ["web:1", "web", 1],
    ["10.0.0.1:65535", "10.0.0.1", 65_535],
    ["[::1]:55000", "::1", 55_000],
    ["[::1]", "::1", 1515],
  ])("%s", (text, host, port) => {
    expect(readPlace(text, 1515)).toEqual({ ok: true, value: { host, port } });
  });

  it.each([
    "",
    ":1515",
    "web:",
    "web:0",
    "web:65536",
    "web:123456",
    "web:15x",
    "::1",
    "[::1",
    "a:1:2",
    "x[::1]:1",
    "web:1 ",
  ])("not %j", (text) => {
    expect(readPlace(text, 1515)).toEqual({
      ok: false,
      problem: {
        what: `"${text}" is not a host and port.`,
        advice: "Write for example 127.0.0.1:1515 or [::1]:1515.",
      },
    });
  });

  it("of this machine", () => {
    const hosts = [
      "localhost",
      "::1",
      "127.0.0.1",
      "127.9.9.9",
      "10.127.0.1",
      "web",
      "1270.0.0.1",
      "localhost2",
    ];
    expect(hosts.filter(isLoopback)).toEqual(hosts.slice(0, 4));
  });
});

const bare: ScriptRun = {
  title: "first run",
  end: "exit code 0",
  exitCode: 0,
  output: "",
  durationMs: 1.6,
  exchanges: [],
  tools: [],
  log: [],
  added: [],
  removed: [],
  printsKey: false,
  obstacle: undefined,
};

describe("the runs of a registration script", () => {
  const at = new Date(0);
  const web = { id: "001", name: "web", ip: "any" };
  const full: ScriptRun = {
    ...bare,
    output: "one\n\nt\two\n",
    tools: [
      { tool: "manage_agents", words: ["-a", "any"], exitCode: 0 },
      { tool: "agent-auth", words: [], exitCode: 1 },
    ],
    exchanges: [
      { at, port: "REST API", from: "127.0.0.1", sent: "GET\n/", answered: "4\n04" },
      { at, port: "local socket", from: "", sent: "x", answered: undefined },
    ],
    log: [
      { at, daemon: "wazuh-authd", level: "info", text: "New.", meaning: undefined },
      { at, daemon: "wazuh-authd", level: "debug1", text: "More.", meaning: undefined },
    ],
    added: [web, { ...web, id: "002" }],
    removed: [{ ...web, id: "000" }],
  };

  it("say what was printed, called, sent, logged and registered", () => {
    expect(runLines(full, pipe).join("\n")).toBe(`First run  exit code 0 · 2 ms
  printed      one
               t␉wo
  called       the stand-in's manage_agents -a any: exit code 0
               the stand-in's agent-auth: exit code 1
  sent         to the REST API: GET␊/
  answered     4␊04
  sent         to the local socket: x
  answered     nothing: the connection was closed
  ossec.log    wazuh-authd: INFO: New.
               wazuh-authd: DEBUG: More.
  client.keys  + 001 web any, 002 web any
               - 000 web any
`);
    expect(runRows(bare)).toEqual([["client.keys", "no agent added"]]);
  });

  it("show twelve lines of the output", () => {
    const output = Array.from({ length: 13 }, (_, line) => `line ${line}\n`).join("");
    expect(runRows({ ...bare, output }).map(([, text]) => text)).toEqual([
      ...Array.from({ length: 12 }, (_, line) => `line ${line}`),
      "no agent added",
    ]);
  });

  it.each([
    ["first run", "First run"],
    ["second run", "Second run, on the same machine"],
    ["other certificate", "A manager with another certificate"],
  ] as const)("have a title: %s", (title, text) => {
    expect(runLines({ ...bare, title }, coloured)[0]).toBe(`\u001b[1m${text}\u001b[22m  exit code 0 · 2 ms`);
  });

  it("have findings with advice", () => {
    const finding = {
      rule: "key-printed",
      severity: "warning",
      message: "It prints.",
      advice: "Do not.",
    } as const;
    expect(runFindingLines([finding], pipe)).toEqual(["warning: It prints. [key-printed]", "  → Do not."]);
    expect(runFindingLines([finding], coloured)[0]).toBe(
      "\u001b[33mwarning:\u001b[39m It prints. [key-printed]",
    );
  });
});

let folder: string;
const put = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
beforeEach(() => {
  folder = temporaryFolder();
});

/** One manager for the tests that only talk to one. */
let manager: StandIn;
beforeAll(async () => {
  const home = join(temporaryFolder(), "sandbox");
  mkdirSync(join(home, "etc"), { recursive: true });
  writeFileSync(join(home, "etc", "authd.pass"), "hunter2\n");
  writeFileSync(
    join(home, "etc", "ossec.conf"),
    "<ossec_config><auth><use_password>yes</use_password><force><enabled>no</enabled></force></auth></ossec_config>",
  );
  const started = await startStandIn({
    folder: home,
    version: "4.14",
    host: "127.0.0.1",
    ports: { enrolment: 0, api: 0, agents: 0 },
    reloadSeconds: 0.05,
    debug: 0,
    agentStates: [],
    apiUser: "wazuh",
    apiPassword: "wazuh",
  });
  if ("problem" in started) throw new Error(started.problem);
  manager = started;
});
afterAll(() => manager.close());

/** The port of a server that answers every connection with this, and closes it. */
async function answering(text: string): Promise<{ readonly port: number; close(): void }> {
  const server = createServer((connection) => {
    connection.on("error", () => {});
    connection.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a port");
  return { port: address.port, close: () => void server.close() };
}

describe("an enrolment", () => {
  let agents = 0;
  async function enrolled(flags: Partial<EnrollFlags>, without: "ca" | "passwordFile" | "" = "") {
    const terminal = new KeptTerminal();
    const place = `127.0.0.1:${manager.ports.enrolment}`;
    const passwordFile = put("pass", "hunter2\nnot this\n");
    const ca = manager.sandbox.certificate;
    const name = `web-${++agents}`;
    const files = {
      ...(without === "ca" ? {} : { ca }),
      ...(without === "passwordFile" ? {} : { passwordFile }),
    };
    const code = await runEnroll({ place, name, ...files, timeout: 5, ...flags }, terminal);
    return { code, stdout: terminal.stdout, stderr: terminal.stderr, name: flags.name ?? name };
  }

  it("shows both sides without secrets, and writes the record", async () => {
    const output = put("own.keys", "old\n");
    const { code, stdout, stderr, name } = await enrolled({ output });
    const record = readFileSync(output, "utf8");
    const [id = "", , ip = ""] = record.split(" ");
    expect(record).toMatch(new RegExp(`^\\d{3} ${name} any [0-9a-f]{64}\\n$`));
    expect(stdout).toMatch(
      new RegExp(
        `^ {2}sent {9}OSSEC PASS: •{8} OSSEC A:'${name}'\\n {2}over {9}TLSv1\\.3, certificate [^\\n]+\\n {2}answer {7}id ${id}, name ${name}, address ${ip}, key [^\\n]*••••[^\\n]*\\n {2}written {6}${output}\\n$`,
      ),
    );
    expect([code, stderr.includes("The old file is kept as")]).toEqual([0, true]);
    expect(stdout + stderr).not.toMatch(/hunter2|[0-9a-f]{64}/);
  });

  it("sends the facts about the agent", async () => {
    const { stdout, code } = await enrolled({
      groups: "web,db",
      ip: "10.0.0.1",
      agentVersion: "v4.14.0",
      keyHash: "0f".repeat(20),
    });
    expect(stdout.split("\n")[0]).toBe(
      `  sent         OSSEC PASS: •••••••• OSSEC A:'web-${agents}' V:'v4.14.0' G:'web,db' IP:'10.0.0.1' K:'${"0f".repeat(20)}'`,
    );
    expect(stdout).toMatch(/\n {2}answer {7}ERROR: [^\n]*group/);
    expect(code).toBe(1);
  });

  it("is refused by the manager", async () => {
    const wrong = await enrolled({ passwordFile: put("wrong", "nothing") });
    expect([wrong.code, wrong.stdout.split("\n").at(-2)]).toEqual([
      1,
      "  answer       ERROR: Invalid password. Unable to add agent",
    ]);
    const without = await enrolled({}, "passwordFile");
    expect(without.stdout).toMatch(/^ {2}sent {9}OSSEC A:'web-\d+'\n/);
    expect(without.code).toBe(1);
  });

  it.each<[Partial<EnrollFlags>, string]>([
    [
      { place: "web:0" },
      'keypoll: "web:0" is not a host and port. Write for example 127.0.0.1:1515 or [::1]:1515.\n',
    ],
    [
      { cert: "a.pem" },
      "keypoll: A certificate and its key belong together. Write both --cert FILE and --key FILE.\n",
    ],
    [
      { key: "a.key" },
      "keypoll: A certificate and its key belong together. Write both --cert FILE and --key FILE.\n",
    ],
    [
      { passwordFile: "/nowhere/pass" },
      "keypoll: /nowhere/pass cannot be read: ENOENT: no such file or directory, open '/nowhere/pass'. Name a readable file.\n",
    ],
  ])("is not tried: %j", async (flags, said) => {
    const { code, stdout, stderr } = await enrolled(flags);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: said });
  });

  it("needs no certificate authority if any certificate will do", async () => {
    expect(await enrolled({}, "ca")).toMatchObject({
      code: 2,
      stdout: "",
      stderr:
        "keypoll: No certificate authority is given. Write --ca FILE, or --insecure to accept any certificate.\n",
    });
    const { code, stdout } = await enrolled({ insecure: true }, "ca");
    expect([code, stdout.includes("answer       id ")]).toEqual([0, true]);
  });

  it("fails", async () => {
    const server = await answering("");
    const { code, stdout, stderr } = await enrolled({ place: `127.0.0.1:${server.port}` });
    server.close();
    expect([code, stdout, stderr.startsWith("keypoll: ")]).toEqual([2, "", true]);
    const identity = await enrolled({ cert: put("a.pem", "x"), key: put("a.key", "y") });
    expect([identity.code, identity.stderr]).toEqual([2, expect.stringContaining("cannot be used for TLS")]);
    const unwritten = await enrolled({ output: join(folder, "no", "own.keys") });
    expect([unwritten.code, unwritten.stdout.includes("written")]).toEqual([2, false]);
  });
});

describe("a knock", () => {
  async function knocked(flags: Partial<KnockFlags>) {
    const terminal = new KeptTerminal();
    const place = `127.0.0.1:${manager.ports.agents}`;
    const code = await runKnock(
      { place, id: "001", keys: put("client.keys", `001 nobody any ${KEY}\n`), timeout: 5, ...flags },
      terminal,
    );
    return { code, stdout: terminal.stdout, stderr: terminal.stderr };
  }

  it("is acknowledged for an agent that the manager knows", async () => {
    const terminal = new KeptTerminal();
    const output = join(folder, "own.keys");
    const place = `127.0.0.1:${manager.ports.enrolment}`;
    const passwordFile = put("pass", "hunter2");
    await runEnroll(
      { place, name: `mail-${process.hrtime.bigint()}`, passwordFile, insecure: true, output, timeout: 5 },
      terminal,
    );
    const [id = "", name] = readFileSync(output, "utf8").split(" ");
    await manager.flushed();
    // Until remoted has read the record.
    let done = await knocked({ id, keys: output });
    for (let tries = 0; done.code === 1 && tries < 100; tries++) {
      await setTimeout(20);
      done = await knocked({ id, keys: output });
    }
    expect(done).toEqual({
      code: 0,
      stderr: "",
      stdout: expect.stringMatching(
        new RegExp(
          `^${id} ${name}: acknowledged \\([^)]+\\)\\. The manager knows the agent and its key\\.\\n$`,
        ),
      ),
    });
  });

  it("of an agent that the manager does not know gets no answer", async () => {
    expect(await knocked({})).toEqual({
      code: 1,
      stderr: "",
      stdout:
        "001 nobody: closed without an answer. The manager does not know the agent, its address or its key: see ossec.log there.\n",
    });
    expect((await knocked({ udp: true, timeout: 0.1 })).stdout).toBe(
      "001 nobody: no answer. Over UDP a refused message gets none: see ossec.log on the manager.\n",
    );
    const server = await answering("\u0004\0\0\0abcd");
    const { code, stdout } = await knocked({ place: `127.0.0.1:${server.port}` });
    server.close();
    expect([code, stdout]).toEqual([
      1,
      "001 nobody: an answer that cannot be decrypted with this agent's key.\n",
    ]);
  });

  it.each<[Partial<KnockFlags>, string | RegExp]>([
    [
      { place: ":1" },
      'keypoll: ":1" is not a host and port. Write for example 127.0.0.1:1514 or [::1]:1514.\n',
    ],
    [
      { place: "10.0.0.1" },
      "keypoll: 10.0.0.1 is not this machine, and its manager acts on the message. Add --yes to send it anyway.\n",
    ],
    [{ place: "10.0.0.1", yes: true, keys: "/nowhere/k" }, /^keypoll: \/nowhere\/k does not exist\./],
    [{ release: "x" }, 'keypoll: "x" is not a release of Wazuh. Write for example 4.14.\n'],
    [
      { id: "009" },
      /^keypoll: .*client\.keys has no agent 009\. Check the id, or register the agent first\.\n$/,
    ],
  ])("is not tried: %j", async (flags, said) => {
    const { code, stdout, stderr } = await knocked(flags);
    if (typeof said === "string") expect(stderr).toBe(said);
    else expect(stderr).toMatch(said);
    expect([code, stdout]).toEqual([2, ""]);
  });

  it("fails", async () => {
    const server = await answering("");
    server.close();
    const { code, stdout, stderr } = await knocked({ place: `127.0.0.1:${server.port}`, release: "4.3" });
    expect([code, stdout, stderr.startsWith("keypoll: ")]).toEqual([2, "", true]);
    const { stderr: blowfish } = await knocked({ blowfish: true });
    expect(blowfish).toMatch(/^(keypoll: This Node has no Blowfish\.|$)/);
  });
});

/** Runs the manager. Once it prints something, `use` may do something with it; then the manager is interrupted. */
async function managed(
  flags: Partial<ManagerFlags>,
  use?: (printed: () => string) => Promise<void>,
  { paint }: Look = pipe,
) {
  let used: Promise<void> | undefined;
  const others = process.listeners("SIGINT");
  const interrupt = (): void => {
    for (const stop of process.listeners("SIGINT")) if (!others.includes(stop)) stop("SIGINT");
  };
  const terminal = new (class extends KeptTerminal {
    override readonly paint = paint;
    override print(text: string): void {
      super.print(text);
      used ??= setImmediate()
        .then(() => use?.(() => this.stdout))
        .finally(interrupt);
    }
  })();
  const home = join(folder, "sandbox");
  const usual = { folder: home, host: "127.0.0.1", agentState: [], reload: 0.05, debug: 0, format: "text" };
  const code = await runManager({ ...usual, ...flags }, terminal);
  await used;
  const stdout = terminal.stdout.replaceAll(home, "HOME").replace(/127\.0\.0\.1:\d+/g, "HOST:PORT");
  return { code, stdout, stderr: terminal.stderr };
}

describe("a manager", () => {
  const tail = "The stand-in manager has stopped. Its folder was not removed.\n";

  it("says how to reach it, and what to try", async () => {
    const { code, stdout, stderr } = await managed({});
    expect([code, stderr]).toEqual([0, ""]);
    const [greeting = "", log = ""] = stdout.split("Log (Ctrl-C ends it):\n");
    expect(
      greeting.replace(/ {2}HOME\/bin\/manage_agents[^\n]*\n/, ""),
    ).toBe(`Stand-in for a Wazuh manager 4.14, 0 agents, in HOME
  registration  HOST:PORT, TLS
  REST API      https://HOST:PORT, user wazuh, password wazuh
  agents        HOST:PORT, TCP and UDP
  local socket  HOME/queue/sockets/auth
  key polling   off: no <exec_path> in etc/ossec.conf

Try it:
  keypoll enroll HOST:PORT --name web-01 --ca HOME/etc/sslmanager.cert
  printf "OSSEC A:'web-02'\\n" | openssl s_client -quiet -connect HOST:PORT
  TOKEN=$(curl -s --cacert HOME/etc/sslmanager.cert -u wazuh:wazuh -X POST "https://HOST:PORT/security/user/authenticate?raw=true")
  curl -s --cacert HOME/etc/sslmanager.cert -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" -d '{"name":"web-03"}' https://HOST:PORT/agents
  keypoll agent add web-04 -k HOME/etc/client.keys
  keypoll knock HOST:PORT --id 001 -k HOME/etc/client.keys

`);
    expect(log.endsWith(tail)).toBe(true);
    expect(log).toMatch(/^\d\d:\d\d:\d\d \S+: INFO: /);
  });

  it("of 3.x has its API over HTTP, and may ask for a password and a script", async () => {
    mkdirSync(join(folder, "sandbox", "etc"), { recursive: true });
    put("sandbox/etc/authd.pass", "hunter2\n");
    put("sandbox/etc/client.keys", `001 web any ${KEY}\n`);
    put(
      "sandbox/etc/ossec.conf",
      "<ossec_config><auth><use_password>yes</use_password></auth></ossec_config>",
    );
    const { stdout } = await managed({ release: "3.13" });
    expect(stdout).toContain("Stand-in for a Wazuh manager 3.13, 1 agents, in HOME\n");
    expect(stdout).toContain("\n  registration  HOST:PORT, TLS, with the password of etc/authd.pass\n");
    expect(stdout).toContain("\n  REST API      http://HOST:PORT, user wazuh, password wazuh\n");
    expect(stdout).toContain("\n  curl -u wazuh:wazuh -d name=web-03 http://HOST:PORT/agents\n");
    expect(stdout).toContain(" --ca HOME/etc/sslmanager.cert --password-file etc/authd.pass\n");
    expect(stdout).not.toMatch(/TOKEN|hunter2/);
  });

  it("polls with a script, and need not register over TLS", async () => {
    const { stdout } = await managed({ script: "/bin/true" });
    expect(stdout).toContain(
      "\n  key polling   on: unknown agents are looked up by the script of etc/ossec.conf\n",
    );
    put(
      "sandbox/etc/ossec.conf",
      "<ossec_config><auth><remote_enrollment>no</remote_enrollment></auth></ossec_config>",
    );
    const off = await managed({});
    expect(off.stdout).toContain("\n  registration  off (<remote_enrollment>no)\n");
    expect(off.stdout).not.toMatch(/keypoll enroll|openssl s_client/);
  });
});

describe("a manager that runs", () => {
  it("shows its log line by line, with what each line means", async () => {
    const { stdout } = await managed({ debug: 2, release: "4.14" }, async (printed) => {
      const [, place = ""] = /keypoll knock (\S+)/.exec(printed()) ?? [];
      const keys = put("own.keys", `009 nobody any ${KEY}\n`);
      expect(await runKnock({ place, id: "009", keys, timeout: 5 }, new KeptTerminal())).toBe(1);
    });
    expect(stdout).toMatch(
      /\n\d\d:\d\d:\d\d wazuh-remoted: WARNING: \(1408\): Invalid ID 009 for the source ip: [^\n]*\n {9}→ [A-Z][^\n]*\n/,
    );
  });

  it("has colours for what needs attention", async () => {
    const knock = async (printed: () => string): Promise<void> => {
      const [, place = ""] = /keypoll knock (\S+)/.exec(printed()) ?? [];
      const keys = put("own.keys", `009 nobody any ${KEY}\n`);
      await runKnock({ place, id: "009", keys, timeout: 5 }, new KeptTerminal());
    };
    const { stdout } = await managed({ debug: 2 }, knock, coloured);
    expect(stdout).toMatch(/wazuh-remoted: \u001b\[33mWARNING: \(1408\)[^\n]*\u001b\[39m\n/);
    expect(stdout).toMatch(/\n\u001b\[2m {9}→ [^\n]*\u001b\[22m\n/);
    expect(stdout).toMatch(/\n\u001b\[2m\d\d:\d\d:\d\d\u001b\[22m \S+: INFO: /);
    expect(stdout).toMatch(/^\u001b\[1mStand-in for a Wazuh manager\u001b\[22m 4\.14/);
  });

  it("writes events in JSON", async () => {
    const script = put(
      "poll.sh",
      `#!/bin/sh\necho '{"error":0,"data":{"id":"009","name":"found","ip":"any","key":"${KEY}"}}'\n`,
    );
    chmodSync(script, 0o755);
    const keys = put("own.keys", `009 found any ${KEY}\n`);
    const { code, stdout, stderr } = await managed({ format: "ndjson", script }, async (printed) => {
      const ports = (): string | undefined => /"agents":(\d+)/.exec(printed())?.[1];
      for (let tries = 0; tries < 100 && ports() === undefined; tries++) await setTimeout(20);
      const place = `127.0.0.1:${ports()}`;
      // The first knock lets the manager ask the script. Then its remoted must read the record.
      for (let tries = 0; tries < 100; tries++) {
        const knocked = await runKnock({ place, id: "009", keys, timeout: 5 }, new KeptTerminal());
        if (knocked === 0) return;
        await setTimeout(50);
      }
    });
    expect([code, stderr]).toEqual([0, ""]);
    const events = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    const first = (name: string) => events.find(({ event }) => event === name);
    expect(first("ready")).toEqual({
      event: "ready",
      host: "127.0.0.1",
      ports: { enrolment: expect.any(Number), api: expect.any(Number), agents: expect.any(Number) },
      home: "HOME",
    });
    expect(first("log")).toMatchObject({
      event: "log",
      daemon: expect.any(String),
      text: expect.any(String),
    });
    expect(first("request")).toEqual({ event: "request", request: "id:009" });
    expect(first("verdict")).toMatchObject({
      event: "verdict",
      request: "id:009",
      verdict: expect.anything(),
    });
    expect(first("agents")).toEqual({
      event: "agents",
      added: [{ id: "009", name: "found", ip: "any" }],
      removed: [],
    });
    expect(first("knock")).toEqual({ event: "knock", id: "009", name: "found", what: expect.any(String) });
    expect(stdout).not.toContain(KEY);
  });
});

describe("the place of a manager", () => {
  it("warns if others can reach it", async () => {
    const { stdout } = await managed({ host: "0.0.0.0" });
    expect(stdout).toContain(
      "\nWarning: others can reach 0.0.0.0. The stand-in gives keys to anyone who asks; use it in a closed network only.\n\nLog",
    );
    expect((await managed({})).stdout).not.toContain("Warning");
    expect((await managed({ host: "localhost" })).stdout).not.toContain("Warning");
  });

  it.each<[Partial<ManagerFlags>, string | RegExp]>([
    [{ format: "json" }, 'keypoll: There is no format "json". Write text or ndjson.\n'],
    [
      { release: "5.0" },
      /^keypoll: The stand-in did not start\. The stand-in manager cannot act as Wazuh 5\.0/,
    ],
  ])("does not start: %j", async (flags, said) => {
    const { code, stdout, stderr } = await managed(flags);
    if (typeof said === "string") expect(stderr).toBe(said);
    else expect(stderr).toMatch(said);
    expect([code, stdout]).toEqual([2, ""]);
  });

  it("does not start with a script beside a configuration that it would not change", async () => {
    mkdirSync(join(folder, "sandbox", "etc"), { recursive: true });
    const file = put("sandbox/etc/ossec.conf", "<ossec_config></ossec_config>");
    expect(await managed({ script: "/bin/true" })).toEqual({
      code: 2,
      stdout: "",
      stderr: `keypoll: ${file} already exists, so --script would have no effect. Write the script into its <exec_path>, or name a new folder.\n`,
    });
  });

  it("listens on the ports that were named, or on the usual ones", async () => {
    const server = await answering("");
    const { port } = server;
    for (const flags of [{ enrollmentPort: port }, { apiPort: port }, { agentsPort: port }]) {
      const { code, stderr } = await managed(flags);
      expect([code, stderr]).toEqual([2, expect.stringContaining(String(port))]);
    }
    server.close();
  });
});

describe("a test of a registration script", () => {
  async function tested(flags: Partial<RegistrationFlags>) {
    const terminal = new KeptTerminal();
    const code = await testRegistration({ name: "web", format: "text", ...flags }, terminal);
    return { code, stdout: terminal.stdout, stderr: terminal.stderr };
  }
  const program = (text: string): string => {
    const path = put("a script.sh", `#!/bin/sh\n${text}`);
    chmodSync(path, 0o755);
    return path;
  };

  it("says what the script did, and what to change", async () => {
    const { code, stdout, stderr } = await tested({
      execPath: program('echo "for $1 $2"\nexit 3\n'),
      args: "{name} b",
    });
    expect([code, stderr]).toEqual([1, ""]);
    expect(stdout).toMatch(
      /^First run {2}exit code 3 · \d+ ms\n {2}printed {6}for web b\n {2}client\.keys {2}no agent added\n\n/,
    );
    expect(stdout).toMatch(/\nerror: [^\n]* \[agent-not-registered\]\n {2}→ [^\n]*\n$/);
    expect(stdout).not.toContain("✔");
  });

  it("has a form for programs", async () => {
    const { stdout } = await tested({
      execPath: program("exit 3\n"),
      format: "json",
      release: "4.3",
      timeout: 9,
    });
    const report = JSON.parse(stdout);
    expect(stdout.startsWith('{\n  "ok"')).toBe(true);
    expect(report).toMatchObject({
      ok: false,
      cancelled: false,
      runs: [{ title: "first run", exitCode: 3 }, { title: "second run" }, { title: "other certificate" }],
      findings: [{ rule: "agent-not-registered" }],
    });
  });

  it("says that all is well, and whether certificates were tested", async () => {
    const page = readFileSync(join(import.meta.dirname, "../../../docs/rules/key-printed.md"), "utf8");
    const [, registering = ""] = Array.from(
      page.matchAll(/^```sh\n([\s\S]*?)^```$/gm),
      ([, text = ""]) => text,
    );
    const { code, stdout } = await tested({ execPath: program(registering) });
    expect(stdout).toMatch(/\n✔ The script registers the agent once, and checks the certificate\.\n$/);
    expect(code).toBe(0);
    const json = JSON.parse((await tested({ execPath: program(registering), format: "json" })).stdout);
    expect([json.ok, json.findings]).toEqual([true, []]);
  });

  it.each<[Partial<RegistrationFlags>, string]>([
    [
      {},
      "keypoll: No registration script is named. Write keypoll test ./register_agent.sh --registration.\n",
    ],
    [
      { execPath: "x", format: "junit" },
      'keypoll: A test of a registration script has no format "junit". Write text or json.\n',
    ],
    [
      { execPath: "x", args: "{nobody}" },
      expect.stringMatching(
        /^keypoll: \{nobody\} is not a placeholder of --args\. The placeholders are \{name\}, .*\.\n$/,
      ),
    ],
    [
      { execPath: "x", release: "2.0" },
      'keypoll: The stand-in did not start. "2.0" is not a version of Wazuh.\n',
    ],
  ])("is not made: %j", async (flags, said) => {
    expect(await tested(flags)).toEqual({ code: 2, stdout: "", stderr: said });
  });

  it("ends with 2 if the script cannot be started", async () => {
    const { code, stdout } = await tested({ execPath: "/nowhere/register.sh" });
    expect([code, stdout.includes("[script-not-started]")]).toEqual([2, true]);
  });
});
