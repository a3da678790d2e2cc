/** A registry of npm that has one package: keypoll, as it is built now. */

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface Registry {
  readonly url: string;
  close(): void;
}

export async function openRegistry(): Promise<Registry> {
  const { name, version, bin } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const manifest = { name, version, bin, type: "module" };
  const tarball = packed(manifest);
  const server = createServer((request, response) => {
    if (request.url === `/${name}.tgz`) return response.end(tarball);
    if (request.url !== `/${name}`) return response.writeHead(404).end();
    const dist = { tarball: `${url}/${name}.tgz` };
    const versions = { [version]: { ...manifest, dist } };
    return response.end(JSON.stringify({ name, "dist-tags": { latest: version }, versions }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, close: () => void server.close() };
}

/** What `npm pack` makes of the built command line. */
function packed(manifest: object): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "keypoll-package-"));
  mkdirSync(join(folder, "dist"));
  cpSync(join(root, "dist/cli"), join(folder, "dist/cli"), { recursive: true });
  cpSync(join(root, "dist/wasm"), join(folder, "dist/wasm"), { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  const { stdout, stderr } = spawnSync("npm", ["pack", "--json"], { cwd: folder, encoding: "utf8" });
  const [{ filename } = { filename: "" }] = JSON.parse(stdout || "[]");
  if (filename === "") throw new Error(`npm could not pack: ${stderr}`);
  return readFileSync(join(folder, filename));
}
