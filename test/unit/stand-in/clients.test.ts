/** The clients that try a manager: one enrolment, and one message of an agent, with each of their ends. */

import { createSocket } from "node:dgram";
import { writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import path from "node:path";
import { createServer as createTlsServer, type TLSSocket } from "node:tls";
import { describe, expect, it, onTestFinished } from "vitest";
import { encryptionKey, type KeyEntry, newestRelease, readAddress } from "../../../core/manager/index.ts";
import { hasCipher, opened, sealed } from "../../../stand-in/agent-message.ts";
import { makeCertificate } from "../../../stand-in/certificate.ts";
import { connectProblem, type EnrollOptions, enroll } from "../../../stand-in/enroll.ts";
import { framed } from "../../../stand-in/frame.ts";
import { type KnockOptions, knock } from "../../../stand-in/knock.ts";
import { running } from "../../stand-in/running.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const KEY = "5a".repeat(32);
/** Milliseconds: long for a local peer that answers, short for one that never does. */
const [LONG, SHORT] = [4000, 100];

async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** A registration service that does this with each request. */
async function service(
  answer: (socket: TLSSocket, breakOff: () => void) => void,
  names: readonly [string, ...string[]] = ["manager", "127.0.0.1", "localhost"],
) {
  const { certificate, key } = makeCertificate(names);
  const ca = path.join(temporaryFolder(), "ca.pem");
  writeFileSync(ca, certificate);
  const asked: { readonly request: string; readonly name: unknown; readonly cipher: string }[] = [];
  const server = createTlsServer({ cert: certificate, key }, (socket) => {
    socket.on("error", () => socket.destroy());
    socket.once("data", (bytes: Buffer) => {
      asked.push({
        request: bytes.toString("latin1"),
        name: socket.servername,
        cipher: socket.getCipher().name,
      });
      answer(socket, () => raw.at(-1)?.resetAndDestroy());
    });
  });
  const raw: Socket[] = [];
  server.on("connection", (socket) => raw.push(socket));
  server.on("tlsClientError", (_error, socket) => socket.destroy());
  const port = await listening(server);
  const ask = (more: Partial<EnrollOptions> = {}) =>
    enroll({ host: "127.0.0.1", port, request: "OSSEC A:'web'", ca, patience: LONG, ...more });
  return { ask, asked, ca, port };
}

const GIVEN = `OSSEC K:'001 web any ${KEY}'`;

describe("an enrolment", () => {
  it("ends with the answer, the protocol and the name in the certificate", async () => {
    const { ask, asked } = await service((socket) => socket.end(`${GIVEN}\n`));
    expect(await ask()).toEqual({
      kind: "answered",
      answer: `${GIVEN}\n`,
      protocol: "TLSv1.3",
      certificate: "manager",
    });
    expect(asked).toMatchObject([{ request: "OSSEC A:'web'\n", name: false }]);
  });

  it("ends with a whole answer, which may come in pieces, before the service closes", async () => {
    const { ask } = await service((socket) => {
      socket.write(GIVEN.slice(0, 20), () => setTimeout(() => socket.write(GIVEN.slice(20)), 20));
    });
    expect(await ask()).toMatchObject({ kind: "answered", answer: GIVEN });
  });

  it("has every byte that the service sends until it closes", async () => {
    const { ask } = await service((socket) => {
      socket.write("ERROR: \xfc", "latin1", () => setTimeout(() => socket.end("more OSSEC K:'1'"), 20));
    });
    expect(await ask()).toMatchObject({ kind: "answered", answer: "ERROR: \xfcmore OSSEC K:'1'" });
    const silent = await service((socket) => socket.end());
    expect(await silent.ask()).toMatchObject({ kind: "answered", answer: "", certificate: "manager" });
  });

  it("has what was sent before the connection broke, or says that it broke", async () => {
    const broken = await service((socket, breakOff) =>
      socket.write("ERROR: x", () => setTimeout(breakOff, 50)),
    );
    expect(await broken.ask()).toMatchObject({ kind: "answered", answer: "ERROR: x" });
    const early = await service((_socket, breakOff) => breakOff());
    expect(await early.ask()).toMatchObject({
      kind: "failed",
      reason: expect.stringMatching(/^The connection to 127\.0\.0\.1:\d+ failed: .*ECONNRESET/),
      isUntrusted: false,
    });
  });

  it("names the host in the handshake only if it is a name", async () => {
    const { ask, asked } = await service((socket) => socket.end(GIVEN));
    expect(await ask({ host: "localhost" })).toMatchObject({ kind: "answered", answer: GIVEN });
    expect(asked).toMatchObject([{ name: "localhost" }]);
  });

  it("uses the ciphers that it may", async () => {
    const { ask, asked } = await service((socket) => socket.end(GIVEN));
    await ask({ ciphers: "TLS_AES_128_GCM_SHA256" });
    await ask({ ciphers: "TLS_CHACHA20_POLY1305_SHA256" });
    expect(asked.map(({ cipher }) => cipher)).toEqual([
      "TLS_AES_128_GCM_SHA256",
      "TLS_CHACHA20_POLY1305_SHA256",
    ]);
  });
});

describe("an enrolment that fails", () => {
  it("has a certificate that the authority did not sign; without an authority, any is accepted", async () => {
    const other = await service((socket) => socket.end(GIVEN));
    const { ask, asked, port } = await service((socket) => socket.end(GIVEN));
    expect(await ask({ ca: undefined })).toMatchObject({ kind: "answered", answer: GIVEN });
    expect(await ask({ ca: other.ca })).toEqual({
      kind: "failed",
      reason: `The certificate of 127.0.0.1:${port} is not signed by the authority that --ca names.`,
      isUntrusted: true,
    });
    expect(asked.length).toBe(1);
  });

  it("has a certificate for another name", async () => {
    const { ask, port } = await service((socket) => socket.end(GIVEN), ["manager"]);
    expect(await ask()).toMatchObject({
      kind: "failed",
      reason: expect.stringMatching(
        new RegExp(
          `^The certificate of 127\\.0\\.0\\.1:${port} is made for another name: .*127\\.0\\.0\\.1.*\\.$`,
        ),
      ),
    });
  });

  it("has no answer in time, or was cancelled", async () => {
    const { ask, port } = await service(() => undefined);
    expect(await ask({ patience: SHORT })).toEqual({
      kind: "failed",
      reason: `127.0.0.1:${port} did not answer within 0.1 s.`,
    });
    const stop = new AbortController();
    const asking = ask({ signal: stop.signal });
    stop.abort();
    expect(await asking).toEqual({ kind: "failed", reason: "Cancelled." });
  });

  it("has a file that cannot be used, and says which one", async () => {
    const { ask, ca, asked } = await service((socket) => socket.end(GIVEN));
    const folder = temporaryFolder();
    const missing = path.join(folder, "none.pem");
    const text = path.join(folder, "text.pem");
    writeFileSync(text, "no certificate");
    const unread = {
      kind: "failed",
      reason: expect.stringMatching(`^${missing} cannot be read: ENOENT.*\\.$`),
    };
    expect(await ask({ ca: missing })).toEqual(unread);
    expect(await ask({ identity: { certificate: missing, key: ca } })).toEqual(unread);
    expect(await ask({ identity: { certificate: ca, key: missing } })).toEqual(unread);
    expect(await ask({ identity: { certificate: text, key: ca } })).toEqual({
      kind: "failed",
      reason: expect.stringMatching(`^${ca}, ${text} cannot be used for TLS: .+\\. Name PEM files\\.$`),
    });
    expect(asked).toEqual([]);
  });
});

describe("why there is no connection", () => {
  it.each([
    ["ECONNREFUSED", "Nothing listens at web:1515. Check host and port, and that the service runs."],
    ["ENOTFOUND", "The name web is not known. Check its spelling, or write the address."],
    ["EAI_AGAIN", "The name web is not known. Check its spelling, or write the address."],
    ["ETIMEDOUT", "web:1515 cannot be reached. Check the network and the firewall."],
    ["EHOSTUNREACH", "web:1515 cannot be reached. Check the network and the firewall."],
    ["ENETUNREACH", "web:1515 cannot be reached. Check the network and the firewall."],
    ...[
      "DEPTH_ZERO_SELF_SIGNED_CERT",
      "SELF_SIGNED_CERT_IN_CHAIN",
      "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
      "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    ].map((code) => [code, "The certificate of web:1515 is not signed by the authority that --ca names."]),
    ["ERR_TLS_CERT_ALTNAME_INVALID", "The certificate of web:1515 is made for another name: why."],
    ["EPIPE", "The connection to web:1515 failed: why."],
  ])("%s: %s", (code = "", text) => {
    expect(connectProblem("web", 1515, Object.assign(new Error("why"), { code }))).toBe(text);
  });
});

function agent(ip = "any", key = KEY): KeyEntry {
  const address = readAddress(ip, newestRelease);
  if (address === undefined) throw new Error(ip);
  return { id: "007", name: "bond", address, key };
}

const derived = encryptionKey("007", "bond", KEY);
const reply = (text: string, key = derived) =>
  sealed({ text: Buffer.from(text), key, cipher: "aes", global: 0, local: 1 });

/** A manager's port for agents that answers with these bytes, and what it got. */
async function port(transport: "tcp" | "udp", answer: Buffer | "close" | "nothing") {
  const got: Buffer[] = [];
  if (transport === "tcp") {
    const server = createServer((socket) => {
      socket.on("error", () => socket.destroy());
      socket.once("data", (bytes: Buffer) => {
        got.push(bytes);
        if (answer === "close") socket.end();
        else if (answer !== "nothing") {
          // The length and the message arrive one after the other.
          socket.write(answer.subarray(0, 3), () => setTimeout(() => socket.write(answer.subarray(3)), 20));
        }
      });
    });
    return { number: await listening(server), got };
  }
  const socket = createSocket("udp4");
  socket.on("message", (bytes, from) => {
    got.push(bytes);
    if (typeof answer !== "string") socket.send(answer, from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise<void>((resolve) => socket.close(resolve)));
  return { number: socket.address().port, got };
}

const knocked = (number: number, more: Partial<KnockOptions> = {}) =>
  knock({
    host: "127.0.0.1",
    port: number,
    agent: agent(),
    cipher: "aes",
    transport: "tcp",
    patience: LONG,
    ...more,
  });

describe.each(["tcp", "udp"] as const)("a message over %s", (transport) => {
  const wire = (bytes: Buffer) => (transport === "tcp" ? framed(bytes) : bytes);

  it.each([
    ["any", "!007!#AES:"],
    ["10.0.0.0/8", "!007!#AES:"],
    ["10.0.0.7", "#AES:"],
  ])("is the start of a session, from an agent with the address %s", async (ip, start) => {
    const { number, got } = await port(transport, wire(reply("#!-agent ack ")));
    const before = Math.floor(Date.now() / 1000);
    expect(await knocked(number, { transport, agent: agent(ip) })).toEqual({
      kind: "acknowledged",
      text: "#!-agent ack",
    });
    const sent = (got[0] ?? Buffer.alloc(0)).subarray(transport === "tcp" ? 4 : 0);
    expect(sent.toString("latin1", 0, start.length)).toBe(start);
    const read = opened(sent.subarray(start.length), derived, "aes");
    expect(read).toMatchObject({ kind: "message", text: Buffer.from("#!-agent startup {}"), local: 1 });
    const seconds = read.kind === "message" ? read.global - before : -1;
    expect([seconds >= 0, seconds < 60]).toEqual([true, true]);
  });

  it.each([
    ["another key", reply("#!-agent ack ", "x".repeat(47))],
    ["no mark", Buffer.from("hello")],
    ["nothing in it", Buffer.from("#AES:")],
  ])("whose answer has %s cannot be read", async (_what, answer) => {
    const { number } = await port(transport, wire(answer));
    expect(await knocked(number, { transport })).toEqual({ kind: "unreadable" });
  });

  it("waits only so long, and can be cancelled", async () => {
    const { number } = await port(transport, "nothing");
    expect(await knocked(number, { transport, patience: SHORT })).toEqual({ kind: "silent" });
    const stop = new AbortController();
    const asking = knocked(number, { transport, signal: stop.signal });
    stop.abort();
    expect(await asking).toEqual({ kind: "failed", reason: "Cancelled." });
  });

  it("is accepted by the stand-in", async () => {
    const { ports } = await running({ files: { "etc/client.keys": `007 bond any ${KEY}\n` } });
    expect(await knocked(ports.agents, { transport })).toEqual({
      kind: "acknowledged",
      text: "#!-agent ack",
    });
  });
});

describe("a message", () => {
  it("that is refused over TCP ends with a closed connection", async () => {
    const { number } = await port("tcp", "close");
    expect(await knocked(number)).toEqual({ kind: "closed" });
  });

  it("to a port that nobody has opened cannot be sent", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const number = typeof address === "object" && address !== null ? address.port : 0;
    await new Promise((resolve) => server.close(resolve));
    const reason = `Nothing listens at 127.0.0.1:${number}. Check host and port, and that the service runs.`;
    expect(await knocked(number)).toEqual({ kind: "failed", reason });
  });

  it("to a name that is no host cannot be sent", async () => {
    for (const transport of ["tcp", "udp"] as const) {
      const result = await knocked(1514, { host: "no host", transport });
      expect(result).toMatchObject({ kind: "failed", reason: expect.stringContaining("no host") });
    }
  });

  it("with Blowfish needs a Node that has it", async () => {
    if (hasCipher("blowfish")) return;
    expect(await knocked(1, { cipher: "blowfish" })).toEqual({
      kind: "failed",
      reason: "This Node has no Blowfish. Leave --blowfish out to use AES.",
    });
  });
});
