/**
 * The registration service's local socket: one JSON request for each connection, in frames with four bytes of length.
 */

import { chmodSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { textFromBytes } from "../core/manager/index.ts";
import { LONGEST_LOCAL_REQUEST } from "../core/registration/index.ts";
import type { Authd } from "./authd.ts";
import type { Exchange } from "./exchange.ts";
import { firstFrame, framed, LENGTH_BYTES } from "./frame.ts";
import type { StandInLog } from "./log.ts";
import { listen, type Port } from "./port.ts";

/** Milliseconds for which a client may be silent. */
const PATIENCE = 10_000;

export interface LocalPortOptions {
  readonly authd: Authd;
  readonly log: StandInLog;
  readonly tell: (exchange: Omit<Exchange, "at">) => void;
}

export async function openLocalPort(path: string, options: LocalPortOptions): Promise<Port> {
  rmSync(path, { force: true });
  const server = createServer((socket) => serve(socket, options));
  const port = await listen(server, path);
  try {
    chmodSync(path, 0o660);
  } catch (error) {
    // An open port would keep the process running.
    await port.close();
    throw error;
  }
  return port;
}

function serve(socket: Socket, { authd, log, tell }: LocalPortOptions): void {
  socket.setTimeout(PATIENCE, () => socket.destroy());
  let read = Buffer.alloc(0);
  socket.on("data", (bytes: Buffer) => {
    read = Buffer.concat([read, bytes]);
    if (read.length < LENGTH_BYTES) return;
    const length = read.readUInt32LE(0);
    if (length > LONGEST_LOCAL_REQUEST) {
      log.note(
        `A request at the local socket says that it has ${length} bytes; authd reads no more than ${LONGEST_LOCAL_REQUEST}.`,
        "error",
      );
      socket.destroy();
      return;
    }
    const message = firstFrame(read);
    if (message === undefined) return;
    socket.removeAllListeners("data");
    const request = message.toString("latin1");
    const { reply } = authd.answer(request);
    tell({
      port: "local socket",
      from: "",
      sent: textFromBytes(request),
      answered: reply === undefined ? undefined : textFromBytes(reply),
    });
    if (reply === undefined) {
      log.note(
        "A manager's authd would end here: a member of the request is not a string. The stand-in continues.",
        "critical",
      );
      socket.destroy();
      return;
    }
    socket.end(framed(Buffer.from(reply, "latin1")));
  });
}
