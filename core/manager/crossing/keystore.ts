/** The second reader of `client.keys` in remoted of 5.x (keystore.cpp), which serves agents over HTTPS. */

import type { ByteString } from "../bytes.ts";
import { isKeystoreAddress } from "./keystore-address.ts";
import type { FiveState } from "./states.ts";

/** How the reader reads a line. It logs a skipped line as debug, but a bad address as a warning. */
export type KeystoreLine =
  | { readonly kind: "ignored" }
  | { readonly kind: "removed" }
  | { readonly kind: "few-fields" }
  | { readonly kind: "bad-id" }
  | { readonly kind: "bad-address"; readonly number: number; readonly shown: ByteString }
  /**
   * The agent is known, but every request of it is rejected: immediately (`key`), or when the request arrives
   * (`key-length`).
   */
  | { readonly kind: "unusable"; readonly number: number; readonly why: "key" | "key-length" }
  | { readonly kind: "loaded"; readonly number: number; readonly key: ByteString };

/** White space as C++ streams read it. */
const BLANKS = /[\t-\r ]/;
const LARGEST_ID = 4294967295;

/** One line, with or without its line feed. */
export function readKeystoreLine(line: ByteString, state: FiveState): KeystoreLine {
  if (line === "" || line === "\n" || line.startsWith("#") || line.startsWith(" "))
    return { kind: "ignored" };
  const [id = "", name = "", ip, key] = line.split(BLANKS).filter((field) => field !== "");
  if (ip === undefined || key === undefined) return { kind: "few-fields" };
  if (name.startsWith("#") || name.startsWith("!")) return { kind: "removed" };
  const number = /^[0-9]+$/.test(id) ? Number(id) : Number.NaN;
  if (!(number <= LARGEST_ID)) return { kind: "bad-id" };
  if (state.keystoreReadsAddress && !isKeystoreAddress(ip)) return { kind: "bad-address", number, shown: ip };
  const why = unusable(key, state);
  return why === undefined ? { kind: "loaded", number, key } : { kind: "unusable", number, why };
}

function unusable(key: ByteString, { keystoreKey }: FiveState): "key" | "key-length" | undefined {
  if (keystoreKey === "64-hex") return /^[0-9a-f]{64}$/.test(key) ? undefined : "key";
  if (!/^(?:[0-9a-f]{2})+$/.test(key)) return "key";
  return [32, 48, 64].includes(key.length) ? undefined : "key-length";
}

export interface KeystoreReading {
  /** What each line is. Line 1 is at index 0. */
  readonly lines: readonly KeystoreLine[];
  /** The line (from 1) that counts for each number: the last one that was read this far. */
  readonly holders: ReadonlyMap<number, number>;
}

export function readKeystore(file: ByteString, state: FiveState): KeystoreReading {
  const lines = linesOf(file).map((line) => readKeystoreLine(line, state));
  const holders = new Map<number, number>();
  for (const [at, line] of lines.entries()) {
    if (line.kind === "loaded" || line.kind === "unusable") holders.set(line.number, at + 1);
  }
  return { lines, holders };
}

/** Lines without their line feeds. */
export function linesOf(file: ByteString): readonly ByteString[] {
  const lines = file.split("\n");
  return file.endsWith("\n") || file === "" ? lines.slice(0, -1) : lines;
}
