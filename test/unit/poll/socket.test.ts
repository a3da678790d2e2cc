/** Socket mode against real sockets: the tries, the one receive, the empty connection, the fallback to exec_path. */

import { writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { newestRelease } from "../../../core/manager/index.ts";
import {
  runSocketRequest,
  type SocketOptions,
  type SocketRun,
  startDaemon,
} from "../../../core/poll/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { expectNothingLeft, id001, release, script, testEnvironment } from "./support.ts";

expectNothingLeft();

const folder = temporaryFolder();
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

let made = 0;
const freshPath = (): string => path.join(folder, `${made++}.sock`);

/** A server that calls `answer` for each connection. */
async function serve(answer: (socket: Socket) => void, at = freshPath()): Promise<string> {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    answer(socket);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(at, resolve));
  return at;
}

/** The pauses that a run asked for, which end at once. */
function ask(
  socketPath: string,
  options: Partial<SocketOptions> = {},
): Promise<SocketRun> & { pauses: number[] } {
  const pauses: number[] = [];
  const run = runSocketRequest({
    execPath: undefined,
    request: id001,
    release: newestRelease,
    timeoutSeconds: 0.3,
    graceSeconds: 0.5,
    environment: testEnvironment,
    workingDirectory: "/",
    socketPath,
    pause: (seconds) => {
      pauses.push(seconds);
      return Promise.resolve();
    },
    ...options,
  });
  return Object.assign(run, { pauses });
}

const logIds = ({ log }: SocketRun): readonly string[] => log.map(({ id }) => id);

test.concurrent("the request is sent bare, and one receive is the answer", async () => {
  const received: string[] = [];
  const at = await serve((socket) =>
    socket.on("data", (bytes) => {
      received.push(bytes.toString());
      socket.end('{"error":4,"message":"no"}');
    }),
  );
  const run = await ask(at);
  expect(received).toEqual(["id:001"]);
  expect(run).toMatchObject({
    emptyConnection: "accepted",
    failures: [],
    reply: { kind: "data", lost: 0 },
    source: { kind: "socket", gave: { kind: "output", output: '{"error":4,"message":"no"}' } },
    fallback: undefined,
  });
  expect(logIds(run)).toEqual(["socket-output"]);
  expect(logIds(await ask(at, { release: release("4.3") }))).toEqual([]);
});

test.concurrent("three tries with pauses of 1, 2 and 3 seconds, each logged", async () => {
  const asked = ask(freshPath());
  const run = await asked;
  expect(asked.pauses).toEqual([1, 2, 3]);
  expect(run.failures.map(({ name }) => name)).toEqual(["ENOENT", "ENOENT", "ENOENT"]);
  expect(run.log.map(({ text }) => text)).toEqual([
    ...Array.from({ length: 3 }, () => "Could not connect to external socket: No such file or directory (2)"),
    "Could not connect to external integration: No such file or directory (2). Discarding request.",
  ]);
  expect(run.source).toMatchObject({ kind: "socket", gave: { kind: "nothing" } });
});

test.concurrent("a daemon that starts between two tries is reached", async () => {
  const at = freshPath();
  const run = await ask(at, {
    pause: async () => {
      await serve((socket) => socket.end("{}"), at);
    },
  });
  expect(run.failures.length).toBe(1);
  expect(run.reply).toMatchObject({ kind: "data", bytes: "{}" });
});

test.concurrent("a file that is not a socket refuses", async () => {
  const at = freshPath();
  writeFileSync(at, "");
  expect((await ask(at)).failures[0]).toMatchObject({ name: expect.stringMatching(/ECONNREFUSED|ENOTSOCK/) });
});

test.concurrent("only the first piece of an answer in pieces counts", async () => {
  const at = await serve((socket) => {
    socket.once("data", () => {
      socket.write('{"error":0,');
      setTimeout(() => socket.end('"data":{}}'), 50);
    });
  });
  const run = await ask(at, { listenOnMs: 1000 });
  expect(run.reply).toEqual({ kind: "data", bytes: '{"error":0,', lost: 10 });
});

test.concurrent("no more than 65536 bytes are received", async () => {
  const at = await serve((socket) => socket.once("data", () => socket.end("x".repeat(200_000))));
  const { reply } = await ask(at, { listenOnMs: 1000 });
  if (reply?.kind !== "data") throw new Error("no data");
  expect(reply.bytes.length).toBeLessThanOrEqual(65536);
  expect(reply.bytes.length + reply.lost).toBe(200_000);
});

