/** What the view of the stand-in shows: each item with the steps that it reached, and why it stopped. */

import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { newestRelease, readAddress } from "../../core/manager/index.ts";
import { enroll, knock, Passages, passagesReport } from "../../stand-in/index.ts";
import type { Passage } from "../../stand-in/passage.ts";
import { eventually } from "../editor/host/eventually.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { running } from "./running.ts";

const KEY = "5a".repeat(32);

const SCRIPT = `#!/bin/sh
case $2 in
  007) printf '{"error":0,"data":{"id":"007","name":"bond","ip":"any","key":"${KEY}"}}' ;;
  008) echo oops ;;
  *) printf '{"error":1,"message":"No agent"}' ;;
esac
`;

const way = ({ stops }: Passage): readonly string[] =>
  stops.map(({ station, state }) => `${station} ${state}`);

it("follows each item through key polling, and says where it ended and what to do", async () => {
  const script = join(temporaryFolder(), "poll.sh");
  writeFileSync(script, SCRIPT);
  chmodSync(script, 0o700);
  const told: Passage[] = [];
  const passages = new Passages((passage) => told.push(passage));
  const { host, ports, enrolment, sandbox } = await running({
    contents: { script },
    debug: 0,
    on: passages.events,
  });
  const address = readAddress("any", newestRelease);
  if (address === undefined) throw new Error("any is an address");
  const knocked = (id: string) => {
    const agent = { id, name: "bond", address, key: KEY };
    return knock({ host, port: ports.agents, agent, cipher: "aes", transport: "tcp", patience: 5000 });
  };
  const enrolled = (request: string) =>
    enroll({ host, port: enrolment, request, ca: sandbox.certificate, patience: 30_000 });
  const last = (title: string): Passage | undefined =>
    passages.all.findLast((each) => each.title === title && each.state !== "waiting");

  await enrolled("OSSEC A:'web-01'");
  expect(last("web-01")).toMatchObject({ kind: "registration", state: "passed", advice: undefined });
  expect(way(last("web-01") as Passage)).toEqual(["agent done", "authd done", "client.keys ended"]);
  expect(last("web-01")?.stops.at(-1)?.summary).toBe("+ 001 web-01 any ••••••••");

  await enrolled("OSSEC A:'web-01'");
  expect(last("web-01")).toMatchObject({ state: "refused", advice: expect.any(String) });
  expect(way(last("web-01") as Passage)).toEqual(["agent done", "authd stopped"]);

  await knocked("007");
  await eventually(() => expect(last("id 007")?.state).toBe("passed"));
  expect(way(last("id 007") as Passage)).toEqual([
    "agent done",
    "remoted done",
    "request done",
    "script done",
    "answer done",
    "authd done",
    "client.keys ended",
  ]);
  // First it waited for the script, under the same number.
  const waited = told.find(({ state }) => state === "waiting");
  expect(waited?.id).toBe(last("id 007")?.id);

  await eventually(async () => expect(await knocked("007")).toMatchObject({ kind: "acknowledged" }));
  expect(way(last("007 bond") as Passage)).toEqual(["agent done", "remoted ended"]);

  await knocked("008");
  await eventually(() => expect(last("id 008")?.state).toBe("refused"));
  expect(way(last("id 008") as Passage).at(-1)).toBe("answer stopped");
  await knocked("009");
  await eventually(() => expect(last("id 009")?.stops.at(-1)?.summary).toBe("error answer 1"));

  const report = passagesReport(passages.all, { release: "4.14", version: "1" });
  expect(report).toContain("`OSSEC A:'web-01' (registration service, from 127.0.0.1)`");
  expect(report + JSON.stringify(told)).not.toMatch(/[0-9a-f]{64}/);
});

it("says that nothing is asked if key polling is off", async () => {
  const passages = new Passages(() => undefined);
  const { host, ports } = await running({ debug: 0, on: passages.events });
  const address = readAddress("any", newestRelease);
  if (address === undefined) throw new Error("any is an address");
  const agent = { id: "007", name: "bond", address, key: KEY };
  await knock({ host, port: ports.agents, agent, cipher: "aes", transport: "tcp", patience: 5000 });
  const item = passages.all.find(({ title }) => title === "id 007");
  expect(item).toMatchObject({ state: "refused" });
  expect(item?.stops.at(-1)).toMatchObject({
    station: "request",
    summary: "key polling is off: no <exec_path> in etc/ossec.conf",
  });
});
