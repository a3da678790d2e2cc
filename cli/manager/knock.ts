/** `keypoll knock`: one message of an agent, and the answer. */

import {
  bytesFromText,
  newestRelease,
  readKeyFile,
  releaseFor,
  textFromBytes,
} from "../../core/manager/index.ts";
import { type KnockResult, knock } from "../../stand-in/index.ts";
import { ExitCode } from "../exit-code.ts";
import { readInput } from "../input.ts";
import { onInterrupt } from "../terminal/interrupt.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { isLoopback, readPlace } from "./place.ts";

export interface KnockFlags {
  readonly place: string;
  readonly id: string;
  readonly keys: string;
  readonly udp?: boolean;
  readonly blowfish?: boolean;
  readonly yes?: boolean;
  readonly timeout: number;
  readonly release?: string;
}

const PORT = 1514;

export async function runKnock(flags: KnockFlags, terminal: Terminal): Promise<ExitCode> {
  const place = readPlace(flags.place, PORT);
  const stop = (what: string, advice: string): ExitCode => {
    terminal.complain({ what, advice });
    return ExitCode.couldNotRun;
  };
  if (!place.ok) return stop(place.problem.what, place.problem.advice);
  const { host } = place.value;
  if (!isLoopback(host) && flags.yes !== true) {
    return stop(
      `${host} is not this machine, and its manager acts on the message.`,
      "Add --yes to send it anyway.",
    );
  }
  const input = await readInput(flags.keys);
  if (!input.ok) return stop(input.problem.what, input.problem.advice);
  const release = flags.release === undefined ? newestRelease : releaseFor(flags.release);
  if (release === undefined)
    return stop(`"${flags.release}" is not a release of Wazuh.`, "Write for example 4.14.");
  const file = Buffer.from(input.value).toString("latin1");
  const agent = readKeyFile(file, { release, passEmpty: true }).store.findById(bytesFromText(flags.id));
  if (agent === undefined)
    return stop(`${flags.keys} has no agent ${flags.id}.`, "Check the id, or register the agent first.");
  const interrupt = onInterrupt();
  const done = await knock({
    ...place.value,
    agent,
    cipher: flags.blowfish === true ? "blowfish" : "aes",
    transport: flags.udp === true ? "udp" : "tcp",
    patience: flags.timeout * 1000,
    signal: interrupt.signal,
  });
  interrupt.forget();
  if (interrupt.signal.aborted) return ExitCode.cancelled;
  if (done.kind === "failed") return stop(done.reason, "");
  terminal.print(`${flags.id} ${textFromBytes(agent.name)}: ${wordsOf(done)}\n`);
  return done.kind === "acknowledged" ? ExitCode.fine : ExitCode.findings;
}

function wordsOf(done: Exclude<KnockResult, { kind: "failed" }>): string {
  switch (done.kind) {
    case "acknowledged":
      return `acknowledged (${done.text}). The manager knows the agent and its key.`;
    case "closed":
      return "closed without an answer. The manager does not know the agent, its address or its key: see ossec.log there.";
    case "silent":
      return "no answer. Over UDP a refused message gets none: see ossec.log on the manager.";
    case "unreadable":
      return "an answer that cannot be decrypted with this agent's key.";
  }
}