test.concurrent("a daemon that waits for a line feed or the end reaches the timeout", async () => {
  const at = await serve((socket) => socket.on("data", () => {}));
  const run = await ask(at);
  expect(run.reply).toEqual({ kind: "no-data" });
  expect(logIds(run)).toEqual(["socket-no-data"]);
});

test.concurrent("a daemon that closes silently is not logged", async () => {
  const at = await serve((socket) => socket.once("data", () => socket.end()));
  const run = await ask(at);
  expect(run.reply).toEqual({ kind: "closed" });
  expect(run.log).toEqual([]);
});

test.concurrent("a daemon that the empty connection kills is reported", async () => {
  const at = freshPath();
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.on("end", () => server.close());
    socket.resume();
  });
  await new Promise<void>((resolve) => server.listen(at, resolve));
  const closed = new Promise((resolve) => server.on("close", resolve));
  const run = await ask(at, { pause: () => closed.then(() => {}) });
  expect(run.emptyConnection).toBe("accepted");
  expect(run.reply?.kind).not.toBe("data");
});

test.concurrent.for([
  { of: "4.14", falls: true },
  { of: "4.3", falls: false },
] as const)("exec_path after a socket without an answer: $of", async ({ of, falls }) => {
  const run = await ask(freshPath(), {
    release: release(of),
    execPath: script("answers.sh"),
    timeoutSeconds: 10,
  });
  expect(logIds(run).includes("socket-fallback")).toBe(falls);
  expect(run.fallback?.execution.end).toEqual(falls ? { kind: "exit", code: 0 } : undefined);
  expect(run.source).toMatchObject({ kind: "socket", gave: { kind: falls ? "execution" : "nothing" } });
});

test.concurrent("an answer that cannot be read is final", async () => {
  const at = await serve((socket) => socket.once("data", () => socket.end("rubbish")));
  expect((await ask(at, { execPath: script("answers.sh") })).fallback).toBeUndefined();
});

test.concurrent("a cancelled request ends at once", async () => {
  const at = await serve((socket) => socket.on("data", () => {}));
  const run = await ask(at, {
    timeoutSeconds: 100,
    signal: AbortSignal.timeout(100),
    emptyConnection: false,
  });
  expect(run).toMatchObject({ cancelled: true, reply: { kind: "cancelled" } });
});

test.concurrent("a daemon is started, asked and stopped", async () => {
  const socketPath = freshPath();
  const shared = { release: newestRelease, environment: testEnvironment, workingDirectory: "/", socketPath };
  const start = await startDaemon({ ...shared, execPath: `${script("daemon.py")} ${socketPath}` });
  if (start.kind !== "ready") throw new Error(start.message);
  try {
    const run = await ask(socketPath, { timeoutSeconds: 10 });
    const output = expect.stringContaining('"error": 0');
    expect(run.source).toMatchObject({ kind: "socket", gave: { kind: "output", output } });
    expect(start.daemon.errorOutput()).toBe("listening\n");
  } finally {
    expect((await start.daemon.stop()).map(({ place }) => place)).toEqual(["script"]);
  }
  expect(await start.daemon.ended).toEqual({ kind: "signal", signal: "SIGKILL" });
});

test.concurrent("a daemon that ends, or cannot be started, is a message", async () => {
  const shared = { release: newestRelease, environment: testEnvironment, workingDirectory: "/" };
  const ends = await startDaemon({ ...shared, socketPath: freshPath(), execPath: script("dies.pl") });
  expect(ends).toMatchObject({
    kind: "failed",
    message: expect.stringContaining("exit code 255"),
    errorOutput: expect.stringContaining("Cannot connect to the database"),
  });
  const none = await startDaemon({ ...shared, socketPath: freshPath(), execPath: "/no/such/daemon" });
  expect(none).toMatchObject({ kind: "failed", message: expect.stringContaining("/no/such/daemon") });
  const late = await startDaemon({
    ...shared,
    socketPath: freshPath(),
    execPath: script("hangs.pl"),
    readyWithinSeconds: 0.3,
  });
  expect(late).toMatchObject({ kind: "failed", message: expect.stringContaining("0.3 seconds") });
});
