/** An npm registry with one package: keypoll, as built now. */

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { packNpm } from "../../scripts/npm-package.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface Registry {
  readonly url: string;
  close(): void;
}

export async function openRegistry(): Promise<Registry> {
  if (!existsSync(join(root, "dist/library"))) execFileSync("node", ["scripts/api.ts"], { cwd: root });
  const place = mkdtempSync(join(tmpdir(), "keypoll-package-"));
  const tarball = readFileSync(packNpm(join(place, "stage")));
  const manifest = JSON.parse(readFileSync(join(place, "stage/package.json"), "utf8"));
  rmSync(place, { recursive: true });
  const { name, version } = manifest;
  const server = createServer((request, response) => {
    if (request.url === `/${name}.tgz`) return response.end(tarball);
    if (request.url !== `/${name}`) return response.writeHead(404).end();
    const versions = { [version]: { ...manifest, dist: { tarball: `${url}/${name}.tgz` } } };
    return response.end(JSON.stringify({ name, "dist-tags": { latest: version }, versions }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, close: () => void server.close() };
}
