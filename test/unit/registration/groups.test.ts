/** The groups of an enrolment, and what else it can name, release by release. */

import { describe, expect, it } from "vitest";
import {
  defaultSettings,
  ManagerLog,
  type ManagerSettings,
  readKeyFile,
  releaseFor,
} from "../../../core/manager/index.ts";
import { enrol, type Service, serviceOf } from "../../../core/registration/index.ts";

const KEY = "0123456789abcdef".repeat(4);

function enrolled(
  request: string,
  version: string,
  more: Partial<Service> = {},
  { file = "", manager = {} }: { file?: string; manager?: Partial<ManagerSettings> } = {},
) {
  const release = releaseFor(version);
  if (release === undefined) throw new Error(version);
  const service = serviceOf(version, {
    newKey: () => KEY,
    hasGroup: (name) => !name.startsWith("no"),
    manager: { ...defaultSettings(release), hostName: "mgr", ...manager },
    ...more,
  });
  if (service === undefined) throw new Error(version);
  const { store } = readKeyFile(file, { release, passEmpty: true });
  const log = new ManagerLog(release);
  const { answers, added, replaced } = enrol(request, "10.0.0.9", store, service, log);
  return {
    answers,
    groups: added?.groups,
    replaced: replaced.map(({ id }) => id),
    log: log.lines.map(({ level, text }) => `${level}: ${text}`),
    file: store.write(),
  };
}

const VERSIONS = ["3.8.0", "3.13.6", "4.3.11", "4.12.0", "4.14.7"] as const;
const answerTo = (request: string, version: string) => enrolled(request, version).answers;
const withGroups = (groups: string): string => `OSSEC A:'web' G:'${groups}'`;

const PROHIBITED = "characters '\\/:*?\"<>|,' are prohibited";
const long = "x".repeat(256);
const list = Array.from({ length: 257 }, () => "x".repeat(255)).join(",");

describe("a list of groups that is not accepted", () => {
  // The reason, and whether 3.x puts one more blank before its line feeds.
  it.each<[what: string, groups: string, shown: string, reason: string, blank: boolean]>([
    ["a blank in one", "a b", "a b", PROHIBITED, false],
    ["a sign in one", "a/b", "a/b", PROHIBITED, false],
    ["a sign before it", "/b", "/b", PROHIBITED, false],
    ["a sign after it", "b/", "b/", PROHIBITED, false],
    ["too long", long, "x".repeat(255), "group is too large", false],
    ["a blank in several", "a,b c", "a,b c", "white spaces are not allowed", true],
    ["one of several too long", `a,${long}`, "x".repeat(255), "group is too large", false],
    ["no group between", "a,,b", "a,,b", "consecutive ',' are not allowed", true],
    ["only a comma", ",", ",", PROHIBITED, false],
    ["a comma before", ",a", ",a", "cannot start or end with ','", false],
    ["a comma behind", "a,", "a,", "cannot start or end with ','", false],
    ["a sign in several", "a,b/c", "a,b/c", PROHIBITED, false],
    ["a sign before several", "/a,b", "/a,b", PROHIBITED, false],
    ["a sign after several", "a,b/", "a,b/", PROHIBITED, false],
  ])("%s", (_what, groups, shown, reason, blank) => {
    const answer = `ERROR: Invalid group name: ${shown}... ${reason}`;
    const lineFeeds = `${blank ? " " : ""}\n\n${reason.startsWith("consecutive") ? ", " : ""}`;
    expect(VERSIONS.map((version) => answerTo(withGroups(groups), version))).toEqual([
      [`${answer}${lineFeeds}`, "ERROR: Unable to add agent.\n\n"],
      [`${answer}${lineFeeds}`, "ERROR: Unable to add agent.\n\n"],
      [answer, "ERROR: Unable to add agent"],
      [answer, "ERROR: Unable to add agent"],
      [`${answer}. Unable to add agent`],
    ]);
    expect(enrolled(withGroups(groups), "4.14.7").log.at(-1)).toBe(
      `error: Invalid group name: ${groups.slice(0, 255)}... ,`,
    );
  });

  it("is longer than 65,535 bytes", () => {
    const [answer] = answerTo(withGroups(list.slice(0, 65_536)), "4.14.7");
    expect(answer).toBe(
      `ERROR: Invalid group name: ${list.slice(0, 255)}... multigroup is too large. Unable to add agent`,
    );
    const longest = list.slice(0, 65_535);
    expect(answerTo(withGroups(longest), "4.14.7")[0]).not.toContain("too large");
  });

  it("is empty, except in 3.8", () => {
    const wanted = (more: string) => `ERROR: Invalid group name: Empty Group${more}`;
    expect(VERSIONS.map((version) => answerTo(withGroups(""), version)[0])).toEqual([
      `OSSEC K:'001 web any ${KEY}'\n\n`,
      wanted("\n\n"),
      wanted(""),
      wanted(""),
      wanted(". Unable to add agent"),
    ]);
  });
});

