/** Registration by hand: adding, removing, extracting, importing and comparing records. */

import { describe, expect, it } from "vitest";
import {
  addAgent,
  compareRecords,
  extractAgent,
  importAgent,
  removeAgent,
} from "../../../core/agents/index.ts";
import { newestRelease, readKeyFile } from "../../../core/manager/index.ts";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
const FILE = `001 web 10.0.0.1 ${KEY}\n007 !old any ${KEY}\n`;

describe("adding an agent", () => {
  const add = (name: string, ip: string, id?: string) =>
    addAgent(FILE, { name, ip, id, key: "k".repeat(64) }, newestRelease);

  it("takes the id after the largest one, removed ones included", () => {
    expect(add("db", "any")).toMatchObject({
      kind: "changed",
      id: "008",
      file: `${FILE}008 db any ${"k".repeat(64)}\n`,
    });
  });

  it("does not join the record to a last line without a line feed", () => {
    const { file = "" } = addAgent(FILE.trimEnd(), { name: "db", ip: "any", key: "k" }, newestRelease) as {
      file?: string;
    };
    expect(file.split("\n")).toHaveLength(4);
  });

  const refusals: readonly [string, string, string | undefined, RegExp][] = [
    ["x", "any", undefined, /not an agent name/],
    ["my agent", "any", undefined, /not an agent name/],
    ["web", "any", undefined, /Name web is taken by agent 001/],
    ["db", "10.0.0.300", undefined, /Wazuh 4.14 rejects the address/],
    ["db", "10.0.0.1", undefined, /taken by agent 001 web/],
    ["db", "any", "1", /Id 001 is taken/],
    ["db", "any", "7", /belongs to a removed agent/],
    ["db", "any", "0", /the manager itself/],
    ["db", "any", "123456789", /not an agent id/],
  ];
  for (const [name, ip, id, reason] of refusals) {
    it(`refuses ${name} ${ip} ${id ?? ""}`, () => {
      expect(add(name, ip, id)).toMatchObject({ kind: "refused", reason: expect.stringMatching(reason) });
    });
  }

  it("refuses to change a file that stops its readers", () => {
    const broken = `001 web Any ${KEY}\n`;
    expect(addAgent(broken, { name: "db", ip: "any", key: "k" }, newestRelease)).toMatchObject({
      kind: "refused",
      reason: expect.stringContaining("(1237): Invalid ip address: 'Any'."),
    });
  });
});

describe("removing an agent", () => {
  it("writes the manager's own form and nothing else", () => {
    expect(removeAgent(FILE, "1", newestRelease)).toMatchObject({ file: FILE.replace("web", "!web") });
  });

  it("refuses a missing or removed id", () => {
    expect(removeAgent(FILE, "007", newestRelease)).toMatchObject({ kind: "refused" });
  });
});

describe("the import string", () => {
  it("gives the record to the agent", () => {
    const extracted = extractAgent(FILE, "1", newestRelease);
    if (extracted.kind !== "extracted") throw new Error(extracted.reason);
    expect(Buffer.from(extracted.importString, "base64").toString()).toBe(`001 web 10.0.0.1 ${KEY}`);
    expect(importAgent(extracted.importString, newestRelease)).toMatchObject({
      line: `001 web 10.0.0.1 ${KEY}`,
    });
  });

  it("is refused if it contains something else", () => {
    expect(importAgent("aGVsbG8=", newestRelease)).toMatchObject({ kind: "refused" });
    expect(importAgent(btoa("001 web Any k"), newestRelease)).toMatchObject({ kind: "refused" });
  });
});

describe("comparing an agent's record with the manager's", () => {
  const entry = (line: string) => {
    const [record] = readKeyFile(line, { release: newestRelease, passEmpty: true }).records;
    if (record === undefined) throw new Error("no record");
    return record.entry;
  };
  const compare = (agent: string, manager: string): Record<string, string> =>
    Object.fromEntries(
      compareRecords(entry(agent), entry(manager), newestRelease).map(({ field, result }) => [field, result]),
    );

  it("reports equal records as equal", () => {
    expect(compare(`001 web any ${KEY}`, `001 web any ${KEY}`)).toEqual({
      id: "same",
      name: "same",
      ip: "same",
      key: "same",
    });
  });

  it("finds a key with a blank after it", () => {
    expect(compare(`001 web any ${KEY} `, `001 web any ${KEY}`)).toMatchObject({ key: "differs" });
  });

  it("knows which addresses cannot work together", () => {
    expect(compare(`001 web 10.0.0.1 ${KEY}`, `001 web any ${KEY}`)).toMatchObject({ ip: "differs" });
    expect(compare(`001 web any ${KEY}`, `001 web 10.0.0.0/8 ${KEY}`)).toMatchObject({ ip: "unlike" });
  });

  it("shows no key", () => {
    const shown = JSON.stringify(
      compareRecords(entry(`001 web any ${KEY}`), entry(`001 web any ${KEY}`), newestRelease),
    );
    expect(shown).not.toContain(KEY);
  });
});
