/**
 * What remoted does with an agent's message: finds the agent, decrypts the message, answers it, or asks for the agent's
 * key.
 */

import {
  acceptsSource,
  type ByteString,
  encryptionKey,
  type KeyEntry,
  type KeyStore,
  type Release,
  since,
} from "../core/manager/index.ts";
import { say } from "../core/words/index.ts";
import { type Cipher, cipherAt, opened, sealed } from "./agent-message.ts";
import type { StandInLog } from "./log.ts";

export interface RemotedOptions {
  readonly release: Release;
  /** The manager answers `#ping` (4.x). */
  readonly answersPing: boolean;
  readonly log: StandInLog;
  /** A message was received and judged, and its lines are logged. */
  readonly onReceived: (received: Received) => void;
}

/** The result of a message. */
export interface Received {
  /** The address of the sender. */
  readonly peer: ByteString;
  /** The agent that sent it, or that it names. Undefined if there is no such agent. */
  readonly agent: KeyEntry | undefined;
  readonly isAccepted: boolean;
  /** For an accepted message its kind, such as `startup` or `keep-alive`; for another one why it was refused. */
  readonly what: string;
  /** The key that is asked for: `id:001`, `ip:10.0.0.7`. Undefined if none is. */
  readonly request: ByteString | undefined;
}

export interface Reception {
  /** Sent back to the agent, without the length that TCP adds. */
  readonly reply: Buffer | undefined;
  /** A TCP connection is closed after a refused message. */
  readonly close: boolean;
}

const REFUSED: Reception = { reply: undefined, close: true };

export class Remoted {
  readonly #options: RemotedOptions;
  #store: KeyStore;
  #sent = 0;

  constructor(store: KeyStore, options: RemotedOptions) {
    this.#store = store;
    this.#options = options;
  }

  /** Uses a list that was read again. */
  reload(store: KeyStore): void {
    this.#store = store;
  }

  /** `overTcp` identifies the connection for the line that only TCP has. */
  receive(bytes: Buffer, peer: ByteString, overTcp: number | undefined): Reception {
    const text = bytes.toString("latin1");
    if (text.startsWith("#ping")) {
      const answers = this.#options.answersPing;
      return { reply: answers ? Buffer.from("#pong") : undefined, close: false };
    }
    const found = this.#find(text, peer);
    if (found === undefined) return REFUSED;
    const { agent, at, request } = found;
    const marked = cipherAt(bytes, at);
    if (marked === undefined) {
      this.#options.log.say("remoted", "badly-formed-message", agent.id, peer);
      this.#notDecrypted(overTcp);
      return this.#refuse(peer, say`badly formed`, agent);
    }
    return this.#open(bytes.subarray(marked.start), { agent, peer, request, overTcp, cipher: marked.cipher });
  }

  /** The agent that sent a message, and the key request that a wrong key causes. */
  #find(
    text: ByteString,
    peer: ByteString,
  ): { readonly agent: KeyEntry; readonly at: number; readonly request: ByteString } | undefined {
    if (!text.startsWith("!")) {
      const agent = this.#store.findByIp(peer);
      if (agent !== undefined) return { agent, at: 0, request: `ip:${peer}` };
      this.#options.log.say("remoted", "unknown-source", peer);
      this.#refuse(peer, say`no agent has this address`, undefined, `ip:${peer}`);
      return undefined;
    }
    const id = /^!(\d*)!/.exec(text)?.[1];
    if (id === undefined) {
      this.#options.log.say("remoted", "badly-formed-message", "(unknown)", peer);
      this.#refuse(peer, say`badly formed`);
      return undefined;
    }
    const agent = this.#store.findById(id);
    if (agent !== undefined && acceptsSource(agent.address, peer, this.#options.release) === true) {
      return { agent, at: id.length + 2, request: `id:${id}` };
    }
    this.#options.log.say("remoted", "unknown-id", id, peer, agent?.name ?? "unknown");
    const why = agent === undefined ? say`no such agent` : say`the address is not in the agent's record`;
    this.#refuse(peer, why, agent, `id:${id}`);
    return undefined;
  }

  #open(
    bytes: Buffer,
    from: {
      readonly agent: KeyEntry;
      readonly peer: ByteString;
      readonly request: ByteString;
      readonly overTcp: number | undefined;
      readonly cipher: Cipher;
    },
  ): Reception {
    const { agent, peer, overTcp, cipher } = from;
    const key = encryptionKey(agent.id, agent.name, agent.key);
    const message = opened(bytes, key, cipher);
    switch (message.kind) {
      case "no-cipher":
        this.#options.log.note(
          `Agent ${agent.id} uses Blowfish, which this Node has no code for: the message was not read. Set <crypto_method>aes in the agent's ossec.conf.`,
          "warning",
        );
        return this.#refuse(peer, say`this Node has no Blowfish`, agent);
      case "wrong-key":
        this.#wrongKey(agent, peer, message.isDecrypted);
        this.#notDecrypted(overTcp);
        return this.#refuse(peer, say`wrong key`, agent, from.request);
      case "corrupt":
        this.#options.log.note(
          `A message of agent ${agent.id} has a wrong checksum or form. Nothing is asked for.`,
          "warning",
        );
        this.#notDecrypted(overTcp);
        return this.#refuse(peer, say`wrong checksum or form`, agent);
      case "message":
        return this.#answer(agent, peer, message.text.toString("latin1"), key, cipher);
    }
  }

  #refuse(peer: ByteString, what: string, agent?: KeyEntry, request?: ByteString): Reception {
    this.#options.onReceived({ peer, agent, isAccepted: false, what, request });
    return REFUSED;
  }

  /** Names the address of the record, or that of the sender if something was decrypted. Source: msgs.c, ReadSecMSG. */
  #wrongKey({ id, address }: KeyEntry, peer: ByteString, isDecrypted: boolean): void {
    const from = isDecrypted ? peer : address.stored;
    const values = since<readonly ByteString[]>({ "3.8": [from], "3.10": [id, from] }, this.#options.release);
    this.#options.log.say("remoted", "wrong-key", ...(values ?? []));
  }

  /** Follows each reason for which an agent's message is not read. Source: secure.c, HandleSecureMessage. */
  #notDecrypted(overTcp: number | undefined): void {
    if (overTcp !== undefined) this.#options.log.say("remoted", "not-decrypted", overTcp);
  }

  /** The handshake and keep-alives are acknowledged. Events go to the analysis, which is not part of the stand-in. */
  #answer(agent: KeyEntry, peer: ByteString, text: ByteString, key: string, cipher: Cipher): Reception {
    const isControl = text.startsWith("#!-");
    const command = /^#!-agent (startup|shutdown) /.exec(text)?.[1];
    const what = command ?? (isControl ? "keep-alive" : "event");
    this.#options.onReceived({ peer, agent, isAccepted: true, what, request: undefined });
    if (!isControl || command === "shutdown") return { reply: undefined, close: false };
    this.#sent++;
    const reply = sealed({
      text: Buffer.from("#!-agent ack "),
      key,
      cipher,
      global: 0,
      local: this.#sent % 10_000,
    });
    return { reply, close: false };
  }
}