describe("groups that are accepted", () => {
  it.each([
    ["a", ["a"]],
    ["x".repeat(255), ["x".repeat(255)]],
    ["b,a,b", ["b", "a"]],
    [`${"x".repeat(255)},a`, ["x".repeat(255), "a"]],
    ["aZ09._-,b", ["aZ09._-", "b"]],
  ])("%s", (text, groups) => {
    for (const version of VERSIONS) expect(enrolled(withGroups(text), version).groups).toEqual(groups);
  });

  it("may have more signs before 4.14.5", () => {
    for (const text of ["a:;_-=+!@()", "a:;_-=+!@(),b", ".", "a,..", "..,a"]) {
      const groups = text.split(",");
      expect(enrolled(withGroups(text), "4.14.4").groups).toEqual(groups);
      const { answers, log } = enrolled(withGroups(text), "4.14.5");
      const wrong = groups.find((group) => group !== "a" && group !== "b");
      expect(answers).toEqual([`ERROR: Invalid group name: ${wrong}. Unable to add agent`]);
      const why = wrong?.startsWith(".")
        ? "directory reference not allowed"
        : "contains forbidden characters";
      expect(log.at(-1)).toBe(`error: Invalid group name '${wrong}': ${why}`);
    }
  });

  it("must have a folder", () => {
    const { answers, log, file } = enrolled(withGroups(`a,no${"x".repeat(253)}`), "4.14.7");
    expect(answers).toEqual([`ERROR: Invalid group: no${"x".repeat(253)}. Unable to add agent`]);
    expect(log.at(-1)).toBe(`error: Invalid group: no${"x".repeat(253)}`);
    expect(file).toBe("");
  });

  it.each<[string, number, number, string]>([
    ["3.8.0", 257, 256, "Maximum multigroup reached: Limit is 256\n\n"],
    ["3.13.6", 257, 256, "ERROR: Maximum multigroup reached: Limit is 256\n\n"],
    ["4.3.11", 257, 256, "ERROR: Maximum multigroup reached: Limit is 256"],
    ["4.4.0", 128, 128, "ERROR: Maximum multigroup reached: Limit is 128"],
    ["4.14.7", 128, 128, "ERROR: Maximum multigroup reached: Limit is 128. Unable to add agent"],
  ])("are counted in %s: %i at most", (version, most, said, answer) => {
    const many = (number: number) =>
      withGroups(Array.from({ length: number }, (_, at) => `g${at}`).join(","));
    expect(enrolled(many(most), version).groups).toHaveLength(most);
    const { answers, log } = enrolled(many(most + 1), version);
    expect(answers[0]).toBe(answer);
    expect(log.at(-1)).toBe(`error: Maximum multigroup reached: Limit is ${said}`);
  });
});

