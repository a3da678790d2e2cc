/** A web service with the agents, as a CMDB would offer it. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { agents } from "../harness/agents.ts";
import { freePort } from "../harness/free-port.ts";
import type { SourceUnderTest } from "./server.ts";

const TOKEN = "T0ken-of-the-tests";

/** Starts the service on a free port of the loopback interface. */
export async function startHttp(): Promise<SourceUnderTest> {
  let silent = false;
  const waiting = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    if (silent) waiting.add(response);
    else answer(request, response);
  });
  const silence = () => {
    silent = true;
    return () => {
      silent = false;
      for (const response of waiting) response.destroy();
      waiting.clear();
    };
  };
  const url = `http://127.0.0.1:${await listen(server)}/agents`;
  return {
    source: "http",
    settings: { KEYPOLL_URL: url, KEYPOLL_TOKEN: TOKEN },
    down: { KEYPOLL_URL: `http://127.0.0.1:${await freePort()}/agents`, KEYPOLL_TOKEN: TOKEN },
    refused: { KEYPOLL_URL: url, KEYPOLL_TOKEN: "wrong" },
    troubles: [{ name: "silent", begin: () => Promise.resolve(silence()) }],
    end: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

/** Like other such services, it answers an unknown query with all agents. */
function answer(request: IncomingMessage, response: ServerResponse): void {
  if (request.headers.authorization !== `Bearer ${TOKEN}`) {
    response.writeHead(401).end();
    return;
  }
  const asked = new URL(request.url ?? "/", "http://localhost").searchParams;
  const [selector, value] = [...asked][0] ?? [];
  const understood = asked.size === 1 && (selector === "id" || selector === "ip");
  const found = understood ? agents.filter((agent) => agent[selector] === value) : agents;
  response.setHeader("Content-Type", "application/json");
  response.end(JSON.stringify(found));
}
