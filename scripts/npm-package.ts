/** The content of the npm package, in the layout of the repository, so that the bundles find their files. */

import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { withParts } from "./parts.ts";

const root = path.join(import.meta.dirname, "..");

/** Copied unchanged, under the same name. */
const SAME_PLACE = [
  "LICENSE",
  "CHANGELOG.md",
  "dist/l10n",
  "dist/library",
  "dist/rule-pages.json",
  "dist/wasm",
  "schemas",
];

/** Copied with every part that they load. */
export const npmEntries = [
  "dist/cli/keypoll.mjs",
  "dist/library/index.mjs",
  "dist/worker.mjs",
  "dist/server.mjs",
];

/** Copied under another name: npm shows the README. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  "docs/npm.md": "README.md",
  "dist/THIRD-PARTY-NOTICES.txt": "THIRD-PARTY-NOTICES.txt",
};

/** The members of the project's manifest for the package. The others are the extension's. */
const SHARED = ["name", "version", "license", "type", "repository", "bugs", "homepage", "keywords"] as const;

function manifest(): Readonly<Record<string, unknown>> {
  const whole = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  return {
    ...Object.fromEntries(SHARED.map((name) => [name, whole[name]])),
    description:
      "What would the Wazuh manager do with this? Tests key-poll scripts and checks client.keys: command line, language server, library.",
    engines: { node: whole.engines.node },
    bin: whole.bin,
    exports: {
      ".": { types: "./dist/library/index.d.ts", default: "./dist/library/index.mjs" },
      "./schemas/*": "./schemas/*",
      "./package.json": "./package.json",
    },
    types: "./dist/library/index.d.ts",
  };
}

/**
 * Puts the package into a folder and packs it beside that. Returns the path of the tarball. Everything must have been
 * built.
 */
export function packNpm(folder: string): string {
  const stage = path.resolve(root, folder);
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true });
  for (const [from, to] of [
    ...[...SAME_PLACE, ...withParts(npmEntries)].map((name) => [name, name] as const),
    ...Object.entries(ELSEWHERE),
  ]) {
    cpSync(path.join(root, from), path.join(stage, to), { recursive: true });
  }
  chmodSync(path.join(stage, "dist/cli/keypoll.mjs"), 0o755);
  writeFileSync(path.join(stage, "package.json"), `${JSON.stringify(manifest(), null, 2)}\n`);
  const target = path.dirname(stage);
  const packed = execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", target], {
    cwd: stage,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  return path.join(target, JSON.parse(packed)[0].filename);
}
