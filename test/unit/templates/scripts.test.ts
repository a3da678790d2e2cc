/** Templates that need no server, run for real: each answer must have the expected verdict under all releases. */

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SourceId, type Template, templates } from "../../../core/templates/index.ts";
import { argumentCases, hostileCases, ordinaryCases } from "../../database/harness/battery.ts";
import { Deployment } from "../../database/harness/deployment.ts";
import { examineDaemon, examineScript } from "../../database/harness/examine.ts";
import { Machine } from "../../database/harness/interpreters.ts";
import { faultOf } from "../../database/harness/verdict.ts";
import { startFile, startSqlite } from "../../database/servers/files.ts";
import { startHttp } from "../../database/servers/http.ts";
import type { SourceUnderTest } from "../../database/servers/server.ts";

const folder = join(import.meta.dirname, "../../../.cache/templates");
mkdirSync(folder, { recursive: true });
const machine = new Machine(folder);
const underTest = new Map<SourceId, SourceUnderTest>();

beforeAll(async () => {
  const data = join(folder, "data");
  for (const one of [startSqlite(data), startFile("csv", data), startFile("json", data), await startHttp()]) {
    underTest.set(one.source, one);
  }
});

afterAll(async () => {
  for (const one of underTest.values()) await one.end();
});

/** One of every kind; all polls run with the databases. */
const casesOf = ({ source, form }: Template) => [
  ...ordinaryCases.filter(({ name }) => /hit|no such id|two agents|harm|unknown|empty|limits/.test(name)),
  ...(form === "script" ? argumentCases.slice(1, 2) : []),
  ...hostileCases(source).filter((_, at) => at % 9 === 0),
];

const serverless = templates().filter(({ source }) => ["sqlite", "csv", "json", "http"].includes(source));

const runs = (template: Template) => machine.missing(template) === undefined;

describe("templates without a server", () => {
  test.concurrent.each(serverless.filter(runs))("$id gives every expected answer", async (template) => {
    const deployment = Deployment.create(template, machine);
    if (typeof deployment === "string") throw new Error(deployment);
    const settings = underTest.get(template.source)?.settings ?? {};
    const examine = template.form === "daemon" ? examineDaemon : examineScript;
    const { failures, passed } = await examine(deployment, settings, casesOf(template));
    expect(failures).toEqual([]);
    expect(passed).toBeGreaterThan(9);
  });

  test.skip.each(serverless.filter((template) => !runs(template)))(
    "$id needs more than is installed",
    () => {},
  );
});

describe("a file in another encoding", () => {
  const name = Buffer.from("b\xfcro", "latin1");
  const texts: Partial<Record<SourceId, readonly string[]>> = {
    csv: ["id,name,ip,key\n001,", ",any,0123456789abcdef\n"],
    json: ['[{"id":"001","name":"', '","ip":"any","key":"0123456789abcdef"}]'],
  };
  const readers = templates().filter(
    ({ source, form, language }) => source in texts && form === "script" && language !== "go",
  );

  test.concurrent.each(readers.filter(runs))("$id answers with an error", async (template) => {
    const deployment = Deployment.create(template, machine);
    if (typeof deployment === "string") throw new Error(deployment);
    const path = join(folder, `${template.id}.latin1`);
    const [before = "", after = ""] = texts[template.source] ?? [];
    writeFileSync(path, Buffer.concat([Buffer.from(before), name, Buffer.from(after)]));
    const { execution } = await deployment.call(["id", "001"], { KEYPOLL_FILE: path });
    // The file as a whole cannot be read, or this agent cannot be used: both are correct.
    expect([2, 6].map((error) => faultOf(execution, { error }))).toContain(undefined);
  });
});

describe("templates whose driver is missing", () => {
  const driverless = templates().filter(
    (template) =>
      template.language !== "go" &&
      machine.missingInterpreter(template.language) === undefined &&
      machine.missing(template) !== undefined,
  );

  test.concurrent.each(driverless)("$id says so in an error answer", async (template) => {
    const deployment = Deployment.create(template, machine);
    if (typeof deployment === "string") throw new Error(deployment);
    const { execution } = await deployment.call(["id", "001"], {});
    expect(faultOf(execution, { error: 2 })).toBeUndefined();
  });
});

describe("syntax", () => {
  const checked = templates().filter(({ language }) => machine.missingInterpreter(language) === undefined);

  test.each(checked)("$id passes the check of its language", (template) => {
    const path = join(folder, "syntax", template.id, template.fileName);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, template.text);
    expect(machine.syntaxFault(template, path)).toBeUndefined();
  });
});
