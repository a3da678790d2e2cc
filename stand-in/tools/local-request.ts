/** One request at the local socket of the registration service, as manage_agents sends it. */

import { connect } from "node:net";
import { firstFrame, framed } from "../frame.ts";

/** Milliseconds of silence after which the client stops waiting. */
const PATIENCE = 10_000;

/** The answer. Undefined if nothing listens or no answer arrived. Never rejects. */
export async function askLocally(socketPath: string, request: object): Promise<string | undefined> {
  return await new Promise((resolve) => {
    let read = Buffer.alloc(0);
    const socket = connect(socketPath);
    const end = (answer: string | undefined): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(PATIENCE, () => end(undefined));
    socket.on("connect", () => socket.write(framed(Buffer.from(JSON.stringify(request)))));
    socket.on("data", (bytes: Buffer) => {
      read = Buffer.concat([read, bytes]);
      const answer = firstFrame(read);
      if (answer !== undefined) end(answer.toString());
    });
    socket.on("error", () => end(undefined));
    socket.on("close", () => end(undefined));
  });
}
