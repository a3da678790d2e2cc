/** How new agents are written to `client.keys`: appended if that is enough, and never over what another program wrote. */

import { appendFileSync, readFileSync, statSync } from "node:fs";
import { expect, it } from "vitest";
import { enroll } from "../../stand-in/index.ts";
import { type Running, running } from "./running.ts";

const KEY = "5a".repeat(32);

async function enrolled(standIn: Running, name: string): Promise<void> {
  const { host, enrolment, sandbox } = standIn;
  const done = await enroll({
    host,
    port: enrolment,
    request: `OSSEC A:'${name}'`,
    ca: sandbox.certificate,
    patience: 60_000,
  });
  expect(done).toMatchObject({ kind: "answered", answer: expect.stringContaining(`${name} any`) });
  await standIn.flushed();
}

const namesIn = ({ sandbox }: Running): readonly (string | undefined)[] =>
  readFileSync(sandbox.keys, "latin1")
    .trim()
    .split("\n")
    .map((line) => line.split(" ")[1]);

it("writes the file as authd does the first time, and then only appends", async () => {
  const standIn = await running({
    files: { "etc/client.keys": `# kept by hand\n001 web-01 any ${KEY}\n` },
  });
  await enrolled(standIn, "web-02");
  expect(namesIn(standIn)).toEqual(["web-01", "web-02"]);
  const { ino } = statSync(standIn.sandbox.keys);
  await enrolled(standIn, "web-03");
  expect(statSync(standIn.sandbox.keys).ino).toBe(ino);
  expect(namesIn(standIn)).toEqual(["web-01", "web-02", "web-03"]);
});

it("keeps an agent that another program added", async () => {
  const standIn = await running();
  await enrolled(standIn, "web-01");
  await enrolled(standIn, "web-02");
  appendFileSync(standIn.sandbox.keys, `077 other any ${KEY}\n`);
  await enrolled(standIn, "web-03");
  await enrolled(standIn, "web-04");
  expect(namesIn(standIn)).toEqual(["web-01", "web-02", "other", "web-03", "web-04"]);
});
