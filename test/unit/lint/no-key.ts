/** Outputs that may show no key of a record, an answer or an import string, whatever is broken around it. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { excerptOf } from "../../../cli/lint/excerpt.ts";
import { judge, pictureMarkdown, pollPicture } from "../../../core/lint/answer/index.ts";
import { explainLog } from "../../../core/lint/explain/index.ts";
import { daemonStop, findingsOf, hoverOf, KeyFileDocument } from "../../../core/lint/key-file/index.ts";
import { KeyMask } from "../../../core/lint/mask.ts";
import {
  bytesFromText,
  defaultSettings,
  KeyStore,
  releases,
  type Source,
  textFromBytes,
} from "../../../core/manager/index.ts";
import { tracebacks } from "./tracebacks.ts";

const release = fc.constantFrom(...releases);
const hexKey = fc
  .array(fc.constantFrom(..."0123456789abcdef"), { minLength: 64, maxLength: 64 })
  .map((digits) => digits.join(""));
/** A key that only its place reveals. */
const wordKey = hexKey.map((key) => `Kq7Zw${key.slice(0, 12)}x`);

/** Ways in which a script may print a key; `{K}` stands for it, `{B}` for its import string. */
const inPlace = fc.constantFrom(
  '{"error":0,"data":{"id":"001","name":"web","ip":"any","key":"{K}"}}',
  '{"error":0,"data":{"id":"001","name":"web","ip":"any","key":{K}}}',
  '{"error":0,"data":{"key":"{K}","id":"001","name":"web","ip":"any"',
  '{"error":0,"data":{"id":"001" "key":"{K}","name":"web"}}',
  "{'error':0,'data':{'id':'001','name':'web','ip':'any','key':'{K}'}}",
  '{"error":0,"data":{"id":"001","name":"web","ip":"any","KEY" : "{K}',
  '{"error":0,"data":["key",{"key":["{K}"]}]}',
  '"{\\"error\\":0,\\"data\\":{\\"key\\":\\"{K}\\"}}"',
  "001 web any {K}",
  "OSSEC K:'001 web any {K}'",
  "id=001 name=web key={K}",
  "+ AGENT_KEY={K}",
  "Agent(id='001', key='{K}')",
  "{ id: '001', key: '{K}' }",
  '{"error":0,"data":"{B}"}',
  "Agent key information for '001' is:\n{B}",
);
/** Only its form reveals it here. */
const outOfPlace = fc.constantFrom(
  '{"error":0,"data":{"id":"{K}","name":"web","ip":"any","key":"k"}}',
  '{"error":0,"data":{"id":"001","name":"{K}","ip":"any","key":"abcd"}}',
  '{"error":0,"data":{"id":"001","name":"web","ip":"{K}","key":"abcd"}}',
  '{"error":"{K}","message":"{K}"}',
  "{K}",
  "key {K} is wrong",
);
const noise = fc.constantFrom("", "DEBUG start\n", "[", "\ufeff", `${tracebacks[0]}\n`, "x\0");

function filled(form: string, key: string): string {
  return form.replaceAll("{B}", btoa(`001 web any ${key}`)).replaceAll("{K}", key);
}

/** The key, and its parts that would reveal most of it. */
function parts(key: string): readonly string[] {
  const imported = btoa(`001 web any ${key}`);
  return [key, key.slice(0, key.length / 2 + 2), imported, imported.slice(20), imported.slice(0, -6)];
}

function expectNoKey(shown: unknown, key: string): void {
  const text = typeof shown === "string" ? shown : JSON.stringify(shown);
  for (const part of parts(key)) assert.ok(!text.includes(part), `a key is shown: ${text}`);
}

const printed = fc.oneof(
  fc.tuple(inPlace, fc.oneof(hexKey, wordKey)),
  fc.tuple(outOfPlace, hexKey),
  // An import string that ends early still contains most of the key; so does a string.
  fc.tuple(fc.constantFrom('{"data":{"key":"{K}', "is: {B}"), fc.oneof(hexKey, wordKey)),
);

const line = fc.constantFrom(
  "001 web any {K}",
  "001  web any {K}",
  "001 web  any {K}",
  "001\tweb\tany\t{K}",
  "001 !web any {K}",
  "# 001 web any {K}",
  " 001 web any {K}",
  "\ufeff001 web any {K}",
  "{K} web any 001",
  "001 {K} any web",
  "001 web {K} any",
  "001 web {K}",
  "{K}",
  "001,web,any,{K}",
  "001 web any {K}\r",
  "001 web any {K}{K}{K}",
  "# {B}",
  "{B}",
  '{"id":"001","key":"{K}"}',
);

export const noKeyInVerdicts = fc.property(
  printed,
  noise,
  noise,
  release,
  ([form, key], before, after, at) => {
    const text = `${before}${filled(form, key)}\n${after}`;
    const source: Source = { kind: "output", output: bytesFromText(text) };
    const verdict = judge("id:001", source, new KeyStore(), defaultSettings(at));
    const { outcome, ...shown } = verdict;
    expectNoKey(shown, key);
    const picture = pollPicture({ verdict, source, release: at, run: undefined });
    expectNoKey(picture, key);
    expectNoKey(pictureMarkdown(picture, { subject: "poll.py", release: at.id, version: "1" }), key);
    for (const { text } of outcome.log) expectNoKey(explainLog(textFromBytes(text)), key);
    expectNoKey(new KeyMask().hide(text), key);
  },
);

export const noKeyInFindings = fc.property(
  fc.array(line, { minLength: 1, maxLength: 4 }),
  hexKey,
  release,
  (forms, key, at) => {
    const text = forms.map((form) => filled(form, key)).join("\n");
    const context = { release: at, role: "manager", hostName: undefined } as const;
    const document = new KeyFileDocument(text, context);
    const { findings } = findingsOf(document, { severities: {}, cap: 100 });
    expectNoKey(findings, key);
    expectNoKey(
      findings.map(({ place }) => excerptOf(document, place)),
      key,
    );
    expectNoKey(daemonStop(text, context) ?? "", key);
    for (const [number, each] of text.split("\n").entries()) {
      for (let column = 0; column <= each.length; column += 5) {
        expectNoKey(hoverOf(document, number, column) ?? "", key);
      }
    }
  },
);
