/** The check itself: it must notice what real scripts get wrong. */

import { expect, test } from "vitest";
import type { Execution } from "../../../core/manager/index.ts";
import { agentOf } from "../../database/harness/agents.ts";
import { faultOf } from "../../database/harness/verdict.ts";

const agent = agentOf("001");
const good = JSON.stringify({ error: 0, data: agent });

const ended = (output: string, code = 0): Execution => ({
  execPath: "script",
  commandLine: "script id 001",
  output,
  end: { kind: "exit", code },
  timedOut: false,
  overLimit: false,
});

test("a correct answer has no problem", () => {
  expect(faultOf(ended(`${good}\n`), { agent })).toBeUndefined();
});

test.each([
  { what: "a warning before the answer", execution: ended(`Warning: old\n${good}`) },
  { what: "a line after the answer", execution: ended(`${good}\nDone\n`) },
  { what: "an exit code", execution: ended(good, 1) },
  { what: "a number as id", execution: ended(good.replace('"001"', "1")) },
  { what: "zeros that got lost", execution: ended(good.replace('"001"', '"1"')) },
  { what: "another agent's key", execution: ended(good.replace(agent.key, "0".repeat(64))) },
  { what: "another address", execution: ended(good.replace(agent.ip, "any")) },
  { what: "an address that ends the daemon of 4.3", execution: ended(good.replace(agent.ip, "::1")) },
  { what: "no answer", execution: ended("") },
  { what: "an error answer", execution: ended('{"error": 4, "message": "none"}') },
])("$what is a problem", ({ execution }) => {
  expect(faultOf(execution, { agent })).toBeTypeOf("string");
});

test.each([
  { what: "another number", output: '{"error": 5, "message": "several"}' },
  { what: "no message", output: '{"error": 4}' },
  { what: "an empty message", output: '{"error": 4, "message": ""}' },
  { what: "a number in quotes, which counts as success", output: '{"error": "4", "message": "none"}' },
  { what: "a password in the message", output: '{"error": 4, "message": "hunter2 was refused"}' },
])("an error answer with $what is a problem", ({ output }) => {
  expect(faultOf(ended(output), { error: 4 }, ["hunter2"])).toBeTypeOf("string");
});
