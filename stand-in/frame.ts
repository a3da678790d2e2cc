/** Messages over TCP and the local socket: each follows its length in four bytes, the lowest first. */

export const LENGTH_BYTES = 4;

/** A message after its length. */
export function framed(message: Buffer): Buffer {
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(message.length, 0);
  return Buffer.concat([length, message]);
}

/** The first message in what was read. Undefined if it is not complete yet. */
export function firstFrame(read: Buffer): Buffer | undefined {
  if (read.length < LENGTH_BYTES) return undefined;
  const end = LENGTH_BYTES + read.readUInt32LE(0);
  return read.length < end ? undefined : read.subarray(LENGTH_BYTES, end);
}
