/** Agents by hand, files that cannot be written, and new scripts with their suites: what they say is looked up as a whole. */

import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import {
  AgentRegister,
  addAgent,
  agentTable,
  compareWithFile,
  comparisonText,
  importAgent,
  listAgents,
  removeAgent,
} from "../../../core/agents/index.ts";
import { readProblem, replaceFile, writeProblem } from "../../../core/files/index.ts";
import { newestRelease, readKeyFile } from "../../../core/manager/index.ts";
import { platformOf } from "../../../core/platform/index.ts";
import { scaffold } from "../../../core/scaffold/index.ts";
import { proposeRegistrationSuite, readSuite, registrationText } from "../../../core/suite/index.ts";
import { templates } from "../../../core/templates/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { marked, unmarked } from "./marked.ts";

const KEY = "5a".repeat(32);
const FILE = `001 web 10.0.0.1 ${KEY}\n002 db any ${KEY}\n003 !old any ${KEY}\n`;
const STOPPED = `001 web 10.0.0.300 ${KEY}\n`;

const expectWhole = (texts: readonly string[], data = ""): void => {
  expect(texts.filter((text) => !text.includes("⟦"))).toEqual([]);
  expect(texts.flatMap((text) => unmarked(text, data))).toEqual([]);
};

describe("agents by hand", () => {
  const reasonOf = (end: { readonly kind: string; readonly reason?: string }): string =>
    end.reason ?? end.kind;

  it("why a new agent is refused", async () => {
    const register = AgentRegister.open(FILE, newestRelease);
    if (!(register instanceof AgentRegister)) throw new Error(register.reason);
    const texts = await marked(() => [
      ...["x", "000", "001", "003"].map((id) => register.idProblem(id)),
      ...["a b", "web"].map((name) => register.nameProblem(name)),
      ...["10.0.0.300", "10.0.0.1"].map((ip) => register.ipProblem(ip)),
    ]);
    expectWhole(texts.map((text) => text ?? ""));
  });

  it("why a change is refused", async () => {
    const agent = { name: "new", ip: "any", key: KEY };
    const texts = await marked(() => [
      reasonOf(addAgent(STOPPED, agent, newestRelease)),
      reasonOf(removeAgent(FILE, "009", newestRelease)),
      reasonOf(removeAgent(STOPPED, "009", newestRelease)),
      reasonOf(importAgent("", newestRelease)),
      reasonOf(importAgent(btoa(`001 !web any ${KEY}`), newestRelease)),
      reasonOf(importAgent(btoa(STOPPED), newestRelease)),
    ]);
    expectWhole(texts, "Invalid IP address");
  });

  it("the table, and the comparison with an agent's own record", async () => {
    const recordIn = (line: string) =>
      readKeyFile(line, { release: newestRelease, passEmpty: true }).store.entries;
    const own = ["001 web2 10.0.0.2 x\n", "002 db 10.0.0.3 x\n", "002 db 10.0.0.0/8 x\n", "009 db any x\n"];
    const texts = await marked(() => [
      agentTable(listAgents(FILE, newestRelease, (text) => text).agents),
      ...own.flatMap(recordIn).map((entry) => comparisonText(compareWithFile(entry, FILE, newestRelease))),
    ]);
    expect(texts).toHaveLength(5);
    expectWhole(
      texts.flatMap((text) => text.split("\n").filter((line) => /[a-z]{2,} [a-z]{2,}|⟦/.test(line))),
    );
  });
});

describe("files that cannot be written", () => {
  it.each(["linux", "win32"])("what each error of the system means: %s", async (name) => {
    const errors = ["ERR_INVALID_ARG_VALUE", ...Object.keys(constants.errno)].map((code) =>
      Object.assign(new Error("?"), { code }),
    );
    const problems = await marked(() =>
      errors.flatMap((error) => [writeProblem("/x", error, platformOf(name)), readProblem("/x", error)]),
    );
    expectWhole(problems.flatMap(({ what, advice }) => [what, advice]));
  });

  it("what is at the place", async () => {
    const folder = temporaryFolder();
    const at = (name: string): string => path.join(folder, name);
    mkdirSync(at("folder"));
    writeFileSync(at("file"), "old");
    symlinkSync(at("nowhere"), at("link"));
    const ends = await marked(() =>
      Promise.all([
        replaceFile(at("folder"), new Uint8Array(), { backup: false }),
        replaceFile(at("link"), new Uint8Array(), { backup: false }),
        replaceFile(at("link"), new Uint8Array(), { backup: false, noLinks: true }),
        replaceFile(at("file"), new Uint8Array(), { backup: false, was: "nothing" }),
        replaceFile(at("file"), new Uint8Array(), { backup: false, was: new Uint8Array() }),
      ]),
    );
    expectWhole(ends.flatMap((end) => (end.kind === "failed" ? [end.what, end.advice] : [end.kind])));
  });
});

describe("new scripts", () => {
  it.each(templates().map((template) => [template.id, template] as const))("%s", async (_, template) => {
    const made = await marked(() => scaffold(template, template.fileName, "/poll/"));
    const suite = readSuite(String(made.files.find(({ role }) => role === "suite")?.content));
    if (suite.kind !== "suite") throw new Error("not a suite");
    expectWhole([
      made.needs,
      ...made.steps.flatMap(({ kind, text }) => (kind === "sentence" ? text : [])),
      ...suite.suite.samples.map(({ note = "" }) => note),
    ]);
  });

  it("the suite of a registration script, and its headings", async () => {
    const wishes = { command: "./x {name}", name: "web", release: undefined, clientKeys: undefined };
    const reading = readSuite(await marked(() => proposeRegistrationSuite(wishes)));
    if (reading.kind !== "registration") throw new Error("not a suite");
    const { samples } = reading.suite;
    expectWhole(samples.map(({ note = "" }) => note));
    const headings = await marked(() => samples.map(({ expectation }) => registrationText(expectation)));
    expectWhole(headings);
  });
});
