/** The parts of socket mode, one by one, over real sockets: connecting, one exchange, and what is said about it. */

import { getEventListeners, once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { userInfo } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { newestRelease } from "../../../core/manager/index.ts";
import { platformOf } from "../../../core/platform/index.ts";
import { daemonIsGone, socketNotes } from "../../../core/poll/index.ts";
import {
  addressPath,
  connectOnce,
  connectPatiently,
  pauseInSeconds,
} from "../../../core/poll/socket/connect.ts";
import { type ExchangeOptions, exchange, RECEIVE_LIMIT } from "../../../core/poll/socket/exchange.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { release } from "./support.ts";

const folder = temporaryFolder();
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});
let made = 0;

/** A socket where `answer` is called for each connection. */
async function serve(answer: (socket: Socket) => void): Promise<string> {
  const at = path.join(folder, `${made++}.sock`);
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
    socket.on("error", () => {});
    answer(socket);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(at, resolve));
  return at;
}

async function connected(at: string): Promise<Socket> {
  const connection = await connectOnce(at);
  if (connection.kind === "failed") throw new Error(connection.error.text);
  return connection.socket;
}

const OPTIONS: ExchangeOptions = { timeoutMs: 20_000, listenOnMs: 0, signal: undefined };

async function asked(answer: (socket: Socket) => void, options: Partial<ExchangeOptions> = {}) {
  const socket = await connected(await serve(answer));
  const reply = await exchange(socket, "id:schl\xfcssel", { ...OPTIONS, ...options });
  expect(socket.destroyed).toBe(true);
  return reply;
}

/** Reads the request, and hands it over as bytes. */
const onRequest = (socket: Socket, then: (request: string) => void): void => {
  socket.once("data", (bytes) => then(Buffer.from(bytes).toString("latin1")));
  socket.resume();
};

describe("an exchange", () => {
  it("sends the bytes of the request, and receives those of the answer", async () => {
    const echo = (socket: Socket) => onRequest(socket, (request) => socket.end(`${request}\xff`, "latin1"));
    const reply = { kind: "data", bytes: "id:schl\xfcssel\xff", lost: 0 };
    expect(await asked(echo)).toEqual(reply);
    expect(await asked(echo, { timeoutMs: undefined })).toEqual(reply);
    expect(await asked(echo, { listenOnMs: 10_000 })).toEqual(reply);
  });

  it("waits without a limit if there is none", async () => {
    const late = (socket: Socket) => onRequest(socket, () => setTimeout(() => socket.end("late"), 100));
    expect(await asked(late, { timeoutMs: undefined })).toMatchObject({ kind: "data", bytes: "late" });
    expect(await asked((socket) => socket.resume(), { timeoutMs: 30 })).toEqual({ kind: "no-data" });
  });

  it("counts what comes after the first receive, for as long as it may", async () => {
    const twice = (socket: Socket) =>
      onRequest(socket, () => {
        socket.write("one");
        setTimeout(() => socket.write("three"), 100);
      });
    expect(await asked(twice)).toEqual({ kind: "data", bytes: "one", lost: 0 });
    const much = await asked(
      (socket) => onRequest(socket, () => socket.end("x".repeat(RECEIVE_LIMIT + 10_000))),
      {
        listenOnMs: 10_000,
      },
    );
    if (much.kind !== "data") throw new Error(much.kind);
    expect(much.bytes.length + much.lost).toBe(RECEIVE_LIMIT + 10_000);
    expect(much.bytes.length).toBeLessThanOrEqual(RECEIVE_LIMIT);
  });

  it("ends without an answer if the daemon closes, breaks, or has gone before", async () => {
    expect(await asked((socket) => onRequest(socket, () => socket.end()))).toEqual({ kind: "closed" });
    const unread = await serve((socket) => setTimeout(() => socket.destroy(), 100));
    expect(await exchange(await connected(unread), "id:001", OPTIONS)).toEqual({ kind: "broken" });
    let gone: Promise<unknown> = Promise.resolve();
    const at = await serve((socket) => {
      gone = once(socket, "close");
      socket.destroy();
    });
    const socket = await connected(at);
    await expect.poll(() => gone.then(() => true)).toBe(true);
    expect(await exchange(socket, "id:001", OPTIONS)).toEqual({ kind: "not-sent" });
  });

  it("keeps an answer, also if the connection breaks after it", async () => {
    const at = await serve((socket) => {
      socket.write("answer");
      setTimeout(() => socket.destroy(), 100);
    });
    const reply = await exchange(await connected(at), "id:001", { ...OPTIONS, listenOnMs: 10_000 });
    expect(reply).toEqual({ kind: "data", bytes: "answer", lost: 0 });
  });

  it("can be cancelled before and while it waits, and then forgets the signal", async () => {
    const silent = (socket: Socket): void => void socket.resume();
    expect(await asked(silent, { signal: AbortSignal.abort() })).toEqual({ kind: "cancelled" });
    const stop = new AbortController();
    const { signal } = stop;
    const cancelled = asked((socket) => onRequest(socket, () => stop.abort()), {
      signal,
      timeoutMs: undefined,
    });
    expect(await cancelled).toEqual({ kind: "cancelled" });
    const kept = new AbortController();
    await asked((socket) => onRequest(socket, () => socket.end()), { signal: kept.signal });
    expect(getEventListeners(kept.signal, "abort")).toEqual([]);
  });
});

