/** The bytes of a log, piece by piece: from a file, a compressed rotated file, or standard input. */

import { type FileHandle, open } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { STANDARD_INPUT } from "../../input.ts";
import { type LogSink, readInParts } from "./log-parts.ts";

/** Bytes for each read of a pipe or a compressed file. */
const PIECE = 1 << 20;

/** The first bytes of a gzip file. */
const GZIP = [0x1f, 0x8b];

/** Reads a whole log. Ends early at the signal. Throws the system's error. */
export async function readWhole(path: string, sink: LogSink, signal: AbortSignal): Promise<void> {
  const { reader } = sink;
  if (path === STANDARD_INPUT) {
    for await (const piece of standardInput(signal)) reader.push(piece);
  } else {
    const file = await open(path);
    try {
      const stats = await file.stat();
      const beginning = await file.read(Buffer.allocUnsafe(PIECE), 0, PIECE, null);
      const first = beginning.buffer.subarray(0, beginning.bytesRead);
      if (GZIP.every((byte, at) => first[at] === byte)) {
        for await (const piece of unpacked(first, file, signal)) reader.push(piece);
      } else if (stats.isFile()) {
        await readInParts({ path, file: file.fd, size: stats.size }, sink, signal);
      } else for await (const piece of packed(first, file, signal)) reader.push(piece);
    } finally {
      await file.close();
    }
  }
  reader.end();
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
    Readable.from(packed(first, file, signal)),
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

/** The first bytes again, then the rest of the file or pipe. */
async function* packed(first: Uint8Array, file: FileHandle, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first;
  while (!signal.aborted) {
    // Unpacking continues while the next piece is read, so each piece has its own buffer.
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(PIECE), 0, PIECE, null);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}
