/** A whole stand-in: why one does not start, what it logs when it does, what it tells, and what is left when it is closed. */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { hostname } from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { encryptionKey, newestRelease, readAddress } from "../../../core/manager/index.ts";
import { sealed } from "../../../stand-in/agent-message.ts";
import type { Change } from "../../../stand-in/authd.ts";
import { framed } from "../../../stand-in/frame.ts";
import {
  enroll,
  type KnockResult,
  knock,
  type StandInOptions,
  startStandIn,
} from "../../../stand-in/index.ts";
import type { Asked } from "../../../stand-in/key-requests.ts";
import { listen } from "../../../stand-in/port.ts";
import type { Received } from "../../../stand-in/remoted.ts";
import { eventually } from "../../editor/host/eventually.ts";
import { answerPatience } from "../../patience.ts";
import { authConfiguration, type Running, running, type Wanted } from "../../stand-in/running.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const KEY = "5a".repeat(32);
const options = (more: Partial<StandInOptions> = {}): StandInOptions => ({
  folder: path.join(temporaryFolder(), "box"),
  version: "4.14",
  host: "127.0.0.1",
  ports: { enrolment: 0, api: 0, agents: 0 },
  reloadSeconds: 10,
  debug: 0,
  agentStates: [],
  apiUser: "wazuh",
  apiPassword: "wazuh",
  ...more,
});

/** Why it does not start. `files` are those of its folder. */
async function problemOf(
  more: Partial<StandInOptions> = {},
  files: Readonly<Record<string, string>> = {},
): Promise<{ readonly folder: string; readonly problem: string }> {
  const given = options(more);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.join(given.folder, file, ".."), { recursive: true });
    writeFileSync(path.join(given.folder, file), text);
  }
  const started = await startStandIn(given);
  if ("problem" in started) return { folder: given.folder, problem: started.problem };
  await started.close();
  return { folder: given.folder, problem: "none" };
}

const USE_PASSWORD = { "etc/ossec.conf": authConfiguration("<use_password>yes</use_password>") };

