/** Enrolment as each release answers it, and a parser that accepts any input. */

import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  defaultSettings,
  ManagerLog,
  type ManagerSettings,
  readKeyFile,
  releaseFor,
} from "../../../core/manager/index.ts";
import { answerLocally, enrol, type Service, serviceOf } from "../../../core/registration/index.ts";

const KEY = "0123456789abcdef".repeat(4);

function service(
  version: string,
  more: Partial<Service> = {},
  manager: Partial<ManagerSettings> = {},
): Service {
  const release = releaseFor(version);
  const made = serviceOf(version, {
    newKey: () => KEY,
    hasGroup: (name) => ["web", "db"].includes(name),
    ...(release === undefined
      ? {}
      : { manager: { ...defaultSettings(release), hostName: "mgr", ...manager } }),
    ...more,
  });
  if (made === undefined) throw new Error(version);
  return made;
}

function enrolled(request: string, asked: Service, file = "") {
  const { release } = asked.manager;
  const { store } = readKeyFile(file, { release, passEmpty: true });
  const log = new ManagerLog(release);
  const { answers } = enrol(request, "10.0.0.9", store, asked, log);
  return {
    answers,
    written: store.write(),
    log: log.lines.map(({ level, text }) => `${level}: ${text}`).slice(1),
  };
}

describe("the answer to a refusal", () => {
  it.each([
    ["3.8.0", []],
    ["3.13.6", ["ERROR: Invalid request for new agent\n\n", "ERROR: Unable to add agent.\n\n"]],
    ["4.3.11", ["ERROR: Invalid request for new agent", "ERROR: Unable to add agent"]],
    ["4.12.0", ["ERROR: Invalid request for new agent", "ERROR: Unable to add agent"]],
    ["4.13.0", ["ERROR: Invalid request for new agent. Unable to add agent"]],
  ])("of %s", (version, wanted) => {
    expect(enrolled("nonsense", service(version)).answers).toEqual(wanted);
  });
});

describe("a taken name of 4.2", () => {
  const file = `001 web any ${KEY}\n`;
  const again = (manager: Partial<ManagerSettings>, more: Partial<Service> = {}, request = "OSSEC A:'web'") =>
    enrolled(request, service("4.2.7", more, manager), file);
  const hash = createHash("sha1").update(`001web${KEY}`).digest("hex");

  it.each([
    [{ forceInsert: true }, {}, "Removing old agent '001'."],
    [{ forceInsert: false }, {}, "Agent '001' won't be removed because the force option is disabled."],
    [
      { forceInsert: true, ageOf: () => 30 },
      { forceTime: 60 },
      "Agent '001' doesn't comply with the antiquity to be removed.",
    ],
  ])("is reported, with its result: %j", (manager, more, line) => {
    const { log, answers } = again(manager, more);
    const at = log.indexOf("info: Duplicate name 'web' (001).");
    expect(log[at + 1]).toBe(`info: ${line}`);
    if (line.startsWith("Removing")) expect(answers).toEqual([`OSSEC K:'002 web any ${KEY}'`]);
    else expect(answers).toEqual(["ERROR: Duplicate agent name: web", "ERROR: Unable to add agent"]);
  });

  it("stays if the agent proves that it has the key", () => {
    const { log } = again({ forceInsert: true }, {}, `OSSEC A:'web' K:'${hash}'`);
    expect(log).toContain("info: Agent '001' key already exists on the manager.");
  });
});

describe("the fields", () => {
  const last = service("4.14.7");
  it.each([
    ["OSSEC A:'web-01'", `OSSEC K:'001 web-01 any ${KEY}'`],
    ["OSSEC A:'web-01' IP:'src'", `OSSEC K:'001 web-01 10.0.0.9 ${KEY}'`],
    ["OSSEC A:'web-01' V:'v4.14.9' G:'web,db,web' IP:'10.0.0.0/8'", `OSSEC K:'001 web-01 10.0.0.0/8 ${KEY}'`],
    ["OSSEC A:'web-01' V:'v4.15.0'", "ERROR: Agent version must be lower or equal to manager version"],
    ["OSSEC A:'web-01' V:'v4.14", "ERROR: Unterminated version field"],
    ["OSSEC A:'web-01' G:'web", "ERROR: Unterminated group field"],
    ["OSSEC A:'web-01' IP:'10.0.0.1 '", "ERROR: Unterminated IP field"],
    ["OSSEC A:'web-01' K:'abc", "ERROR: Unterminated key field"],
    ["OSSEC A:'web-01' IP:'10.0.0.300'", "ERROR: Invalid IP: 10.0.0.300"],
    ["OSSEC A:'web-01' G:'web,,db'", "ERROR: Invalid group name: web,,db... consecutive ',' are not allowed"],
    ["OSSEC A:'web-01' G:'..'", "ERROR: Invalid group name: .."],
    ["OSSEC A:'mgr'", "ERROR: Invalid agent name: mgr"],
    ["OSSEC A:'.web'", "ERROR: Invalid agent name: .web"],
    ["OSSEC PASS: x OSSEC A:'web-01'", "ERROR: Invalid request for new agent"],
    // Out of order, or unknown: the rest is ignored.
    ["OSSEC A:'web-01' IP:'10.0.0.1' G:'nobody'", `OSSEC K:'001 web-01 10.0.0.1 ${KEY}'`],
  ])("%s", (request, wanted) => {
    const [answer = ""] = enrolled(request, last).answers;
    expect(answer.replace(/\. Unable to add agent$/, "")).toBe(wanted);
  });

  it("mean less in older releases", () => {
    expect(enrolled("OSSEC A:'web-01' IP:'10.0.0.1", service("4.3.11")).answers).toEqual([
      `OSSEC K:'001 web-01 10.0.0.1 ${KEY}'`,
    ]);
    expect(enrolled("OSSEC A:'web-01' V:'v9.0.0'", service("4.5.0")).answers).toEqual([
      `OSSEC K:'001 web-01 any ${KEY}'`,
    ]);
  });
});

