/** The bills of materials: valid, and listing exactly what is in an artefact. */

import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { npmEntries } from "../../../scripts/npm-package.ts";
import { packedOf } from "../../../scripts/pack-extension.ts";
import { builtFiles, withParts } from "../../../scripts/parts.ts";
import { billOfMaterials, nodeItself } from "../../../scripts/release/sbom.ts";

const SCHEMAS = "node_modules/@cyclonedx/cyclonedx-library/res/schema";
const schema = (name: string) => JSON.parse(readFileSync(`${SCHEMAS}/${name}.SNAPSHOT.schema.json`, "utf8"));

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
for (const name of ["spdx", "jsf-0.82", "cryptography-defs"])
  ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
const isValid = ajv.compile(schema("bom-1.6"));

const built = builtFiles();
const outputs = (names: readonly string[]) => names.flatMap((name) => built[name] ?? []);
const bills = {
  extension: billOfMaterials("keypoll.vsix", "1.2.3", outputs(packedOf(Object.keys(built), "desktop"))),
  "extension in a browser": billOfMaterials(
    "keypoll-web.vsix",
    "1.2.3",
    outputs(packedOf(Object.keys(built), "web")),
  ),
  "npm package": billOfMaterials("keypoll.tgz", "1.2.3", outputs(withParts(npmEntries))),
  executable: billOfMaterials("keypoll", "1.2.3", outputs(["dist/cli/program.mjs"]), [nodeItself("24.1.0")]),
};

function names(bill: object): readonly string[] {
  const { components } = JSON.parse(JSON.stringify(bill));
  return components.map(({ group, name }: { group?: string; name: string }) =>
    group === undefined ? name : `${group}/${name}`,
  );
}

describe.each(Object.entries(bills))("the bill of the %s", (_name, bill) => {
  it("is valid by the schema of CycloneDX", () => {
    isValid(bill);
    expect(isValid.errors ?? []).toEqual([]);
  });

  it("names the parsers, and nothing that only builds and tests", () => {
    const found = names(bill);
    expect(found).toEqual(expect.arrayContaining(["web-tree-sitter", "@vscode/tree-sitter-wasm"]));
    expect(found).not.toContain("vitest");
  });
});

it("each names what is in its own artefact only", () => {
  const [extension, web, npm, executable] = Object.values(bills).map(names);
  expect(extension).toContain("vscode-languageclient");
  expect(web).toContain("vscode-languageclient");
  expect(web).not.toContain("execa");
  expect(npm).not.toContain("vscode-languageclient");
  expect(npm).toContain("commander");
  expect(executable).toContain("node");
  expect(npm).not.toContain("node");
});

it("a bill with an unknown licence is not valid", () => {
  const bill = JSON.parse(JSON.stringify(bills.extension));
  bill.components[0].licenses = [{ license: { id: "My own" } }];
  expect(isValid(bill)).toBe(false);
});
