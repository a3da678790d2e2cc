/**
 * Merges parts that are loaded together. esbuild makes a part for each set of modules that some import on demand shares with others,
 * which is more than a hundred, and every start pays for each file that it reads. Here only the starts that users wait for count.
 */

import { createHash } from "node:crypto";
import path from "node:path";
import {
  type BuildOptions,
  type BuildResult,
  build,
  type Metafile,
  type OutputFile,
  type Plugin,
} from "esbuild";

export interface Built {
  readonly outputFiles: readonly OutputFile[];
  readonly outputs: Outputs;
}

type Outputs = Metafile["outputs"];

/** Parts that are one file from now on. */
interface Pack {
  /** Its place from the project's folder. */
  readonly file: string;
  readonly members: readonly string[];
}

/** Kinds of modules in the second pass. */
const PACK = "pack";
/** A part as the first pass made it. */
const PART = "part";
/** The exports of a part that is in a pack, for importers in one folder: `part|folder`. */
const MERGED = "merged";

/**
 * `starts` are the sources whose parts are merged: of entry points, or of modules that are imported on demand. Entry points and
 * modules on demand keep their files.
 */
export async function mergeParts(
  { outputFiles, outputs }: Built,
  starts: readonly string[],
  options: BuildOptions,
): Promise<Built> {
  const packs = packsOf(outputs, starts);
  const packOf = new Map(packs.flatMap((pack) => pack.members.map((member) => [member, pack] as const)));
  const texts = new Map(outputFiles.map((file) => [path.relative("", file.path), file.text]));
  const parts = Object.keys(outputs).filter((file) => file.endsWith(".mjs"));
  const kept = parts.filter((file) => !packOf.has(file) || outputs[file]?.entryPoint !== undefined);
  const second: BuildResult<{ write: false; metafile: true }> = await build({
    ...options,
    entryPoints: [
      ...kept.map((file) => ({
        in: packOf.has(file) ? merged(file, file) : `${PART}:${file}`,
        out: stem(file),
      })),
      ...packs.map(({ file }) => ({ in: `${PACK}:${file}`, out: stem(file) })),
    ],
    outdir: ".",
    outExtension: { ".js": ".mjs" },
    format: "esm",
    write: false,
    metafile: true,
    // The first pass has reported it.
    logOverride: { "direct-eval": "silent" },
    plugins: [secondPass(outputs, packs, packOf, texts)],
  });
  const made = Object.entries(second.metafile.outputs);
  return {
    outputFiles: second.outputFiles,
    outputs: Object.fromEntries(made.map(([file, output]) => [file, composed(file, output, outputs)])),
  };
}

function stem(file: string): string {
  return file.slice(0, -".mjs".length);
}

function merged(part: string, importer: string): string {
  return `${MERGED}:${part}|${path.dirname(importer)}`;
}

/** One for each set of starts that have a part in common. A part that no start loads is in none. */
function packsOf(outputs: Outputs, starts: readonly string[]): readonly Pack[] {
  const loaded = starts.map((start) => loadedWith(outputs, start));
  const groups = new Map<string, string[]>();
  for (const [file, { entryPoint = "", inputs }] of Object.entries(outputs)) {
    const by = loaded.map((files) => (files.has(file) ? "1" : "0")).join("");
    if (!by.includes("1") || starts.includes(entryPoint)) continue;
    // What imports `vscode` can be loaded by nothing but the extension.
    const isClient = Object.keys(inputs).some((input) => input.startsWith("client/"));
    const group = isClient ? `client ${by}` : by;
    groups.set(group, [...(groups.get(group) ?? []), file]);
  }
  const packs = Array.from(groups.values(), (members) => ({ file: packName(members), members }));
  return packs.filter(({ members }) => members.length > 1);
}

/** The names of parts have hashes of their contents, and so has that of a pack. */
function packName(members: readonly string[]): string {
  const hash = createHash("sha256").update(members.join("\n")).digest("hex").slice(0, 8).toUpperCase();
  return `dist/parts/pack-${hash}.mjs`;
}

/** The files that are loaded together with that of a source. */
function loadedWith(outputs: Outputs, start: string): ReadonlySet<string> {
  const own = Object.keys(outputs).filter((file) => outputs[file]?.entryPoint === start);
  if (own.length !== 1) throw new Error(`${start} has no file of its own.`);
  const found = new Set(own);
  for (const file of found) {
    for (const { path: next, kind } of outputs[file]?.imports ?? [])
      if (kind === "import-statement" && next in outputs) found.add(next);
  }
  return found;
}

/** Gives each import of a merged part its pack. All other imports stay as they are. */
function secondPass(
  outputs: Outputs,
  packs: readonly Pack[],
  packOf: ReadonlyMap<string, Pack>,
  texts: ReadonlyMap<string, string>,
): Plugin {
  const namesOf = (part: string): readonly string[] => outputs[part]?.exports ?? [];
  const list = (part: string, pair: (own: string, packed: string) => string): string =>
    namesOf(part)
      .map((name) => pair(name, `${path.basename(stem(part)).replaceAll(/\W/g, "_")}_${name}`))
      .join(",");
  const contents: Readonly<Record<string, (file: string) => string>> = {
    [PART]: (file) => texts.get(file) ?? "",
    [PACK]: (file) =>
      (packs.find((pack) => pack.file === file)?.members ?? [])
        .map((part) => `export{${list(part, (own, packed) => `${own} as ${packed}`)}}from"${PART}:${part}";`)
        .join("\n"),
    [MERGED]: (file) => {
      const [part = "", folder = ""] = file.split("|");
      const pack = path.relative(folder, packOf.get(part)?.file ?? "");
      return `export{${list(part, (own, packed) => `${packed} as ${own}`)}}from"./${pack}";`;
    },
  };
  return {
    name: "merge-parts",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^(?:part|merged|pack):/ }, ({ path: given }) => {
        const [namespace = "", file = ""] = given.split(":");
        return { path: file, namespace };
      });
      onResolve({ filter: /./ }, ({ path: given, importer, kind, namespace }) => {
        const file = path.join(path.dirname(importer), given);
        const pack = packOf.get(file);
        if (namespace !== PART || pack === undefined || kind !== "import-statement")
          return { path: given, external: true };
        if (packOf.get(importer) === pack) return { path: file, namespace: PART };
        return { path: merged(file, importer).slice(MERGED.length + 1), namespace: MERGED };
      });
      for (const [namespace, contentOf] of Object.entries(contents))
        onLoad({ filter: /./, namespace }, ({ path: file }) => ({ contents: contentOf(file), loader: "js" }));
    },
  };
}

/** What the second pass made, with the sources of the first: each has its share of the bytes. */
function composed(file: string, output: Outputs[string], before: Outputs): Outputs[string] {
  const inputs: Record<string, { bytesInOutput: number }> = {};
  for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
    const [namespace, part = ""] = input.split(":");
    const first = namespace === PART ? before[part] : undefined;
    for (const [source, own] of Object.entries(first?.inputs ?? {})) {
      const share = Math.round((own.bytesInOutput / (first?.bytes ?? 1)) * bytesInOutput);
      inputs[source] = { bytesInOutput: (inputs[source]?.bytesInOutput ?? 0) + share };
    }
  }
  const imports = output.imports.map(({ external, ...each }) => {
    const target = path.join(path.dirname(file), each.path);
    return each.path.startsWith(".")
      ? { ...each, path: target }
      : { ...each, ...(external === undefined ? {} : { external }) };
  });
  const entryPoint = before[file]?.entryPoint;
  return { ...output, inputs, imports, ...(entryPoint === undefined ? {} : { entryPoint }) };
}
