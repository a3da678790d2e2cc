/** Where each verdict ends a poll on its way, where each line of the log is written, and what is marked there. */

import { describe, expect, it } from "vitest";
import { type PollPicture, pollPicture } from "../../../core/lint/answer/index.ts";
import { placeOfMessage, stepsOf, stopOf } from "../../../core/lint/answer/picture/stops.ts";
import { bytesFromText, defaultSettings, type MessageId, type Source } from "../../../core/manager/index.ts";
import { judged, judgedSource, type PollOptions, success } from "./polls.ts";

const output: Source = { kind: "output", output: "" };
const socket: Source = { kind: "socket", log: [], gave: { kind: "nothing" } };
const { outcome } = judged("");

it("ends at the step that decides", () => {
  const stops = {
    "no-feature": "request",
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
  } as const;
  for (const [verdict, step] of Object.entries(stops)) {
    const kind = Object.keys(stops).find((each): each is keyof typeof stops => each === verdict);
    if (kind === undefined) throw new Error(verdict);
    expect([verdict, stopOf({ ...outcome, verdict: kind }, output)]).toEqual([verdict, step]);
  }
});

it("ends at the socket if it has no answer, and at the command line of a request that is too long", () => {
  expect(stopOf({ ...outcome, verdict: "no-answer" }, socket)).toBe("socket");
  expect(stopOf({ ...outcome, verdict: "no-answer" }, output)).toBe("output");
  expect(stopOf({ ...outcome, verdict: "parse-error" }, socket)).toBe("json");
  const verdict = "request-discarded";
  expect(stopOf({ ...outcome, verdict }, output)).toBe("command");
  expect(stopOf({ ...outcome, verdict, request: undefined }, output)).toBe("request");
});

it("writes each message at its step", () => {
  const places: Partial<Record<MessageId, string>> = {
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
  for (const [id, place] of Object.entries(places)) {
    const message = messageNamed(id);
    expect([id, placeOfMessage(message, "json")]).toEqual([id, place]);
  }
  expect(placeOfMessage("json-unreadable", "json")).toBe("json");
  expect(placeOfMessage("no-key", "answer")).toBe("answer");

  function messageNamed(id: string): MessageId {
    const found = ids.find((each) => each === id);
    if (found === undefined) throw new Error(id);
    return found;
  }
});

const ids: readonly MessageId[] = [
  ...(["socket-connect-failed", "socket-unreachable", "socket-fallback", "socket-no-data"] as const),
  ...(["socket-output", "exec-output", "output-limit", "requesting-addition", "forwarding"] as const),
  ...(["forwarded", "adding", "not-valid-ip", "replacing-id", "replacing-ip", "replacing-name"] as const),
  ...(["key-generated", "addition-response"] as const),
];

it("has a socket and a command line only where they are used", () => {
  const rest = ["output", "json", "answer", "registration", "key-file"];
  expect(stepsOf(output)).toEqual(["request", ...rest]);
  expect(stepsOf(socket)).toEqual(["request", "socket", ...rest]);
});

describe("the marked bytes of a step", () => {
  const { release } = defaultSettings();
  const pictured = (text: string, options: PollOptions = {}): PollPicture => {
    const source: Source = { kind: "output", output: bytesFromText(text) };
    return pollPicture({ verdict: judgedSource(source, options), source, release, run: undefined });
  };
  const marksOf = (picture: PollPicture): readonly string[] =>
    picture.steps.flatMap(({ name, bytes }) =>
      (bytes?.lines ?? []).flatMap(({ pieces }) =>
        pieces
          .filter(({ marks }) => marks.length > 0)
          .map(({ text, marks }) => `${name} ${marks.join()} ${text}`),
      ),
    );

  it("are all in the output, and the worst of the manager where the way ends", () => {
    const marks = marksOf(pictured(success({ id: 7 })));
    expect(marks.filter((each) => each.startsWith("answer"))).toEqual(["answer 1 7"]);
    expect(marks.filter((each) => each.startsWith("output"))).toEqual(["output 1,2 7"]);
  });

  it("are missing at a step where nothing is wrong", () => {
    const marks = marksOf(pictured('{"error":4,"message":""}'));
    expect(marks.filter((each) => !each.startsWith("output"))).toEqual([]);
    expect(pictured("").steps.flatMap(({ bytes }) => bytes ?? [])).toEqual([]);
  });

  it("are those of a record that is added with a problem", () => {
    const marks = marksOf(pictured(success({ name: "!web" })));
    expect(marks.filter((each) => each.startsWith("key-file"))).toEqual([`key-file 1 "!web"`]);
  });

  it("have the numbers of their findings", () => {
    const { manager, contract } = pictured(success({ name: "!web", port: 1 }));
    expect(manager.map(({ rule, mark }) => [rule, mark])).toEqual([["name-marks-removal", 1]]);
    expect(contract.map(({ rule, mark }) => [rule, mark])).toEqual([
      ["contract-name", 2],
      ["contract-data", 3],
    ]);
    expect(pictured("").manager.map(({ rule, mark }) => [rule, mark])).toEqual([["empty-output", undefined]]);
  });
});
