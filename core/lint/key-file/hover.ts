/** The hover text of a field: which agent it is, which hosts can connect, what the manager does with it. */

import { type Address, agentSendsItsId, FIELD_BYTES_KEPT, keyFingerprint } from "../../manager/index.ts";
import { say } from "../../words/index.ts";
import { codeSpan } from "../markdown.ts";
import { wazuhText } from "../versions.ts";
import type { KeyFileDocument } from "./document/key-file-document.ts";
import { type FieldPlace, fieldAt } from "./fields.ts";
import { addressOf } from "./kept.ts";
import type { LineFacts } from "./line-facts.ts";
import { isFoundBySource, reachOf, storedForm, strayReachOf } from "./reach.ts";
import { criticalLine } from "./rules/address.ts";
import type { Role } from "./rules/rule.ts";
import { withoutKeys } from "./shown.ts";

export interface HoverText {
  /** Markdown without keys. */
  readonly markdown: string;
  readonly start: number;
  readonly end: number;
}

/** Maximum other agents that a hover names. */
const MOST_NAMED = 3;

/** The text for a place, or undefined if there is nothing to say. */
export function hoverOf(document: KeyFileDocument, line: number, column: number): HoverText | undefined {
  const hover = hoverAt(document, line, column);
  return hover === undefined ? undefined : { ...hover, markdown: withoutKeys(hover.markdown) };
}

function hoverAt(document: KeyFileDocument, line: number, column: number): HoverText | undefined {
  const facts = document.factsAt(line);
  const whole = { start: 0, end: facts.text.length };
  switch (facts.kind) {
    case "end":
      return undefined;
    case "ignored":
      return {
        markdown: commentText(document.context.role),
        ...whole,
      };
    case "removed":
      return { markdown: removedText(facts), ...whole };
    case "skipped":
      return { markdown: skippedText(facts), ...whole };
    default: {
      const place = fieldAt(facts, column);
      return place === undefined ? undefined : recordText(document, line, place);
    }
  }
}

function commentText(role: Role): string {
  return role === "agent"
    ? say`**Comment.** No daemon reads it. It is lost when the agent enrols again or imports a key.`
    : say`**Comment.** No daemon reads it. The registration daemon leaves it out when it rewrites the file.`;
}

/** After the name a removed record still has an address and a key, unless it was cut. */
function removedText({ id, text }: LineFacts): string {
  const hasKey = text.split(" ").length > 3;
  return hasKey
    ? say`**Removed agent ${codeSpan(id)}.** No agent can connect with it. The id stays taken while the line is here, and the line still has the key.`
    : say`**Removed agent ${codeSpan(id)}.** No agent can connect with it. The id stays taken while the line is here.`;
}

function skippedText(facts: LineFacts): string {
  return facts.idEnd < 0
    ? say`**Not a record.** The manager skips the line and logs error 1401 with the whole line.`
    : say`**Not a record.** The manager skips the line and logs error 1401 with the id.`;
}

function recordText(document: KeyFileDocument, line: number, place: FieldPlace): HoverText {
  const facts = document.factsAt(line);
  const { release } = document.context;
  const heading = say`**Agent ${agentText(facts)}** · ${wazuhText(release)}`;
  const parts = {
    id: () => idParts(document, line),
    name: () => [
      ...reachParts(document, line),
      fingerprintText(facts),
      ...shared(document, line, "duplicate-name", (where) => say`The same name is on ${where}.`),
    ],
    ip: () => ipParts(document, line),
    key: () => keyParts(document, line),
  }[place.field]();
  return { markdown: [heading, ...parts].join("\n\n"), start: place.start, end: place.end };
}

/** Id and name, escaped for Markdown. */
function agentText({ id, name }: LineFacts): string {
  return [id, name]
    .filter((field) => field !== "")
    .map(codeSpan)
    .join(" ");
}

/** One sentence about the lines that share a field with this one, and their agents. */
function shared(
  document: KeyFileDocument,
  line: number,
  code: string,
  sameText: (where: string) => string,
): string[] {
  const others = document.sharing(code, line).filter((other) => other !== line);
  if (others.length === 0) return [];
  const first = others
    .slice(0, MOST_NAMED)
    .map((other) => say`line ${other + 1} (${agentText(document.factsAt(other))})`)
    .join(", ");
  const more = others.length - MOST_NAMED;
  return [sameText(more > 0 ? say`${first} and on ${more} more` : first)];
}

function idParts(document: KeyFileDocument, line: number): string[] {
  const address = addressOf(document.factsAt(line));
  const sends = address === undefined ? [] : [sendsText(document, line, address)];
  return [...sends, ...shared(document, line, "duplicate-id", (where) => say`The same id is on ${where}.`)];
}

/** Whether the agent sends its id, and which agent the manager takes it for. */
function sendsText(document: KeyFileDocument, line: number, address: Address): string {
  const sends = agentSendsItsId(address);
  const { id } = document.factsAt(line);
  if (sends && !/^[0-9]+$/.test(id))
    return say`An agent with this record starts its messages with its id, and the manager refuses ids that are not digits (1403).`;
  if (sends && id.length > 8)
    return say`An agent with this record starts its messages with its id, which is cut off on the way because it has more than 8 digits.`;
  if (!sends && !isFoundBySource(address))
    return say`An agent with this record does not send its id, and the manager, which compares text, never finds the agent by its source address.`;
  const [first = line] = document.sharing(sends ? "duplicate-id" : "duplicate-ip", line);
  if (first === line) {
    return sends
      ? say`An agent with this record starts its messages with its id, by which the manager finds it.`
      : say`An agent with this record does not send its id: the manager finds it by the source address alone.`;
  }
  return sends
    ? say`An agent with this record starts its messages with its id, by which the manager finds the agent on line ${first + 1}.`
    : say`An agent with this record does not send its id: the manager finds the agent on line ${first + 1} by the source address alone.`;
}

function ipParts(document: KeyFileDocument, line: number): string[] {
  const facts = document.factsAt(line);
  const { ip } = facts;
  const address = addressOf(facts);
  const reach = reachParts(document, line);
  if (address === undefined) return reach;
  const stored = storedForm(address, ip);
  if (stored !== undefined) reach.push(say`The manager stores it as ${codeSpan(stored)}.`);
  const stray = strayReachOf(address);
  if (stray !== undefined) reach.push(stray);
  reach.push(sendsText(document, line, address));
  return [
    ...reach,
    ...shared(document, line, "duplicate-ip", (where) => say`The same address is on ${where}.`),
  ];
}

/** Which hosts can connect, or what happens to the daemon that reads the address. */
function reachParts(document: KeyFileDocument, line: number): string[] {
  const facts = document.factsAt(line);
  const address = addressOf(facts);
  if (address !== undefined) return [say`May connect: ${reachOf(address)}`];
  return [
    say`Not an address for the manager: the daemon that reads the file exits with ${codeSpan(criticalLine(facts))}`,
  ];
}

function keyParts(document: KeyFileDocument, line: number): string[] {
  return [
    fingerprintText(document.factsAt(line)),
    ...shared(document, line, "shared-key", (where) => say`The same key is on ${where}.`),
  ];
}

function fingerprintText(facts: LineFacts): string {
  const key = facts.bytesOf(facts.key);
  const kept = key.slice(0, FIELD_BYTES_KEPT);
  const length =
    key.length > kept.length
      ? say`${key.length} bytes, of which ${kept.length} count`
      : say`${key.length} bytes`;
  return key === ""
    ? say`The key is empty.`
    : say`Key of ${length}, fingerprint \`${keyFingerprint(kept)}\`.`;
}
