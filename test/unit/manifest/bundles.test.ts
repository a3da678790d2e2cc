/** What the bundles contain: for the web nothing that runs processes or needs Node, and at the start nothing that is rarely needed. */

import { readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { unusedFeatures } from "../../../scripts/spared.ts";
import { abilitiesOf } from "../../../server/abilities.ts";
import { capabilities } from "../../../server/capabilities.ts";
import { PositionEncoding } from "../../../server/position-encoding.ts";

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

it("the client's library keeps what the server offers", () => {
  const { workspace, ...offered } = capabilities(new PositionEncoding("utf-16"), {
    ...abilitiesOf({ processId: null, rootUri: null, capabilities: {} }),
    showsVirtual: true,
    virtualDocuments: true,
  });
  const names = Object.keys({ ...offered, ...workspace }).map((name) =>
    name.replace(/(?:Document)?(?:Provider|Sync)$/, ""),
  );
  expect(names).toContain("hover");
  const unused = unusedFeatures.map((name) => name.replace(/Provider$/, ""));
  expect(names.filter((name) => unused.includes(name))).toEqual([]);
});

it("the extension starts without scripts, logs and agents, and without the library of its client", async () => {
  const { metafile } = await build({
    entryPoints: ["client/desktop.ts"],
    outdir: "dist",
    bundle: true,
    splitting: true,
    format: "esm",
    write: false,
    metafile: true,
    platform: "node",
    external: ["vscode"],
    minify: true,
    logLevel: "silent",
  });
  const plots = (file: string): boolean => file.startsWith("core/rehearsal/plots/");
  const outputs = Object.entries(metafile.outputs);
  expect(outputs.flatMap(([, { inputs }]) => Object.keys(inputs)).filter(plots)).not.toEqual([]);
  /** What is loaded together with an output. */
  const loadedWith = (path: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(path)) return seen;
    seen.add(path);
    for (const { path: next, kind } of metafile.outputs[path]?.imports ?? [])
      if (kind === "import-statement") loadedWith(next, seen);
    return seen;
  };
  const atStart = [...loadedWith("dist/desktop.js")].flatMap((path) =>
    Object.keys(metafile.outputs[path]?.inputs ?? {}),
  );
  expect(atStart.length).toBeGreaterThan(50);
  const size = [...loadedWith("dist/desktop.js")].reduce(
    (sum, path) => sum + (metafile.outputs[path]?.bytes ?? 0),
    0,
  );
  expect(size).toBeLessThan(100_000);
  expect(atStart.filter(plots)).toEqual([]);
  expect(atStart.filter((file) => file.startsWith("stand-in/"))).toEqual([]);
  expect(atStart.filter((file) => file.startsWith("core/assistant/"))).toEqual(["core/assistant/names.ts"]);
  const later =
    /^core\/(agents|log|manager|poll|reconcile|rehearsal|templates)\/|^core\/suite\/(?!suffix)|^core\/lint\/answer\/|vscode-languageclient/;
  expect(atStart.filter((file) => later.test(file))).toEqual([]);

  const [, scripts = ""] =
    /const scriptCommands = \[([^\]]*)\]/.exec(readFileSync("client/desktop.ts", "utf8")) ?? [];
  const doors = Array.from(scripts.matchAll(/"(.*?)"/g), ([, id]) => id);
  const [part = ""] = outputs.find(([, { entryPoint }]) => entryPoint === "client/scripts.ts") ?? [];
  const files = [...loadedWith(part)].flatMap((path) => Object.keys(metafile.outputs[path]?.inputs ?? {}));
  const registered = files
    .filter((file) => file.startsWith("client/") && !atStart.includes(file))
    .flatMap((file) =>
      Array.from(
        readFileSync(file, "utf8").matchAll(/registerCommand\(\s*"(keypoll\..*?)"/g),
        ([, id]) => id,
      ),
    );
  expect(doors.toSorted()).toEqual(registered.toSorted());
});
