/** Keys stay hidden, whatever a script prints and wherever it prints it. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KeyMask, MASK } from "../../../core/lint/mask.ts";
import { arrayFromBytes, bytesFromArray, textFromBytes } from "../../../core/manager/index.ts";
import { judgedRun, KEY } from "./polls.ts";

describe("a mask", () => {
  it.each([
    ["a known key", "key is hunter22 and more", `key is ${MASK} and more`, ["hunter22"]],
    ["32 hexadecimal digits", `x ${"0aF9".repeat(8)} y`, `x ${MASK} y`],
    ["the same in UTF-16", `x ${"0aF9".repeat(8).replace(/./g, "$&\0")} y`, `x ${MASK} y`],
    ["a member named key", '{"id":"001","key":"abc"}', `{"id":"001","key":"${MASK}"}`],
    ["a Python dict", "{'agent_key': 'abc', 'id': 1}", `{'agent_key': '${MASK}', 'id': 1}`],
    ["JSON in a string", '"{\\"key\\":\\"abc\\"}"', `"{\\"key\\":\\"${MASK}\\"}"`],
    ["an escaped quote", '"key":"a\\"b","id"', `"key":"${MASK}","id"`],
    ["a quote in a value", '"key":"a"b", "id":"1"', `"key":"${MASK}", "id":"1"`],
    ["a shell trace", "+ KEY=abc id=001", `+ KEY=${MASK} id=001`],
    ["a number", '"key":123456,"id":1', `"key":${MASK},"id":1`],
    ["a string that is cut off", '"key":"abc', `"key":"${MASK}`],
    [
      "a refused record",
      "(1401): Error reading authentication key: '001 web any abc'.",
      `(1401): Error reading authentication key: '001 web any ${MASK}'.`,
    ],
  ])("hides %s", (_title, text, expected, known: readonly string[] = []) => {
    expect(new KeyMask(known).hide(text)).toBe(expected);
  });

  it.each([
    "Agent key generated for agent 'web' (requested locally)",
    "(1401): Error reading authentication key: '001'.",
    "Could not get a key from ID 001. Error: 'No agent key found'",
    '"key":""',
    "001 web 2001:0DB8:0000:0000:0000:0000:0000:0001",
  ])("leaves what is not a key: %s", (text) => {
    expect(new KeyMask().hide(text)).toBe(text);
  });

  it("hides a key that the visible part cuts", () => {
    expect(new KeyMask(["secret99"]).part("0123secret99tail", 8, 14)).toBe(`${MASK}ta…`);
  });

  it("hides every known key in every text", () => {
    const key = fc.string({ minLength: 4, maxLength: 40 });
    fc.assert(
      fc.property(fc.array(key, { minLength: 1, maxLength: 4 }), fc.array(fc.string()), (keys, parts) => {
        const text = parts.flatMap((part, at) => [part, keys[at % keys.length] ?? ""]).join("");
        const shown = new KeyMask(keys).hide(text);
        for (const each of keys) expect(shown.replaceAll(MASK, "\0")).not.toContain(each);
      }),
    );
  });

  it("takes linear time", () => {
    const texts = [
      "key",
      'key="',
      "key='\"",
      'key:\\"',
      "a",
      "'",
      "\\",
      " ",
      "Error reading authentication key: '",
    ];
    for (const text of texts) {
      new KeyMask(["aaaa", "key="]).hide(text.repeat(1_000_000 / text.length));
    }
  });
});

describe("a verdict", () => {
  const bytes = fc.uint8Array({ minLength: 6, maxLength: 60 }).map((array) => bytesFromArray(array));
  const noise = fc.constantFrom("", "DEBUG start\n", "{}", "{", "[", "\ufeff", "x.py:1: UserWarning: ");
  const release = fc.constantFrom("3.8", "3.13", "4.3", "4.4", "4.9", "4.14", "5.0");
  const quote = fc.constantFrom('"', "'");

  it("shows no part of a text that contains the key", () => {
    fc.assert(
      fc.property(bytes, noise, release, quote, fc.nat(400), (raw, before, id, mark, cut) => {
        // A key that is part of the other text is not a secret. In single quotes, as Python prints a dict, a
        // value has none: its end is unknown.
        const odd = mark === "'" ? /[\0\ufffd']/g : /[\0\ufffd]/g;
        const key = `${textFromBytes(raw).replace(odd, "?")}-Kq7Zw`;
        const inside = JSON.stringify(key).slice(1, -1);
        const json = `{${mark}error${mark}:0,${mark}data${mark}:{${mark}id${mark}:${mark}001${mark},${mark}name${mark}:${mark}n${mark},${mark}ip${mark}:${mark}any${mark},${mark}key${mark}:${mark}${inside}${mark}}}`;
        const output = bytesFromArray(
          new TextEncoder().encode(before + (cut < json.length ? json : `${json} ${key}`)),
        );
        const { outcome: _, ...shown } = judgedRun({ output }, { release: id, known: `002 n any ${KEY}\n` });
        expect(JSON.stringify(shown)).not.toContain("Kq7Zw");
        expect(JSON.stringify(shown)).not.toContain(KEY);
      }),
    );
  });

  it("shows no end of a key whose first byte the parser has consumed", () => {
    const output = '[{"error":0,"data":{"key":",????-SECRET"}} ,????-SECRET';
    const { outcome: _, ...shown } = judgedRun({ output }, { release: "3.8" });
    expect(JSON.stringify(shown)).not.toContain("SECRET");
  });

  it("shows no half of a key in which the parser stopped", () => {
    const { outcome: _, ...shown } = judgedRun(
      { output: '{"error":0,"data":{"key":"abc\\xSECRET"}}' },
      { release: "3.8" },
    );
    expect(shown.log.at(-1)?.text).toBe(`Error parsing JSON event. ${MASK}"}}`);
    expect(JSON.stringify(shown)).not.toContain("SECRET");
  });

  it("exists for any bytes, and for a megabyte of them", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), release, (array, id) => {
        const verdict = judgedRun({ output: bytesFromArray(array) }, { release: id });
        for (const { span } of verdict.findings) {
          if (span !== undefined) expect(span.start <= span.end && span.end <= array.length).toBe(true);
        }
      }),
    );
    for (const piece of ["[", "{", '"', "0", " ", '{"key":"', "\n", "{'", '{"error":0} ', "\0a", "é"]) {
      judgedRun({
        output: bytesFromArray(
          arrayFromBytes(piece.replace("é", "\xc3\xa9").repeat(1_000_000 / piece.length)),
        ),
      });
    }
  });
});