describe("no stand-in starts", () => {
  it.each(["5.0", "2.0", "x"])("as Wazuh %s", async (version) => {
    expect((await problemOf({ version })).problem).toBe(
      `The stand-in manager cannot act as Wazuh ${version}, only as 3.8 to 4.14.`,
    );
  });

  it("in a folder with other things, with wrong settings, or with a state that is none", async () => {
    expect((await problemOf({}, { letter: "" })).problem).toMatch(/has other files in it/);
    const { folder, problem } = await problemOf({}, { "etc/ossec.conf": authConfiguration("<nonsense/>") });
    expect(problem).toMatch(new RegExp(`^${folder}/etc/ossec\\.conf: wazuh-authd logs .*nonsense`));
    const wrong = await problemOf({ agentStates: ["001=active", "001=gone"] });
    expect(wrong.problem).toMatch(/^"001=gone" is not an agent's state\./);
  });

  it("with an empty password, and the log says so", async () => {
    const { folder, problem } = await problemOf({}, { ...USE_PASSWORD, "etc/authd.pass": "" });
    expect(problem).toBe(
      `${folder}/etc/authd.pass is empty: wazuh-authd does not start. Write a password into it.`,
    );
    expect(readFileSync(`${folder}/logs/ossec.log`, "utf8")).toMatch(
      /wazuh-authd: ERROR: Empty password provided\.\n$/,
    );
  });

  it("with a list at which every daemon exits", async () => {
    const { folder, problem } = await problemOf({}, { "etc/client.keys": `001 web 10.0.0.300 ${KEY}\n` });
    expect(problem).toBe(
      `${folder}/etc/client.keys has a line that makes every daemon exit. Run keypoll lint on the file.`,
    );
  });

  it("without the authority of its clients, without its certificate, or without its tools", async () => {
    const auth = authConfiguration("<ssl_agent_ca>etc/none.pem</ssl_agent_ca>");
    const { folder, problem } = await problemOf({}, { "etc/ossec.conf": auth });
    expect(problem).toMatch(
      new RegExp(
        `^<ssl_agent_ca> names a file that cannot be read: ENOENT.*${folder}/etc/none\\.pem.*\\. Correct the path\\.$`,
      ),
    );
    const inWay = await problemOf({ launcher: ["/bin/echo"] }, { "etc/x": "", "bin/manage_agents/x": "" });
    expect(inWay.problem).toMatch(/bin\/manage_agents/);
  });

  it("on ports that are taken, and then it holds no other", async () => {
    const taken = await listen(createServer(), { host: "127.0.0.1", port: 0 });
    onTestFinished(() => taken.close());
    for (const name of ["enrolment", "api", "agents"] as const) {
      const others = await Promise.all(
        ["a", "b"].map(() => listen(createServer(), { host: "127.0.0.1", port: 0 })),
      );
      await Promise.all(others.map((each) => each.close()));
      const [one = 0, two = 0] = others.map(({ port }) => port);
      const free = { enrolment: one, api: two, agents: name === "api" ? two : one };
      const ports = { ...free, ...(name === "enrolment" && { api: two, agents: one }), [name]: taken.port };
      if (name === "api") ports.agents = two;
      expect((await problemOf({ ports })).problem).toBe(
        `Port ${taken.port} is in use. Choose another port, or 0 for any free port.`,
      );
      for (const port of [one, two])
        await (await listen(createServer(), { host: "127.0.0.1", port })).close();
    }
    expect((await problemOf({ host: "192.0.2.1" })).problem).toBe(
      "The address is not one of this machine. Name an address of this machine, or leave --host out.",
    );
  });
});

const said = ({ lines }: Running): readonly string[] =>
  lines.map(({ daemon, level, text }) => `${daemon} ${level}: ${text}`);

describe("a stand-in that starts", () => {
  const start = (files: Readonly<Record<string, string>> = {}, more: Wanted = {}) =>
    running({ files, debug: 0, reloadSeconds: 10, ...more });

  it("says how agents enrol", async () => {
    const open = await start();
    expect(said(open)).toEqual([
      `wazuh-authd info: Accepting connections on port ${open.enrolment}. No password required.`,
    ]);
    expect([open.password, open.polls, open.agents()]).toEqual([undefined, false, 0]);

    const known = await start({ ...USE_PASSWORD, "etc/authd.pass": "secret7\n" });
    expect(said(known)).toEqual([
      `wazuh-authd info: Accepting connections on port ${known.enrolment}. Using password specified on file: etc/authd.pass`,
    ]);
    expect(known.password).toBe("secret7");

    const random = await start(USE_PASSWORD);
    expect(said(random)).toEqual([
      `wazuh-authd info: Accepting connections on port ${random.enrolment}. Random password chosen for agent authentication: ••••••••`,
    ]);
    expect(random.password).toMatch(/^[0-9a-f]{32}$/);

    const off = await start(
      { "etc/ossec.conf": authConfiguration("<remote_enrollment>no</remote_enrollment>") },
      { ports: { enrolment: 1515, api: 0, agents: 0 } },
    );
    expect(said(off)).toEqual(["wazuh-authd info: Port 1515 was set as disabled."]);
    expect(off.ports.enrolment).toBeUndefined();
    expect([off.ports.api > 0, off.ports.agents > 0]).toEqual([true, true]);
  });

  it("knows its agents, their states, and its certificate's names", async () => {
    const manager = await start(
      { "etc/client.keys": `001 web any ${KEY}\n` },
      { agentStates: ["001=disconnected:2h"] },
    );
    expect(manager.agents()).toBe(1);
    const { X509Certificate } = await import("node:crypto");
    const { subjectAltName } = new X509Certificate(readFileSync(manager.sandbox.certificate));
    expect(subjectAltName).toBe(`DNS:wazuh-manager, DNS:${hostname()}, DNS:localhost, IP Address:127.0.0.1`);
  });

  it("has its tools, if it knows how to start them", async () => {
    const { sandbox, enrolment } = await start({}, { launcher: ["/bin/echo"] });
    const text = readFileSync(`${sandbox.home}/bin/manage_agents`, "utf8");
    expect(text).toContain(
      `'/bin/echo' 'stand-in-tool' '--home' '${sandbox.home}' '--release' '4.14' '--host' '127.0.0.1' '--port' '${enrolment}'`,
    );
  });

  it("answers nobody after it is closed, and can start again in its folder and on its ports", async () => {
    const given = options();
    const first = await startStandIn(given);
    if ("problem" in first) throw new Error(first.problem);
    await first.close();
    await first.close();
    const again = {
      ...given,
      ports: { enrolment: first.ports.enrolment ?? 0, api: first.ports.api, agents: first.ports.agents },
    };
    const second = await startStandIn(again);
    if ("problem" in second) throw new Error(second.problem);
    expect(second.ports).toEqual(first.ports);
    await second.close();
    expect(await knocked(second.ports.agents, "001")).toMatchObject({ kind: "failed" });
  });
});

function knocked(port: number, id: string, key = KEY): Promise<KnockResult> {
  const address = readAddress("any", newestRelease);
  if (address === undefined) throw new Error("any is an address");
  const agent = { id, name: "bond", address, key };
  return knock({ host: "127.0.0.1", port, agent, cipher: "aes", transport: "tcp", patience: answerPatience });
}

const SCRIPT = `#!/bin/sh
case $2 in
  007) printf '{"error":0,"data":{"id":"007","name":"bond","ip":"any","key":"${KEY}"}}' ;;
  008) sleep 30 ;;
  *) printf '{"error":1,"message":"No agent"}' ;;
esac
`;

/** A stand-in that polls, and what it tells. */
async function polling(version = "4.14", more: Wanted = {}, text = SCRIPT) {
  const script = path.join(temporaryFolder(), "poll.sh");
  writeFileSync(script, text, { mode: 0o700 });
  const received: (readonly [Received, boolean])[] = [];
  const asked: Asked[] = [];
  const manager = await running({
    version,
    debug: 2,
    reloadSeconds: 0.02,
    contents: { script },
    ...more,
    on: {
      received: (each, polls) => received.push([each, polls]),
      asked: (each) => asked.push(each),
      ...more.on,
    },
  });
  return { manager, received, asked, port: manager.ports.agents, script };
}

describe("key polling", () => {
  it("asks the script for an agent that nobody knows, and registers it", async () => {
    const { manager, asked, received, port } = await polling();
    expect(manager.polls).toBe(true);
    expect(said(manager).at(-1)).toBe("wazuh-authd info: Key Request module started.");
    expect(await knocked(port, "007")).toEqual({ kind: "closed" });
    await eventually(() => expect(asked.length).toBe(1), answerPatience);
    expect(received).toMatchObject([[{ request: "id:007", isAccepted: false }, true]]);
    const [{ datagram, source, outcome, durationMs, known, settings }] = asked as [Asked];
    expect([datagram, source?.kind, outcome?.verdict]).toEqual(["id:007", "execution", "added"]);
    expect(durationMs).toBeGreaterThan(0);
    expect([known.entries.length, settings.release.id]).toEqual([0, "4.14"]);
    await manager.flushed();
    expect(readFileSync(manager.sandbox.keys, "latin1")).toBe(`007 bond any ${KEY}\n`);
    await eventually(
      async () => expect(await knocked(port, "007")).toEqual({ kind: "acknowledged", text: "#!-agent ack" }),
      answerPatience,
    );
    expect(said(manager)).toContain("wazuh-remoted info: (1410): Reading authentication keys file.");
  });

  it("of a release before 4.4 says so in its words", async () => {
    const { manager } = await polling("4.2");
    expect(said(manager).at(-1)).toMatch(/^wazuh-modulesd:agent-key-polling info: Module started$/);
  });

  it("tells an answer that registers nobody, with its line", async () => {
    const { manager, asked, port } = await polling();
    await knocked(port, "009");
    await eventually(() => expect(asked.length).toBe(1), answerPatience);
    expect(asked[0]?.outcome?.registration).toBeUndefined();
    expect(said(manager).join("\n")).toContain("Could not get a key from ID 009. Error: 'No agent'");
    expect(manager.agents()).toBe(0);
  });

  it("ends a script that runs when it is closed, and asks nobody afterwards", async () => {
    const { manager, asked, port } = await polling();
    await knocked(port, "008");
    await manager.close();
    expect(asked).toEqual([]);
  });

  it("rejects a request for a key that it is asking for", async () => {
    const { manager, asked, port } = await polling();
    await knocked(port, "008");
    await knocked(port, "008");
    await eventually(() => expect(asked.length).toBe(1), answerPatience);
    expect(asked[0]).toMatchObject({
      datagram: "id:008",
      source: undefined,
      outcome: undefined,
      durationMs: 0,
    });
    expect(said(manager)).toContain(
      "wazuh-authd debug2: Request 'id:008' already being processed. Discarding request.",
    );
    expect(asked[0]?.known.entries.length).toBe(0);
    expect(asked[0]?.settings.release.id).toBe("4.14");
  });

  it("asks as many scripts at once as it has threads", async () => {
    const folder = temporaryFolder();
    const { asked, port } = await polling(
      "4.14",
      {},
      `#!/bin/sh\necho $2 >> ${folder}/log\nwhile [ ! -e ${folder}/go ]; do sleep 0.02; done\nprintf '{"error":1,"message":"x"}'\n`,
    );
    await knocked(port, "001");
    await knocked(port, "002");
    const begun = (): string => readFileSync(`${folder}/log`, "utf8");
    await eventually(() => expect(begun()).toBe("001\n"), answerPatience);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(begun()).toBe("001\n");
    writeFileSync(`${folder}/go`, "");
    await eventually(() => expect(asked.length).toBe(2), answerPatience);
    expect(asked.map(({ datagram }) => datagram)).toEqual(["id:001", "id:002"]);
    await knocked(port, "003");
    await eventually(() => expect(asked.length).toBe(3), answerPatience);
  });

  it("says that a script cannot be started", async () => {
    const { manager, asked, port } = await polling("4.14", {}, "#!/no/such/interpreter\n");
    await knocked(port, "007");
    await eventually(() => expect(asked.length).toBe(1), answerPatience);
    expect(said(manager).join("\n")).toMatch(/^stand-in warning: .*interpreter.*/m);
    expect(asked[0]?.outcome?.registration).toBeUndefined();
  });

  it("is off without a script: nothing is asked", async () => {
    const received: boolean[] = [];
    const asked: Asked[] = [];
    const { ports, polls } = await running({
      on: { received: (_received, is) => received.push(is), asked: (each) => asked.push(each) },
    });
    expect(polls).toBe(false);
    await knocked(ports.agents, "007");
    expect([received, asked]).toEqual([[false], []]);
  });
});

describe("what happens at a stand-in", () => {
  const enrolled = async ({ host, enrolment: port, sandbox }: Running, request = "OSSEC A:'bond'") => {
    const done = await enroll({ host, port, request, ca: sandbox.certificate, patience: answerPatience });
    return done.kind === "answered" ? done.answer : done.reason;
  };

  it("changes the states of agents: one that is connected is not replaced", async () => {
    const force = '<force><disconnected_time enabled="yes">0</disconnected_time></force>';
    const manager = await running({
      files: { "etc/client.keys": `001 bond any ${KEY}\n`, "etc/ossec.conf": authConfiguration(force) },
      agentStates: ["001=disconnected:2h"],
    });
    const { agents: port } = manager.ports;
    expect(await knocked(port, "001")).toMatchObject({ kind: "acknowledged" });
    const refused = /^ERROR: Duplicate agent name: bond/;
    expect(await enrolled(manager)).toMatch(refused);
    const derived = encryptionKey("001", "bond", KEY);
    const text = Buffer.from("#!-agent shutdown ");
    const shutdown = sealed({ text, key: derived, cipher: "aes", id: "001", global: 1, local: 2 });
    await heard(port, Buffer.concat([framed(shutdown), framed(Buffer.from("#ping"))]));
    expect(await enrolled(manager)).toMatch(/^OSSEC K:'002 bond any /);
    // The new one is too young.
    expect(await enrolled(manager)).toMatch(refused);
  });

  it("is reported, without the password", async () => {
    const changes: Change[] = [];
    const sent: string[] = [];
    const manager = await running({
      files: { ...USE_PASSWORD, "etc/authd.pass": "secret7\n" },
      on: { change: (change) => changes.push(change), exchange: (exchange) => sent.push(exchange.sent) },
    });
    expect(await enrolled(manager, "OSSEC A:'secret7'")).toMatch(/^ERROR: Invalid password/);
    expect(await enrolled(manager, "OSSEC PASS: secret7 OSSEC A:'bond'")).toMatch(/^OSSEC K:'001 bond any /);
    await manager.flushed();
    expect(readFileSync(manager.sandbox.keys, "latin1")).toMatch(/^001 bond any \S+\n$/);
    expect(changes.map(({ added, removed }) => [added.map(({ name }) => name), removed])).toEqual([
      [["bond"], []],
    ]);
    expect(sent).toEqual(["OSSEC A:'••••••••'", "OSSEC PASS: •••••••• OSSEC A:'bond'"]);
  });

  it("may be reported to nobody", async () => {
    const script = path.join(temporaryFolder(), "poll.sh");
    writeFileSync(script, SCRIPT, { mode: 0o700 });
    const manager = await startStandIn(options({ contents: { script }, reloadSeconds: 0.02 }));
    if ("problem" in manager) throw new Error(manager.problem);
    onTestFinished(() => manager.close());
    await knocked(manager.ports.agents, "007");
    await eventually(() => expect(manager.agents()).toBe(1), answerPatience);
    await eventually(
      async () => expect(await knocked(manager.ports.agents, "007")).toMatchObject({ kind: "acknowledged" }),
      answerPatience,
    );
    const { host, ports, sandbox } = manager;
    const asking = { host, port: ports.enrolment ?? 0, ca: sandbox.certificate, patience: answerPatience };
    expect(await enroll({ ...asking, request: "OSSEC A:'web'" })).toMatchObject({ kind: "answered" });
    expect(manager.agents()).toBe(2);
  });

  it.each([
    ["4.14", "\x05\0\0\0#pong"],
    ["4.0", "\x05\0\0\0#pong"],
    ["3.13.6", ""],
  ])("of %s answers #ping with %j", async (version, answer) => {
    const { ports } = await running({ version });
    expect(
      await heard(ports.agents, framed(Buffer.from("#ping")), answer === "" ? 300 : answerPatience),
    ).toBe(answer);
  });

  it("ends with it, scripts among it", async () => {
    const folder = temporaryFolder();
    const { manager, port } = await polling(
      "4.14",
      {},
      `#!/bin/sh\necho $$ > ${folder}/pid.new\nmv ${folder}/pid.new ${folder}/pid\nexec sleep 60\n`,
    );
    await knocked(port, "007");
    await eventually(() => expect(existsSync(`${folder}/pid`)).toBe(true), answerPatience);
    const pid = Number(readFileSync(`${folder}/pid`, "utf8"));
    expect(() => process.kill(pid, 0)).not.toThrow();
    await manager.close();
    expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
  });
});

/** What is answered at the port for agents until there is something, or for a while. */
function heard(port: number, bytes: Buffer, limit = answerPatience): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port }, () => socket.write(bytes));
    const end = (answer: string): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(limit, () => end(""));
    socket.on("error", () => end("error"));
    socket.on("data", (answer) => end(answer.toString("latin1")));
  });
}
