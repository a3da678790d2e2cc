/**
 * Packs the command line into one executable for Linux, which does not need Node: Node's own, with the program and its
 * files inside.
 */

import { execFileSync } from "node:child_process";
import { chmodSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Metafile } from "esbuild";
import { node } from "../bundle-options.ts";
import { type Architecture, architectures, BASE_RELEASE, type Base, baseOf } from "./base.ts";
import { withoutSymbols } from "./elf.ts";

/** What the program expects beside itself, by the paths of the packages. */
const CARRIED = ["LICENSE", "dist/rule-pages.json", "dist/wasm/*.wasm", "dist/l10n/*.json"];

const NOTICES = "dist/THIRD-PARTY-NOTICES.txt";

/** Tells Node that there is a program inside: the first is the name of the part, the second a mark to change. */
const PART = "NODE_SEA_BLOB";
const MARK = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";

const POSTJECT = createRequire(import.meta.url).resolve("postject/dist/cli.js");

export interface PackedBinary {
  readonly architecture: Architecture;
  /** Its path. */
  readonly executable: string;
  readonly compressed: Buffer;
}

/** What is put into the executable of each architecture. */
export interface Part {
  /** Its path. */
  readonly blob: string;
  /** The content of the bundles according to esbuild. */
  readonly outputs: Metafile["outputs"];
}

/** An executable for each architecture, in `dist/binary/`, each compressed, and the content that all of them share. */
export async function packBinaries(): Promise<{ packed: readonly PackedBinary[]; part: Part }> {
  const folder = "dist/binary";
  const bases = architectures.map((architecture) => ({
    architecture,
    base: baseOf(architecture, ".cache/node-base"),
  }));
  // One release of Node has one licence.
  const part = await partOf(bases[0]?.base.licence ?? "", folder);
  const packed = bases.map(({ architecture, base }) => {
    const executable = executableWith(part, architecture, base, folder);
    return { architecture, executable, compressed: gzipSync(readFileSync(executable), { level: 9 }) };
  });
  return { packed, part };
}

/** The path of the executable of one architecture in a folder. Everything must have been built. */
export async function packBinary(architecture: Architecture, base: Base, folder: string): Promise<string> {
  return executableWith(await partOf(base.licence, folder), architecture, base, folder);
}

/** Puts everything into a folder, and packs it. The same sources give the same bytes, wherever the folder is. */
async function partOf(nodeLicence: string, folder: string): Promise<Part> {
  if (process.versions.node !== BASE_RELEASE) {
    throw new Error(
      `The program is packed by Node ${BASE_RELEASE}, and this is ${process.versions.node}. Start it with npm run package:binary.`,
    );
  }
  const stage = path.resolve(folder, "stage");
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true });
  const { metafile } = await build({
    ...node,
    write: true,
    target: "node24",
    format: "cjs",
    // Code that asks for its own place gets this one.
    banner: { js: 'const keypollUrl = require("node:url").pathToFileURL(__filename).href;' },
    define: { ...node.define, "import.meta.url": "keypollUrl" },
    entryPoints: {
      keypoll: "cli/program.ts",
      server: "server/node.ts",
      worker: "cli/threads/worker.ts",
    },
    outdir: stage,
    outExtension: { ".js": ".cjs" },
  });
  writeFileSync(
    path.join(stage, "notices.txt"),
    `${readFileSync(NOTICES, "utf8")}\n${"-".repeat(80)}\n\nNode.js ${BASE_RELEASE}\n\n${nodeLicence}`,
  );
  const files = CARRIED.flatMap((pattern) => globSync(pattern).sort());
  const settings = {
    main: "keypoll.cjs",
    output: "blob",
    disableExperimentalSEAWarning: true,
    // The cache of another architecture, and of another run, would differ.
    useCodeCache: false,
    // The program runs as root on managers, so the environment must not give it options for Node.
    execArgvExtension: "none",
    assets: {
      ...Object.fromEntries(files.map((file) => [file, path.resolve(file)])),
      [NOTICES]: "notices.txt",
      "server.cjs": "server.cjs",
      "worker.cjs": "worker.cjs",
    },
  };
  writeFileSync(path.join(stage, "settings.json"), JSON.stringify(settings));
  runNode(stage, "--experimental-sea-config", "settings.json");
  return { blob: path.join(stage, "blob"), outputs: metafile.outputs };
}

function executableWith({ blob }: Part, architecture: Architecture, base: Base, folder: string): string {
  const executable = path.resolve(folder, `keypoll-linux-${architecture}`);
  writeFileSync(executable, withoutSymbols(base.executable));
  runNode(folder, POSTJECT, executable, PART, blob, "--sentinel-fuse", MARK);
  chmodSync(executable, 0o755);
  return executable;
}

/** Its output is shown only if it fails, because postject warns about names of sections that nobody needs. */
function runNode(folder: string, ...args: readonly string[]): void {
  execFileSync(process.execPath, args, { cwd: folder, stdio: "pipe" });
}
