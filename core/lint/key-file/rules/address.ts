/** Rules on the address: which hosts can connect with the record. */

import {
  type Address,
  bytesFromText,
  dottedText,
  indexText,
  isFullMask,
  logOfPiece,
  newestRelease,
  prefixLength,
  readAddress,
  textFromBytes,
} from "../../../manager/index.ts";
import { say } from "../../../words/index.ts";
import { Char } from "../characters.ts";
import type { Fix } from "../finding.ts";
import { addressOf } from "../kept.ts";
import { laterPieces } from "../later-pieces.ts";
import type { LineFacts } from "../line-facts.ts";
import type { QuickRange } from "../quick-ip.ts";
import { withoutKeys } from "../shown.ts";
import type { Description, LineRule } from "./rule.ts";

function onIp(line: LineFacts, message: string): Description {
  return { start: line.nameEnd + 1, end: line.ipEnd, message };
}

/** A doubled blank or a tab is the cause of most wrong addresses, and has its own rule. */
function hasAnotherCause(line: LineFacts): boolean {
  const empty = line.nameEnd === line.idEnd + 1 || line.ipEnd === line.nameEnd + 1;
  return empty || ((line.lineClass & Char.tab) !== 0 && /\S\t+\S/.test(line.seen));
}

/**
 * What the daemon logs before it exits. It shows the text in place of the address, which must not be a key here.
 */
export function criticalLine(line: LineFacts): string {
  const first = line.firstPiece(line.release);
  const fatal = first.kind === "fatal" ? first : laterPieces(line).find(({ kind }) => kind === "fatal");
  if (fatal === undefined) return "";
  return withoutKeys(textFromBytes(logOfPiece(fatal, line.release).at(-1)?.text ?? ""));
}

function likelyCause(ip: string): string {
  if (/^any$/i.test(ip)) return say` Write it in lower case.`;
  if (/^::\//.test(ip)) return say` Write any for every address.`;
  if (/[a-z]/i.test(ip) && !ip.includes(":"))
    return say` Does the name have a blank, or is there an extra field before it?`;
  return "";
}

/** The first address of a range in the usual notation. Undefined for IPv6, which is stored expanded. */
function networkText(address: Address): string | undefined {
  const [word] = address.network;
  return address.v6 || word === undefined ? undefined : dottedText(word);
}

function hasHostBits({ word, length }: QuickRange): boolean {
  return word % 2 ** (32 - length) !== 0;
}

/** Why an accepted address is not what it looks like, or undefined. */
function surprise(address: Address, ip: string): string | undefined {
  if (address.negated) return say`up to 4.3 it means every source but this one; 4.4 and newer remove the !`;
  if (ip.startsWith("!")) {
    const one = isFullMask(address.mask) ? say`exactly this address` : say`exactly this range`;
    return say`the manager removes the !: it means ${address.kind === "any" ? say`every source` : one}`;
  }
  if (ip.endsWith("/")) return say`an empty mask counts as /0: every source matches`;
  if (address.v6) {
    const opensIpv4 = address.network[0] === 0 && address.network[1] === 0;
    return opensIpv4
      ? say`its first 64 bits are zero, so the manager accepts every IPv4 source with it`
      : undefined;
  }
  // A mapped IPv4 address becomes the address in it.
  if (ip.includes(":")) return undefined;
  if (!isPlainQuad(ip.replace(/\/.*/, ""))) {
    return say`the manager reads an octet as octal, or an octet is out of range, so it means another address`;
  }
  if (address.maskForm === "dotted" && !isFullMask(address.mask)) {
    return say`a dotted mask is misread before 4.4, and can shrink to the bare address when the manager rewrites the file`;
  }
  return ip === "0.0.0.0" ? say`it matches only the address 0.0.0.0, not any address` : undefined;
}

function isPlainQuad(ip: string): boolean {
  return ip.split(".").every((octet) => /^(0|[1-9][0-9]{0,2})$/.test(octet) && Number(octet) <= 255);
}

function writeAddress(line: LineFacts, at: number, newText: string): Fix {
  const edit = { startLine: at, startColumn: line.nameEnd + 1, endLine: at, endColumn: line.ipEnd, newText };
  return { title: say`Write ${newText}`, edits: [edit], safe: false };
}

/**
 * An address with a dotted mask, or with a ! that is removed, in the form that every release reads in the same way.
 * Undefined for others, and if the release honours the !, because its meaning has no other form.
 */
function plainForm(line: LineFacts): string | undefined {
  const { ip } = line;
  const isDotted = /^!?[0-9.]+\/[0-9]+\./.test(ip);
  if (addressOf(line)?.negated !== false || !(ip.startsWith("!") || isDotted)) return undefined;
  // Older releases misread dotted masks.
  const meant = readAddress(bytesFromText(ip.replace("!", "")), newestRelease);
  if (meant?.kind === "any") return "any";
  const bits = meant === undefined ? undefined : prefixLength(meant.mask);
  const network = meant === undefined ? undefined : networkText(meant);
  if (network === undefined || bits === undefined) return undefined;
  return bits === 32 ? network : `${network}/${bits}`;
}

export const addressRules: readonly LineRule[] = [
  {
    code: "invalid-ip",
    severity: "error",
    title: "Address that stops the daemon",
    applies: (line) => line.kind === "fatal" && !hasAnotherCause(line),
    describe: (line) => ({
      start: line.nameEnd + 1,
      end: line.ipEnd,
      message: say`Every daemon that reads this file exits with "${criticalLine(line)}"${likelyCause(line.ip)}`,
    }),
    fixes: (line, at) =>
      /^any$|^::\/0+$/i.test(line.ip) && line.ip !== "any" ? [writeAddress(line, at, "any")] : [],
  },
  {
    code: "surprising-ip",
    severity: "warning",
    title: "Address that is not what it looks like",
    applies: (line) => {
      if (line.kind !== "record" || line.ipIsPlain) return false;
      const address = addressOf(line);
      return address !== undefined && surprise(address, line.ip) !== undefined;
    },
    describe: (line) => {
      const address = addressOf(line);
      const why = address === undefined ? "" : (surprise(address, line.ip) ?? "");
      return onIp(line, say`Legal, but ${why}.`);
    },
    fixes: (line, at) => {
      const meant = plainForm(line);
      return meant === undefined ? [] : [writeAddress(line, at, meant)];
    },
  },
  {
    code: "host-bits",
    severity: "information",
    title: "Range with host bits",
    onSoundLines: true,
    applies: (line) => {
      if (line.kind !== "record" || line.ipKind !== "range") return false;
      if (line.isSound) return hasHostBits(line.quickRange());
      if (line.ip.includes(":")) return false;
      const address = addressOf(line);
      if (address === undefined || address.maskForm !== "prefix") return false;
      if (surprise(address, line.ip) !== undefined) return false;
      return networkText(address) !== indexText(address).replace(/^!/, "");
    },
    describe: (line) => {
      const address = addressOf(line);
      const network = address === undefined ? undefined : networkText(address);
      return onIp(
        line,
        say`The range starts at ${network ?? ""}: the address here has host bits, which the manager ignores and some tools reject.`,
      );
    },
    fixes: (line, at) => {
      const address = addressOf(line);
      const network = address === undefined ? undefined : networkText(address);
      const bits = address === undefined ? undefined : prefixLength(address.mask);
      // 4.4 and newer refuse a zero before the length.
      return network === undefined || bits === undefined
        ? []
        : [writeAddress(line, at, `${network}/${bits}`)];
    },
  },
];