it.each([
  [undefined, true],
  ["broken", true],
  ["not-sent", true],
  ["closed", false],
  ["data", false],
  ["no-data", false],
  ["cancelled", false],
] as const)("with the reply %s the daemon is gone: %s", (reply, isGone) => {
  expect(daemonIsGone(reply)).toBe(isGone);
});

describe("connecting", () => {
  it("uses as many bytes of the path as the manager's address holds", () => {
    expect(addressPath("/run/keys.sock")).toBe("/run/keys.sock");
    expect(addressPath(`/${"a".repeat(106)}`)).toBe(`/${"a".repeat(106)}`);
    expect(addressPath(`/${"a".repeat(120)}`)).toBe(`/${"a".repeat(106)}`);
    expect(addressPath(`/${"\u00e4".repeat(60)}`)).toBe(`/${"\u00e4".repeat(53)}`);
  });

  it("once gives a socket that reads nothing yet, or the system's error", async () => {
    const at = await serve((socket) => socket.end("early"));
    const socket = await connected(at);
    expect([socket.isPaused(), socket.allowHalfOpen, socket.listenerCount("error")]).toEqual([true, true, 0]);
    socket.destroy();
    const none = await connectOnce(path.join(folder, "none.sock"));
    expect(none).toEqual({
      kind: "failed",
      error: { name: "ENOENT", number: 2, text: "No such file or directory" },
    });
  });

  it("patiently gives the socket of the first try that succeeds", async () => {
    const at = await serve((socket) => socket.end("early"));
    const noPause = () => Promise.reject(new Error("no pause is due"));
    const { failures, socket } = await connectPatiently(at, noPause, undefined);
    expect([failures, socket?.isPaused()]).toEqual([[], true]);
    socket?.destroy();
  });

  it("patiently stops when it is cancelled", async () => {
    const stop = new AbortController();
    const seconds: number[] = [];
    const tries = await connectPatiently(
      path.join(folder, "none.sock"),
      (pause) => {
        seconds.push(pause);
        if (seconds.length === 2) stop.abort();
        return Promise.resolve();
      },
      stop.signal,
    );
    expect([tries.failures.length, tries.socket, seconds]).toEqual([2, undefined, [1, 2]]);
  });

  it("pauses until the time is over or the signal comes", async () => {
    await pauseInSeconds(0.001, undefined);
    await pauseInSeconds(1000, AbortSignal.abort());
    await pauseInSeconds(1000, AbortSignal.timeout(20));
    const over: string[] = [];
    const short = pauseInSeconds(0.05, undefined).then(() => over.push("pause"));
    setTimeout(() => over.push("20 ms"), 20);
    await short;
    expect(over).toEqual(["20 ms", "pause"]);
  });
});

it("a note names both users, and on Windows another one the other kind of sockets", () => {
  const user = {
    code: "user",
    text: `The manager connects to the socket as root with the group wazuh, this test as ${userInfo().username}. What the daemon itself may read or reach does not depend on that.`,
  };
  const platform = {
    code: "platform",
    text: "The manager runs on Linux and connects to a socket in the file system. Windows uses named pipes instead.",
  };
  expect(socketNotes(newestRelease, platformOf("linux"))).toEqual([user]);
  expect(socketNotes(newestRelease, platformOf("win32"))).toEqual([user, platform]);
  expect(socketNotes(newestRelease)).toEqual(process.platform === "win32" ? [user, platform] : [user]);
  expect(socketNotes(release("3.13"))[0]?.text).toContain("root with the group ossec");
});
