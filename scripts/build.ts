/** Bundles what ships: modules with shared parts for Node, one bundle for a browser, and one for each page. */

import { globSync, rmSync } from "node:fs";
import path from "node:path";
import { type BuildOptions, build, type OutputFile } from "esbuild";
import { buildRulePages } from "./build-rule-pages.ts";
import { buildScanners } from "./build-scanners.ts";
import { buildSchemas } from "./build-schemas.ts";
import { buildTranslations } from "./build-translations.ts";
import { buildWasm, wasmPackages } from "./build-wasm.ts";
import { common, minify, node, requireBanner } from "./bundle-options.ts";
import { mergeParts } from "./merge-parts.ts";
import { noticesOf } from "./notices/notices.ts";
import { METAFILE } from "./parts.ts";
import { putFile } from "./put-file.ts";
import { fewerFeatures, noForms } from "./spared.ts";

const browser = {
  ...common,
  platform: "browser",
  target: "es2022",
  mainFields: ["browser", "module", "main"],
} satisfies BuildOptions;

/** What runs on Node, by its place in `dist/`. All share one set of parts, each loaded when it is needed. */
const entries = {
  client: "client/desktop.ts",
  server: "server/node.ts",
  // Small enough to be read by an old Node, which is then told that it is too old.
  "cli/keypoll": "cli/keypoll.ts",
  "cli/program": "cli/program.ts",
  // Works in a separate thread.
  worker: "cli/threads/worker.ts",
  "library/index": "library/index.ts",
} as const;

/** The sources of the starts that users wait for most: the extension, the command line, and its check of files. */
const starts = [entries.client, entries["cli/program"], "cli/lint/lint-files.ts"];

/**
 * What a browser loads is one text for the extension and for its server, so that both share their modules. It is a bundle
 * of CommonJS, in which a module that is imported on demand starts when it is called for.
 */
const inBrowser = `
  export const serve = () => import("./server/browser.ts");
  export const activate = async (context) => (await import("./client/web.ts")).activate(context);
  export const deactivate = async () => (await import("./client/web.ts")).deactivate();
`;

const isEntry = ({ path: file }: OutputFile): boolean => {
  const { dir, name, ext } = path.parse(path.relative(path.resolve("dist"), file));
  return ext === ".mjs" && path.posix.join(dir, name) in entries;
};

/** Builds everything into `dist/`. Programs that run during the build always find all files there. */
async function buildAll(): Promise<void> {
  await buildScanners();
  buildSchemas();
  buildRulePages();
  buildTranslations();
  buildWasm();
  const bundles = await Promise.all([
    build({
      ...node,
      entryPoints: entries,
      outdir: "dist",
      outExtension: { ".js": ".mjs" },
      format: "esm",
      splitting: true,
      // Named by their contents, so that old and new ones can exist side by side.
      chunkNames: "parts/[name]-[hash]",
      external: ["vscode"],
      banner: { js: requireBanner },
      plugins: [noForms, fewerFeatures],
    }),
    build({
      ...browser,
      stdin: { contents: inBrowser, resolveDir: path.resolve(), sourcefile: "in-browser.js" },
      outfile: "dist/client.web.cjs",
      format: "cjs",
      external: ["vscode"],
      // A worker has no place, so nothing is looked for beside it.
      define: { ...common.define, "import.meta.url": '""' },
      plugins: [fewerFeatures],
    }),
    build({
      ...browser,
      entryPoints: ["verdict", "rehearsal", "stand-in", "reconcile", "log"].flatMap((page) => [
        `client/page/${page}.ts`,
        `client/page/${page}.css`,
      ]),
      outdir: "dist/webview",
      format: "esm",
      splitting: true,
      chunkNames: "[name]-[hash]",
      loader: { ".svg": "text" },
    }),
  ]);
  const [modules, ...others] = bundles;
  const { outputFiles, outputs } = minify
    ? await mergeParts({ outputFiles: modules.outputFiles, outputs: modules.metafile.outputs }, starts, node)
    : { outputFiles: modules.outputFiles, outputs: modules.metafile.outputs };
  putBundles([...outputFiles, ...others.flatMap((bundle) => bundle.outputFiles)]);
  putFile(
    METAFILE,
    JSON.stringify(Object.assign({}, outputs, ...others.map(({ metafile }) => metafile.outputs))),
  );
  const metafiles = bundles.map(({ metafile }) => metafile);
  putFile("dist/THIRD-PARTY-NOTICES.txt", noticesOf(metafiles, wasmPackages()));
}

/** Parts are written before the entry points that name them. Parts that none names any more are removed last. */
function putBundles(files: readonly OutputFile[]): void {
  for (const file of files) if (!isEntry(file)) putFile(file.path, file.contents);
  const program = path.resolve("dist/cli/keypoll.mjs");
  for (const file of files.filter(isEntry)) {
    putFile(file.path, file.contents, file.path === program ? 0o755 : undefined);
  }
  const made = new Set(files.map((file) => file.path));
  for (const file of globSync("dist/{*.{cjs,mjs,js},{cli,webview}/**/*.*,parts/*}"))
    if (!made.has(path.resolve(file))) rmSync(file);
}

await buildAll();
