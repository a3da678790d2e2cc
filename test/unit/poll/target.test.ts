/** What is asked for keys: the settings of a configuration, a script or a socket, and what it was like to ask. */

import { getEventListeners, getMaxListeners } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readPollConfig } from "../../../core/lint/config/index.ts";
import { newestRelease } from "../../../core/manager/index.ts";
import { type Asking, ask, configuredPolling, type PollTarget } from "../../../core/poll/index.ts";
import { ownSignal } from "../../../core/poll/target/own-signal.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { keyRequest } from "../config/support.ts";
import { expectNothingLeft, id001, release, script, testEnvironment } from "./support.ts";

expectNothingLeft();

const folder = temporaryFolder();
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});
let made = 0;

/** A socket where `answer` is called for each connection. */
async function serve(answer: (socket: Socket, count: number) => void): Promise<string> {
  const at = path.join(folder, `${made++}.sock`);
  let count = 0;
  const server = createServer((socket) => {
    socket.on("error", () => {});
    answer(socket, count++);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(at, resolve));
  return at;
}

/** Pauses between two tries take no time here. */
function asking(target: Partial<PollTarget>, signal?: AbortSignal): Promise<Asking> {
  const quick = { pause: () => Promise.resolve() };
  const base = { execPath: undefined, release: newestRelease, timeoutSeconds: 20, graceSeconds: 0.3 };
  const given = { ...base, environment: testEnvironment, workingDirectory: "/", ...quick, ...target };
  return ask(given, id001, signal);
}

describe("the settings of a configuration", () => {
  const configured = (block: string, isUtf8 = true) => {
    const config = readPollConfig(keyRequest(block), newestRelease);
    if (config.kind !== "config") throw new Error(config.message);
    return configuredPolling(config, isUtf8);
  };

  it("are what the block says", () => {
    const block =
      "<exec_path>/opt/poll.py</exec_path><socket>/run/keys.sock</socket><timeout>30</timeout><threads>4</threads>";
    expect(configured(block)).toMatchObject({
      execPath: "/opt/poll.py",
      socketPath: "/run/keys.sock",
      timeoutSeconds: 30,
      threads: 4,
      force: { forceInsert: true, force: { enabled: true } },
    });
  });

  it("have no command line and no socket if the block has none", () => {
    expect(configured("<timeout>30</timeout>")).toMatchObject({ execPath: undefined, socketPath: undefined });
  });

  it("have the bytes of the file, as text or already one character for each", () => {
    const line = "<exec_path>/opt/schlüssel</exec_path>";
    expect(configured(line).execPath).toBe("/opt/schl\xc3\xbcssel");
    expect(configured(line, false).execPath).toBe("/opt/schl\xfcssel");
  });

  it.each([
    [1, 1],
    [32, 32],
    [33, 32],
    [500, 32],
  ])("with %i threads start at most 32 scripts at once", (threads, most) => {
    const block = `<exec_path>/opt/poll</exec_path><threads>${threads}</threads>`;
    expect(configured(block).threads).toBe(most);
  });
});

describe("a signal of our own", () => {
  it("follows the other one until it is told to forget it", () => {
    const other = new AbortController();
    const [first, second] = [ownSignal(other.signal), ownSignal(other.signal)];
    second.forget();
    expect(getEventListeners(other.signal, "abort").length).toBe(1);
    other.abort();
    expect([first.signal.aborted, second.signal.aborted]).toEqual([true, false]);
    expect(getEventListeners(other.signal, "abort")).toEqual([]);
    expect(ownSignal(other.signal).signal.aborted).toBe(true);
  });

  it("aborts alone", () => {
    const other = new AbortController();
    const own = ownSignal(other.signal);
    own.abort();
    expect([own.signal.aborted, other.signal.aborted]).toEqual([true, false]);
    const alone = ownSignal(undefined);
    alone.forget();
    expect(alone.signal.aborted).toBe(false);
  });

  it("may have many listeners, of which Node does not warn", () => {
    expect(getMaxListeners(ownSignal(undefined).signal)).toBe(0);
  });
});

describe("asking a script", () => {
  it("runs a script if there is no socket", async () => {
    const { run, ...rest } = await asking({ execPath: script("answers.sh") });
    expect(rest).toMatchObject({
      source: { kind: "execution" },
      socket: undefined,
      obstacle: undefined,
      threadLost: false,
      cancelled: false,
    });
    expect(rest.durationMs).toBe(run?.durationMs);
  });

  it("says that the manager's thread would not return", async () => {
    const hanging = await asking({ execPath: script("hangs.pl"), timeoutSeconds: 0.3, graceSeconds: 0.1 });
    expect(hanging).toMatchObject({ threadLost: true, obstacle: undefined, cancelled: false });
  });

  it("says what is in the way of a script", async () => {
    const { obstacle } = await asking({ execPath: "/no/such/script" });
    expect(obstacle).toMatch(/\/no\/such\/script/);
  });
});

describe("asking a socket", () => {
  it("says that nothing listens at a socket", async () => {
    const socketPath = path.join(folder, "nobody.sock");
    const { obstacle, run, socket } = await asking({ socketPath });
    expect(obstacle).toBe(
      `No program accepts connections at ${socketPath}: No such file or directory. Start the socket daemon, and check the path.`,
    );
    expect([run, socket?.failures.length]).toEqual([undefined, 3]);
  });

  it("falls back to the script, whose obstacle counts then", async () => {
    const socketPath = path.join(folder, "nobody.sock");
    const fallen = await asking({ socketPath, execPath: script("answers.sh") });
    expect(fallen).toMatchObject({ obstacle: undefined, socket: { reply: undefined } });
    expect(fallen.run?.execution.end).toEqual({ kind: "exit", code: 0 });
    const none = await asking({ socketPath, execPath: "/no/such/script" });
    expect(none.obstacle).toMatch(/\/no\/such\/script/);
    const before = await asking({ socketPath, execPath: script("answers.sh"), release: release("4.3") });
    expect(before).toMatchObject({ run: undefined, obstacle: expect.stringContaining("nobody.sock") });
  });

  it("is no obstacle if a daemon says nothing", async () => {
    const socketPath = await serve((socket) => socket.once("data", () => socket.end()));
    const silent = await asking({ socketPath });
    expect(silent).toMatchObject({ obstacle: undefined, socket: { reply: { kind: "closed" } } });
  });

  it("makes the empty connection only in a close look", async () => {
    const connections: number[] = [];
    const socketPath = await serve((socket, count) => {
      connections.push(count);
      socket.once("data", () => {
        socket.end('{"error":4,"message":"no"}');
      });
    });
    const quick = await asking({ socketPath });
    expect(connections.length).toBe(1);
    expect(quick.socket).toMatchObject({ emptyConnection: undefined, reply: { kind: "data" } });
    const close = await asking({ socketPath, closeLook: true });
    expect(connections.length).toBe(3);
    expect(close.socket).toMatchObject({ emptyConnection: "accepted", reply: { kind: "data" } });
  });

  it("does not call a daemon that the empty connection ended unreachable", async () => {
    const at = path.join(folder, "fragile.sock");
    const server = createServer((socket) => {
      socket.on("error", () => {});
      server.close();
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(at, resolve));
    const ended = await asking({ socketPath: at, closeLook: true });
    expect(ended).toMatchObject({ obstacle: undefined, socket: { emptyConnection: "accepted" } });
  });

  it("runs a script again with two pipes, only in a close look", async () => {
    const execPath = script("warns-first.py");
    expect((await asking({ execPath })).run?.streams).toBeUndefined();
    expect((await asking({ execPath, closeLook: true })).run?.streams).toBeDefined();
  });

  it("can be cancelled at a socket, and while the script after it runs", async () => {
    const silent = await serve((socket) => socket.on("data", () => {}));
    const atSocket = await asking({ socketPath: silent }, AbortSignal.timeout(100));
    expect(atSocket).toMatchObject({ cancelled: true, run: undefined });
    const socketPath = path.join(folder, "nobody.sock");
    const execPath = script("hangs.pl");
    const afterIt = await asking({ socketPath, execPath, timeoutSeconds: 100 }, AbortSignal.timeout(500));
    expect(afterIt.cancelled).toBe(true);
  });
});
