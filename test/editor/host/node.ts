/** A Node.js of a given major version: the machine's, the project's, or npm's package. */
import { existsSync } from "node:fs";
import path from "node:path";
import { cached, projectRoot } from "./cache.ts";
import { run } from "./children.ts";
import { npm } from "./npm.ts";

const binary = process.platform === "win32" ? "node.exe" : "node";

/** The absolute path of a Node executable with the major version `major`, installed into the cache if necessary. */
export async function nodeOfMajor(major: number): Promise<string> {
  for (const candidate of candidates()) {
    if ((await majorOf(candidate)) === major) return candidate;
  }
  const name = `node-${process.platform}-${process.arch}`;
  const folder = await cached(`node-${major}`, name, async (draft) => {
    console.log(`[node ${major}] installing ${name}@${major}`);
    await npm(["install", "--no-save", "--prefix", draft, `${name}@${major}`], draft);
  });
  return path.join(folder, "node_modules", name, "bin", binary);
}

/** The project's own Node first, then each `node` on the PATH outside any `node_modules`. */
function candidates(): string[] {
  const own = path.join(projectRoot, "node_modules/node/bin", binary);
  const onPath = (process.env["PATH"] ?? "")
    .split(path.delimiter)
    .filter((folder) => folder !== "" && !folder.includes("node_modules"))
    .map((folder) => path.join(folder, binary));
  return [own, ...onPath].filter((file) => existsSync(file));
}

async function majorOf(node: string): Promise<number | undefined> {
  try {
    return Number((await run(node, ["-p", "process.versions.node"])).split(".")[0]);
  } catch {
    return undefined;
  }
}
