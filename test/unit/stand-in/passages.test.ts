/** Items of the stand-in from its events, one by one, and the report about them. */

import { describe, expect, it } from "vitest";
import {
  defaultSettings,
  type KeyEntry,
  KeyStore,
  newestRelease,
  readKeyFile,
  type Source,
} from "../../../core/manager/index.ts";
import type { Exchange } from "../../../stand-in/exchange.ts";
import type { ShownLine } from "../../../stand-in/log.ts";
import type { Passage } from "../../../stand-in/passage.ts";
import { Passages } from "../../../stand-in/passages.ts";
import { passagesReport } from "../../../stand-in/passages-report.ts";
import type { Received } from "../../../stand-in/remoted.ts";

const KEY = "5a".repeat(32);
const settings = defaultSettings();

function entriesOf(text: string): readonly KeyEntry[] {
  return readKeyFile(text, { release: newestRelease, passEmpty: true }).records.map(({ entry }) => entry);
}
const [web, db, odd] = entriesOf(
  `001 web-01 any ${KEY}\n002 db-01 10.0.0.2 ${KEY}\n003 schl\xc3\xbcssel any ${KEY}\n`,
);
if (web === undefined || db === undefined || odd === undefined) throw new Error("three agents");

const line = (text: string, more: Partial<ShownLine> = {}): ShownLine => ({
  at: new Date(0),
  daemon: "wazuh-authd",
  level: "info",
  text,
  meaning: undefined,
  ...more,
});
const logged = (text: string, level: ShownLine["level"] = "info", meaning?: string) => ({
  daemon: "wazuh-authd",
  level,
  text,
  meaning,
});

const exchange = (more: Partial<Exchange> = {}): Exchange => ({
  at: new Date(1000),
  port: "registration service",
  from: "127.0.0.1",
  sent: "OSSEC A:'web-01'",
  answered: "OSSEC K:'001 web-01 any ••••••••'",
  ...more,
});

const received = (more: Partial<Received> = {}): Received => ({
  peer: "127.0.0.1",
  agent: undefined,
  isAccepted: false,
  what: "an unknown agent",
  request: "id:007",
  ...more,
});

const asked = (source: Source | undefined, datagram = "id:007") => ({
  datagram,
  source,
  outcome: undefined,
  durationMs: 12.4,
  known: new KeyStore(),
  settings,
});
const output = (text: string): Source => ({ kind: "output", output: text });
const KNOWN = output(`{"error":0,"data":{"id":"007","name":"bond","ip":"any","key":"${KEY}"}}`);

function watched() {
  const told: Passage[] = [];
  const passages = new Passages((passage) => told.push(passage));
  const { events } = passages;
  const last = (): Passage => {
    const passage = passages.all.at(-1);
    if (passage === undefined) throw new Error("no item");
    return passage;
  };
  const way = (): readonly string[] =>
    last().stops.map(({ station, state, summary }) => `${station} ${state}: ${summary}`);
  return { told, passages, events, last, way };
}

describe("a request for registration", () => {
  it("goes from the agent through authd into client.keys", () => {
    const { events, last, way } = watched();
    events.line?.(line("Received request", { meaning: "An agent asks." }));
    events.change?.({ added: [web], removed: [db] });
    events.exchange?.(exchange());
    expect(last()).toMatchObject({
      id: 1,
      at: 1000,
      title: "web-01",
      kind: "registration",
      state: "passed",
      advice: undefined,
    });
    expect(way()).toEqual([
      "agent done: OSSEC A:'web-01' (registration service, from 127.0.0.1)",
      "authd done: OSSEC K:'001 web-01 any ••••••••'",
      "client.keys ended: - 002 db-01 10.0.0.2 ••••••••   + 001 web-01 any ••••••••",
    ]);
    expect(last().stops.map(({ log }) => log)).toEqual([
      [],
      [logged("Received request", "info", "An agent asks.")],
      [],
    ]);
    events.change?.({ added: [odd], removed: [] });
    events.exchange?.(exchange());
    expect(way().at(-1)).toBe("client.keys ended: + 003 schlüssel any ••••••••");
  });

  it.each<[answered: string | undefined, state: Passage["state"], stop: string]>([
    ["ERROR: Invalid agent name", "refused", "stopped"],
    ["400 Bad Request", "refused", "stopped"],
    ["500 Internal", "refused", "stopped"],
    ['{"error": 9008}', "refused", "stopped"],
    ['{"error":1}', "refused", "stopped"],
    [undefined, "refused", "stopped"],
    ['{"error": 0}', "passed", "ended"],
    ["200 {}", "passed", "ended"],
    ["No ERROR", "passed", "ended"],
    ["4000 x", "passed", "ended"],
  ])("that registers nobody ends with the answer %j: %s", (answer, state, stop) => {
    const { events, last, way } = watched();
    events.exchange?.(exchange({ answered: answer }));
    expect(last().state).toBe(state);
    expect(way()[1]).toBe(`authd ${stop}: ${answer ?? "closed without an answer"}`);
    expect(way().length).toBe(2);
  });

  it.each([
    [{ sent: "OSSEC A:'web 01' G:'x'" }, "web 01"],
    [{ sent: '{"name": "db-01"}', port: "REST API" }, "db-01"],
    [{ sent: '{"agent_name":"db-02"}', port: "REST API" }, "db-02"],
    [{ sent: "GET /agents", port: "REST API" }, "REST API"],
    [{ sent: "", port: "local socket", from: "" }, "local socket"],
  ] as const)("is named by the agent or by its port: %j", (given, title) => {
    const { events, last, way } = watched();
    events.exchange?.(exchange(given));
    expect(last().title).toBe(title);
    const source = { port: "registration service", from: "127.0.0.1", ...given };
    expect(way()[0]).toBe(
      `agent done: ${given.sent} (${source.from === "" ? source.port : `${source.port}, from ${source.from}`})`,
    );
  });

  it("has the advice of the last warning or error that has one", () => {
    const { events, last } = watched();
    events.line?.(line("a", { level: "error", meaning: "first" }));
    events.line?.(line("b", { level: "warning", meaning: "second" }));
    events.line?.(line("c", { level: "critical" }));
    events.line?.(line("d", { level: "info", meaning: "third" }));
    events.exchange?.(exchange({ answered: undefined }));
    expect(last().advice).toBe("second");
    events.line?.(line("e", { level: "critical", meaning: "fourth" }));
    events.exchange?.(exchange({ answered: undefined }));
    expect(last().advice).toBe("fourth");
    events.exchange?.(exchange());
    expect(last()).toMatchObject({ advice: undefined, stops: [{ log: [] }, { log: [] }] });
  });
});

