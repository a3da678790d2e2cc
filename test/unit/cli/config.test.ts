/** `keypoll.config.json`: which file is read, where its paths begin, and what is wrong with it. */

import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../../cli/config/config.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const folder = temporaryFolder();
const file = join(folder, "c.json");
const shown = relative(process.cwd(), file);

async function read(text: string) {
  writeFileSync(file, text);
  const config = await readConfig({ config: file });
  return config.ok ? config.value : `${config.problem.what} ${config.problem.advice}`.replace(shown, "FILE");
}

describe("the settings file", () => {
  it("is not read if that is not wanted", async () => {
    expect(await readConfig({ config: false })).toEqual({ ok: true, value: { files: [], path: undefined } });
  });

  it("is the one that is named, and its paths begin at its folder", async () => {
    mkdirSync(join(folder, "sites"), { recursive: true });
    const absolute = process.cwd();
    const text = JSON.stringify({
      $schema: "x",
      release: "4.9",
      files: ["a.keys", "sites/*.keys", absolute],
    });
    expect(await read(text)).toEqual({
      $schema: "x",
      release: "4.9",
      lint: {},
      files: [join(folder, "a.keys"), join(folder, "sites/*.keys")]
        .map((each) => relative(process.cwd(), each))
        .concat("."),
      path: shown,
    });
    expect(await read('{"lint": {"role": "agent", "severities": {}}}')).toEqual({
      lint: { role: "agent", severities: {} },
      files: [],
      path: shown,
    });
    expect(await readConfig({ config: join(folder, "nowhere.json") })).toMatchObject({
      ok: false,
      problem: { what: `${join(folder, "nowhere.json")} does not exist.` },
    });
  });

  const advice = "keypoll schema config describes the file. Known members: $schema, release, lint, files.";
  const inLint =
    "Known members of lint: role, hostName, maxFindings, askInterpreters, severities, upgradeTo.";
  it.each([
    ["[]", `FILE does not contain an object. ${advice}`],
    ["null", `FILE does not contain an object. ${advice}`],
    ["1", `FILE does not contain an object. ${advice}`],
    ['{"fles": []}', `FILE has an unknown member "fles". Did you mean "files"? ${advice}`],
    ['{"release": "4.9", "xyzzy": 1}', `FILE has an unknown member "xyzzy". ${advice}`],
    ['{"lint": []}', `FILE: lint is not an object. ${advice}`],
    ['{"lint": null}', `FILE: lint is not an object. ${advice}`],
    [
      '{"lint": {"role": "auto", "rol": 1}}',
      `FILE has an unknown member "lint.rol". Did you mean "role"? ${inLint}`,
    ],
    ['{"files": "a"}', `FILE: files is not a list of texts. ${advice}`],
    ['{"files": ["a", 1]}', `FILE: files is not a list of texts. ${advice}`],
  ])("with an error stops the command: %s", async (text, said) => {
    expect(await read(text)).toBe(said);
  });

  it("must be JSON", async () => {
    expect(await read("{")).toMatch(/^FILE is not JSON: .*\. Fix it, or add --no-config\.$/);
  });
});
