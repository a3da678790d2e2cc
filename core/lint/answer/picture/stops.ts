/** Where a request ends on its way, and at which step each message of the log is written. */

import type { MessageId, Outcome, Source, VerdictKind } from "../../../manager/index.ts";
import type { StepName } from "./picture.ts";

/** The step that a request does not pass. Undefined if the record is written. */
const stops: Readonly<Record<VerdictKind, StepName | undefined>> = {
  "no-feature": "request",
  "request-discarded": "request",
  "no-answer": "output",
  "cannot-run": "command",
  "cannot-execute": "command",
  "exit-code": "output",
  "timed-out": "output",
  hangs: "output",
  "parse-error": "json",
  "no-error-field": "answer",
  "no-data": "answer",
  "no-id": "answer",
  "no-name": "answer",
  "no-ip": "answer",
  "no-key": "answer",
  "error-answer": "answer",
  crash: "answer",
  rejected: "registration",
  exit: "registration",
  "not-registered": "registration",
  added: undefined,
};

/** Messages of a poll that are not written where the way ends. */
const places: Partial<Record<MessageId, StepName>> = {
  "socket-connect-failed": "socket",
  "socket-unreachable": "socket",
  "socket-fallback": "socket",
  "socket-no-data": "socket",
  "socket-output": "output",
  "exec-output": "output",
  "output-limit": "output",
  "requesting-addition": "registration",
  forwarding: "registration",
  forwarded: "registration",
  adding: "registration",
  "not-valid-ip": "registration",
  "replacing-id": "registration",
  "replacing-ip": "registration",
  "replacing-name": "registration",
  "key-generated": "registration",
  "addition-response": "registration",
};

/** The steps of a poll whose answer came this way, in order. */
export function stepsOf(source: Source): readonly StepName[] {
  const gave = source.kind === "socket" ? source.gave : source;
  return [
    "request",
    ...(source.kind === "socket" ? (["socket"] as const) : []),
    ...(gave.kind === "execution" || gave.kind === "command-too-long" ? (["command"] as const) : []),
    "output",
    "json",
    "answer",
    "registration",
    "key-file",
  ];
}

/** The step at which the poll ends. */
export function stopOf({ verdict, request }: Outcome, source: Source): StepName | undefined {
  // A valid request is discarded where its command line is made.
  if (verdict === "request-discarded" && request !== undefined) return "command";
  if (verdict === "no-answer" && source.kind === "socket") return "socket";
  return stops[verdict];
}

/** The step that writes a message. `end` is the last one that was reached. */
export function placeOfMessage(id: MessageId, end: StepName): StepName {
  return places[id] ?? end;
}
