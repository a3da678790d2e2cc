/** Invalid bytes, half-open connections and many clients: the stand-in continues, and client.keys stays complete. */

import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { expect, it } from "vitest";
import { newestRelease, readKeyFile } from "../../core/manager/index.ts";
import { enroll } from "../../stand-in/index.ts";
import { killManagers, type ManagerRow } from "../torture/manager.ts";
import { Random } from "../torture/random.ts";
import { running } from "./running.ts";

/** Sends bytes over plain TCP and waits for the end. The client closes the connection itself after a while if necessary. */
function throwBytes(port: number, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port }, () => socket.end(bytes));
    socket.on("error", () => undefined);
    socket.on("data", () => undefined);
    socket.on("close", () => resolve());
  });
}

const NONSENSE = [
  Buffer.alloc(0),
  Buffer.from([0]),
  Buffer.from("GET / HTTP/1.0\r\n\r\n"),
  Buffer.from([22, 3, 1, 2, 0, 1]),
  Buffer.from([255, 255, 255, 255, 1, 2, 3]),
  Buffer.from([8, 0, 0, 0, ...Buffer.from("!001!:xx")]),
  Buffer.from([9, 0, 0, 0, ...Buffer.from("!001#AES:")]),
  Buffer.from([12, 0, 0, 0, ...Buffer.from("!001!#AES:zz")]),
  Buffer.alloc(100_000, 0x41),
];

it("survives invalid bytes at every port", async () => {
  const standIn = await running({ files: { "etc/client.keys": `001 web any ${"a".repeat(64)}\n` } });
  const ports = [standIn.enrolment, standIn.ports.api, standIn.ports.agents];
  await Promise.all(ports.flatMap((port) => NONSENSE.map((bytes) => throwBytes(port, bytes))));
  const done = await enroll({
    host: "127.0.0.1",
    port: standIn.enrolment,
    request: "OSSEC A:'after'",
    ca: standIn.sandbox.certificate,
    patience: 60_000,
  });
  expect(done).toMatchObject({
    kind: "answered",
    answer: expect.stringMatching(/^OSSEC K:'002 after any [0-9a-f]{64}'$/),
  });
});

it("enrols many agents at once, each with its own id, beside clients that hang, also during a handshake", async () => {
  const standIn = await running();
  const hanging = Array.from({ length: 50 }, () => {
    const socket = connectTls({ host: "127.0.0.1", port: standIn.enrolment, rejectUnauthorized: false }, () =>
      socket.write("OSSEC A:'half"),
    );
    socket.on("error", () => undefined);
    return socket;
  });
  // The first bytes of a ClientHello, and then nothing.
  const halfway = [standIn.enrolment, standIn.ports.api].flatMap((port) =>
    Array.from({ length: 50 }, () => {
      const socket = connect({ host: "127.0.0.1", port }, () =>
        socket.write(Buffer.from([22, 3, 1, 2, 0, 1])),
      );
      socket.on("error", () => undefined);
      return socket;
    }),
  );
  const count = 200;
  const answers = await Promise.all(
    Array.from({ length: count }, (_, at) =>
      enroll({
        host: "127.0.0.1",
        port: standIn.enrolment,
        request: `OSSEC A:'agent-${at}'`,
        ca: standIn.sandbox.certificate,
        patience: 120_000,
      }),
    ),
  );
  const given = answers.map((each) =>
    each.kind === "answered" ? each.answer.split(" ")[1]?.slice(3) : each.reason,
  );
  expect(new Set(given).size).toBe(count);
  for (const socket of [...hanging, ...halfway]) socket.destroy();
  await standIn.close();
  const { store } = readKeyFile(readFileSync(standIn.sandbox.keys, "latin1"), {
    release: newestRelease,
    passEmpty: true,
  });
  expect(store.entries).toHaveLength(count);
});

it.each(["3.13.1", "4.9", "4.14"])("%s reads a request of more than one TLS record", async (version) => {
  const standIn = await running({ version });
  const request = `OSSEC A:'long' G:'${`${"g".repeat(200)},`.repeat(82)}'`;
  const ca = standIn.sandbox.certificate;
  const done = await enroll({ host: "127.0.0.1", port: standIn.enrolment, request, ca, patience: 60_000 });
  expect(done).toMatchObject({ kind: "answered", answer: expect.stringContaining("Invalid group") });
});

it("accepts a thousand connections, reports that there are too many, and serves again when they are closed", async () => {
  const standIn = await running();
  const ends: Promise<unknown>[] = [];
  const open = (): Promise<Socket> =>
    new Promise((resolve) => {
      const socket = connect({ host: "127.0.0.1", port: standIn.enrolment }, () => resolve(socket));
      socket.on("error", () => resolve(socket));
      ends.push(new Promise((end) => socket.resume().once("close", end)));
    });
  const sockets: Socket[] = [];
  // More at once than the system's queue for a busy server would arrive in any order, and late.
  for (let batch = 0; batch < 11; batch++) {
    sockets.push(...(await Promise.all(Array.from({ length: 100 }, open))));
  }
  await Promise.race(ends);
  expect(standIn.lines.map(({ text }) => text)).toContain("Too many connections. Rejecting.");
  for (const socket of sockets) socket.destroy();
  const asked = { host: "127.0.0.1", port: standIn.enrolment, request: "OSSEC A:'after'" };
  const enrolled = () => enroll({ ...asked, ca: standIn.sandbox.certificate, patience: 60_000 });
  let done = await enrolled();
  // The service notices the end of the last one a moment later than its client.
  while (done.kind !== "answered") done = await enrolled();
  expect(done.answer).toContain("001 after any");
});

it("leaves a complete client.keys, whenever it is killed", async () => {
  const rows: ManagerRow[] = [];
  await killManagers(3, new Random(7), rows);
  expect(rows).toMatchObject([{ rounds: 3, wrong: [] }]);
});
