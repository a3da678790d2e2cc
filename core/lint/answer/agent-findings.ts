/** Findings about the agent in an answer: its id, name and key. */

import { type ByteString, type GivenAgent, isValidName, type Span } from "../../manager/index.ts";
import { say } from "../../words/index.ts";
import { isPlaceholderWord } from "../placeholder.ts";
import { addressFindings } from "./address-findings.ts";
import { finding } from "./finding.ts";
import { fieldOf } from "./members.ts";
import type { PollCase } from "./poll-case.ts";
import { quoted } from "./text.ts";
import type { AnswerFinding } from "./verdict.ts";

/** Empty if the answer does not get as far as giving an agent. */
export function agentFindings(poll: PollCase): readonly AnswerFinding[] {
  const { answer } = poll.outcome;
  if (answer?.kind !== "agent") return [];
  const { id, name, ip, key }: GivenAgent = answer.agent;
  return [
    ...(id === undefined ? [] : idFindings(id, poll)),
    ...(name === undefined ? [] : nameFindings(name, poll)),
    ...(ip === undefined ? [] : addressFindings(ip, poll)),
    ...(key === undefined ? [] : keyFindings(key, fieldOf(poll, "key")?.span)),
  ];
}

function idFindings(id: ByteString, poll: PollCase): AnswerFinding[] {
  const span = fieldOf(poll, "id")?.span;
  return [...otherId(id, poll, span), ...unusableId(id, span)];
}

function otherId(id: ByteString, poll: PollCase, span: Span | undefined): AnswerFinding[] {
  const { request } = poll.outcome;
  const asked = request?.selector === "id" ? request.value : undefined;
  const stays =
    asked === undefined || asked === id ? "" : say`; the requested agent ${quoted(asked)} stays unknown`;
  if (/^[0-9]{1,2}$/.test(id)) {
    return [
      finding(
        "id-not-padded",
        say`The id ${quoted(id)} has fewer than three digits. The manager compares ids as text, so it is another agent than ${quoted(id.padStart(3, "0"))}${stays}.`,
        span,
      ),
    ];
  }
  if (stays === "") return [];
  return [
    finding(
      "other-id",
      say`The answer is for ${quoted(id)}${stays}, and the manager asks again at its next message.`,
      span,
    ),
  ];
}

function unusableId(id: ByteString, span: Span | undefined): AnswerFinding[] {
  const usable = (why: string): AnswerFinding[] => [
    finding("id-not-usable", say`The id ${quoted(id)} ${why}.`, span),
  ];
  // What breaks the line is reported with the record.
  if (id === "" || /^[#]|[ \n]/.test(id)) return [];
  if (!/^[0-9]+$/.test(id))
    return usable(
      say`is not a number: no agent can send it, so only an agent with a fixed address can use the record`,
    );
  if (id.length > 8)
    return usable(
      say`has more than 8 digits: the manager never asks for it, and the agent cannot send all of it`,
    );
  return /^0+$/.test(id) ? usable(say`is the manager's own id`) : [];
}

function nameFindings(name: ByteString, poll: PollCase): AnswerFinding[] {
  const span = fieldOf(poll, "name")?.span;
  if (name === "")
    return [
      finding(
        "empty-name",
        say`The name is empty: the manager uses the record, but nothing can find the agent by its name.`,
        span,
      ),
    ];
  const { settings } = poll;
  if (name === settings.hostName) {
    return [
      finding(
        "name-of-manager",
        say`The name ${quoted(name)} is the host name of the manager, which refuses it with 9008; no line in its log says why.`,
        span,
      ),
    ];
  }
  if (isValidName(name, settings.release) || !/^[A-Za-z0-9._-]+$/.test(name)) return [];
  return [
    finding(
      "name-refused-elsewhere",
      say`Key polling accepts the name ${quoted(name)}, but enrolment and manage_agents of this release refuse it.`,
      span,
    ),
  ];
}

/** No message may contain the key or a part of it. */
function keyFindings(key: ByteString, span: Span | undefined): AnswerFinding[] {
  if (key === "")
    return [
      finding(
        "empty-key",
        say`The key is empty: the manager writes it like that, and the agent cannot connect.`,
        span,
      ),
    ];
  if (isPlaceholderWord(key.trim())) {
    return [
      finding(
        "answer-placeholder-key",
        say`The key is a placeholder for a missing value. The manager registers it as the key, and the agent cannot connect.`,
        span,
      ),
    ];
  }
  // Line feeds are reported with the record.
  const bare = key.replaceAll("\n", "");
  const control = /[\0-\x1f\x7f]/.test(bare);
  if (control || /^ | $/.test(bare)) {
    const what = bare.endsWith("\r")
      ? say`ends in a carriage return`
      : control
        ? say`has control characters in it`
        : say`begins or ends with a blank`;
    return [
      finding(
        "key-with-blank",
        say`The key ${what}, which the manager reads as part of the key; the agent's key must have it too.`,
        span,
      ),
    ];
  }
  return bare.includes(" ")
    ? [
        finding(
          "key-with-blank",
          say`The key contains a blank; the manager reads the rest of the line as the key.`,
          span,
          "information",
        ),
      ]
    : [];
}
