/** The bytes of a log, piece by piece: from a file, a compressed rotated file, or standard input. */

import { type FileHandle, open } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { STANDARD_INPUT } from "../../input.ts";

/** Bytes for each read. */
const PIECE = 1 << 20;

/** The first bytes of a gzip file. */
const GZIP = [0x1f, 0x8b];

/** The next piece may overwrite a piece. Ends early at the signal. Throws the system's error. */
export async function* piecesOf(path: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  if (path === STANDARD_INPUT) {
    yield* standardInput(signal);
    return;
  }
  const file = await open(path);
  try {
    const buffer = Buffer.allocUnsafe(PIECE);
    const { bytesRead } = await file.read(buffer, 0, PIECE, null);
    const first = buffer.subarray(0, bytesRead);
    if (GZIP.every((byte, at) => first[at] === byte)) {
      yield* unpacked(first, file, signal);
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

/** A writer may be silent for a long time, so the signal does not wait for the next piece. */
async function* standardInput(signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const stop = (): void => void process.stdin.destroy();
  signal.addEventListener("abort", stop);
  try {
    for await (const piece of process.stdin) yield piece as Buffer;
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** Reads the rest of the file from its current position, because a pipe cannot be opened again. */
async function* unpacked(
  first: Uint8Array,
  file: FileHandle,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const gunzip: Readable = pipeline(
    Readable.from(packed(first, file)),
    createGunzip({ chunkSize: PIECE }),
    () => {
      // The iterator below reports the error.
    },
  );
  for await (const piece of gunzip) {
    if (signal.aborted) return;
    yield piece as Buffer;
  }
}

async function* packed(first: Uint8Array, file: FileHandle): AsyncGenerator<Uint8Array> {
  yield first;
  for (;;) {
    // Unpacking continues while the next piece is read, so each piece has its own buffer.
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(PIECE), 0, PIECE, null);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}
