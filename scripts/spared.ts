/** What bundles leave out of libraries, because nothing here uses it. */

import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

/** Modules of the language client for abilities that the server does not have. */
export const unusedFeatures = [
  "callHierarchy",
  "codeLens",
  "colorProvider",
  "declaration",
  "fileOperations",
  "implementation",
  "inlayHint",
  "inlineCompletion",
  "inlineValue",
  "linkedEditingRange",
  "rename",
  "selectionRange",
  "semanticTokens",
  "signatureHelp",
  "typeDefinition",
  "typeHierarchy",
];

/** What the client calls on each feature. */
const NO_FEATURE = `class NoFeature {
  fillClientCapabilities() {}
  initialize() {}
  getState() { return { kind: "static" }; }
  clear() {}
}`;

/** VS Code compares paths with patterns itself. The client does so only for tabs that are not loaded, which are not checked here. */
const PATTERN_BY_EDITOR = `const { languages } = require("vscode");
exports.matchGlobPattern = (pattern, uri) => languages.match({ pattern }, { uri, languageId: "" }) > 0;`;

/** The client makes all its features. Those that are not used say nothing to the server and do nothing. */
export const fewerFeatures: Plugin = {
  name: "fewer-features",
  setup: ({ onLoad }) => {
    onLoad({ filter: /vscode-languageclient[\\/]lib[\\/]common[\\/]utils[\\/]globPattern\.js$/ }, () => ({
      contents: PATTERN_BY_EDITOR,
    }));
    const filter = new RegExp(
      `vscode-languageclient[\\\\/]lib[\\\\/]common[\\\\/](?:${unusedFeatures.join("|")})\\.js$`,
    );
    onLoad({ filter }, async ({ path: file }) => {
      const names = (await readFile(file, "utf8")).matchAll(/^exports\.(\w+Feature) = \1;/gm);
      return {
        contents: [NO_FEATURE, ...Array.from(names, ([, name]) => `exports.${name} = NoFeature;`)].join("\n"),
      };
    });
  },
};

/** The server for assistants asks them for no forms, so it needs no validator of JSON schemas: that is half of its library. */
export const noForms: Plugin = {
  name: "no-forms",
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^@modelcontextprotocol\/server\/_shims$/ }, ({ path: shims }) => ({
      path: shims,
      namespace: "no-forms",
    }));
    onLoad({ filter: /./, namespace: "no-forms" }, () => ({
      contents: `export { default as process } from "node:process"; export class DefaultJsonSchemaValidator {}`,
    }));
  },
};
