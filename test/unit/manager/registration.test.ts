/** Registration beyond the recordings: releases before 4.4, worker nodes, limits. */

import { describe, expect, it } from "vitest";
import {
  defaultSettings,
  GENERATED_KEY,
  ManagerLog,
  type ManagerSettings,
  newestRelease,
  type Outcome,
  outcomeOf,
  readKeyFile,
  register,
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

    it(`${version}: members that are not strings are left out`, () => {
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

  it("3.13 with force_insert no protects no agent", () => {
    expect(poll("3.13", { ...agent, id: "001" }, { forceInsert: false }).verdict).toBe("added");
  });

  it("4.3 with force_insert no protects every agent", () => {
    const outcome = poll("4.3", { ...agent, id: "001" }, { forceInsert: false });
    expect(outcome.registration).toMatchObject({ kind: "rejected", code: 9012 });
  });

  it("3.8 does not count a given id, 3.13 does", () => {
    expect(poll("3.8", { ...agent, id: "050" }).store.idCounter).toBe(2);
    expect(poll("3.13", { ...agent, id: "050" }).store.idCounter).toBe(50);
  });

  it("a message that is not a string reads as unknown, and is not logged at all from 4.4 on", () => {
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

describe("what each release logs for an answer", () => {
  const lines = (version: string, output: string): readonly string[] => {
    const release = releaseFor(version) ?? newestRelease;
    const { store } = readKeyFile(known, { release, passEmpty: true });
    return texts(outcomeOf("id:9", { kind: "output", output }, store, defaultSettings(release)));
  };

  it("that it cannot parse: the rest of it, or all of it from 3.9.4 to 3.9.5", () => {
    const output = '{"error": x}';
    expect(lines("3.9.3", output)).toEqual(["Error parsing JSON event. x}"]);
    expect(lines("3.9.4", output)).toEqual([`Error parsing JSON event. ${output}`]);
    expect(lines("3.10.0", output)).toEqual(["Error parsing JSON event. x}"]);
    expect(lines("4.4.0", output)).toEqual(["Error parsing JSON event (<freed memory>)"]);
  });

  it("with a byte order mark: refused by 3.8, read from 3.12 on", () => {
    expect(lines("3.8", '\xef\xbb\xbf{"error":0}')[0]).toMatch(/^Error parsing/);
    expect(lines("3.12.0", '\xef\xbb\xbf{"error":0}')[0]).toBe("Agent data not found.");
  });

  it("up to the first NUL, in the debug line as well", () => {
    const release = newestRelease;
    const execution = {
      execPath: "/p",
      commandLine: "/p id 9",
      output: '{"e\0rror":0}',
      end: { kind: "exit", code: 0 },
      timedOut: false,
      overLimit: false,
    } as const;
    const outcome = outcomeOf(
      "id:9",
      { kind: "execution", execution },
      readKeyFile(known, { release, passEmpty: true }).store,
      defaultSettings(release),
    );
    expect(texts(outcome)[0]).toBe('Exec output: {"e');
  });

  it("with a mapped address and a line feed: the address is kept without it", () => {
    const { registration, store } = poll("4.4", { ...agent, ip: "::ffff:1.2.3.4\n" });
    expect(registration).toMatchObject({ kind: "added", entry: { address: { stored: "1.2.3.4" } } });
    expect(store.write()).toContain("003 mail 1.2.3.4 k");
    expect(poll("4.4", { ...agent, ip: "1.2.3.4\n" }).store.write()).toContain("003 mail 1.2.3.4\n k");
  });
});

describe("a taken id", () => {
  const again = (version: string, forceInsert: boolean, age?: number) =>
    poll(version, { ...agent, id: "001" }, { forceInsert, ageOf: () => age });

  it("is replaced because of force_insert alone up to 3.10, and depending on its age from 3.11 on", () => {
    expect(again("3.10", false).registration).toMatchObject({ kind: "rejected", code: 9012 });
    expect(again("3.10", true, 0).registration?.kind).toBe("added");
    expect(again("3.11.0", false, 0).registration?.kind).toBe("added");
    expect(again("3.11.0", true, 0).registration).toMatchObject({ kind: "rejected", code: 9012 });
    expect(texts(again("3.11.0", true, 0))).toContain("ERROR 9012: Duplicated ID.");
  });

  it("is replaced with other messages from 4.0 on", () => {
    expect(texts(again("4.0.0", true))).toContain("Duplicated ID '001' (001). Removing old agent.");
    expect(texts(again("4.2.1", true))).toContain("Duplicated ID '001' (001). Removing old agent.");
  });

  it("is reported in two lines from 4.2.2 to 4.2.7", () => {
    expect(texts(again("4.2.2", true, 5))).toEqual([
      "add(mail)",
      "Duplicate ID '001'.",
      "Removing old agent '001'.",
      "Agent key generated for agent 'mail' (requested locally)",
    ]);
    expect(again("4.2.7", true, 0).registration?.kind).toBe("added");
    expect(texts(again("4.2.7", true, 0.5))).toEqual([
      "add(mail)",
      "Duplicate ID '001'.",
      "Agent '001' doesn't comply with the antiquity to be removed.",
      "ERROR 9012: Duplicate ID.",
    ]);
  });

  it("has no line of its own for a name or an address, from 4.2.2 to 4.2.7", () => {
    const namesake = poll("4.2.2", { ...agent, name: "web" }, { ageOf: () => 5 });
    expect(texts(namesake).slice(1, -1)).toEqual(["Removing old agent '001'."]);
    const neighbour = poll("4.2.2", { ...agent, ip: "10.0.0.1" }, { ageOf: () => 0.5 });
    expect(texts(neighbour).slice(1)).toEqual([
      "Agent '001' doesn't comply with the antiquity to be removed.",
      "ERROR 9007: Duplicate IP.",
    ]);
  });

  it("in an answer raises the counter of generated ids from 3.13.0 on", () => {
    const counter = (version: string): number => poll(version, { ...agent, id: "700" }).store.idCounter;
    expect(["3.12.3", "3.13.0"].map(counter)).toEqual([2, 700]);
  });
});

it("3.8 registers nobody after 13,998 agents, unless the limit is off", () => {
  const release = releaseFor("3.8") ?? newestRelease;
  const file = Array.from({ length: 13_998 }, (_, at) => `${at + 1} a${at} any k\n`).join("");
  const { store } = readKeyFile(file, { release, passEmpty: true });
  const add = (changes: Partial<ManagerSettings>): Outcome => {
    const output = JSON.stringify({ error: 0, data: { ...agent, id: "20000" } });
    return outcomeOf("id:9", { kind: "output", output }, store, { ...defaultSettings(release), ...changes });
  };
  const full = add({});
  expect(full.registration).toMatchObject({ kind: "rejected", code: 9013 });
  expect(texts(full)).toContain("ERROR 9013: Maximum number of agents reached.");
  expect(add({ limitMaxAgents: false }).verdict).toBe("added");
});

describe("the force options of 4.14", () => {
  const options = defaultSettings(newestRelease).force;
  const idle = { status: "never_connected", disconnectedFor: undefined, registeredFor: 3600 } as const;
  const away = (disconnectedFor: number | undefined) =>
    ({ ...idle, status: "disconnected", disconnectedFor }) as const;
  const forced = (
    state: ReturnType<ManagerSettings["stateOf"]>,
    force: Partial<ManagerSettings["force"]> = {},
  ) => poll("4.14", { ...agent, id: "001" }, { stateOf: () => state, force: { ...options, ...force } });

  // w_auth_replace_agent of 4.14.7.
  it.each([
    ["are off", idle, { enabled: false }, "won't be removed because the force option is disabled."],
    ["meet a connected agent", away(undefined), {}, "can't be replaced since it is not disconnected."],
    ["meet 3599 s away", away(3599), {}, "has not been disconnected long enough to be replaced."],
    [
      "meet 3599 s of registration",
      { ...idle, registeredFor: 3599 },
      {},
      "doesn't comply with the registration time to be removed.",
    ],
  ])("keep the agent if they %s", (_what, state, force, reason) => {
    const outcome = forced(state, force);
    expect(outcome.registration).toMatchObject({ kind: "rejected", code: 9012 });
    expect(texts(outcome)).toContain(`Duplicate ID, rejecting enrollment. Agent '001' ${reason}`);
  });

  it("keep the agent if wazuh-db does not answer", () => {
    expect(texts(forced(undefined))).toContain(
      "Duplicate ID, rejecting enrollment. Failed to get agent-info for agent '001'",
    );
  });

  it.each([
    ["after an hour away", away(3600), {}],
    ["after an hour of registration", idle, {}],
    [
      "that is connected, without the time away",
      away(undefined),
      { disconnectedTime: { enabled: false, seconds: 3600 } },
    ],
    [
      "that is new, without the time of registration",
      { ...idle, registeredFor: 0 },
      { afterRegistrationTime: 0 },
    ],
  ])("replace an agent %s", (_what, state, force) => {
    const outcome = forced(state, force);
    expect(outcome.registration?.replaced.map(({ name }) => name)).toEqual(["web"]);
    expect(texts(outcome)).toContain("Duplicate ID. Removing old agent 'web' (id '001').");
  });

  it("let an agent go whose time of registration lies in the future, unless they ask for a time", () => {
    const future = { ...idle, registeredFor: -5 };
    expect(forced(future, { afterRegistrationTime: 0 }).registration?.kind).toBe("added");
    expect(forced(future, { afterRegistrationTime: 1 }).registration?.kind).toBe("rejected");
  });

  it("refuse with a reason of at most 127 bytes", () => {
    const release = newestRelease;
    const id = "9".repeat(120);
    const { store } = readKeyFile(`${id} web any k\n`, { release, passEmpty: true });
    const output = JSON.stringify({ error: 0, data: { ...agent, id } });
    const settings = { ...defaultSettings(release), stateOf: () => undefined };
    const reason = `Failed to get agent-info for agent '${id}'`.slice(0, 127);
    expect(texts(outcomeOf("id:1", { kind: "output", output }, store, settings))).toContain(
      `Duplicate ID, rejecting enrollment. ${reason}`,
    );
  });

  it("replace by default, and give a reason of at most 127 bytes", () => {
    const release = newestRelease;
    const name = "n".repeat(120);
    const { store } = readKeyFile(`001 ${name} any k\n`, { release, passEmpty: true });
    const output = JSON.stringify({ error: 0, data: { ...agent, id: "001" } });
    const outcome = outcomeOf("id:1", { kind: "output", output }, store, defaultSettings(release));
    const reason = `Removing old agent '${name}' (id '001').`.slice(0, 127);
    expect(texts(outcome)).toContain(`Duplicate ID. ${reason}`);
  });
});

describe("what comes from no run of a script", () => {
  const outcome = (source: Parameters<typeof outcomeOf>[1]): Outcome => {
    const settings = defaultSettings(newestRelease);
    const { store } = readKeyFile(known, { release: newestRelease, passEmpty: true });
    return outcomeOf("id:9", source, store, settings);
  };

  it("counts as a failed request: nothing, or a command that is too long", () => {
    expect(outcome({ kind: "nothing" })).toMatchObject({ verdict: "no-answer", failed: true });
    const long = outcome({ kind: "command-too-long" });
    expect(long).toMatchObject({ verdict: "request-discarded", failed: true });
    expect(texts(long)[0]).toBe("Request is too long.");
  });

  it("has the lines of the socket before those of the answer", () => {
    const line = { id: "request-failed", level: "error", text: "of the socket" } as const;
    const asked = outcome({ kind: "socket", log: [line], gave: { kind: "output", output: "{}" } });
    expect(texts(asked)).toEqual(["of the socket", ...texts(outcome({ kind: "output", output: "{}" }))]);
    expect(asked.verdict).toBe(outcome({ kind: "output", output: "{}" }).verdict);
  });
});

describe("a request that is too long for the registration service", () => {
  const long = { ...agent, key: "k".repeat(65_536) };

  it("registers no agent before 4.4, and does not count as a failure", () => {
    const old = poll("3.8", long);
    expect(old).toMatchObject({ verdict: "not-registered", failed: false });
    expect(texts(old)).toEqual(["OS_RecvSecureTCP(): Got a message with invalid length."]);
    expect(texts(poll("3.9.0", long))).toEqual(["OS_RecvSecureTCP(): response size is bigger than expected"]);
    expect(poll("4.4", long).verdict).toBe("added");
  });

  it("fits up to 65,536 bytes with everything around the key", () => {
    const around =
      '{"arguments":{"name":"mail","ip":"10.0.0.3","key":"","id":"003","force":1},"function":"add"}';
    const key = (length: number) => ({ ...agent, key: "k".repeat(length - around.length) });
    expect(poll("3.13", key(65_536)).verdict).toBe("added");
    expect(poll("3.13", key(65_537)).verdict).toBe("not-registered");
    // From 4.3 on the options have names.
    const named =
      '{"disconnected_time":{"enabled":false,"value":0},"enabled":true,"key_mismatch":false,"after_registration_time":0}';
    const longer = (length: number) => key(length - named.length + 1);
    expect(poll("4.3", longer(65_536)).verdict).toBe("added");
    expect(poll("4.3", longer(65_537)).verdict).toBe("not-registered");
    expect(poll("4.3", longer(65_536), { node: "worker" }).verdict).toBe("added");
  });

  it("is shorter without what is not a string, and as long without force_insert", () => {
    const around = '{"arguments":{"name":"mail","ip":"10.0.0.3","key":"","force":0},"function":"add"}';
    const verdict = (length: number) =>
      poll("3.13", { ...agent, id: 3, key: "k".repeat(length - around.length) }, { forceInsert: false })
        .verdict;
    expect([verdict(65_536), verdict(65_537)]).toEqual(["added", "not-registered"]);
  });
});

describe("on a worker", () => {
  it.each(["3.8", "3.13", "4.0", "4.1"])(
    "%s registers no agent, and does not count as a failure",
    (version) => {
      const outcome = poll(version, agent, { node: "worker" });
      expect(outcome).toMatchObject({ verdict: "not-registered", failed: false });
      expect(texts(outcome)).toEqual(["Could not connect to authd socket. Is authd running?"]);
    },
  );

  it("4.2 refuses", () => {
    const outcome = poll("4.2", agent, { node: "worker" });
    expect(outcome.registration).toMatchObject({ kind: "rejected", code: 9015, replaced: [] });
    expect(texts(outcome)).toEqual(["ERROR 9015: Cannot execute this request on a worker node."]);
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

  it("4.3 gets an error if the master's registration service ends", () => {
    const outcome = poll("4.3", { ...agent, ip: "::1" }, { node: "worker" });
    expect(outcome.masterLog.at(-1)?.text).toBe("(1237): Invalid ip address: '::1'.");
    expect(outcome.log).toMatchObject([{ level: "error", text: "Cluster error detected" }]);
  });

  it("4.3 loses the key of an answer whose id is not a string", () => {
    const outcome = poll("4.3", { ...agent, id: 3 }, { node: "worker" });
    expect(outcome.registration).toMatchObject({ kind: "added", keyGenerated: true, idGenerated: true });
    expect(texts(outcome)).toEqual([
      "Agent Key Polling response forwarded to the master node for agent '(null)'",
    ]);
  });

  it("4.3 hears an error where the frame is too long for the master's registration service", () => {
    const outcome = poll("4.3", { ...agent, key: "k".repeat(65_536) }, { node: "worker" });
    expect(outcome).toMatchObject({ verdict: "not-registered", failed: false, registration: undefined });
    expect(outcome.masterLog.map(({ text }) => text)).toEqual([
      "OS_RecvSecureTCP(): response size is bigger than expected",
    ]);
    expect(texts(outcome)).toEqual(["Cluster error detected"]);
  });

  it("4.7 tries ten times to send what is too long for the cluster", () => {
    const long = { ...agent, key: "k".repeat(1_000_001) };
    const failures = (version: string): number =>
      texts(poll(version, long, { node: "worker" })).filter((text) => text.startsWith("Data of length"))
        .length;
    expect(["4.6", "4.7"].map(failures)).toEqual([1, 10]);
    expect(poll("4.7", long, { node: "worker" }).log.at(-1)).toMatchObject({ level: "error" });
    expect(poll("4.14.7", long, { node: "worker" }).log.at(-1)).toMatchObject({ level: "warning" });
    const outcome = poll("4.6", long, { node: "worker" });
    expect(outcome).toMatchObject({ verdict: "not-registered", failed: false, masterLog: [] });
    expect(texts(outcome).at(-1)).toBe("OS_SendSecureTCPCluster(): Success");
  });

  it("4.14 sends a message of 1,000,000 bytes to the cluster, with the options of <auth>", () => {
    const around =
      '{"daemon_name":"authd","message":{"arguments":{"name":"mail","ip":"10.0.0.3","key":"","id":"003","force":{"disconnected_time":{"enabled":true,"value":3600},"enabled":true,"key_mismatch":true,"after_registration_time":3600}},"function":"add"}}';
    const isTooLong = (length: number): boolean => {
      const key = "k".repeat(length - around.length);
      return texts(poll("4.14", { ...agent, key }, { node: "worker" })).some((text) =>
        text.startsWith("Data of length"),
      );
    };
    expect([1_000_000, 1_000_001].map(isTooLong)).toEqual([false, true]);
  });
});

describe("an addition", () => {
  it("says what the manager made itself: 64 digits nobody can know", () => {
    const made = (data: object) => poll("4.3", data).registration;
    expect(made(agent)).toMatchObject({ idGenerated: false, keyGenerated: false });
    const { id: _id, ...rest } = agent;
    expect(made({ ...rest, id: 1 })).toMatchObject({ idGenerated: true, keyGenerated: false });
    expect(made({ ...agent, key: 1 })).toMatchObject({
      idGenerated: false,
      keyGenerated: true,
      entry: { key: GENERATED_KEY },
    });
    expect(GENERATED_KEY).toHaveLength(64);
  });

  it("that is refused for its name has taught the manager how to write masks", () => {
    const file = "001 web 10.0.0.0/255.0.0.0 k\n";
    const { store } = readKeyFile(file, { release: newestRelease, passEmpty: true });
    const add = (ip: string) => {
      const output = JSON.stringify({ error: 0, data: { ...agent, name: "wazuh-manager", ip } });
      return outcomeOf("id:003", { kind: "output", output }, store, defaultSettings());
    };
    expect(add("any").store.write()).toBe("001 web 10.0.0.0 k\n");
    expect(add("10.0.0.9")).toMatchObject({ registration: { kind: "rejected", code: 9008 } });
    expect(add("10.0.0.9").store.write()).toBe("001 web 10.0.0.0/8 k\n");
  });

  it("by a request of its own replaces by the seconds that it gives: -1 replaces nobody", () => {
    const kind = (version: string, seconds: number, age: number | undefined): string => {
      const release = releaseFor(version) ?? newestRelease;
      const settings = { ...defaultSettings(release), ageOf: () => age };
      const { store } = readKeyFile(known, { release, passEmpty: true });
      const given = { ...agent, name: "web" };
      return register(given, store, settings, new ManagerLog(release), { seconds }).kind;
    };
    const kinds = (version: string) =>
      [kind(version, -1, undefined), kind(version, 10, 10), kind(version, 10, 9), kind(version, 0, 0)].join(
        " ",
      );
    expect(kinds("3.13")).toBe("rejected added rejected added");
    expect(kinds("4.2.2")).toBe("rejected added rejected added");
  });
});

describe("5.0", () => {
  it("has no key polling", () => {
    expect(poll("5.0", agent)).toMatchObject({ verdict: "no-feature", log: [] });
  });
});
