/** A web service with the agents, as a CMDB would offer it. */

import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { agents } from "../harness/agents.ts";
import { freePort } from "../harness/free-port.ts";
import type { SourceUnderTest } from "./server.ts";

const TOKEN = "T0ken-of-the-tests";

/** Tells the thread of the service from others that load this module. */
const SERVICE = "web service of the tests";

/** Whether the service answers from now on. */
type Order = "answer" | "be silent";

/**
 * Starts the service on a free port of the loopback interface. It has a thread of its own: a test that compiles a script keeps its
 * thread busy for longer than scripts wait.
 */
export async function startHttp(): Promise<SourceUnderTest> {
  const thread = new Worker(import.meta.filename, { workerData: SERVICE });
  const [port]: number[] = await once(thread, "message");
  const order = (what: Order): void => thread.postMessage(what);
  const url = `http://127.0.0.1:${port}/agents`;
  return {
    source: "http",
    settings: { KEYPOLL_URL: url, KEYPOLL_TOKEN: TOKEN },
    down: { KEYPOLL_URL: `http://127.0.0.1:${await freePort()}/agents`, KEYPOLL_TOKEN: TOKEN },
    refused: { KEYPOLL_URL: url, KEYPOLL_TOKEN: "wrong" },
    troubles: [
      {
        name: "silent",
        begin: async () => {
          order("be silent");
          await once(thread, "message");
          return () => order("answer");
        },
      },
    ],
    end: async () => void (await thread.terminate()),
  };
}

/** In the thread: says its port, then that it is silent. */
async function serve(): Promise<void> {
  let silent = false;
  const waiting = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    if (silent) waiting.add(response);
    else answer(request, response);
  });
  parentPort?.on("message", (order: Order) => {
    silent = order === "be silent";
    if (silent) parentPort?.postMessage("silent");
    for (const response of waiting) response.destroy();
    waiting.clear();
  });
  parentPort?.postMessage(await listen(server));
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

if (!isMainThread && workerData === SERVICE) await serve();
