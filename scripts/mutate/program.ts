/**
 * The command line with the changed code, for tests that run it as a process: a change is switched on by a variable of
 * the environment, and the process says at its end which changes it has reached.
 */

import { cpSync, readFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { node, requireBanner } from "../bundle-options.ts";
import { REACHED } from "./ledger.ts";

const banner = `${requireBanner}
import { appendFileSync as keypollAppend } from "node:fs";
globalThis.__stryker__ ??= { mutantCoverage: { static: {}, perTest: {} } };
globalThis.keypollTells ??= process.on("exit", () => {
  if (process.env.${REACHED}) keypollAppend(process.env.${REACHED}, Object.keys(globalThis.__stryker__.mutantCoverage.static).join("\\n") + "\\n");
});`;

/** Builds it beside a copy of everything else in `dist`, and returns the path of the program. */
export async function buildProgram(
  changed: Readonly<Record<string, string>>,
  folder: string,
): Promise<string> {
  const dist = path.join(folder, "dist");
  cpSync("dist", dist, { recursive: true, filter: (file) => !file.endsWith(".mjs") });
  await build({
    ...node,
    write: true,
    minify: false,
    sourcemap: false,
    entryPoints: {
      server: "server/node.ts",
      "cli/keypoll": "cli/keypoll.ts",
      "cli/program": "cli/program.ts",
      worker: "cli/threads/worker.ts",
    },
    outdir: dist,
    outExtension: { ".js": ".mjs" },
    format: "esm",
    splitting: true,
    chunkNames: "parts/[name]-[hash]",
    banner: { js: banner },
    plugins: [
      {
        name: "changed-code",
        setup: ({ onLoad }) =>
          onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
            const copy = changed[file];
            return copy === undefined
              ? undefined
              : { contents: readFileSync(copy, "utf8"), loader: "ts", resolveDir: path.dirname(file) };
          }),
      },
    ],
  });
  return path.join(dist, "cli/keypoll.mjs");
}
