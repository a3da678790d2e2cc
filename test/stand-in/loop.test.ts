/** Key polling from end to end: an agent connects, the script is asked, authd registers it, and the next connection is accepted. */

import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { newestRelease, readAddress } from "../../core/manager/index.ts";
import { type KnockResult, knock } from "../../stand-in/index.ts";
import { eventually } from "../editor/host/eventually.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { type Running, running } from "./running.ts";

const KEY = "5f4dcc3b5aa765d61d8327deb882cf995f4dcc3b5aa765d61d8327deb882cf99";

const SCRIPT = `#!/bin/sh
if [ "$2" = 007 ]; then
  printf '{"error":0,"data":{"id":"007","name":"bond","ip":"any","key":"${KEY}"}}'
else
  printf '{"error":1,"message":"No agent %s"}' "$2"
fi
`;

async function polling(version: string): Promise<Running> {
  const script = join(temporaryFolder(), "poll.sh");
  writeFileSync(script, SCRIPT);
  chmodSync(script, 0o700);
  return await running({ version, contents: { script } });
}

function agent(id: string, key = KEY, ip = "any") {
  const address = readAddress(ip, newestRelease);
  if (address === undefined) throw new Error(`${ip} is not an address`);
  return { id, name: "bond", address, key };
}

const sent = (standIn: Running, from: ReturnType<typeof agent>, transport: "tcp" | "udp" = "tcp") =>
  knock({
    host: "127.0.0.1",
    port: standIn.ports.agents,
    agent: from,
    cipher: "aes",
    transport,
    patience: 2000,
  });

const ACKNOWLEDGED: KnockResult = { kind: "acknowledged", text: "#!-agent ack" };

for (const version of ["3.8.0", "3.13.6", "4.3.11", "4.14.7"]) {
  it(`an unknown agent of ${version} is polled, registered and accepted`, async () => {
    const standIn = await polling(version);
    expect(await sent(standIn, agent("007"))).toEqual({ kind: "closed" });
    await eventually(async () => expect(await sent(standIn, agent("007"))).toEqual(ACKNOWLEDGED));
    expect(await sent(standIn, agent("007"), "udp")).toEqual(ACKNOWLEDGED);
    expect(readFileSync(standIn.sandbox.keys, "latin1")).toBe(`007 bond any ${KEY}\n`);
    const texts = standIn.lines.map(({ text }) => text);
    expect(texts).toContain("(1408): Invalid ID 007 for the source ip: '127.0.0.1' (name 'unknown').");
    expect(texts).toContain("Agent key generated for agent 'bond' (requested locally)");
    expect(JSON.stringify(standIn.lines) + readFileSync(standIn.sandbox.log, "utf8")).not.toContain(KEY);
  });
}

it("an answer whose key is null gets a key from a manager of its time", async () => {
  const script = join(temporaryFolder(), "poll.sh");
  writeFileSync(
    script,
    '#!/bin/sh\nprintf \'{"error":0,"data":{"id":"007","name":"bond","ip":"any","key":null}}\'\n',
    {
      mode: 0o700,
    },
  );
  const standIn = await running({ version: "4.3.11", contents: { script } });
  await sent(standIn, agent("007"));
  await eventually(() => expect(readFileSync(standIn.sandbox.keys, "latin1")).not.toBe(""));
  expect(readFileSync(standIn.sandbox.keys, "latin1")).toMatch(/^007 bond any [0-9a-f]{64}\n$/);
});

it("an agent with a wrong key is asked for and stays rejected", async () => {
  const standIn = await polling("4.14.7");
  await sent(standIn, agent("007"));
  await eventually(async () => expect(await sent(standIn, agent("007"))).toEqual(ACKNOWLEDGED));
  expect(await sent(standIn, agent("007", "0".repeat(64)))).toEqual({ kind: "closed" });
  await eventually(() =>
    expect(standIn.lines.map(({ text }) => text)).toContain(
      "(1404): Authentication error. Wrong key or corrupt payload. Message received from agent '007' at 'any'.",
    ),
  );
});

it("an agent with a fixed address is asked for by that address", async () => {
  const standIn = await polling("4.14.7");
  expect(await sent(standIn, agent("009", KEY, "10.0.0.9"))).toEqual({ kind: "closed" });
  const wanted = "Could not get a key from IP 127.0.0.1. Error: 'No agent 127.0.0.1'";
  await eventually(() => expect(standIn.lines.map(({ text }) => text)).toContain(wanted));
});
