/** The bytes of a log, piece by piece: a file, a rotated one that is compressed, or standard input. */

import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { STANDARD_INPUT } from "../../input.ts";

/** Bytes that are read at once. */
const PIECE = 1 << 20;

/** The bytes with which a file of gzip begins. */
const GZIP = [0x1f, 0x8b];

/** Each piece may be overwritten by the next one. Throws what the system says. */
export async function* piecesOf(path: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  if (path === STANDARD_INPUT) {
    for await (const piece of process.stdin) {
      if (signal.aborted) return;
      yield piece as Buffer;
    }
    return;
  }
  const file = await open(path);
  try {
    const buffer = Buffer.allocUnsafe(PIECE);
    const { bytesRead } = await file.read(buffer, 0, PIECE, null);
    if (GZIP.every((byte, at) => buffer[at] === byte)) {
      yield* unpacked(path, signal);
      return;
    }
    for (let read = bytesRead; read > 0 && !signal.aborted; ) {
      yield buffer.subarray(0, read);
      read = (await file.read(buffer, 0, PIECE, null)).bytesRead;
    }
  } finally {
    await file.close();
  }
}

async function* unpacked(path: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const gunzip: Readable = pipeline(
    createReadStream(path, { highWaterMark: PIECE }),
    createGunzip({ chunkSize: PIECE }),
    () => {
      // What goes wrong comes out of the iterator below.
    },
  );
  for await (const piece of gunzip) {
    if (signal.aborted) return;
    yield piece as Buffer;
  }
}