describe("a message", () => {
  it("that needs no key ends at remoted", () => {
    const { events, last, way } = watched();
    events.received?.(received({ agent: web, isAccepted: true, what: "startup", request: undefined }), true);
    expect(last()).toMatchObject({ title: "001 web-01", kind: "message", state: "passed" });
    expect(way()).toEqual(["agent done: a message from 127.0.0.1", "remoted ended: startup"]);
    events.line?.(line("Invalid", { level: "warning", meaning: "Do this." }));
    events.received?.(received({ what: "wrong key", request: undefined }), true);
    expect(last()).toMatchObject({ title: "127.0.0.1", state: "refused", advice: "Do this." });
    expect(way()[1]).toBe("remoted stopped: wrong key");
  });

  it("that asks for a key stops there if key polling is off", () => {
    const { events, last, way } = watched();
    events.line?.(line("Unknown", { level: "warning", meaning: "Do this." }));
    events.received?.(received(), false);
    expect(last()).toMatchObject({ title: "id 007", state: "refused", advice: "Do this." });
    expect(way()).toEqual([
      "agent done: a message from 127.0.0.1",
      "remoted done: an unknown agent: asks for the key",
      "request stopped: key polling is off: no <exec_path> in etc/ossec.conf",
    ]);
  });

  it("that asks for a key waits for the script, and continues under its number", () => {
    const { events, told, passages, last, way } = watched();
    events.line?.(line("Unknown", { level: "warning", meaning: "Do this." }));
    events.received?.(received(), true);
    expect(last()).toMatchObject({ id: 1, state: "waiting", advice: undefined });
    expect(way().at(-1)).toBe("request waiting: id:007");
    events.change?.({ added: [web], removed: [] });
    events.line?.(line("Added"));
    events.asked?.(asked(KNOWN));
    expect(told.map(({ id, state }) => [id, state])).toEqual([
      [1, "waiting"],
      [1, "passed"],
    ]);
    expect(passages.all.length).toBe(1);
    expect(way().slice(0, 4)).toEqual([
      "agent done: a message from 127.0.0.1",
      "remoted done: an unknown agent: asks for the key",
      "request done: id:007",
      "script done: answered after 12 ms",
    ]);
    expect(
      last()
        .stops.slice(4)
        .map(({ station, state, log }) => [station, state, log.length]),
    ).toEqual([
      ["answer", "done", 0],
      ["authd", "done", 1],
      ["client.keys", "ended", 0],
    ]);
  });

  it("whose answer registers nobody ends there", () => {
    const { events, last } = watched();
    const stop = () => last().stops.at(-1);
    events.received?.(received(), true);
    events.line?.(line("Unreadable"));
    events.asked?.(asked(output("oops")));
    expect(last()).toMatchObject({ state: "refused", advice: expect.any(String) });
    expect(stop()).toMatchObject({ station: "answer", state: "stopped", log: [logged("Unreadable")] });
    events.received?.(received(), true);
    events.asked?.(asked(output('{"error":4,"message":"no"}')));
    expect(last()).toMatchObject({ id: 2, state: "passed" });
    expect(stop()).toMatchObject({ station: "answer", state: "ended" });
  });
});

