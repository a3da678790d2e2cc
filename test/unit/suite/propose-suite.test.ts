/** The first suite for a script: valid, with agents that exist. */

import { expect, it } from "vitest";
import { newestRelease, readKeyFile } from "../../../core/manager/index.ts";
import { proposeSuite, readPollSuite } from "../../../core/suite/index.ts";

const RECORDS = `001 web 10.0.0.1 aaaa1111
002 mail 10.0.0.2 bbbb2222
003 twin 10.0.0.2 cccc3333
004 roaming any dddd4444
`;

function proposed(keys: string, script: string) {
  const { entries } = readKeyFile(keys, { release: newestRelease, passEmpty: true }).store;
  const wishes = {
    execPath: "python3 ./poll.py",
    clientKeys: keys === "" ? undefined : "client.keys",
    recordsOf: "client.keys",
  };
  const text = proposeSuite({ ...wishes, script, records: entries, release: undefined });
  const reading = readPollSuite(text);
  if (reading.kind !== "suite") throw new Error(reading.problems[0]?.message);
  const samples = reading.suite.samples.map(({ request, tags }) => `${tags.join()} ${request}`);
  return { text, samples, suite: reading.suite };
}

it("takes ids, addresses and an ambiguous address from client.keys", () => {
  const { samples, suite, text } = proposed(RECORDS, "");
  expect(samples).toEqual([
    "hit id:001",
    "hit id:004",
    "hit ip:10.0.0.1",
    "miss id:98004",
    "miss ip:192.0.2.1",
    "ambiguous ip:10.0.0.2",
    "bad-argument id:abc",
    "bad-argument id:",
  ]);
  expect(suite.clientKeys).toBe("client.keys");
  expect(text, "a suite holds no keys").not.toMatch(/aaaa1111|dddd4444/);
});

it("takes the values in the script if no agent is known", () => {
  const { samples, suite } = proposed(
    "",
    `AGENTS = {"017": ("10.9.8.7", …)}; error(4, "none"); error(5, "two")`,
  );
  expect(samples.slice(0, 3)).toEqual(["hit id:017", "hit ip:10.9.8.7", "miss id:98000"]);
  expect(suite.samples[2]?.expectation).toMatchObject({ kind: "error", number: { text: "4" } });
});

it("expects any error answer if the script's numbers are its own", () => {
  expect(proposed("", "").suite.samples[1]?.expectation).toMatchObject({ kind: "error", number: undefined });
});

it("takes many records", () => {
  const many = Array.from(
    { length: 50_000 },
    (_, at) => `${at + 100} n${at} 10.${at >> 16}.${(at >> 8) & 255}.${at & 255} k\n`,
  );
  expect(proposed(many.join(""), "")).toBeDefined();
});
