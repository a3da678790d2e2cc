/** Registration where no recording reaches: releases before 4.4, worker nodes, limits. */

import { describe, expect, it } from "vitest";
import {
  defaultSettings,
  GENERATED_KEY,
  type ManagerSettings,
  newestRelease,
  type Outcome,
  outcomeOf,
  readKeyFile,
  releaseFor,
} from "../../../core/manager/index.ts";

const known = `001 web 10.0.0.1 ${"a".repeat(64)}\n002 db any ${"b".repeat(64)}\n`;

function poll(version: string, data: object, changes: Partial<ManagerSettings> = {}): Outcome {
  const release = releaseFor(version) ?? newestRelease;
  const settings = { ...defaultSettings(release), ...changes };
  const { store } = readKeyFile(known, { release, passEmpty: true });
  const output = JSON.stringify({ error: 0, data });
  return outcomeOf("id:003", { kind: "output", output }, store, settings);
}

const agent = { id: "003", name: "mail", ip: "10.0.0.3", key: "k".repeat(64) };
const texts = (outcome: Outcome): readonly string[] => outcome.log.map(({ text }) => text);

describe("before 4.4", () => {
  for (const version of ["3.8", "3.13", "4.3"]) {
    it(`${version}: an address that it refuses ends the registration daemon`, () => {
      for (const ip of ["Any", "::1", "0.0.0.0", "host", ""]) {
        const outcome = poll(version, { ...agent, ip });
        expect(outcome.verdict).toBe("exit");
        expect(texts(outcome)).toContain(`(1237): Invalid ip address: '${ip}'.`);
      }
    });

    it(`${version}: members that are no strings are left out`, () => {
      const noId = poll(version, { ...agent, id: 3 });
      expect(noId.registration).toMatchObject({ kind: "added", idGenerated: true, entry: { id: "003" } });
      const noKey = poll(version, { ...agent, key: null });
      expect(noKey.registration).toMatchObject({
        kind: "added",
        keyGenerated: true,
        entry: { key: GENERATED_KEY },
      });
      expect(poll(version, { ...agent, name: 1 }).registration).toMatchObject({
        kind: "rejected",
        code: 9005,
      });
      expect(poll(version, { ...agent, ip: ["any"] }).registration).toMatchObject({
        kind: "rejected",
        code: 9006,
      });
    });
  }

  it("3.8 replaces a duplicate and says so in its own words", () => {
    const outcome = poll("3.8", { ...agent, id: "001" });
    expect(texts(outcome)).toContain("Duplicated ID '001' (001). Saving backup.");
    expect(outcome.store.removed).toEqual([`001 !web 10.0.0.1 ${"a".repeat(64)}`]);
  });

  it("3.8 with force_insert no refuses a duplicate id only", () => {
    expect(poll("3.8", { ...agent, id: "001" }, { forceInsert: false }).registration).toMatchObject({
      code: 9012,
    });
    expect(poll("3.8", { ...agent, name: "web" }, { forceInsert: false }).verdict).toBe("added");
  });

  it("3.13 with force_insert no protects nobody", () => {
    expect(poll("3.13", { ...agent, id: "001" }, { forceInsert: false }).verdict).toBe("added");
  });

  it("4.3 with force_insert no protects everybody", () => {
    const outcome = poll("4.3", { ...agent, id: "001" }, { forceInsert: false });
    expect(outcome.registration).toMatchObject({ kind: "rejected", code: 9012 });
  });

  it("3.8 does not count a given id, 3.13 does", () => {
    expect(poll("3.8", { ...agent, id: "050" }).store.idCounter).toBe(2);
    expect(poll("3.13", { ...agent, id: "050" }).store.idCounter).toBe(50);
  });

  it("a message that is no string reads as unknown, and is not logged at all from 4.4 on", () => {
    const output = '{"error":7,"message":null}';
    const lines = (version: string): readonly string[] => {
      const settings = defaultSettings(releaseFor(version));
      const { store } = readKeyFile("", { release: settings.release, passEmpty: true });
      return texts(outcomeOf("id:9", { kind: "output", output }, store, settings));
    };
    expect(lines("4.3")[0]).toBe("Could not get a key from ID 9. Error: 'unknown'.");
    expect(lines("4.4")).toEqual(["Error getting external key."]);
  });
});

describe("on a worker", () => {
  it("3.13 registers nobody", () => {
    const outcome = poll("3.13", agent, { node: "worker" });
    expect(outcome.verdict).toBe("not-registered");
    expect(texts(outcome)).toContain("Could not connect to authd socket. Is authd running?");
  });

  it("4.14 forwards to the master, whose log has the rest", () => {
    const outcome = poll("4.14", agent, { node: "worker" });
    expect(texts(outcome)).toEqual([
      "Forwarding agent key request response to the master node for agent '003'",
      "Agent key request response forwarded to the master node for agent '003'",
    ]);
    expect(outcome.masterLog.map(({ text }) => text)).toContain(
      "Agent key generated for agent 'mail' (requested locally)",
    );
  });

  it("4.14 logs the master's refusal with its code", () => {
    const refused = poll("4.14", { ...agent, name: "wazuh-manager" }, { node: "worker" });
    expect(texts(refused)).toContain("9008: Duplicate name");
  });
});

describe("5.0", () => {
  it("has no key polling", () => {
    expect(poll("5.0", agent)).toMatchObject({ verdict: "no-feature", log: [] });
  });
});
