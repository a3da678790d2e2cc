/** Packs the command line into one executable for Linux, which needs no Node: Node's own, with the program and its files inside. */

import { execFileSync } from "node:child_process";
import { chmodSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { node } from "../bundle-options.ts";
import { type Architecture, architectures, BASE_RELEASE, type Base, baseOf } from "./base.ts";
import { withoutSymbols } from "./elf.ts";

/** What the program looks for beside itself, by the paths of the packages. */
const CARRIED = ["LICENSE", "dist/wasm/*.wasm", "docs/rules/*.md"];

const NOTICES = "dist/THIRD-PARTY-NOTICES.txt";

/** By this Node knows that there is a program inside: the first is the name of the part, the second a mark to flip. */
const PART = "NODE_SEA_BLOB";
const MARK = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";

const POSTJECT = createRequire(import.meta.url).resolve("postject/dist/cli.js");

export interface PackedBinary {
  readonly architecture: Architecture;
  /** Its path. */
  readonly executable: string;
  readonly compressed: Buffer;
}

/** An executable for each architecture, in `dist/binary/`, and each compressed. */
export async function packBinaries(): Promise<readonly PackedBinary[]> {
  const packed: PackedBinary[] = [];
  for (const architecture of architectures) {
    const base = baseOf(architecture, ".cache/node-base");
    const executable = await packBinary(architecture, base, "dist/binary");
    packed.push({
      architecture,
      executable,
      compressed: gzipSync(readFileSync(executable), { level: 9 }),
    });
  }
  return packed;
}

/**
 * Lays the parts out in a folder, and makes the executable there; its path. Everything must have been built. From the same sources
 * the same bytes come, wherever the folder is.
 */
export async function packBinary(architecture: Architecture, base: Base, folder: string): Promise<string> {
  if (process.versions.node !== BASE_RELEASE) {
    throw new Error(
      `The program is packed by Node ${BASE_RELEASE}, and this is ${process.versions.node}. Start it with npm run package:binary.`,
    );
  }
  const stage = path.resolve(folder, `stage-${architecture}`);
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true });
  await build({
    ...node,
    write: true,
    metafile: false,
    target: "node24",
    format: "cjs",
    // What asks where it lies is told so.
    banner: { js: 'const keypollUrl = require("node:url").pathToFileURL(__filename).href;' },
    define: { ...node.define, "import.meta.url": "keypollUrl" },
    entryPoints: {
      keypoll: "cli/program.ts",
      server: "server/node.ts",
      "lint-worker": "cli/lint/lint-worker.ts",
    },
    outdir: stage,
    outExtension: { ".js": ".cjs" },
  });
  writeFileSync(
    path.join(stage, "notices.txt"),
    `${readFileSync(NOTICES, "utf8")}\n${"-".repeat(80)}\n\nNode.js ${BASE_RELEASE}\n\n${base.licence}`,
  );
  const files = CARRIED.flatMap((pattern) => globSync(pattern).sort());
  const settings = {
    main: "keypoll.cjs",
    output: "blob",
    disableExperimentalSEAWarning: true,
    // Of another architecture's, and of another run's, a cache would differ.
    useCodeCache: false,
    // As root on a manager the environment gives it no options of Node.
    execArgvExtension: "none",
    assets: {
      ...Object.fromEntries(files.map((file) => [file, path.resolve(file)])),
      [NOTICES]: "notices.txt",
      "server.cjs": "server.cjs",
      "lint-worker.cjs": "lint-worker.cjs",
    },
  };
  writeFileSync(path.join(stage, "settings.json"), JSON.stringify(settings));
  runNode(stage, "--experimental-sea-config", "settings.json");
  const executable = path.resolve(folder, `keypoll-linux-${architecture}`);
  writeFileSync(executable, withoutSymbols(base.executable));
  runNode(stage, POSTJECT, executable, PART, "blob", "--sentinel-fuse", MARK);
  chmodSync(executable, 0o755);
  rmSync(stage, { recursive: true });
  return executable;
}

/** What it prints is seen only where it fails: postject warns of names of sections that nobody needs. */
function runNode(folder: string, ...args: readonly string[]): void {
  execFileSync(process.execPath, args, { cwd: folder, stdio: "pipe" });
}
