/** The documented tables: what the schemas allow, and how the verdict reports a deviation. */

import { describe, expect, it } from "vitest";
import errorSchema from "../../../schemas/error.schema.json" with { type: "json" };
import successSchema from "../../../schemas/success.schema.json" with { type: "json" };
import { judged, KEY, rulesOf, success } from "./polls.ts";

const cases: readonly (readonly [title: string, output: string, rules: readonly string[]])[] = [
  ["the documented example", success({ ip: "192.168.1.100" }), []],
  ["an error answer", '{"error": 4, "message": "No agent key found"}', []],
  ["other members beside", '{"error": 4, "message": "x", "hint": 1}', []],
  ["any", success({ ip: "any" }), []],
  ["CIDR", success({ ip: "10.0.0.0/8" }), []],
  ["a netmask", success({ ip: "10.0.0.0/255.0.0.0" }), []],
  ["IPv6", success({ ip: "2001:db8::/32" }), []],
  ["an id of two digits", success({ id: "01" }), ["contract-id"]],
  ["an id of nine digits", success({ id: "123456789" }), ["contract-id"]],
  ["an id that is a number", success({ id: 1 }), ["contract-id"]],
  ["a name with an umlaut", success({ name: "bücher" }), ["contract-name"]],
  ["a name of 128 bytes", success({ name: "n".repeat(128) }), []],
  ["a name of 129 bytes", success({ name: "n".repeat(129) }), ["contract-name"]],
  ["an address of no kind", success({ ip: "web" }), ["contract-ip"]],
  ["a key of 128 bytes in 64 characters", success({ key: "é".repeat(64) }), []],
  ["a key of 130 bytes in 65 characters", success({ key: "é".repeat(65) }), ["contract-key"]],
  ["a key with a line feed", success({ key: `${KEY}\n` }), ["contract-key"]],
  ["a member too many", success({ port: 1514 }), ["contract-data"]],
  ["a member too few", success({ key: undefined }), ["contract-key"]],
  ["error as a string", success().replace('"error":0', '"error":"0"'), ["contract-error"]],
  ["Error", success().replace('"error":0', '"Error":0'), ["contract-error"]],
  ["a negative error", '{"error": -1, "message": "x"}', ["contract-error"]],
  ["a message with a line feed", '{"error": 1, "message": "a\\nb"}', ["contract-message"]],
  ["no message", '{"error": 1}', ["contract-message"]],
  ["text after it", `${success()} done`, ["contract-json"]],
  ["a byte-order mark", `\ufeff${success()}`, ["contract-json"]],
  [
    "a raw tab in a string",
    success({ name: "a\tb" }).replace("\\t", "\t"),
    ["contract-json", "contract-name"],
  ],
  ["a number with a leading zero", success().replace('"error":0', '"error":00'), ["contract-json"]],
  ["a list", "[]", ["contract-json"]],
  ["prose", "none", ["contract-json"]],
];

describe("what the documentation says of an answer", () => {
  it.each(cases)("%s", (_title, output, rules) => {
    expect(rulesOf(judged(output), "contract")).toEqual([...rules]);
  });

  it("names the fact and what is allowed, but no key", () => {
    const message = (output: string): string | undefined =>
      judged(output).findings.find((each) => each.authority === "contract")?.message;
    expect(message(success({ id: 1 }))).toBe(
      "data.id is the number 1; the documentation requires a string of 3 to 8 digits.",
    );
    expect(message(success({ key: "é".repeat(65) }))).toBe(
      "data.key is a string of 130 bytes; the documentation requires a string of printable characters, up to 128 bytes.",
    );
    expect(message(`${success()} done`)).toBe(
      "The documentation requires one JSON object on standard output, but there is text after it. The manager reads it anyway.",
    );
  });

  it("is at most information, because the manager does not mind", () => {
    expect(judged(success({ name: "bücher" })).findings).toMatchObject([
      { rule: "contract-name", severity: "information" },
    ]);
  });

  it("follows its own examples", () => {
    for (const example of [...successSchema.examples, ...errorSchema.examples]) {
      expect(rulesOf(judged(JSON.stringify(example), { request: "ip:192.168.1.100" }), "contract")).toEqual(
        [],
      );
    }
  });
});
