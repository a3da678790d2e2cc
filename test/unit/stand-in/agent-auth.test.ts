/** The sandbox's agent-auth: its options, what it sends, what it logs, and the record that it keeps. */

import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { releaseFor } from "../../../core/manager/index.ts";
import { habitsOf, versionOf } from "../../../core/registration/index.ts";
import { agentAuth } from "../../../stand-in/tools/agent-auth.ts";
import type { ToolEnd, ToolPlace } from "../../../stand-in/tools/tool.ts";
import { authConfiguration, running, type Wanted } from "../../stand-in/running.ts";

const KEY = "5a".repeat(32);
const STAMP = /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d agent-auth: /gm;

async function enrolling(wanted: Wanted = {}, more: Partial<ToolPlace> = {}) {
  const sent: string[] = [];
  const manager = await running({
    ...wanted,
    on: { exchange: (exchange) => sent.push(`${exchange.port}: ${exchange.sent}`) },
  });
  const { sandbox, version, host, enrolment } = manager;
  const release = releaseFor(version);
  const number = versionOf(version);
  if (release === undefined || number === undefined) throw new Error(version);
  const call = async (words: string): Promise<ToolEnd> => {
    const end = await agentAuth(words.split(" "), {
      sandbox,
      release,
      version,
      habits: habitsOf(number),
      isAgent: true,
      host,
      port: enrolment,
      environment: {},
      input: () => {
        throw new Error("It asks for nothing.");
      },
      ...more,
    });
    return { ...end, errors: end.errors.replace(STAMP, "").replace(`pid: ${process.pid}`, "pid: PID") };
  };
  return { manager, sandbox, sent, call, port: enrolment };
}

const end = (exitCode: number, ...lines: readonly string[]): ToolEnd => ({
  exitCode,
  output: "",
  errors: lines.map((line) => `${line}\n`).join(""),
});
const STARTED = "INFO: Started (pid: PID).";
const NO_PASSWORD = "INFO: No authentication password provided";
const named = (name: string): string => `INFO: Using agent name as: ${name}`;
const asking = [STARTED, "INFO: Requesting a key from server: 127.0.0.1"];
const waiting = (name: string) => [...asking, NO_PASSWORD, named(name), "INFO: Waiting for server reply"];
const notHere = (what: string): ToolEnd => end(2, `agent-auth: The stand-in's agent-auth ${what}`);

describe("agent-auth", () => {
  it("gets a key, and keeps it as its only record", async () => {
    const { call, sandbox, sent } = await enrolling();
    writeFileSync(sandbox.agentKeys, `009 old any ${KEY}\n010 other any ${KEY}\n`);
    expect(await call("-m 127.0.0.1 -A web")).toEqual(end(0, ...waiting("web"), "INFO: Valid key received"));
    expect(readFileSync(sandbox.agentKeys, "latin1")).toMatch(/^001 web any [0-9a-f]{64}\n$/);
    expect(readdirSync(path.dirname(sandbox.agentKeys))).toEqual(["client.keys"]);
    expect(sent).toEqual(["registration service: OSSEC A:'web' V:'v4.14.0' K:'••••••••'"]);
  });

  it.each<[version: string, words: string, request: string]>([
    ["4.14.7", "", "OSSEC A:'web' V:'v4.14.7'"],
    ["4.14", "-G linux,db -I 10.0.0.0/24", "OSSEC A:'web' V:'v4.14.0' G:'linux,db' IP:'10.0.0.0/24'"],
    ["4.14", "-i", "OSSEC A:'web' V:'v4.14.0' IP:'src'"],
    ["4.14", "-i -G linux", "OSSEC A:'web' V:'v4.14.0' G:'linux' IP:'src'"],
    ["4.4.5", "", "OSSEC A:'web'"],
    ["3.13.6", "-G linux", "OSSEC A:'web' G:'linux'"],
  ])("of %s sends %j as an agent does", async (version, words, request) => {
    const { call, sent, sandbox } = await enrolling({ version, groups: ["linux", "db"] });
    expect(await call(`-m localhost -A web ${words}`.trim())).toMatchObject({ exitCode: 0 });
    expect(sent).toEqual([`registration service: ${request}`]);
    expect(statSync(sandbox.agentKeys).mode & 0o777).toBe(0o640);
  });

  it.each([
    [KEY, 1, "Agent '001' key already exists on the manager."],
    ["6b".repeat(32), 0, "Agent key generated for 'web' (requested by any)"],
  ])("shows the manager which key it has: %s, exit code %i", async (key, exitCode, line) => {
    const { call, manager, sandbox } = await enrolling({
      files: { "etc/client.keys": `001 web any ${KEY}\n` },
      agentStates: ["001=disconnected:2h"],
    });
    writeFileSync(sandbox.agentKeys, `001 web any ${key}\n002 other any ${KEY}\n`);
    expect((await call("-m 127.0.0.1 -A web")).exitCode).toBe(exitCode);
    expect(manager.lines.map(({ text }) => text).join("\n")).toContain(line);
  });

  it("of 3.x logs in the words of its time, and sends no hash of its key", async () => {
    const { call, sandbox, sent } = await enrolling({ version: "3.13.6" });
    writeFileSync(sandbox.agentKeys, `009 old any ${KEY}\n`);
    expect(await call("-m 127.0.0.1 -A web")).toEqual(
      end(
        0,
        STARTED,
        "INFO: Starting enrollment process to server: 127.0.0.1",
        NO_PASSWORD,
        named("web"),
        "INFO: Waiting for manager reply",
        "INFO: Valid key created. Finished.",
      ),
    );
    expect(sent).toEqual(["registration service: OSSEC A:'web'"]);
  });

  it("uses the name of the machine, unless it is the manager's", async () => {
    const { call } = await enrolling({ hostName: "boss" });
    expect(await call("-m 127.0.0.1")).toEqual(end(0, ...waiting(hostname()), "INFO: Valid key received"));
  });

  it("logs what the manager refuses, and keeps the record that it has", async () => {
    for (const version of ["3.13.6", "4.12", "4.14"]) {
      const { call, sandbox } = await enrolling({
        version,
        files: { "etc/client.keys": `001 web any ${KEY}\n` },
        agentStates: ["001=active"],
      });
      const { exitCode, errors } = await call("-m 127.0.0.1 -A web");
      const refused = errors.split("\n").filter((line) => line.startsWith("ERROR: "));
      expect(exitCode).toBe(1);
      expect(refused.length).toBeGreaterThan(0);
      for (const line of refused) expect(line).toMatch(/^ERROR: \S.*\S \(from manager\)$/);
      expect(refused[0]).toMatch(/^ERROR: Duplicated? agent name: web/);
      expect(existsSync(sandbox.agentKeys)).toBe(false);
    }
  });
});

