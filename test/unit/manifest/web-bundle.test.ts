/** The extension's door for the web reaches nothing that runs processes or needs Node. */

import { builtinModules } from "node:module";
import { build } from "esbuild";
import { expect, it } from "vitest";

it.each(["client/web.ts", "server/browser.ts"])("%s stays in the browser", async (entry) => {
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform: "browser",
    mainFields: ["browser", "module", "main"],
    external: ["vscode"],
    logLevel: "silent",
  });
  const files = Object.keys(metafile.inputs);
  expect(files.filter((file) => /^core\/poll\/|node_modules\/execa\//.test(file))).toEqual([]);
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports.map(({ path }) => path));
  expect(imports.filter((path) => path.startsWith("node:") || builtinModules.includes(path))).toEqual([]);
  expect(files.length).toBeGreaterThan(20);
});