describe("an existing agent", () => {
  const file = `001 web-01 10.0.0.9 ${KEY}\n`;
  const state = (seconds: number): Partial<ManagerSettings> => ({
    stateOf: () => ({ status: "disconnected", disconnectedFor: seconds, registeredFor: 9e9 }),
  });

  it("is replaced by the rules, and is kept as removed", () => {
    const done = enrolled("OSSEC A:'web-01'", service("4.14.7", {}, state(7200)), file);
    expect(done.answers).toEqual([`OSSEC K:'002 web-01 any ${KEY}'`]);
    expect(done.written).toBe(`002 web-01 any ${KEY}\n001 !web-01 10.0.0.9 ${KEY}\n`);
    expect(done.log).toContain("info: Duplicate name. Removing old agent 'web-01' (id '001').");
  });

  it("stays if it was there a minute ago", () => {
    const done = enrolled("OSSEC A:'web-01'", service("4.14.7", {}, state(60)), file);
    expect(done.answers).toEqual(["ERROR: Duplicate agent name: web-01. Unable to add agent"]);
    expect(done.written).toBe(file);
    expect(done.log.at(-1)).toBe(
      "warning: Duplicate name 'web-01', rejecting enrollment. Agent '001' has not been disconnected long enough to be replaced.",
    );
  });

  it("stays if the new one proves that it has its key", () => {
    // SHA-1 of 001web-010123…: id, name and key without anything between them.
    const hash = "f03564aff2e4e46536322956f55faf20ed173e01";
    const same = enrolled(`OSSEC A:'web-01' K:'${hash}'`, service("4.14.7", {}, state(7200)), file);
    expect(same.answers).toEqual(["ERROR: Duplicate agent name: web-01. Unable to add agent"]);
    expect(same.log.at(-1)).toContain("Agent '001' key already exists on the manager.");
    const other = enrolled(`OSSEC A:'web-01' K:'abc'`, service("4.14.7", {}, state(7200)), file);
    expect(other.answers[0]).toContain("OSSEC K:'002");
  });

  it("gets a number in 3.8, and is refused in 3.13", () => {
    const keeps: Partial<ManagerSettings> = { forceInsert: false };
    expect(enrolled("OSSEC A:'web-01'", service("3.8.0", {}, keeps), file).answers).toEqual([
      `OSSEC K:'002 web-012 any ${KEY}'\n\n`,
    ]);
    expect(enrolled("OSSEC A:'web-01'", service("3.13.6", {}, keeps), file)).toMatchObject({
      answers: ["ERROR: Duplicated agent name: web-01\n\n", "ERROR: Unable to add agent.\n\n"],
      log: [
        "info: Received request for a new agent (web-01) from: 10.0.0.9",
        "error: Invalid agent name web-01 (duplicated)",
      ],
    });
  });
});

const bytes = fc.string({
  unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
  maxLength: 60,
});
const request = fc
  .array(
    fc.oneof(
      bytes,
      fc.constantFrom(
        "OSSEC A:'",
        "OSSEC PASS: ",
        "web-01",
        "' G:'",
        "' IP:'",
        "' K:'",
        "' V:'",
        "'",
        ",",
        "src",
        "\0",
        "\n",
      ),
    ),
    { maxLength: 10 },
  )
  .map((parts) => parts.join(""));

it("reads any bytes in every release, and adds exactly what it says", () => {
  fc.assert(
    fc.property(request, fc.constantFrom("3.8.0", "3.13.6", "4.3.11", "4.6.0", "4.14.7"), (text, version) => {
      const done = enrolled(text, service(version));
      const given = done.answers.length === 1 && done.answers[0]?.startsWith("OSSEC K:'") === true;
      expect(done.written === "").toBe(!given);
    }),
  );
});

it("answers any bytes at the local socket, or reports that the daemon dies", () => {
  const part = fc.constantFrom(
    '"function":"add"',
    '"function":"get"',
    '"arguments":{}',
    '"arguments":{"id":"001"}',
    "{",
    "}",
    ",",
    "null",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(bytes, part), { maxLength: 6 }), (parts) => {
      const asked = service("4.14.7");
      const { store } = readKeyFile("", { release: asked.manager.release, passEmpty: true });
      const { reply } = answerLocally(parts.join(""), store, asked, new ManagerLog(asked.manager.release));
      expect(reply === undefined || reply.startsWith('{"error":')).toBe(true);
    }),
  );
});
