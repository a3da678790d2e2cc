/** Files to measure on: a client.keys and a JSON file of as many lines, the same at every run. */

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../.cache/bench/", import.meta.url));

function hex(at: number, what: string): string {
  return createHash("sha256").update(`${what} ${at}`).digest("hex");
}

/** Half the agents may come from anywhere, most others have one address, a few a range. */
function addressOf(at: number): string {
  if (at % 2 === 0) return "any";
  const [, high, middle, low] = [0, (at >> 16) & 255, (at >> 8) & 255, at & 255];
  return at % 50 === 1 ? `172.${at % 256}.${middle}.0/24` : `10.${high}.${middle}.${low}`;
}

function record(at: number, faulty: boolean): string {
  const address = faulty ? `${addressOf(at)}x` : addressOf(at);
  return `${String(at).padStart(3, "0")} agent-${String(at).padStart(6, "0")} ${address} ${hex(at, "key")}`;
}

/** A `client.keys` of `lines` records of which `problems`, spread evenly, have a bad address. */
export function keyFile(lines: number, faults = 0): string {
  const every = faults === 0 ? Number.POSITIVE_INFINITY : Math.floor(lines / faults);
  return made(`client.keys.${lines}.${faults}`, () =>
    Array.from({ length: lines }, (_, at) => `${record(at + 1, (at + 1) % every === 0)}\n`).join(""),
  );
}

/** The same number of lines of JSON, of about the same length. */
export function jsonFile(lines: number): string {
  return made(`agents.${lines}.json`, () => {
    const items = Array.from({ length: lines }, (_, at) =>
      JSON.stringify({ id: String(at + 1), ip: addressOf(at + 1), key: hex(at, "key") }),
    );
    return `[\n${items.join(",\n")}\n]\n`;
  });
}

function made(name: string, make: () => string): string {
  const path = join(folder, name);
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, make());
  }
  return path;
}
