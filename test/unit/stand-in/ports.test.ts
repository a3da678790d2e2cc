/** The stand-in's ports: opening and closing them, and what arrives in pieces, too long, or at a port that is taken. */

import { createSocket } from "node:dgram";
import { existsSync, statSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { encryptionKey, newestRelease, readKeyFile } from "../../../core/manager/index.ts";
import { sealed } from "../../../stand-in/agent-message.ts";
import { openAgentsPort } from "../../../stand-in/agents-port.ts";
import { framed } from "../../../stand-in/frame.ts";
import { StandInLog } from "../../../stand-in/log.ts";
import { listen, type Port, peerAddress, portProblem } from "../../../stand-in/port.ts";
import { Remoted } from "../../../stand-in/remoted.ts";
import { eventually } from "../../editor/host/eventually.ts";
import { answerPatience } from "../../patience.ts";
import { running } from "../../stand-in/running.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const KEY = "5a".repeat(32);
/** What a connection got until it was closed, or until so many bytes came. */
async function sent(
  place: number | string,
  pieces: readonly (Buffer | string)[],
  enough = Number.POSITIVE_INFINITY,
): Promise<{ readonly got: Buffer; readonly isClosed: boolean }> {
  return await new Promise((resolve, reject) => {
    const socket: Socket =
      typeof place === "string" ? connect(place) : connect({ host: "127.0.0.1", port: place });
    let got = Buffer.alloc(0);
    const end = (isClosed: boolean): void => {
      socket.destroy();
      resolve({ got, isClosed });
    };
    socket.setTimeout(answerPatience, () => reject(new Error("It is neither answered nor closed.")));
    socket.on("connect", async () => {
      for (const piece of pieces) {
        await new Promise((written) => socket.write(piece, written));
        await new Promise((pause) => setTimeout(pause, 20));
      }
    });
    socket.on("data", (bytes) => {
      got = Buffer.concat([got, bytes]);
      if (got.length >= enough) end(false);
    });
    socket.on("error", () => undefined);
    socket.on("close", () => end(true));
  });
}

describe("a port", () => {
  it("is open until it is closed, with every connection to it", async () => {
    const port = await listen(createServer(), { host: "127.0.0.1", port: 0 });
    expect(port.port).toBeGreaterThan(1023);
    const hanging = sent(port.port, ["x"]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await port.close();
    expect(await hanging).toEqual({ got: Buffer.alloc(0), isClosed: true });
    const again = await listen(createServer(), { host: "127.0.0.1", port: port.port });
    expect(again.port).toBe(port.port);
    await expect(listen(createServer(), { host: "127.0.0.1", port: port.port })).rejects.toMatchObject({
      code: "EADDRINUSE",
    });
    await again.close();
  });

  it("can be a socket, which has no number", async () => {
    const place = path.join(temporaryFolder(), "auth");
    const port = await listen(
      createServer((socket) => socket.end("hello")),
      place,
    );
    expect(port.port).toBe(0);
    expect((await sent(place, [])).got.toString()).toBe("hello");
    await port.close();
    expect(existsSync(place)).toBe(false);
  });

  it("survives a peer that breaks its connection off", async () => {
    const port = await listen(
      createServer((socket) => socket.on("data", () => socket.write("x".repeat(1e6)))),
      { host: "127.0.0.1", port: 0 },
    );
    const peer = connect({ host: "127.0.0.1", port: port.port });
    await new Promise<void>((resolve) => peer.on("connect", resolve));
    peer.write("x");
    await new Promise((resolve) => peer.once("data", resolve));
    peer.resetAndDestroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await port.close();
  });

  it.each([
    ["10.0.0.1", "10.0.0.1"],
    ["::ffff:10.0.0.1", "10.0.0.1"],
    ["::FFFF:10.0.0.1", "10.0.0.1"],
    ["fe80::1%eth0", "fe80::1"],
    ["::1", "::1"],
    [undefined, ""],
  ])("writes the address of a peer, %s, as %s", (address, text) => {
    expect(peerAddress(address)).toBe(text);
  });

  it.each([
    [{ code: "EADDRINUSE", port: 1515 }, "Port 1515 is in use. Choose another port, or 0 for any free port."],
    [{ code: "EADDRINUSE", path: "/a" }, "Port /a is in use. Choose another port, or 0 for any free port."],
    [{ code: "EACCES", port: 80 }, "This user may not open port 80. Choose a port above 1023."],
    [{ code: "EACCES", path: "/a" }, "This user may not open port /a. Choose a port above 1023."],
    [
      { code: "EADDRNOTAVAIL" },
      "The address is not one of this machine. Name an address of this machine, or leave --host out.",
    ],
    [{ code: "EMFILE" }, "The stand-in did not start: why"],
    ["odd", "The stand-in did not start: odd"],
  ])("that could not be opened, %j: %s", (more, text) => {
    const error = typeof more === "string" ? more : Object.assign(new Error("why"), more);
    expect(portProblem(error)).toBe(text);
  });
});

const derived = encryptionKey("001", "web", KEY);
const startup = (text = "#!-agent startup {}") =>
  sealed({ text: Buffer.from(text), key: derived, cipher: "aes", id: "001", global: 1, local: 1 });

async function agentsPort(host = "127.0.0.1", number = 0) {
  const lines: string[] = [];
  const told: string[] = [];
  const log = new StandInLog({
    release: newestRelease,
    path: path.join(temporaryFolder(), "ossec.log"),
    debug: 0,
    onLine: ({ text }) => lines.push(text),
  });
  const { store } = readKeyFile(`001 web any ${KEY}\n`, { release: newestRelease, passEmpty: true });
  const remoted = new Remoted(store, {
    release: newestRelease,
    answersPing: true,
    log,
    onReceived: ({ peer, what }) => told.push(`${peer} ${what}`),
  });
  const port: Port = await openAgentsPort(remoted, { host, port: number });
  let isOpen = true;
  const close = async () => {
    if (isOpen) await port.close();
    isOpen = false;
  };
  onTestFinished(close);
  return { port, lines, told, close };
}

const PING = framed(Buffer.from("#ping"));
const PONG = framed(Buffer.from("#pong"));

describe("the port for agents", () => {
  it("reads messages over TCP, however they are cut", async () => {
    const { port, told } = await agentsPort();
    const twice = Buffer.concat([PING, PING]);
    expect((await sent(port.port, [twice], 18)).got).toEqual(Buffer.concat([PONG, PONG]));
    for (const at of [1, 3, 4, 6]) {
      const { got } = await sent(port.port, [PING.subarray(0, at), PING.subarray(at)], 9);
      expect(got).toEqual(PONG);
    }
    const { got } = await sent(
      port.port,
      [Buffer.concat([framed(startup()), PING.subarray(0, 5)]), PING.subarray(5)],
      60,
    );
    expect(got.length).toBeGreaterThan(60);
    expect(told).toEqual(["127.0.0.1 startup"]);
  });

  it("closes the connection of a message that it refuses, and reads nothing after it", async () => {
    const { port, told, lines } = await agentsPort();
    const refused = framed(Buffer.from("!009!#AES:xx"));
    expect(await sent(port.port, [Buffer.concat([refused, PING])])).toEqual({
      got: Buffer.alloc(0),
      isClosed: true,
    });
    expect(told).toEqual(["127.0.0.1 no such agent"]);
    expect(lines).toEqual(["(1408): Invalid ID 009 for the source ip: '127.0.0.1' (name 'unknown')."]);
  });

  it("counts connections, for the line about a message that cannot be read", async () => {
    const { port, lines } = await agentsPort();
    for (let at = 0; at < 2; at++) await sent(port.port, [framed(Buffer.from("!001!#AES:xx"))]);
    expect(lines.filter((line) => line.startsWith("Decrypt"))).toEqual([
      "Decrypt the message fail, socket 1",
      "Decrypt the message fail, socket 2",
    ]);
  });

  it("closes the connection of a message that is too long for an agent", async () => {
    const { port, told } = await agentsPort();
    const length = (bytes: number) => {
      const frame = Buffer.alloc(4);
      frame.writeUInt32LE(bytes);
      return frame;
    };
    expect(await sent(port.port, [length(65537)])).toEqual({ got: Buffer.alloc(0), isClosed: true });
    expect(told).toEqual([]);
    await sent(port.port, [length(65536), Buffer.concat([Buffer.from("!009!"), Buffer.alloc(65531)])]);
    expect(told).toEqual(["127.0.0.1 no such agent"]);
  });

  it("reads a message in each packet over UDP, and answers it without its length", async () => {
    const { port, told, lines } = await agentsPort();
    const socket = createSocket("udp4");
    onTestFinished(() => new Promise<void>((resolve) => socket.close(resolve)));
    const got: Buffer[] = [];
    socket.on("message", (bytes) => got.push(bytes));
    for (const bytes of [
      Buffer.from("!009!#AES:"),
      Buffer.from("!001!#AES:x"),
      startup(),
      Buffer.from("#ping"),
    ])
      socket.send(bytes, port.port, "127.0.0.1");
    await eventually(() => expect(got.length).toBe(2), answerPatience);
    expect(got[0]?.toString("latin1", 0, 5)).toBe("#AES:");
    expect(got[1]?.toString()).toBe("#pong");
    expect(told).toEqual(["127.0.0.1 no such agent", "127.0.0.1 wrong key", "127.0.0.1 startup"]);
    expect(lines.filter((line) => line.startsWith("Decrypt"))).toEqual([]);
  });

  it("is open for both or for none", async () => {
    const taken = createSocket("udp4");
    await new Promise<void>((resolve) => taken.bind(0, "127.0.0.1", resolve));
    const number = taken.address().port;
    await expect(agentsPort("127.0.0.1", number)).rejects.toMatchObject({ code: "EADDRINUSE" });
    const tcp = await listen(createServer(), { host: "127.0.0.1", port: number });
    await tcp.close();
    await new Promise<void>((resolve) => taken.close(resolve));
    const { port, close } = await agentsPort("127.0.0.1", number);
    expect(port.port).toBe(number);
    await close();
    const again = await agentsPort("127.0.0.1", number);
    expect((await sent(again.port.port, [PING], 9)).got).toEqual(PONG);
  });
});

describe("the local socket", () => {
  const asked = (request: unknown) => framed(Buffer.from(JSON.stringify(request)));

  async function local(files: Readonly<Record<string, string>> = {}) {
    const told: string[] = [];
    const manager = await running({
      files: { "etc/client.keys": `001 web any ${KEY}\n`, ...files },
      debug: 0,
      on: {
        exchange: ({ port, from, sent: text, answered }) =>
          told.push(`${port} ${from}: ${text} → ${answered}`),
      },
    });
    return { place: manager.sandbox.socket, told, lines: manager.lines };
  }

  it("answers one request for each connection, however it is cut, for its user and group", async () => {
    const { place, told } = await local({ "queue/sockets/auth": "old" });
    expect(statSync(place).mode & 0o777).toBe(0o660);
    const request = asked({ function: "get", arguments: { id: "001" } });
    for (const at of [2, 4, 10]) {
      const { got, isClosed } = await sent(place, [request.subarray(0, at), request.subarray(at)]);
      expect(isClosed).toBe(true);
      expect(got.readUInt32LE(0)).toBe(got.length - 4);
      expect(JSON.parse(got.toString("utf8", 4))).toMatchObject({
        error: 0,
        data: { id: "001", name: "web" },
      });
    }
    expect(told[0]).toBe(
      'local socket : {"function":"get","arguments":{"id":"001"}} → {"error":0,"data":{"id":"001","name":"web","ip":"any","key":"••••••••"}}',
    );
    await sent(place, [Buffer.concat([request, request])]);
    expect(told.length).toBe(4);
  });

  it("reads and shows every character", async () => {
    const { place, told } = await local();
    const { got } = await sent(place, [asked({ function: "get", arguments: { id: "ü" } })]);
    expect(got.toString("utf8", 4)).toBe('{"error":9011,"message":"Agent ID not found"}');
    expect(told).toEqual([
      'local socket : {"function":"get","arguments":{"id":"ü"}} → {"error":9011,"message":"Agent ID not found"}',
    ]);
  });

  it("closes the connection of a request that is too long, and says so", async () => {
    const { place, lines, told } = await local();
    const head = Buffer.alloc(4);
    head.writeUInt32LE(65537);
    expect(await sent(place, [head])).toEqual({ got: Buffer.alloc(0), isClosed: true });
    expect(lines.at(-1)).toMatchObject({
      daemon: "stand-in",
      level: "error",
      text: "A request at the local socket says that it has 65537 bytes; authd reads no more than 65536.",
    });
    expect(told).toEqual([]);
    head.writeUInt32LE(65536);
    const { got } = await sent(place, [head, " ".repeat(65536)]);
    expect(got.toString("utf8", 4)).toBe('{"error":9002,"message":"Parsing JSON input"}');
  });

  it("continues after a request at which authd ends, and says so", async () => {
    const { place, lines, told } = await local();
    const request = { function: 7, arguments: {} };
    expect(await sent(place, [asked(request)])).toEqual({ got: Buffer.alloc(0), isClosed: true });
    expect(lines.at(-1)).toMatchObject({
      daemon: "stand-in",
      level: "critical",
      text: "A manager's authd would end here: a member of the request is not a string. The stand-in continues.",
    });
    expect(told).toEqual([`local socket : ${JSON.stringify(request)} → undefined`]);
    const { got } = await sent(place, [asked({ function: "get", arguments: { id: "001" } })]);
    expect(got.length).toBeGreaterThan(4);
  });
});
