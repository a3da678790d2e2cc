/** What all ports share: opening, their addresses, and closing them with every connection. */

import { type AddressInfo, isIPv6, type Server, type Socket } from "node:net";
import { say } from "../core/words/index.ts";

export interface Port {
  readonly port: number;
  /** Closes it and every connection to it. */
  close(): Promise<void>;
}

/** Where the ports are opened. */
export interface Place {
  /** An address of this machine. */
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
}

/** Opens a TCP port or a socket. Rejects with Node's error if it is in use. */
export async function listen(server: Server, place: Place | string): Promise<Port> {
  const connections = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    connections.add(socket);
    socket.on("close", () => connections.delete(socket));
    // A peer may disappear at any moment. The code that uses the socket handles the failure.
    socket.on("error", () => socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(typeof place === "string" ? { path: place } : place, () => {
      server.off("error", reject);
      resolve();
    });
  });
  return {
    port: portOf(server.address()),
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const each of connections) each.destroy();
      await closed;
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** An address of a peer as the manager writes it. An IPv4 address mapped into IPv6 becomes plain IPv4. */
export function peerAddress(address: string | undefined): string {
  const text = address ?? "";
  const mapped = text.toLowerCase().startsWith("::ffff:") ? text.slice(7) : text;
  return isIPv6(mapped) ? (mapped.split("%")[0] ?? mapped) : mapped;
}

/** Why a port could not be opened. */
export function portProblem(error: unknown): string {
  const { code, port, path } = { code: "", port: 0, path: "", ...Object(error) };
  switch (code) {
    case "EADDRINUSE":
      return say`Port ${port || path} is in use. Choose another port, or 0 for any free port.`;
    case "EACCES":
      return say`This user may not open port ${port || path}. Choose a port above 1023.`;
    case "EADDRNOTAVAIL":
      return say`The address is not one of this machine. Name an address of this machine, or leave --host out.`;
    default:
      return say`The stand-in did not start: ${error instanceof Error ? error.message : String(error)}`;
  }
}
