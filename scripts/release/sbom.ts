/** The bill of materials of an artefact, in the form of CycloneDX 1.6: every package with code in it. */

import { readFileSync } from "node:fs";
import path from "node:path";
import type { Metafile } from "esbuild";
import { scriptLanguages } from "../../core/languages/index.ts";
import { wasmPackages } from "../build-wasm.ts";
import { packageFolders } from "../notices/notices.ts";

type Outputs = readonly Pick<Metafile["outputs"][string], "inputs">[];

interface Component {
  readonly type: "application" | "library";
  readonly "bom-ref": string;
  readonly group?: string;
  readonly name: string;
  readonly version?: string;
  readonly purl?: string;
  readonly licenses: readonly object[];
}

/**
 * `outputs` describes the bundles in the artefact, as esbuild reports them. The parsers of scripts are in every
 * artefact. The bill has neither a time nor a serial number, so that the same sources give the same bytes.
 */
export function billOfMaterials(
  artefact: string,
  version: string,
  outputs: Outputs,
  others: readonly Component[] = [],
): object {
  const found = [
    ...packageFolders(outputs, wasmPackages()).map(packageIn),
    ...scriptLanguages.map((language) => component("library", `tree-sitter-${language}`, undefined, "MIT")),
    ...others,
  ];
  // npm may keep one version of a package in two folders.
  const components = [...new Map(found.map((each) => [each["bom-ref"], each])).values()];
  const itself = component("application", "keypoll", version, "MIT");
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: { ...itself, properties: [{ name: "keypoll:artefact", value: artefact }] } },
    components,
    dependencies: [{ ref: itself["bom-ref"], dependsOn: components.map((each) => each["bom-ref"]) }],
  };
}

/** Node, which an executable contains. */
export function nodeItself(version: string): Component {
  return {
    ...component("application", "node", version, "MIT"),
    purl: `pkg:generic/node@${version}`,
    "bom-ref": `pkg:generic/node@${version}`,
  };
}

function packageIn(folder: string): Component {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  return component("library", name, version, license);
}

function component(
  type: Component["type"],
  fullName: string,
  version: string | undefined,
  licence: string,
): Component {
  const [, scope, name = fullName] = /^(@[^/]+)\/(.+)$/.exec(fullName) ?? [];
  const group = scope === undefined ? {} : { group: scope };
  // A combination of licences is an expression.
  const licenses = [/^[\w.+-]+$/.test(licence) ? { license: { id: licence } } : { expression: licence }];
  if (version === undefined) return { type, "bom-ref": fullName, ...group, name, licenses };
  const purl = `pkg:npm/${fullName.replace("@", "%40")}@${version}`;
  return { type, "bom-ref": purl, ...group, name, version, purl, licenses };
}