describe("messages", () => {
  it("of several that ask for the same key the first gets the answer, and the last is rejected", () => {
    const { events, passages, way } = watched();
    for (const peer of ["10.0.0.1", "10.0.0.2", "10.0.0.3"]) events.received?.(received({ peer }), true);
    events.asked?.(asked(undefined));
    expect(way().at(-1)).toBe("request stopped: id:007: not added to the queue");
    events.asked?.(asked(KNOWN));
    expect(passages.all.map(({ state }) => state)).toEqual(["passed", "waiting", "refused"]);
    events.asked?.(asked(KNOWN));
    expect(passages.all.map(({ state }) => state)).toEqual(["passed", "passed", "refused"]);
    expect(passages.all[1]?.stops[0]?.summary).toBe("a message from 10.0.0.2");
  });

  it("that nobody sent is an item of its own", () => {
    const { events, passages, last, way } = watched();
    events.asked?.(asked(KNOWN, "id:008"));
    expect(last()).toMatchObject({ id: 1, title: "id:008", kind: "message", state: "passed" });
    expect(way()[0]).toBe("request done: id:008");
    events.received?.(received(), true);
    passages.stopped();
    events.asked?.(asked(undefined));
    expect(passages.all.map(({ title, state }) => [title, state])).toEqual([
      ["id:008", "passed"],
      ["id 007", "waiting"],
      ["id:007", "refused"],
    ]);
  });
});

describe("items", () => {
  it("are also lines that belong to none", async () => {
    const { events, last, way, passages } = watched();
    events.line?.(line("Started", { level: "error", meaning: "It starts." }));
    events.line?.(line("Listening"));
    await Promise.resolve();
    expect(last()).toMatchObject({ title: "wazuh-authd", kind: "log", state: "passed", advice: undefined });
    expect(way()).toEqual(["authd ended: Started"]);
    expect(last().stops[0]?.log.map(({ text }) => text)).toEqual(["Started", "Listening"]);
    events.line?.(line("Reading", { daemon: "wazuh-remoted" }));
    await Promise.resolve();
    expect(way()).toEqual(["remoted ended: Reading"]);
    events.line?.(line("Received request"));
    events.exchange?.(exchange());
    await Promise.resolve();
    expect(passages.all.length).toBe(3);
  });

  it("are kept up to 500, the newest last, until they are cleared", () => {
    const { events, passages } = watched();
    for (let at = 0; at < 502; at++) events.exchange?.(exchange());
    expect([passages.all.length, passages.all[0]?.id, passages.all.at(-1)?.id]).toEqual([500, 3, 502]);
    events.received?.(received(), true);
    passages.clear();
    expect(passages.all).toEqual([]);
    events.asked?.(asked(KNOWN));
    expect(passages.all.map(({ id, title }) => [id, title])).toEqual([[504, "id:007"]]);
  });
});

it("a report has each item with its stops, whatever their texts contain", () => {
  const stop = { station: "authd", log: [] } as const;
  const passages: readonly Passage[] = [
    {
      id: 1,
      at: 1000,
      title: "web-01",
      kind: "registration",
      state: "refused",
      stops: [
        { station: "agent", state: "done", summary: "a `b` ``c``\n d", log: [] },
        {
          ...stop,
          state: "stopped",
          summary: "ERROR",
          log: [logged("Invalid", "error"), logged("More", "debug1")],
        },
      ],
      advice: "Do this.",
    },
    {
      id: 2,
      at: 2000,
      title: "id 007",
      kind: "message",
      state: "passed",
      stops: [
        { station: "remoted", state: "done", summary: "r", log: [] },
        { station: "script", state: "done", summary: "s", log: [] },
        { station: "answer", state: "done", summary: "a", log: [] },
        { station: "client.keys", state: "ended", summary: "k", log: [] },
      ],
      advice: undefined,
    },
    {
      id: 3,
      at: 3000,
      title: "id 008",
      kind: "message",
      state: "waiting",
      stops: [{ station: "request", state: "waiting", summary: "id:008", log: [] }],
      advice: undefined,
    },
  ];
  expect(
    passagesReport(passages, { release: "4.14", version: "1.2.3" }),
  ).toBe(`## Stand-in manager 4.14, Key Poll 1.2.3

### ✘ 1970-01-01T00:00:01.000Z \`web-01\`

- agent, done: \`\`\` a \`b\` \`\`c\`\` d \`\`\`
- authd, stopped here: \`ERROR\`
  - \`wazuh-authd: ERROR: Invalid\`
  - \`wazuh-authd: DEBUG: More\`

What to do: Do this.

### ✔ 1970-01-01T00:00:02.000Z \`id 007\`

- remoted, done: \`r\`
- script, done: \`s\`
- answer, done: \`a\`
- client.keys, ends here: \`k\`

### … 1970-01-01T00:00:03.000Z \`id 008\`

- request, waits here: \`id:008\`
`);
});