describe("the password of agent-auth", () => {
  const protectedBy = async (password: string, own?: string) => {
    const started = await enrolling({ contents: { password } });
    if (own !== undefined) writeFileSync(path.join(started.sandbox.agentHome, "etc/authd.pass"), own);
    return started;
  };

  it("is the one of its option, of which it says nothing", async () => {
    const { call } = await protectedBy("secret7", "other\n");
    expect(await call("-m 127.0.0.1 -A web -P secret7")).toEqual(
      end(0, ...asking, named("web"), "INFO: Waiting for server reply", "INFO: Valid key received"),
    );
  });

  it.each([
    ["secret7\nmore\n", 0],
    ["secret7", 0],
    ["other\n", 1],
    ["\nsecret7\n", 1],
  ])("is the first line of its file: %j", async (own, exitCode) => {
    const { call } = await protectedBy("secret7", own);
    const done = await call("-m 127.0.0.1 -A web");
    expect(done.exitCode).toBe(exitCode);
    expect(done.errors.split("\n").slice(0, 5)).toEqual([
      ...asking,
      "INFO: Using password specified on file: etc/authd.pass",
      named("web"),
      "INFO: Waiting for server reply",
    ]);
  });

  it("is missing if the file is missing", async () => {
    const { call } = await protectedBy("secret7");
    expect(await call("-m 127.0.0.1 -A web")).toEqual(
      end(1, ...waiting("web"), "ERROR: Invalid password. Unable to add agent (from manager)"),
    );
  });
});

