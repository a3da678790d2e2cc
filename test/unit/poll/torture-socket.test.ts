/** The torture test against daemons inside this process, which answer as each case needs it. */

import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { defaultSettings, type KeyRequest, KeyStore, newestRelease } from "../../../core/manager/index.ts";
import { type TortureOptions, type TortureResult, torture } from "../../../core/poll/index.ts";
import { tortureCases } from "../../../core/poll/torture/cases.ts";
import { tortureCasesFor } from "../../../core/poll/torture/torture.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const KEY = "a1".repeat(32);
const agent = (id: string): string =>
  `{"error":0,"data":{"id":"${id}","name":"web${id}","ip":"any","key":"${KEY}"}}`;
const NONE = '{"error":4,"message":"no such agent"}';
const hits: readonly KeyRequest[] = [{ selector: "id", value: "001" }];

/** What a good daemon says: it knows agent 001. */
const good = (request: string): string => (request === "id:001" ? agent("001") : NONE);

/** The results, and the requests that the daemon got. */
async function tortured(
  answer: (request: string) => string | undefined,
  options: Partial<TortureOptions> = {},
) {
  const socketPath = join(temporaryFolder(), "keys.sock");
  const requests: string[] = [];
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", (bytes) => {
      const request = bytes.toString("latin1");
      requests.push(request);
      const text = answer(request);
      if (text !== undefined) socket.end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  try {
    const results = await torture({
      execPath: undefined,
      socketPath,
      settings: defaultSettings(newestRelease),
      known: new KeyStore(),
      timeoutSeconds: 60,
      hits,
      rowLength: 6,
      ...options,
    });
    return { results, requests };
  } finally {
    server.close();
  }
}

const verdicts = (results: readonly TortureResult[]) =>
  results.map(({ name, verdict }) => `${name}: ${verdict}`);

describe("a torture test", () => {
  it("of a good daemon holds in every case, one after the other", async () => {
    const seen: unknown[] = [];
    const onResult: TortureOptions["onResult"] = ({ name }, { done, total }) =>
      seen.push([name, done, total]);
    const { results, requests } = await tortured(good, { onResult });
    const names = tortureCases.map(({ name }) => name).filter((name) => name !== "unknown-selector");
    expect(verdicts(results)).toEqual(names.map((name) => `${name}: held`));
    expect(seen).toEqual(names.map((name, at) => [name, at + 1, names.length]));
    for (const { name, message, mustHold, why } of results) {
      expect(message).toBeUndefined();
      const { mustHold: text, why: reason } = tortureCases.find((one) => one.name === name) ?? {};
      expect([mustHold, why]).toEqual([text?.(), reason?.()]);
    }
    // What the manager discards never comes; the hit comes once, once, eight times, four times and six times.
    expect(requests.filter((request) => request === "id:000000001")).toEqual([]);
    expect(requests.filter((request) => request === "id:001")).toHaveLength(20);
    expect(results.find(({ name }) => name === "id-too-long")?.asked.map(({ asking }) => asking)).toEqual([
      undefined,
      undefined,
    ]);
  });

  it("says what is wrong", async () => {
    const only = ["wildcards", "asked-agent-is-answered", "zero-padding"];
    const { results } = await tortured((request) => (request === "id:_" ? agent("002") : good(request)), {
      only,
    });
    expect(results.map(({ name, verdict, message }) => [name, verdict, message])).toEqual([
      ["asked-agent-is-answered", "held", undefined],
      ["wildcards", "broken", "id:_ was answered with agent 002."],
      ["zero-padding", "held", undefined],
    ]);
  });

  it("finds answers that differ between runs", async () => {
    let count = 0;
    const { results } = await tortured(() => agent(`00${++count}`), { only: ["long-row"], rowLength: 3 });
    expect(results.map(({ message }) => message)).toEqual([
      "The answer differs between runs, 3 different ones: 1 × an agent, 1 × an agent, 1 × an agent.",
    ]);
  });

  it("asks at once where the case says so", async () => {
    const waiting: Socket[] = [];
    const socketPath = join(temporaryFolder(), "keys.sock");
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.once("data", () => {
        // Nobody gets an answer before eight have asked.
        if (waiting.push(socket) === 8) for (const each of waiting) each.end(agent("001"));
      });
    });
    await new Promise<void>((resolve) => server.listen(socketPath, resolve));
    const settings = defaultSettings(newestRelease);
    const only = ["eight-at-once"];
    const results = await torture({
      execPath: undefined,
      socketPath,
      settings,
      known: new KeyStore(),
      hits,
      only,
    });
    server.close();
    expect(verdicts(results)).toEqual(["eight-at-once: held"]);
    expect(waiting).toHaveLength(8);
  });

  it("without a hit leaves out what needs one, and says so", async () => {
    const { results, requests } = await tortured(good, {
      hits: [],
      only: ["success-is-seen", "long-row", "empty-value"],
    });
    expect(results.map(({ name, verdict, message }) => [name, verdict, message])).toEqual([
      ["success-is-seen", "not-checked", "No sample is known to succeed."],
      ["empty-value", "held", undefined],
      ["long-row", "not-checked", "No sample is known to succeed."],
    ]);
    expect(results[0]?.asked).toEqual([]);
    expect(requests).toEqual(["id:", "ip:"]);
  });

  it("that is cancelled ends with what it has", async () => {
    const cancel = new AbortController();
    const onResult = (): void => cancel.abort();
    const { results } = await tortured(good, {
      signal: cancel.signal,
      onResult,
      only: ["wildcards", "not-an-id"],
    });
    expect(verdicts(results)).toEqual(["wildcards: held"]);
    expect((await tortured(good, { signal: AbortSignal.abort() })).results).toEqual([]);
  });
});

it("a torture test of a script has all cases, of a socket those without words of their own", () => {
  const names = (socketPath: string | undefined) => tortureCasesFor({ socketPath }).map(({ name }) => name);
  expect(names(undefined)).toHaveLength(23);
  expect(names("/keys.sock")).toEqual(names(undefined).filter((name) => name !== "unknown-selector"));
});
