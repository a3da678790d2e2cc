/** Agents' messages: the bytes on the wire, and what remoted does with them. The test makes them by hand. */

import { createCipheriv, createDecipheriv, createHash, getCiphers } from "node:crypto";
import path from "node:path";
import { deflateSync, inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { encryptionKey, readKeyFile, releaseFor } from "../../../core/manager/index.ts";
import { cipherAt, hasCipher, opened, sealed } from "../../../stand-in/agent-message.ts";
import { StandInLog } from "../../../stand-in/log.ts";
import { type Received, Remoted } from "../../../stand-in/remoted.ts";
import { agentsOfRemoted } from "../../../stand-in/remoted-keys.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const KEY = "5a".repeat(32);
const md5 = (text: string | Buffer): string => createHash("md5").update(text).digest("hex");
/** The fixed start vector and half of the derived key are the manager's; see os_crypto/aes/aes_op.c. */
const START = "FEDCBA0987654321";

function encrypted(clear: Buffer, key: string): Buffer {
  const cipher = createCipheriv("aes-256-cbc", key.slice(0, 32), START);
  return Buffer.concat([cipher.update(clear), cipher.final()]);
}

function decrypted(bytes: Buffer, key: string): Buffer {
  const cipher = createDecipheriv("aes-256-cbc", key.slice(0, 32), START);
  return Buffer.concat([cipher.update(bytes), cipher.final()]);
}

/** What an agent encrypts: padding, then compressed the checksum, five random digits, two counters, the text. */
function packed(body: string | Buffer, sum = md5(body), fill = "!!!"): Buffer {
  return Buffer.concat([
    Buffer.from(fill),
    deflateSync(Buffer.concat([Buffer.from(sum), Buffer.from(body)])),
  ]);
}

const derived = encryptionKey("001", "web", KEY);
const HEAD = "123451234567890:0042:";

describe("a message that is sent", () => {
  const base = { key: derived, cipher: "aes", global: 42, local: 7 } as const;

  it.each([
    [undefined, "#AES:"],
    ["001", "!001!#AES:"],
  ])("by %s begins with %j, and has its counters, its checksum and whole blocks", (id, start) => {
    const lengths = Array.from({ length: 40 }, (_, at) => {
      const text = md5(String(at)).slice(0, at);
      const bytes = sealed({ ...base, id, text: Buffer.from(text) });
      expect(bytes.toString("latin1", 0, start.length)).toBe(start);
      const clear = decrypted(bytes.subarray(start.length), derived);
      const [fill = ""] = /^!*/.exec(clear.toString("latin1")) ?? [];
      const whole = inflateSync(clear.subarray(fill.length)).toString("latin1");
      expect(whole.slice(0, 32)).toBe(md5(whole.slice(32)));
      expect(whole.slice(32)).toMatch(/^\d{5}0000000042:0007:/);
      expect(whole.slice(32 + 21)).toBe(text);
      expect(clear.length % 8).toBe(0);
      return fill.length;
    });
    expect([Math.min(...lengths), Math.max(...lengths)]).toEqual([1, 8]);
  });
});

describe("a message that arrives", () => {
  const read = (clear: Buffer, key = derived) => opened(encrypted(clear, derived), key, "aes");
  const ALMOST = "x".repeat(65536 - 32 - HEAD.length);

  it("has a text and its counters, whatever its padding", () => {
    for (const fill of ["!", "!!!!!!!!"])
      expect(read(packed(`${HEAD}hello`, undefined, fill))).toEqual({
        kind: "message",
        text: Buffer.from("hello"),
        global: 1_234_567_890,
        local: 42,
      });
    expect(read(packed(HEAD))).toMatchObject({ kind: "message", text: Buffer.alloc(0) });
    expect(read(packed(HEAD + ALMOST))).toMatchObject({ kind: "message" });
  });

  it.each<[what: string, clear: Buffer]>([
    ["a wrong checksum", packed(`${HEAD}hello`, md5("other"))],
    ["a counter that is too short", packed("12345123456789:0042:hello")],
    ["letters in a counter", packed("123451234567890:00x2:hello")],
    ["something before its counters", packed(` ${HEAD}hello`)],
    ["no colon after a counter", packed("123451234567890 0042:hello")],
    ["no end of its counters", packed("123451234567890:0042")],
    ["text that is not compressed", Buffer.from(`!${md5(HEAD)}${HEAD}`)],
    ["the form of old agents", Buffer.from(`:${md5(HEAD)}${HEAD}`)],
    ["padding only", Buffer.from("!!!!!!!!")],
    ["too much text", packed(`${HEAD}${ALMOST}x`)],
  ])("with %s is corrupt", (_what, clear) => {
    expect(read(clear)).toEqual({ kind: "corrupt" });
  });

  it("cannot be read with another key, nor if it is cut, nor if it is something else", () => {
    const other = encryptionKey("001", "web", "6b".repeat(32));
    expect(opened(encrypted(packed(HEAD), derived), other, "aes")).toMatchObject({ kind: "wrong-key" });
    const cut = encrypted(packed(HEAD), derived).subarray(0, -1);
    expect(opened(cut, derived, "aes")).toEqual({ kind: "wrong-key", isDecrypted: false });
    expect(read(Buffer.from("GET /"))).toEqual({ kind: "wrong-key", isDecrypted: true });
    expect(read(Buffer.alloc(0))).toEqual({ kind: "wrong-key", isDecrypted: false });
    // Only the key of the record counts for AES, not the name and the id.
    expect(read(packed(HEAD), encryptionKey("002", "db", KEY)).kind).toBe("message");
  });

  it("names its cipher after the id", () => {
    const at = (text: string, from = 0) => cipherAt(Buffer.from(text), from);
    expect(at("#AES:xx")).toEqual({ cipher: "aes", start: 5 });
    expect(at("!001!#AES:xx", 5)).toEqual({ cipher: "aes", start: 10 });
    expect(at(":xx")).toEqual({ cipher: "blowfish", start: 1 });
    expect(at("!001!:xx", 5)).toEqual({ cipher: "blowfish", start: 6 });
    for (const text of ["", "#AES", "#aes:", "x", "x#AES:"]) expect(at(text)).toBeUndefined();
  });

  it("with Blowfish is read only where Node has it", () => {
    const has = getCiphers().includes("bf-cbc");
    expect([hasCipher("aes"), hasCipher("blowfish")]).toEqual([true, has]);
    const { kind } = opened(Buffer.alloc(8), derived, "blowfish");
    expect(kind).toBe(has ? "wrong-key" : "no-cipher");
  });
});

const PEER = "10.0.0.7";
const RECORDS = [
  `001 web any ${KEY}`,
  `002 db 10.0.0.7/32 ${KEY}`,
  `003 far 10.0.0.9 ${KEY}`,
  `004 net 10.1.0.0/16 ${KEY}`,
].join("\n");

interface From {
  readonly overTcp: number | undefined;
  readonly peer?: string;
}

function remoted(version = "4.14.7", records = RECORDS) {
  const release = releaseFor(version);
  if (release === undefined) throw new Error(version);
  const lines: string[] = [];
  const told: Received[] = [];
  const log = new StandInLog({
    release,
    path: path.join(temporaryFolder(), "ossec.log"),
    debug: 0,
    onLine: ({ daemon, level, text }) => lines.push(`${daemon} ${level} ${text}`),
  });
  const listed = (text: string) => readKeyFile(`${text}\n`, { release, passEmpty: true }).store;
  const daemon = new Remoted(agentsOfRemoted(listed(records)), {
    release,
    answersPing: !version.startsWith("3."),
    log,
    onReceived: (received) => told.push(received),
  });
  return {
    lines,
    told,
    reload: (text: string) => daemon.reload(listed(text)),
    receive: (bytes: Buffer | string, { overTcp, peer = PEER }: From = { overTcp: 3 }) =>
      daemon.receive(Buffer.from(bytes), peer, overTcp),
  };
}

/** A message of an agent, which sends its id or not. */
const message = (text: string, { id, key = derived }: { readonly id?: string; readonly key?: string } = {}) =>
  Buffer.concat([
    Buffer.from(`${id === undefined ? "" : `!${id}!`}#AES:`),
    encrypted(packed(`${HEAD}${text}`), key),
  ]);

const CLOSED = { reply: undefined, close: true };
const QUIET = { reply: undefined, close: false };

describe("remoted", () => {
  it("answers #ping from 4.0 on, and closes nothing", () => {
    const { receive, told } = remoted();
    expect(receive("#ping")).toEqual({ reply: Buffer.from("#pong"), close: false });
    expect(receive("#ping more")).toEqual({ reply: Buffer.from("#pong"), close: false });
    expect(remoted("3.13.6").receive("#ping")).toEqual(QUIET);
    expect(told).toEqual([]);
  });

  it.each<[text: string, what: string, isAnswered: boolean]>([
    ["#!-agent startup {}", "startup", true],
    ["#!-agent shutdown ", "shutdown", false],
    ["#!-agent startup", "keep-alive", true],
    ["#!-Linux |web |5.10", "keep-alive", true],
    ["x #!-agent startup {}", "event", false],
    ["1:location:something", "event", false],
    ["", "event", false],
  ])("takes %j as %s", (text, what, isAnswered) => {
    const { receive, told, lines } = remoted();
    const { reply, close } = receive(message(text, { id: "001" }));
    expect([close, reply !== undefined]).toEqual([false, isAnswered]);
    expect(told).toEqual([
      {
        peer: PEER,
        agent: expect.objectContaining({ id: "001" }),
        isAccepted: true,
        what,
        request: undefined,
      },
    ]);
    expect(lines).toEqual([]);
  });

  it("acknowledges with a message without an id, and counts them", () => {
    const { receive } = remoted();
    const replies = [1, 2].map(() => receive(message("#!-agent startup {}", { id: "001" })).reply);
    const bodies = replies.map((reply = Buffer.alloc(0)) => {
      expect(reply.toString("latin1", 0, 5)).toBe("#AES:");
      const clear = decrypted(reply.subarray(5), derived);
      return inflateSync(clear.subarray(clear.findIndex((byte) => byte !== 0x21)))
        .toString("latin1")
        .slice(32 + 5);
    });
    expect(bodies).toEqual(["0000000000:0001:#!-agent ack ", "0000000000:0002:#!-agent ack "]);
  });

  it("finds an agent that sends no id by its address, also if the record has a mask", () => {
    const { receive, told } = remoted();
    const other = encryptionKey("002", "db", KEY);
    expect(receive(message("event", { key: other }))).toEqual(QUIET);
    expect(told[0]).toMatchObject({ agent: { id: "002" }, isAccepted: true });
  });
});

const refusals: readonly (readonly [
  what: string,
  bytes: Buffer | string,
  told: object,
  lines: readonly string[],
  peer?: string,
])[] = [
  [
    "an id that nobody has",
    message("event", { id: "009" }),
    { agent: undefined, what: "no such agent", request: "id:009" },
    ["warning (1408): Invalid ID 009 for the source ip: '10.0.0.7' (name 'unknown')."],
  ],
  [
    "an address that is not the record's",
    message("event", { id: "003" }),
    {
      agent: expect.objectContaining({ id: "003" }),
      what: "the address is not in the agent's record",
      request: "id:003",
    },
    ["warning (1408): Invalid ID 003 for the source ip: '10.0.0.7' (name 'far')."],
  ],
  [
    "no id from an address that nobody has",
    message("event"),
    { agent: undefined, what: "no agent has this address", request: "ip:10.1.2.3" },
    [
      "warning (1213): Message from '10.1.2.3' not allowed. Cannot find the ID of the agent. Source agent ID is unknown.",
    ],
    "10.1.2.3",
  ],
  [
    "letters as its id",
    "!web!#AES:xxx",
    { agent: undefined, what: "badly formed", request: undefined },
    ["error (1403): Incorrectly formatted message from agent '(unknown)' (host '10.0.0.7')."],
  ],
  [
    "no mark of a cipher",
    "!001!#aes:xxx",
    { agent: expect.objectContaining({ id: "001" }), what: "badly formed", request: undefined },
    [
      "error (1403): Incorrectly formatted message from agent '001' (host '10.0.0.7').",
      "warning Decrypt the message fail, socket 3",
    ],
  ],
  [
    "a wrong key",
    Buffer.from("!001!#AES:xxx"),
    { agent: expect.objectContaining({ id: "001" }), what: "wrong key", request: "id:001" },
    [
      "warning (1404): Authentication error. Wrong key or corrupt payload. Message received from agent '001' at 'any'.",
      "warning Decrypt the message fail, socket 3",
    ],
  ],
  [
    "a wrong key with which something can be decrypted",
    Buffer.concat([Buffer.from("!001!#AES:"), encrypted(Buffer.from("GET /"), derived)]),
    { agent: expect.objectContaining({ id: "001" }), what: "wrong key", request: "id:001" },
    [
      "warning (1404): Authentication error. Wrong key or corrupt payload. Message received from agent '001' at '10.0.0.7'.",
      "warning Decrypt the message fail, socket 3",
    ],
  ],
  [
    "a wrong key without an id",
    Buffer.from("#AES:xxx"),
    { agent: expect.objectContaining({ id: "002" }), what: "wrong key", request: "ip:10.0.0.7" },
    [
      "warning (1404): Authentication error. Wrong key or corrupt payload. Message received from agent '002' at '10.0.0.7/32'.",
      "warning Decrypt the message fail, socket 3",
    ],
  ],
  [
    "a wrong checksum",
    Buffer.concat([Buffer.from("!001!#AES:"), encrypted(packed(HEAD, md5("other")), derived)]),
    { agent: expect.objectContaining({ id: "001" }), what: "wrong checksum or form", request: undefined },
    [
      "stand-in: warning A message of agent 001 has a wrong checksum or form. Nothing is asked for.",
      "warning Decrypt the message fail, socket 3",
    ],
  ],
];

describe("a message that cannot be read", () => {
  for (const [what, bytes, wanted, logged, peer = PEER] of refusals)
    it(`with ${what} is refused`, () => {
      const { receive, told, lines } = remoted();
      expect(receive(bytes, { overTcp: 3, peer })).toEqual(CLOSED);
      expect(told).toEqual([{ peer, isAccepted: false, ...wanted }]);
      expect(lines).toEqual(
        logged.map((line) =>
          line.startsWith("stand-in: ") ? line.replace(":", "") : `wazuh-remoted ${line}`,
        ),
      );
    });

  it("is logged for a wrong key in the words of its release, and the connection only over TCP from 4.3 on", () => {
    const said = (version: string, overTcp: number | undefined, records = RECORDS) => {
      const { receive, lines } = remoted(version, records);
      receive(Buffer.from("!001!#AES:xxx"), { overTcp });
      return lines.map((line) => line.replace(/^\S+ /, ""));
    };
    const wrong = (who: string) =>
      `warning (1404): Authentication error. Wrong key or corrupt payload. Message received from ${who}.`;
    const fixed = `001 web 10.0.0.7 ${KEY}`;
    expect(said("3.8.0", 3, fixed)).toEqual([
      "warning (1404): Authentication error. Wrong key from '10.0.0.7'.",
    ]);
    for (const version of ["3.10.2", "3.13.6", "4.2.7"])
      expect(said(version, 3)).toEqual([wrong("agent '001' at 'any'")]);
    expect(said("4.3.11", 12)).toEqual([
      wrong("agent '001' at 'any'"),
      "warning Decrypt the message fail, socket 12",
    ]);
    expect(said("4.14.7", undefined)).toEqual([wrong("agent '001' at 'any'")]);
  });

  it("because it needs Blowfish has what to do about it", () => {
    const { receive, lines, told } = remoted();
    expect(receive("!001!:12345678")).toEqual(CLOSED);
    if (hasCipher("blowfish")) return;
    expect(told).toMatchObject([
      { agent: { id: "001" }, what: "this Node has no Blowfish", request: undefined },
    ]);
    expect(lines).toEqual([
      "stand-in warning Agent 001 uses Blowfish, which this Node has no code for: the message was not read. Set <crypto_method>aes in the agent's ossec.conf.",
    ]);
  });

  it("uses a list that was read again", () => {
    const { receive, reload, told } = remoted();
    reload(`009 new any ${KEY}`);
    receive(message("event", { id: "001" }));
    receive(message("event", { id: "009" }));
    expect(told.map(({ isAccepted }) => isAccepted)).toEqual([false, true]);
  });
});
