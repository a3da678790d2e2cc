/** Bundles what ships: the extension's two doors, the pages of its views, the server's two doors, the command line, the library. */

import { globSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { type BuildOptions, build, type OutputFile, type Plugin } from "esbuild";
import { buildSchemas } from "./build-schemas.ts";
import { buildWasm, wasmPackages } from "./build-wasm.ts";
import { noticesOf } from "./notices/notices.ts";
import { putFile } from "./put-file.ts";

const minify = !process.argv.includes("--dev");

const common = {
  bundle: true,
  write: false,
  minify,
  sourcemap: minify ? false : "linked",
  // The notices are in a file of their own.
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
  define: { "process.env.NODE_ENV": '"production"' },
} as const satisfies BuildOptions;

// The oldest host is VS Code 1.100 with Node 20; the command line runs on the same.
const node = { ...common, platform: "node", target: "node20.19" } as const satisfies BuildOptions;
const browser = {
  ...common,
  platform: "browser",
  target: "es2022",
  mainFields: ["browser", "module", "main"],
} satisfies BuildOptions;

/** CommonJS libraries inside a bundle ask for Node's own modules by require. */
const requireBanner =
  'import { createRequire as keypollRequire } from "node:module"; const require = keypollRequire(import.meta.url);';

/** What is rarely wanted is a bundle of its own: the report of a rehearsal has the plotting library, the stand-in a manager. */
const apart: Plugin = {
  name: "apart",
  setup({ onResolve }) {
    const parts: readonly (readonly [RegExp, string])[] = [
      [/\/rehearsal\/page\/index\.ts$/, "./rehearsal-page.cjs"],
      [/\/stand-in\/index\.ts$/, "./stand-in.cjs"],
    ];
    for (const [filter, path] of parts) {
      onResolve({ filter }, ({ kind }) => (kind === "dynamic-import" ? { path, external: true } : undefined));
    }
  },
};

/** The command line. Its parts are named by their contents, so that old and new ones lie side by side. */
const PROGRAM = "dist/cli/keypoll.mjs";

/** Builds everything into `dist/`. What is run beside the build finds everything there all the time. */
async function buildAll(): Promise<void> {
  buildSchemas();
  buildWasm();
  const bundles = await Promise.all([
    build({
      ...node,
      entryPoints: ["client/desktop.ts"],
      outfile: "dist/client.cjs",
      format: "cjs",
      external: ["vscode"],
      plugins: [apart],
    }),
    build({
      ...node,
      entryPoints: ["core/rehearsal/page/index.ts"],
      outfile: "dist/rehearsal-page.cjs",
      format: "cjs",
    }),
    build({
      ...node,
      entryPoints: ["stand-in/index.ts"],
      outfile: "dist/stand-in.cjs",
      format: "cjs",
      banner: { js: 'const keypollUrl = require("node:url").pathToFileURL(__filename).href;' },
      define: { ...common.define, "import.meta.url": "keypollUrl" },
    }),
    build({
      ...node,
      entryPoints: ["server/node.ts"],
      outfile: "dist/server.cjs",
      format: "cjs",
      // What asks where it lies is told so here too.
      banner: { js: 'const keypollUrl = require("node:url").pathToFileURL(__filename).href;' },
      define: { ...common.define, "import.meta.url": "keypollUrl" },
    }),
    build({
      ...browser,
      entryPoints: ["client/web.ts"],
      outfile: "dist/client.web.cjs",
      format: "cjs",
      external: ["vscode"],
    }),
    build({
      ...browser,
      entryPoints: ["verdict", "rehearsal", "stand-in"].flatMap((page) => [
        `client/page/${page}.ts`,
        `client/page/${page}.css`,
      ]),
      outdir: "dist/webview",
      format: "iife",
      loader: { ".svg": "text" },
    }),
    build({
      ...browser,
      entryPoints: ["server/browser.ts"],
      outfile: "dist/server.web.js",
      format: "iife",
      // A worker does not lie anywhere; nothing is looked for beside it.
      define: { ...common.define, "import.meta.url": '""' },
    }),
    build({
      ...node,
      // The door is small enough for an old Node to read, which is told there that it is one.
      entryPoints: { keypoll: "cli/keypoll.ts", program: "cli/program.ts" },
      outdir: "dist/cli",
      outExtension: { ".js": ".mjs" },
      format: "esm",
      splitting: true,
      chunkNames: "parts/[name]-[hash]",
      banner: { js: requireBanner },
    }),
    build({
      ...node,
      entryPoints: ["library/index.ts"],
      outfile: "dist/library/index.mjs",
      format: "esm",
      banner: { js: requireBanner },
    }),
  ]);
  putBundles(bundles.flatMap(({ outputFiles }) => outputFiles));
  // In a browser VS Code 1.100 adds `.js` to the name of the door, and newer ones take that ending for a module.
  putFile("dist/client.web.cjs.js", readFileSync("dist/client.web.cjs"));
  const metafiles = bundles.map(({ metafile }) => metafile);
  putFile("dist/THIRD-PARTY-NOTICES.txt", noticesOf(metafiles, wasmPackages()));
}

/** Parts come before the program that names them; those that no program names any more go last. */
function putBundles(files: readonly OutputFile[]): void {
  const program = path.resolve(PROGRAM);
  const isProgram = (file: OutputFile): boolean => file.path === program;
  for (const file of files) if (!isProgram(file)) putFile(file.path, file.contents);
  for (const file of files) if (isProgram(file)) putFile(file.path, file.contents, 0o755);
  const made = new Set(files.map((file) => file.path));
  for (const file of globSync("dist/cli/**/*.*")) if (!made.has(path.resolve(file))) rmSync(file);
}

await buildAll();
