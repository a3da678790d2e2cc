/** The part of a line's fields that the manager keeps, and by which it compares them. */

import { type Address, type ByteString, FIELD_BYTES_KEPT, readAddress } from "../../manager/index.ts";
import { Char } from "./characters.ts";
import { hashOf, hashOfText } from "./document/hash.ts";
import type { FieldName, LineFacts } from "./line-facts.ts";

/** The bytes of a field that are kept. */
export function kept(line: LineFacts, field: FieldName): ByteString {
  return asKept(line, field, line[field]);
}

/** The line's address in binary. Undefined if the manager rejects it. */
export function addressOf(line: LineFacts): Address | undefined {
  return readAddress(kept(line, "ip"), line.release);
}

/** What would be kept of a text in that field. */
export function asKept(line: LineFacts, field: FieldName, text: string): ByteString {
  return line.bytesOf(text).slice(0, mostBytes(line, field));
}

/** A hash of what is kept of a field that the line has. */
export function hashOfKept(line: LineFacts, field: FieldName): number {
  if (line.isSound) return hashOfSound(line, field);
  const { start, end, kinds } = spanOf(line, field);
  if ((kinds & Char.beyondAscii) !== 0) return hashOfText(kept(line, field));
  const keptEnd = Math.min(end, start + mostBytes(line, field));
  return hashOf(line.codes, line.start + start, line.start + keptEnd);
}

/** Of a sound line everything is kept. Nothing is allocated for it, because nearly all lines are sound. */
function hashOfSound({ codes, start, end, idEnd, nameEnd, ipEnd }: LineFacts, field: FieldName): number {
  if (field === "id") return hashOf(codes, start, start + idEnd);
  if (field === "name") return hashOf(codes, start + idEnd + 1, start + nameEnd);
  if (field === "ip") return hashOf(codes, start + nameEnd + 1, start + ipEnd);
  return hashOf(codes, start + ipEnd + 1, end);
}

/** Whether the end of a field is cut off. */
export function isCut(line: LineFacts, field: FieldName): boolean {
  const { start, end, kinds } = spanOf(line, field);
  const most = mostBytes(line, field);
  if (end - start > most) return true;
  return (kinds & Char.beyondAscii) !== 0 && line.bytesOf(line[field]).length > most;
}

function mostBytes({ release }: LineFacts, field: FieldName): number {
  return field === "id" ? release.idBytesKept : FIELD_BYTES_KEPT;
}

/** The place of a field in the line, and the kinds of its characters. */
function spanOf(line: LineFacts, field: FieldName): { start: number; end: number; kinds: number } {
  const { idEnd, nameEnd, ipEnd } = line;
  if (field === "id") return { start: 0, end: Math.max(idEnd, 0), kinds: line.idClass };
  if (field === "name") return { start: idEnd + 1, end: nameEnd, kinds: line.nameClass };
  if (field === "ip") return { start: nameEnd + 1, end: ipEnd, kinds: line.ipClass };
  return { start: ipEnd + 1, end: line.seenEnd, kinds: line.keyClass };
}
