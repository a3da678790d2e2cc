/** The agents' port: TCP with a length before each message, and UDP with one message in each packet. */

import { createSocket, type Socket as UdpSocket } from "node:dgram";
import { createServer, isIPv6, type Socket } from "node:net";
import { framed, LENGTH_BYTES } from "./frame.ts";
import { listen, type Place, type Port, peerAddress } from "./port.ts";
import type { Remoted } from "./remoted.ts";

/** Maximum bytes of a message. A longer one is not from an agent. */
const LONGEST_MESSAGE = 65536;

/** Milliseconds of silence. A running agent sends something every 20 seconds. */
const PATIENCE = 600_000;

/** Opens TCP, and UDP with the same number. */
export async function openAgentsPort(remoted: Remoted, place: Place): Promise<Port> {
  let connections = 0;
  const server = createServer((socket) => serve(socket, remoted, ++connections));
  const tcp = await listen(server, place);
  try {
    const udp = await openUdp(remoted, { ...place, port: tcp.port });
    return {
      port: tcp.port,
      close: async () => {
        await Promise.all([tcp.close(), new Promise<void>((resolve) => udp.close(() => resolve()))]);
      },
    };
  } catch (error) {
    await tcp.close();
    throw error;
  }
}

async function openUdp(remoted: Remoted, { host, port }: Place): Promise<UdpSocket> {
  const socket = createSocket(isIPv6(host) ? "udp6" : "udp4");
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject);
    socket.bind(port, host, () => {
      socket.off("error", reject);
      resolve();
    });
  });
  // What cannot be delivered is lost, as any UDP packet can be.
  socket.on("error", () => undefined);
  socket.on("message", (bytes, from) => {
    const { reply } = remoted.receive(bytes, peerAddress(from.address), undefined);
    if (reply !== undefined) socket.send(reply, from.port, from.address);
  });
  return socket;
}

function serve(socket: Socket, remoted: Remoted, number: number): void {
  const peer = peerAddress(socket.remoteAddress);
  socket.setTimeout(PATIENCE, () => socket.destroy());
  let read: Buffer = Buffer.alloc(0);
  socket.on("data", (bytes: Buffer) => {
    read = read.length === 0 ? bytes : Buffer.concat([read, bytes]);
    while (read.length >= LENGTH_BYTES) {
      const length = read.readUInt32LE(0);
      if (length > LONGEST_MESSAGE) {
        socket.destroy();
        return;
      }
      if (read.length < LENGTH_BYTES + length) return;
      const message = read.subarray(LENGTH_BYTES, LENGTH_BYTES + length);
      read = read.subarray(LENGTH_BYTES + length);
      const { reply, close } = remoted.receive(message, peer, number);
      if (reply !== undefined) socket.write(framed(reply));
      if (close) {
        socket.end();
        return;
      }
    }
  });
}