describe("what agent-auth does not do", () => {
  const elsewhere = (where: string) =>
    notHere(
      `asks the stand-in manager only, at 127.0.0.1, and was called for ${where}. Take the manager from {host} or WAZUH_MANAGER.`,
    );

  it("is to ask another manager, or at another port", async () => {
    const { call, port, sent } = await enrolling();
    expect(await call("-m manager.example.org")).toEqual(elsewhere("manager.example.org"));
    expect(await call("-m manager.example.org -t")).toEqual(elsewhere("manager.example.org"));
    expect(await call("-m 127.0.0.1 -p 1")).toEqual(
      notHere(`asks the stand-in manager only, at port ${port} or 1515, and was called for port 1.`),
    );
    expect(sent).toEqual([]);
    expect(await call(`-m 127.0.0.1 -A web -p 1515`)).toMatchObject({ exitCode: 0 });
    expect(await call(`-m 127.0.0.1 -A db -p ${port}`)).toMatchObject({ exitCode: 0 });
  });

  it("is to ask localhost for a manager at another address, or a service that is off", async () => {
    const far = await enrolling({}, { host: "10.0.0.1" });
    expect((await far.call("-m localhost")).errors).toContain("at 10.0.0.1, and was called for localhost.");
    const off = await enrolling({}, { port: undefined });
    expect(await off.call("-m 127.0.0.1")).toEqual(
      notHere("finds no registration service: <remote_enrollment> is no."),
    );
  });

  it("is said, or is a wrong use", async () => {
    const { call, sent } = await enrolling();
    for (const word of ["-V", "-h", "-n web"])
      expect(await call(word)).toEqual(notHere(`has no ${word.slice(0, 2)}.`));
    expect(await call("-z")).toEqual(end(1, "agent-auth: invalid option -- 'z'"));
    expect(await call("-m")).toEqual(end(1, "agent-auth: option requires an argument -- 'm'"));
    expect(await call("-m 127.0.0.1 -t")).toEqual(end(0));
    expect(await call("-I 10.0.0.1 -i")).toEqual(end(1, "ERROR: Options '-I' and '-i' are uncompatible."));
    expect(await call("-A web")).toEqual(end(1, STARTED, "ERROR: Manager IP not set."));
    expect(await call("-m 127.0.0.1 -A a/b")).toEqual(
      end(1, ...asking, 'ERROR: Invalid agent name "a/b". Please pick a valid name.'),
    );
    expect(await call("-m 127.0.0.1 -A web -I 10.0.0.300")).toEqual(
      end(1, ...asking, NO_PASSWORD, named("web"), "ERROR: Invalid IP address provided for sender IP."),
    );
    expect(sent).toEqual([]);
  });
});

describe("the certificates of agent-auth", () => {
  it("are looked for in the agent's home, or where their path says", async () => {
    const { call, sandbox } = await enrolling();
    copyFileSync(sandbox.certificate, path.join(sandbox.agentHome, "etc/ca.pem"));
    expect(await call("-m 127.0.0.1 -A web -v etc/ca.pem")).toMatchObject({ exitCode: 0 });
    expect(await call(`-m 127.0.0.1 -A db -v ${sandbox.certificate}`)).toMatchObject({ exitCode: 0 });
    const { exitCode, errors } = await call("-m 127.0.0.1 -A mail -v etc/none.pem");
    expect(exitCode).toBe(1);
    expect(errors).toContain(`ERROR: ${sandbox.agentHome}/etc/none.pem cannot be read: `);
  });

  it("do not match another manager's", async () => {
    const other = await enrolling();
    const { call, sandbox } = await enrolling();
    expect(await call(`-m 127.0.0.1 -A web -v ${other.sandbox.certificate}`)).toEqual(
      end(1, ...waiting("web"), "ERROR: Unable to verify server certificate"),
    );
    expect(existsSync(sandbox.agentKeys)).toBe(false);
  });

  it("are shown to a manager that asks for one, with their key", async () => {
    const { call, sandbox } = await enrolling({
      files: { "etc/ossec.conf": authConfiguration("<ssl_agent_ca>etc/sslmanager.cert</ssl_agent_ca>") },
    });
    for (const file of ["sslmanager.cert", "sslmanager.key"])
      copyFileSync(path.join(sandbox.home, "etc", file), path.join(sandbox.agentHome, "etc", file));
    const without = await call("-m 127.0.0.1 -A web -x etc/sslmanager.cert");
    expect(without).toEqual(end(1, ...waiting("web")));
    expect(await call("-m 127.0.0.1 -A web -k etc/sslmanager.key")).toEqual(end(1, ...waiting("web")));
    expect(await call("-m 127.0.0.1 -A web -x etc/sslmanager.cert -k etc/sslmanager.key")).toMatchObject({
      exitCode: 0,
    });
  });

  it("use the ciphers that are named, and no others", async () => {
    const { call } = await enrolling();
    expect((await call("-m 127.0.0.1 -A web -c NONSENSE")).errors).toMatch(
      /ERROR: .*cannot be used for TLS: .*cipher/,
    );
    expect(await call("-m 127.0.0.1 -A web -c HIGH")).toMatchObject({ exitCode: 0 });
  });
});

it("agent-auth says that the record could not be kept", async () => {
  const { call, sandbox } = await enrolling();
  mkdirSync(sandbox.agentKeys);
  const { exitCode, errors } = await call("-m 127.0.0.1 -A web");
  expect(exitCode).toBe(1);
  expect(errors.split("\n").slice(5)).toEqual([
    expect.stringMatching(/^ERROR: .*client\.keys.*\. \S.+$/),
    "",
  ]);
});