describe("the password", () => {
  const asked = (request: string, version: string) => enrolled(request, version, { password: "pa ss" });

  it("is asked for exactly, with a blank after it", () => {
    expect(asked("OSSEC PASS: pa ss OSSEC A:'web'", "4.14.7").answers[0]).toMatch(/^OSSEC K:/);
    for (const request of [
      "OSSEC A:'web'",
      "OSSEC PASS: pa OSSEC A:'web'",
      "OSSEC PASS: pa ssOSSEC A:'web'",
      "OSSEC PASS: pa ss",
      "x OSSEC PASS: pa ss OSSEC A:'web'",
    ]) {
      const { answers, log } = asked(request, "4.14.7");
      expect(answers).toEqual(["ERROR: Invalid password. Unable to add agent"]);
      expect(log.slice(1)).toEqual(["error: Invalid password provided by 10.0.0.9. Closing connection."]);
    }
  });

  it("gets no answer from 3.8 if it is wrong", () => {
    expect(asked("OSSEC A:'web'", "3.8.0").answers).toEqual([]);
    expect(asked("OSSEC A:'web'", "3.13.6").answers[0]).toBe("ERROR: Invalid password\n\n");
  });

  it("must be followed by the name", () => {
    for (const request of ["OSSEC PASS: pa ss x OSSEC A:'web'", "OSSEC PASS: pa ss OSSEC A:'web"]) {
      const { answers, log } = asked(request, "4.14.7");
      expect(answers).toEqual(["ERROR: Invalid request for new agent. Unable to add agent"]);
      expect(log.slice(1)).toEqual(["error: Invalid request for new agent from: 10.0.0.9"]);
    }
  });
});

