/** One message of an agent to a manager's port, and the answer. */

import { createSocket } from "node:dgram";
import { connect, isIPv6 } from "node:net";
import { agentSendsItsId, encryptionKey, type KeyEntry } from "../core/manager/index.ts";
import { say } from "../core/words/index.ts";
import { type Cipher, cipherAt, hasCipher, opened, sealed } from "./agent-message.ts";
import { connectProblem } from "./enroll.ts";
import { firstFrame, framed } from "./frame.ts";

export interface KnockOptions {
  readonly host: string;
  readonly port: number;
  readonly agent: KeyEntry;
  readonly cipher: Cipher;
  readonly transport: "tcp" | "udp";
  /** Milliseconds to wait for the answer. */
  readonly patience: number;
  readonly signal?: AbortSignal | undefined;
}

export type KnockResult =
  /** The manager knows the agent and its key. */
  | { readonly kind: "acknowledged"; readonly text: string }
  /**
   * The connection was closed without an answer: unknown agent, wrong source or wrong key. The manager's log says
   * which.
   */
  | { readonly kind: "closed" }
  | { readonly kind: "silent" }
  /** An answer that this key does not decrypt. */
  | { readonly kind: "unreadable" }
  | { readonly kind: "failed"; readonly reason: string };

/** Sends the start of a session as an agent does. Never rejects. */
export async function knock(options: KnockOptions): Promise<KnockResult> {
  const { agent, cipher, transport } = options;
  if (!hasCipher(cipher)) {
    return { kind: "failed", reason: say`This Node has no Blowfish. Leave --blowfish out to use AES.` };
  }
  const key = encryptionKey(agent.id, agent.name, agent.key);
  const message = sealed({
    text: Buffer.from("#!-agent startup {}"),
    key,
    cipher,
    id: agentSendsItsId(agent.address) ? agent.id : undefined,
    global: Math.floor(Date.now() / 1000),
    local: 1,
  });
  const reply = await (transport === "tcp" ? overTcp(message, options) : overUdp(message, options));
  return Buffer.isBuffer(reply) ? readReply(reply, key) : reply;
}

function readReply(reply: Buffer, key: string): KnockResult {
  const marked = cipherAt(reply, 0);
  const read = marked === undefined ? undefined : opened(reply.subarray(marked.start), key, marked.cipher);
  if (read?.kind !== "message") return { kind: "unreadable" };
  return { kind: "acknowledged", text: read.text.toString("latin1").trim() };
}

async function overTcp(
  message: Buffer,
  { host, port, patience, signal }: KnockOptions,
): Promise<Buffer | KnockResult> {
  return await new Promise((resolve) => {
    const socket = connect({ host, port });
    let read: Buffer = Buffer.alloc(0);
    const end = (result: Buffer | KnockResult): void => {
      signal?.removeEventListener("abort", cancel);
      socket.destroy();
      resolve(result);
    };
    const cancel = (): void => end({ kind: "failed", reason: say`Cancelled.` });
    signal?.addEventListener("abort", cancel);
    socket.setTimeout(patience, () => end({ kind: "silent" }));
    socket.on("connect", () => socket.write(framed(message)));
    socket.on("data", (bytes: Buffer) => {
      read = Buffer.concat([read, bytes]);
      const reply = firstFrame(read);
      if (reply !== undefined) end(reply);
    });
    socket.on("error", (error) => end({ kind: "failed", reason: connectProblem(host, port, error) }));
    socket.on("close", () => end({ kind: "closed" }));
  });
}

async function overUdp(
  message: Buffer,
  { host, port, patience, signal }: KnockOptions,
): Promise<Buffer | KnockResult> {
  return await new Promise((resolve) => {
    const socket = createSocket(isIPv6(host) ? "udp6" : "udp4");
    const timer = setTimeout(() => end({ kind: "silent" }), patience);
    const end = (result: Buffer | KnockResult): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", cancel);
      socket.close();
      resolve(result);
    };
    const cancel = (): void => end({ kind: "failed", reason: say`Cancelled.` });
    signal?.addEventListener("abort", cancel);
    socket.on("message", (bytes) => end(bytes));
    socket.on("error", (error) => end({ kind: "failed", reason: connectProblem(host, port, error) }));
    socket.send(message, port, host);
  });
}
