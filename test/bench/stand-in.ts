/**
 * The stand-in manager compared with a bare TLS echo server in the same runtime, alternately. To run it
 * alone: `node test/bench/stand-in.ts`.
 */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createServer } from "node:tls";
import { fileURLToPath } from "node:url";
import { newestRelease, readAddress } from "../../core/manager/index.ts";
import { enroll, knock, type StandIn, startStandIn } from "../../stand-in/index.ts";
import { keyFile } from "./files.ts";
import { median, rounded } from "./numbers.ts";

export interface StandInBench {
  /** Agents in `client.keys` at the start. */
  readonly agents: number;
  /** Milliseconds from the call until every port is open. */
  readonly startMs: number;
  readonly enrolmentsPerSecond: number;
  readonly knocksPerSecond: number;
  /** One connection for each request and answer, as in an enrolment. */
  readonly echoesPerSecond: number;
  readonly enrolmentsToEchoes: number;
  readonly knocksToEchoes: number;
}

const ROUNDS = 5;
const COUNT = 200;
const AT_ONCE = 20;

const KEY = "0123456789abcdef".repeat(4);

export async function benchStandIn(agents: number): Promise<StandInBench> {
  const folder = mkdtempSync(path.join(tmpdir(), "keypoll-bench-"));
  try {
    return await measured(folder, agents);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(folder: string, agents: number): Promise<StandInBench> {
  const home = path.join(folder, "sandbox");
  await (await started(home)).close();
  const known = agents === 0 ? "" : readFileSync(keyFile(agents), "utf8");
  writeFileSync(path.join(home, "etc", "client.keys"), `${known}9999999 knocker any ${KEY}\n`);
  const begun = performance.now();
  const standIn = await started(home);
  const startMs = performance.now() - begun;
  const echo = await echoServer(standIn);
  const rates = { enrolments: [] as number[], knocks: [] as number[], echoes: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    rates.echoes.push(await rate(() => asked(standIn, echo.port, "OSSEC A:'echo'")));
    rates.enrolments.push(
      await rate((at) => asked(standIn, standIn.ports.enrolment ?? 0, `OSSEC A:'new-${round}-${at}'`)),
    );
    rates.knocks.push(await rate(() => knocked(standIn)));
  }
  echo.close();
  await standIn.close();
  const [echoes, enrolments, knocks] = [median(rates.echoes), median(rates.enrolments), median(rates.knocks)];
  return {
    agents,
    startMs: rounded(startMs),
    enrolmentsPerSecond: rounded(enrolments),
    knocksPerSecond: rounded(knocks),
    echoesPerSecond: rounded(echoes),
    enrolmentsToEchoes: rounded(enrolments / echoes),
    knocksToEchoes: rounded(knocks / echoes),
  };
}

async function started(folder: string): Promise<StandIn> {
  const standIn = await startStandIn({
    folder,
    version: "4.14",
    host: "127.0.0.1",
    ports: { enrolment: 0, api: 0, agents: 0 },
    reloadSeconds: 3600,
    debug: 0,
    agentStates: [],
    apiUser: "wazuh",
    apiPassword: "wazuh",
  });
  if ("problem" in standIn) throw new Error(standIn.problem);
  return standIn;
}

async function echoServer({ sandbox }: StandIn): Promise<{ readonly port: number; close(): void }> {
  const read = (name: string): string => readFileSync(path.join(sandbox.home, "etc", name), "utf8");
  const server = createServer({ cert: read("sslmanager.cert"), key: read("sslmanager.key") }, (socket) => {
    socket.on("error", () => socket.destroy());
    socket.once("data", (bytes) => socket.end(bytes));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    close: () => server.close(),
  };
}

/** The calls of one second, some of them at once. */
async function rate(call: (at: number) => Promise<void>): Promise<number> {
  const begun = performance.now();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < COUNT) await call(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return COUNT / ((performance.now() - begun) / 1000);
}

async function asked({ sandbox }: StandIn, port: number, request: string): Promise<void> {
  const done = await enroll({ host: "127.0.0.1", port, request, ca: sandbox.certificate, patience: 60_000 });
  if (done.kind !== "answered" || done.answer.startsWith("ERROR")) throw new Error(JSON.stringify(done));
}

async function knocked({ ports }: StandIn): Promise<void> {
  const address = readAddress("any", newestRelease);
  if (address === undefined) throw new Error("any is an address");
  const agent = { id: "9999999", name: "knocker", address, key: KEY };
  const done = await knock({
    host: "127.0.0.1",
    port: ports.agents,
    agent,
    cipher: "aes",
    transport: "tcp",
    patience: 60_000,
  });
  if (done.kind !== "acknowledged") throw new Error(JSON.stringify(done));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.table([await benchStandIn(0), await benchStandIn(100_000)]);
}
