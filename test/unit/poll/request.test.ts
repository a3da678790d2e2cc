/** A whole request in socket mode, one case after the other: what is sent, logged, and handed to the model. */

import { createServer, type Server, type Socket } from "node:net";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { newestRelease } from "../../../core/manager/index.ts";
import { runSocketRequest, type SocketOptions } from "../../../core/poll/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { expectNothingLeft, id001, release, script, testEnvironment } from "./support.ts";

expectNothingLeft();

const folder = temporaryFolder();
const nowhere = path.join(folder, "none.sock");
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

/** A daemon that calls `answer` for each request, and what it sees of each connection. */
async function daemon(answer: (socket: Socket) => void): Promise<{ at: string; seen: string[] }> {
  const at = path.join(folder, `${servers.length}.sock`);
  const seen: string[] = [];
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const connection = seen.push("") - 1;
    socket.on("error", () => {});
    socket.on("end", () => socket.end());
    socket.once("data", (bytes) => {
      seen[connection] = bytes.toString("latin1");
      answer(socket);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(at, resolve));
  return { at, seen };
}

const noPause = (): Promise<void> => Promise.resolve();

async function ask(socketPath: string, options: Partial<SocketOptions> = {}) {
  const run = await runSocketRequest({
    execPath: undefined,
    request: id001,
    release: newestRelease,
    timeoutSeconds: 20,
    graceSeconds: 0.5,
    listenOnMs: 0,
    environment: testEnvironment,
    workingDirectory: "/",
    socketPath,
    pause: noPause,
    ...options,
  });
  return { ...run, ids: run.log.map(({ id }) => id) };
}

const answers = script("answers.sh");
const REFUSAL = '{"error":4,"message":"no"}';
const refuses = (socket: Socket): void => void socket.end(REFUSAL);

describe("a daemon that answers", () => {
  it("is connected to once for nothing, then asked, and its answer is logged", async () => {
    const { at, seen } = await daemon(refuses);
    const run = await ask(at, { execPath: answers });
    expect(seen).toEqual(["", "id:001"]);
    expect(run).toMatchObject({
      emptyConnection: "accepted",
      failures: [],
      reply: { kind: "data", bytes: REFUSAL, lost: 0 },
      fallback: undefined,
      cancelled: false,
      ids: ["socket-output"],
    });
    expect(run.source).toEqual({
      kind: "socket",
      log: run.log,
      gave: { kind: "output", output: REFUSAL },
    });
    expect(run.durationMs).toBeGreaterThan(0);
    expect(run.log[0]?.text).toContain(REFUSAL);
  });

  it("is not connected to for nothing if the caller does not want it", async () => {
    const { at, seen } = await daemon(refuses);
    expect((await ask(at, { emptyConnection: false })).emptyConnection).toBeUndefined();
    expect(seen).toEqual(["id:001"]);
    await ask(at, { emptyConnection: true });
    expect(seen).toEqual(["id:001", "", "id:001"]);
  });

  it("is waited for as long as is asked, and with 0 without a limit", async () => {
    const { at } = await daemon((socket) => setTimeout(() => refuses(socket), 100));
    for (const timeoutSeconds of [undefined, 0, 20])
      expect((await ask(at, { timeoutSeconds })).reply).toMatchObject({ kind: "data" });
    expect((await ask(at, { timeoutSeconds: 0.02 })).reply).toEqual({ kind: "no-data" });
  });

  it("is logged up to the first NUL", async () => {
    const { at } = await daemon((socket) => socket.end("{}\0rest"));
    const run = await ask(at);
    expect(run.log[0]?.text).toMatch(/\{\}/);
    expect(run.log[0]?.text).not.toContain("rest");
    expect(run.reply).toMatchObject({ bytes: "{}\0rest" });
  });

  it("may send more, which is only counted", async () => {
    const { at } = await daemon((socket) => {
      socket.write("{}");
      setTimeout(() => socket.end("late"), 150);
    });
    expect((await ask(at, { listenOnMs: 20_000 })).reply).toEqual({ kind: "data", bytes: "{}", lost: 4 });
    expect((await ask(at, { listenOnMs: 0 })).reply).toEqual({ kind: "data", bytes: "{}", lost: 0 });
  });
});

describe("a daemon that gives nothing", () => {
  const nothing = { kind: "nothing" };

  it.each<
    [what: string, answer: (socket: Socket) => void, options: Partial<SocketOptions>, ids: readonly string[]]
  >([
    ["no-data", () => {}, { timeoutSeconds: 0.05 }, ["socket-no-data"]],
    ["closed", (socket) => socket.end(), {}, []],
  ])("%s", async (kind, answer, options, ids) => {
    const { at } = await daemon(answer);
    const run = await ask(at, options);
    expect(run).toMatchObject({ reply: { kind }, ids, fallback: undefined, source: { gave: nothing } });
    const before = await ask(at, { ...options, release: release("4.3"), execPath: answers });
    expect(before).toMatchObject({ reply: { kind }, fallback: undefined, source: { gave: nothing } });
    expect(before.ids).not.toContain("socket-fallback");
    const after = await ask(at, { ...options, execPath: answers });
    expect(after.ids).toEqual([...ids, "socket-fallback"]);
    expect(after.fallback?.execution.end).toEqual({ kind: "exit", code: 0 });
    expect(after.source).toMatchObject({ gave: { kind: "execution" }, log: after.log });
  });

  it("broken", async () => {
    const at = path.join(folder, `breaks-${servers.length}.sock`);
    const server = createServer({ pauseOnConnect: true }, (socket) => {
      setTimeout(() => socket.destroy(), 100);
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(at, resolve));
    const run = await ask(at, { emptyConnection: false });
    expect(run).toMatchObject({ reply: { kind: "broken" }, ids: ["socket-no-data"] });
  });
});

describe("no daemon", () => {
  const error = { name: "ENOENT", number: 2, text: "No such file or directory" };
  const tried = "Could not connect to external socket: No such file or directory (2)";

  it("is tried three times, and each is logged", async () => {
    const run = await ask(nowhere);
    expect(run).toMatchObject({
      emptyConnection: error,
      failures: [error, error, error],
      reply: undefined,
      fallback: undefined,
      source: { gave: { kind: "nothing" } },
    });
    expect(run.log.map(({ text }) => text)).toEqual([
      tried,
      tried,
      tried,
      "Could not connect to external integration: No such file or directory (2). Discarding request.",
    ]);
  });

  it("leads to exec_path", async () => {
    const { fallback, ids } = await ask(nowhere, { execPath: answers });
    expect(fallback?.execution.end).toEqual({ kind: "exit", code: 0 });
    expect(ids.at(-1)).toBe("socket-fallback");
  });

  it("that starts between two tries is no failure", async () => {
    const at = path.join(folder, `later-${servers.length}.sock`);
    const server = createServer({ allowHalfOpen: true }, (socket) =>
      socket.once("data", () => refuses(socket)),
    );
    servers.push(server);
    const pause = () => new Promise<void>((resolve) => server.listen(at, resolve));
    const run = await ask(at, { pause });
    expect(run).toMatchObject({ reply: { kind: "data" }, failures: [error] });
    expect(run.log.map(({ text }) => text).slice(0, 1)).toEqual([tried]);
    expect(run.ids).toEqual(["socket-connect-failed", "socket-output"]);
  });
});

describe("a cancelled request", () => {
  it("is not begun", async () => {
    const run = await ask(nowhere, { signal: AbortSignal.abort(), execPath: answers });
    expect(run).toMatchObject({
      cancelled: true,
      failures: [],
      reply: undefined,
      fallback: undefined,
      log: [],
    });
  });

  it("ends its pause, and asks no script", async () => {
    const run = await ask(nowhere, { signal: AbortSignal.timeout(100), execPath: answers, pause: undefined });
    expect(run).toMatchObject({ cancelled: true, failures: [{ name: "ENOENT" }], fallback: undefined });
  });

  it("ends its wait for an answer", async () => {
    const stop = new AbortController();
    const { at } = await daemon(() => stop.abort());
    const run = await ask(at, { signal: stop.signal, execPath: answers });
    expect(run).toMatchObject({
      cancelled: true,
      reply: { kind: "cancelled" },
      fallback: undefined,
      log: [],
    });
  });
});
