/** Findings about the address of an answer: refused, misread, changed, or useless to the agent that asks. */

import {
  type Address,
  type ByteString,
  dottedText,
  hexOfWords,
  indexText,
  type Release,
  readAddress,
  readKeyFile,
  releases,
  type Span,
} from "../../manager/index.ts";
import { say } from "../../words/index.ts";
import { authdName } from "./daemons.ts";
import { finding } from "./finding.ts";
import { fieldOf } from "./members.ts";
import type { PollCase } from "./poll-case.ts";
import { quoted } from "./text.ts";
import type { AnswerFinding } from "./verdict.ts";

/** `ip` is the address in the answer. */
export function addressFindings(ip: ByteString, poll: PollCase): readonly AnswerFinding[] {
  const { release } = poll.settings;
  const span = fieldOf(poll, "ip")?.span;
  const address = readAddress(ip, release);
  if (address === undefined) return [refused(ip, release, span)];
  return [
    ...misread(ip, address, release, span),
    ...changed(ip, address, poll, span),
    ...zero(address, span),
    ...mask(address, span),
    ...notTheAsker(ip, address, poll, span),
  ];
}

function refused(ip: ByteString, release: Release, span: Span | undefined): AnswerFinding {
  const error = addressError(ip, release);
  const effect = release.addressCheckedBeforeAdding
    ? say`the manager refuses the agent with 9006, No such IP`
    : say`${authdName(release)} exits at this address, and no agent can register until it is started again`;
  return finding("address-refused", say`The address ${quoted(ip)} ${error}: ${effect}.`, span);
}

/** What is wrong with an address that the release refuses. */
function addressError(ip: ByteString, release: Release): string {
  if (ip === "") return say`is empty`;
  if (/^!?any$/i.test(ip.trim())) return say`is not any, which counts only in lower case and without blanks`;
  if (/\s/.test(ip)) return say`has blanks around or in it`;
  if (release.addressGrammar === "ipv4" && newGrammar(ip) !== undefined) {
    return ip.includes(":")
      ? say`is IPv6, which is accepted from 4.4 on`
      : say`is not an address in this release`;
  }
  if (/[,;]/.test(ip)) return say`is a list, and a record has one address`;
  if (ip.includes("%")) return say`has a zone, which the manager does not know`;
  if (/^\[|\]/.test(ip)) return say`has brackets`;
  if (/^\d+(?:\.\d+){3}(?:\/\d*)?$/.test(ip))
    return ip.includes("/")
      ? say`has a mask or a number that does not exist`
      : say`has a number above 255 or with a leading zero`;
  if (/^[A-Za-z][A-Za-z0-9.-]*$/.test(ip)) return say`is a name, and the manager looks up no names`;
  return say`is not an IP address`;
}

/** The address as 4.4 and newer read it, which is what people intend. */
function newGrammar(ip: ByteString): Address | undefined {
  const release = releases.find((row) => row.addressGrammar === "ipv4-and-ipv6");
  return release === undefined ? undefined : readAddress(ip, release);
}

/** Before 4.4: octal numbers, numbers above 255 and dotted masks are read as other addresses. */
function misread(
  ip: ByteString,
  address: Address,
  release: Release,
  span: Span | undefined,
): AnswerFinding[] {
  if (release.addressGrammar !== "ipv4" || address.kind === "any" || address.negated) return [];
  const meant = newGrammar(ip);
  if (meant !== undefined && sameRange(meant, address)) return [];
  return [
    finding(
      "address-misread",
      say`This release reads ${quoted(ip)} as ${rangeText(address)}, which is another address.`,
      span,
    ),
  ];
}

/** On the way from memory to the file and back the mask may be lost, and with it the accepted sources. */
function changed(ip: ByteString, address: Address, poll: PollCase, span: Span | undefined): AnswerFinding[] {
  const { release } = poll.settings;
  if (ip.startsWith("!") && !address.negated) {
    return [
      finding(
        "address-changes",
        say`The manager removes the ! of ${quoted(ip)}: only this address may connect, instead of all others.`,
        span,
      ),
    ];
  }
  const { registration, store } = poll.outcome;
  if (registration?.kind !== "added") return [];
  const { entry } = registration;
  const line = store.lineOf({ ...entry, id: "001", name: "agent", key: "key" });
  const read = readKeyFile(`${line}\n`, { release, passEmpty: true }).records[0]?.entry.address;
  if (read === undefined || (sameRange(read, address) && sameRange(entry.address, address))) return [];
  return [
    finding(
      "address-changes",
      say`The manager writes ${quoted(ip)} to client.keys as ${quoted(line.split(" ")[2] ?? "")}, which allows other source addresses.`,
      span,
    ),
  ];
}

function sameRange(a: Address, b: Address): boolean {
  return (
    a.v6 === b.v6 &&
    a.negated === b.negated &&
    hexOfWords(a.network) === hexOfWords(b.network) &&
    hexOfWords(a.mask) === hexOfWords(b.mask)
  );
}

/** An IPv4 range in numbers, as the manager compares with it. */
function rangeText({ network, mask }: Address): string {
  return say`${dottedText(network[0] ?? 0)} with mask ${dottedText(mask[0] ?? 0)}`;
}

function zero(address: Address, span: Span | undefined): AnswerFinding[] {
  return address.kind === "host" && !address.negated && address.network.every((word) => word === 0)
    ? [
        finding(
          "zero-address",
          say`The address 0.0.0.0 matches only itself, so no agent can connect; it does not mean any.`,
          span,
        ),
      ]
    : [];
}

function mask(address: Address, span: Span | undefined): AnswerFinding[] {
  return address.kind === "range"
    ? [
        finding(
          "mask-hides-duplicates",
          say`The manager looks for duplicates of an address with its mask, but stores addresses without masks. It does not notice another agent with this network.`,
          span,
        ),
      ]
    : [];
}

/** An agent that is asked for by address sends no id, and the manager finds it by exactly its address. */
function notTheAsker(
  ip: ByteString,
  address: Address,
  poll: PollCase,
  span: Span | undefined,
): AnswerFinding[] {
  const { request } = poll.outcome;
  if (request?.selector !== "ip") return [];
  const asked = readAddress(request.value, poll.settings.release)?.stored ?? request.value;
  if (indexText(address) === asked) return [];
  return [
    finding(
      "other-address",
      say`The request was for ${quoted(request.value)}, but the answer says ${quoted(ip)}. An agent that is requested by address sends no id, so the manager looks for exactly its address, does not find it, and asks again.`,
      span,
    ),
  ];
}
