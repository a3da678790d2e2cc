/** What a script must do to be recognised as a poll script. */

import { describe, expect, it } from "vitest";
import type { ScriptLanguage } from "../../../core/languages/index.ts";
import { isPollScript, ScriptDocument } from "../../../core/lint/script/index.ts";
import { mayBePollScript, tagName } from "../../../core/lint/script/poll-script.ts";
import { grammars } from "./support.ts";

async function isOne(language: ScriptLanguage, text: string): Promise<boolean> {
  const document = new ScriptDocument(language, text);
  const is = isPollScript(document.read(await grammars.get(language)));
  document.close();
  return is;
}

const ARGUMENTS = "x = sys.argv\n";
const AGENT = `{"id": a, "name": b, "ip": c, "key": d}`;
const WRITTEN = `"id": "%s", "name": "%s", "ip": "%s", "key": "%s"`;
const SELECTS = `if x == "id" or x == "ip": pass\n`;
const ANSWER = `print(json.dumps({"error": 0, "data": y}))\n`;

describe("a poll script", () => {
  it.each<readonly [ScriptLanguage, text: string]>([
    ["python", `${ARGUMENTS}print(json.dumps({"error": 0, "data": ${AGENT}}))\n`],
    ["python", `x = socket.AF_UNIX\nprint(json.dumps({"error": 0, "data": ${AGENT}}))\n`],
    ["python", `${ARGUMENTS}y = '{"error": 0, "data": {${WRITTEN}}}'\n`],
    ["python", `${ARGUMENTS}y = '  {"error": 0, "data": {${WRITTEN}}}'\n`],
    ["python", `${ARGUMENTS}z = "{"\ny = '{"error": 0, "data": {${WRITTEN}}}'\n`],
    ["python", `${ARGUMENTS}${SELECTS}${ANSWER}`],
    ["python", `${ARGUMENTS}${SELECTS}y = dict(error=1, data=2)\nprint(json.dumps(y))\n`],
    [
      "bash",
      `echo "{\\"error\\":0,\\"data\\":{\\"id\\":\\"$1\\",\\"name\\":\\"$n\\",\\"ip\\":\\"$i\\",\\"key\\":\\"$k\\"}}"\n`,
    ],
    ["bash", `x=$1; jq -n '{error: 0, data: {$id, name: $n, ip, key}}'\n`],
    [
      "go",
      'package main\ntype A struct {\n\tI string `json:"id"`\n\tN string `json:"name"`\n\tP string `json:"ip"`\n\tK string `json:"key,omitempty"`\n\tE int `json:"error"`\n\tD int `json:"data"`\n}\nfunc main() {\n\tx := os.Args\n\tjson.Marshal(x)\n}\n',
    ],
  ])("%s: %s", async (language, text) => {
    expect(await isOne(language, text)).toBe(true);
  });
});

describe("another script", () => {
  it.each<readonly [ScriptLanguage, text: string]>([
    // It reads no arguments, makes no JSON, or no answer.
    ["python", `print(json.dumps({"error": 0, "data": ${AGENT}}))\n`],
    ["python", `${SELECTS}${ANSWER}`],
    ["python", `${ARGUMENTS}print({"error": 0, "data": ${AGENT}})\n`],
    ["python", `${ARGUMENTS}y = '{"data": {${WRITTEN}}, "error": 0}'\n`],
    ["python", `${ARGUMENTS}${SELECTS}print(json.dumps({"data": y}))\n`],
    ["python", `${ARGUMENTS}${SELECTS}print(json.dumps({"error": y}))\n`],
    ["python", `${ARGUMENTS}${SELECTS}y = "error and data"\nprint(json.dumps(y))\n`],
    // It has no whole agent.
    ["python", `${ARGUMENTS}${ANSWER}`],
    ["python", `${ARGUMENTS}print(json.dumps({"error": 0, "data": ${AGENT.replace('"id": a, ', "")}}))\n`],
    ["python", `${ARGUMENTS}print(json.dumps({"error": 0, "data": ${AGENT.replace('"name"', '"n"')}}))\n`],
    ["python", `${ARGUMENTS}print(json.dumps({"error": 0, "data": ${AGENT.replace('"ip"', '"i"')}}))\n`],
    ["python", `${ARGUMENTS}print(json.dumps({"error": 0, "data": ${AGENT.replace('"key"', '"k"')}}))\n`],
    ["python", `${ARGUMENTS}y = '{"error": 0, "data": {${WRITTEN.replace("key", "keys")}}}'\n`],
    ["python", `${ARGUMENTS}y = '{"error": 0, "data": {${WRITTEN.replace("name", "surname")}}}'\n`],
    ["python", `${ARGUMENTS}y = '{"error": 0, "data": {${WRITTEN.replace('"key": ', "key ")}}}'\n`],
    // It does not compare both.
    ["python", `${ARGUMENTS}if x == "id" or y == "id": pass\n${ANSWER}`],
    ["python", `${ARGUMENTS}if x == "ip": pass\n${ANSWER}`],
    ["python", `${ARGUMENTS}if x == "id" or x == "name": pass\n${ANSWER}`],
  ])("%s: %s", async (language, text) => {
    expect(await isOne(language, text)).toBe(false);
  });
});

describe("the words of a poll script", () => {
  const WORDS = ["id", "ip", "error", "data"];

  it("are all in it", () => {
    expect(mayBePollScript(WORDS.join(" "))).toBe(true);
    for (const word of WORDS) {
      expect(mayBePollScript(WORDS.filter((each) => each !== word).join(" ")), word).toBe(false);
    }
  });

  it("are not looked for in a text that is too long", () => {
    const words = WORDS.join(" ");
    const LONGEST = 512 * 1024;
    expect(new ScriptDocument("python", words.padEnd(LONGEST)).mayBePollScript()).toBe(true);
    expect(new ScriptDocument("python", words.padEnd(LONGEST + 1)).mayBePollScript()).toBe(false);
    expect(new ScriptDocument("python", "id").mayBePollScript()).toBe(false);
  });
});

it.each([
  ['json:"id"', "id"],
  ['json:"key,omitempty"', "key"],
  ['json:""', ""],
  ["json", ""],
])("the name of a member in Go, from its tag: %s", (tag, name) => {
  expect(tagName(tag)).toBe(name);
});
