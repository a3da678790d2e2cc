/** `host:port` on the command line. */

import { failure, type Result, success } from "../terminal/problem.ts";

export interface HostAndPort {
  readonly host: string;
  readonly port: number;
}

/** Reads `web:1515`, `10.0.0.1:1515`, `[::1]:1515`. Without a port the manager's default is used. */
export function readPlace(text: string, standard: number): Result<HostAndPort> {
  const match = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text);
  const host = match?.[1] ?? match?.[2];
  const port = match?.[3] === undefined ? standard : Number(match[3]);
  if (host !== undefined && port >= 1 && port <= 65535) return success({ host, port });
  return failure(
    `"${text}" is not a host and port.`,
    `Write for example 127.0.0.1:${standard} or [::1]:${standard}.`,
  );
}

/** Whether the host is this machine. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\./.test(host);
}