describe("the address", () => {
  const file = `001 db 10.0.0.9 ${KEY}\n`;
  const DUPLICATE = /^ERROR: Duplicated? IP: 10\.0\.0\.9/;
  const keeps = { forceInsert: false, force: { ...defaultSettings().force, enabled: false } };
  const asked = (request: string, version: string, useSourceIp = false) =>
    enrolled(request, version, { useSourceIp }, { file, manager: keeps });

  it("of the sender is taken if the manager wants it, or the agent says so", () => {
    for (const version of VERSIONS) {
      expect(enrolled("OSSEC A:'web'", version, { useSourceIp: true }).file).toContain("web 10.0.0.9 ");
      expect(enrolled("OSSEC A:'web' IP:'src'", version).file).toContain("web 10.0.0.9 ");
      expect(enrolled("OSSEC A:'web'", version).file).toContain("web any ");
    }
  });

  it("is taken only once", () => {
    for (const version of VERSIONS) {
      expect(asked("OSSEC A:'web' IP:'src'", version).answers[0]).toMatch(DUPLICATE);
      expect(asked("OSSEC A:'web'", version, true).answers[0]).toMatch(DUPLICATE);
      expect(asked("OSSEC A:'web'", version).answers[0]).toMatch(/^OSSEC K:'002 web any /);
    }
  });

  it("any is looked up as a text by 3.8, if the agent names it", () => {
    const any = `001 db any ${KEY}\n`;
    const answer = (version: string) =>
      enrolled("OSSEC A:'web' IP:'any'", version, {}, { file: any, manager: keeps }).answers[0];
    expect(answer("3.8.0")).toBe("ERROR: Duplicated IP: any\n\n");
    expect(answer("3.13.6")).toMatch(/^OSSEC K:'002 web any /);
    expect(answer("4.14.7")).toMatch(/^OSSEC K:'002 web any /);
  });

  it("is cut after 15 characters by 3.8", () => {
    expect(enrolled("OSSEC A:'web' IP:'10.100.100.0/24xx'", "3.8.0").answers[0]).toMatch(
      /^OSSEC K:'001 web 10\.100\.100\.0\/24 /,
    );
    expect(enrolled("OSSEC A:'web' IP:'10.100.100.0/24xx'", "3.13.6").answers[0]).toBe(
      "ERROR: Invalid IP: 10.100.100.0/24xx\n\n",
    );
  });

  it("is replaced, which is logged", () => {
    const away = { status: "disconnected", disconnectedFor: 7200, registeredFor: 9e6 } as const;
    const asks = (version: string) =>
      enrolled(
        "OSSEC A:'web' IP:'src'",
        version,
        {},
        { file, manager: { forceInsert: true, stateOf: () => away } },
      );
    expect(asks("4.14.7")).toMatchObject({ replaced: ["001"] });
    expect(asks("4.14.7").log).toContain(
      "info: Duplicate IP '10.0.0.9'. Removing old agent 'db' (id '001').",
    );
    expect(asks("3.13.6")).toMatchObject({ replaced: ["001"] });
    expect(asks("3.13.6").log).toContain("info: Duplicated IP '10.0.0.9' (001). Saving backup.");
    expect(asked("OSSEC A:'web' IP:'src'", "3.13.6").log.at(-1)).toBe("error: Duplicated IP 10.0.0.9");
    expect(asked("OSSEC A:'web' IP:'src'", "4.14.7").log.at(-1)).toBe(
      "warning: Duplicate IP '10.0.0.9', rejecting enrollment. Agent '001' won't be removed because the force option is disabled.",
    );
  });
});

describe("a name", () => {
  it("of the manager itself is not taken", () => {
    for (const version of VERSIONS) {
      const { answers, log } = enrolled("OSSEC A:'mgr'", version);
      expect(answers[0]).toMatch(/^ERROR: Invalid agent name: mgr/);
      expect(log.at(-1)).toBe("error: Invalid agent name mgr (same as manager)");
    }
  });

  it("gets the numbers from 2 to 255 in 3.8, and is then refused", () => {
    const names = (last: number) =>
      ["web", ...Array.from({ length: last - 1 }, (_, at) => `web${at + 2}`)]
        .map((name, at) => `${String(at + 1).padStart(3, "0")} ${name} any ${KEY}\n`)
        .join("");
    const asked = (last: number) =>
      enrolled("OSSEC A:'web'", "3.8.0", {}, { file: names(last), manager: { forceInsert: false } });
    expect(asked(1).answers[0]).toBe(`OSSEC K:'002 web2 any ${KEY}'\n\n`);
    expect(asked(254).answers[0]).toBe(`OSSEC K:'255 web255 any ${KEY}'\n\n`);
    expect(asked(256).answers[0]).toBe("ERROR: Invalid agent name: web\n\n");
    expect(asked(256).log.at(-1)).toBe("error: Invalid agent name web (duplicated)");
  });
});

describe("an agent's version", () => {
  const NEWER = "ERROR: Agent version must be lower or equal to manager version. Unable to add agent";
  it.each([
    ["v4.14.9", true],
    ["v4.14", true],
    ["v4.15.0", false],
    ["v5.0.0", false],
    ["v3.99.0", true],
    ["4.15.0", false],
    ["Wazuh v4.1500", true],
    ["v 4.15", false],
    ["v..4..15", false],
    ["v+4.+15", false],
    ["v-4.99", true],
    ["vx.99", true],
    ["v5", false],
    ["v4", true],
    ["", true],
  ])("%j", (version, isTaken) => {
    const request = `OSSEC A:'web' V:'${version}'`;
    const { answers, log } = enrolled(request, "4.14.7");
    expect(answers).toEqual([isTaken ? `OSSEC K:'001 web any ${KEY}'` : NEWER]);
    if (!isTaken) expect(log.at(-1)).toBe("error: Incompatible version for new agent from: 10.0.0.9");
    expect(enrolled(request, "4.14.7", { allowHigherVersions: true }).groups).toEqual([]);
    // 4.5 does not know the field.
    expect(enrolled(request, "4.5.0").groups).toEqual([]);
  });
});
