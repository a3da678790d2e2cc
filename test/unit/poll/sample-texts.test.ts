/** Reading a sample, proposing samples, and comparing answers: every message, and every reason for a proposal. */

import { describe, expect, it } from "vitest";
import { datagramOf, newestRelease, readKeyFile, type Source } from "../../../core/manager/index.ts";
import { proposeSamples, readSample, variationOf } from "../../../core/poll/index.ts";

const FORMS =
  "Write id:001 or id 001 for an agent's id, ip:192.168.1.100 or ip 192.168.1.100 for its address.";

describe("a sample", () => {
  it.each([
    ["id:001", "id", "001"],
    ["id: 001 ", "id", " 001"],
    ["ip\t \t10.0.0.1", "ip", "10.0.0.1"],
    ["id:", "id", ""],
    ["id:a\nb", "id", "a\nb"],
    ["id:id:1", "id", "id:1"],
    ["ip ip", "ip", "ip"],
  ])("%j asks for %s %j", (text, selector, value) => {
    expect(readSample(text)).toEqual({ kind: "sample", request: { selector, value } });
  });

  it.each([
    ["", `The sample is empty. ${FORMS}`],
    [" \n", `The sample is empty. ${FORMS}`],
    ["id", `The sample "id" has no value. ${FORMS}`],
    [" ip ", `The sample "ip" has no value. ${FORMS}`],
    ["ID:001", `"ID:001": the manager only knows id and ip in lower case. ${FORMS}`],
    ["Ip 1.2.3.4", `"Ip 1.2.3.4": the manager only knows id and ip in lower case. ${FORMS}`],
    ["IDs", `"IDs" does not begin with id or ip. ${FORMS}`],
    ["id=001", `"id=001" does not begin with id or ip. ${FORMS}`],
    ["my id", `"my id" does not begin with id or ip. ${FORMS}`],
    ["001", `"001" does not begin with id or ip. Did you mean id:001? ${FORMS}`],
    ["12345678", `"12345678" does not begin with id or ip. Did you mean id:12345678? ${FORMS}`],
    ["1234567890123456", `"1234567890123456" does not begin with id or ip. ${FORMS}`],
    ["a1", `"a1" does not begin with id or ip. ${FORMS}`],
    ["1a", `"1a" does not begin with id or ip. ${FORMS}`],
    ["1.2.3.4", `"1.2.3.4" does not begin with id or ip. Did you mean ip:1.2.3.4? ${FORMS}`],
    [
      "255.255.255.255",
      `"255.255.255.255" does not begin with id or ip. Did you mean ip:255.255.255.255? ${FORMS}`,
    ],
    ["1.2.3", `"1.2.3" does not begin with id or ip. ${FORMS}`],
    ["x1.2.3.4", `"x1.2.3.4" does not begin with id or ip. ${FORMS}`],
    ["1.2.3.4x", `"1.2.3.4x" does not begin with id or ip. ${FORMS}`],
    ["2001:DB8::1", `"2001:DB8::1" does not begin with id or ip. Did you mean ip:2001:DB8::1? ${FORMS}`],
    [
      "::ffff:1.2.3.4",
      `"::ffff:1.2.3.4" does not begin with id or ip. Did you mean ip:::ffff:1.2.3.4? ${FORMS}`,
    ],
    ["name:web", `"name:web" does not begin with id or ip. ${FORMS}`],
  ])("%j is refused: %s", (text, message) => {
    expect(readSample(text)).toEqual({ kind: "unreadable", message });
  });
});

describe("proposals", () => {
  const key = "0123456789abcdef".repeat(4);
  const recordsOf = (...lines: readonly string[]) =>
    readKeyFile(lines.map((line) => `${line} ${key}\n`).join(""), {
      release: newestRelease,
      passEmpty: true,
    }).records.map(({ entry }) => entry);
  const told = (...given: Parameters<typeof proposeSamples>) =>
    proposeSamples(...given).map(
      ({ request, expect: what, why }) => `${what} ${datagramOf(request)}: ${why}`,
    );
  const others = (id: number): readonly string[] => [
    `miss id:${id}: no agent has this id`,
    "miss ip:192.0.2.1: no agent can have this address",
    "bad id:abc: not an id; the manager passes it on anyway",
    "bad id:: an empty value; the manager passes it on",
  ];

  it("are the first and the last agent of a file, and two addresses", () => {
    const records = recordsOf(
      "001 web any",
      "002 db 10.0.0.2",
      "003 net 10.1.0.0/16",
      "004 a 10.0.0.4",
      "005 b 10.0.0.5",
    );
    expect(told(records)).toEqual([
      "hit id:001: agent web of client.keys",
      "hit id:005: agent b of client.keys",
      "hit ip:10.0.0.2: address of agent db in client.keys",
      "hit ip:10.0.0.4: address of agent a in client.keys",
      ...others(98_005),
    ]);
    expect(told(recordsOf("001 web any"), '"007"')).toEqual([
      "hit id:001: agent web of client.keys",
      ...others(98_001),
    ]);
  });

  it("avoid an id that an agent has", () => {
    const records = recordsOf("98002 a any", "98003 b any");
    expect(told(records).at(2)).toBe("miss id:98004: no agent has this id");
  });

  it("are what stands in a script, at most two of each", () => {
    expect(
      told(
        [],
        `ids = ["013", '014', "013", "015", "12", "123456789"]; ips = ["10.0.0.13", 'x10.0.0.14', "1.2.3"]`,
      ),
    ).toEqual([
      "hit id:013: an id that the script contains",
      "hit id:014: an id that the script contains",
      "hit ip:10.0.0.13: an address that the script contains",
      ...others(98_000),
    ]);
  });

  it("are the documentation's own without any of these", () => {
    expect(told([])).toEqual([
      "hit id:001: the id of the documentation's example",
      "hit ip:192.168.1.100: the address of the documentation's example",
      ...others(98_000),
    ]);
  });
});

describe("answers to one request", () => {
  const answer = (output: string): Source => ({ kind: "output", output });
  const data = { id: "001", name: "web", ip: "any", key: "a1".repeat(32) };
  const good = (changes: object = {}): Source =>
    answer(JSON.stringify({ error: 0, data: { ...data, ...changes } }));
  const what = (...sources: readonly Source[]) => variationOf("id:001", sources, newestRelease)?.what;

  it("agree if the manager reads the same from the same bytes", () => {
    expect(what()).toBeUndefined();
    expect(what(good())).toBeUndefined();
    expect(what(good(), good())).toBeUndefined();
  });

  it("differ only in bytes where the manager reads the same", () => {
    expect(what(good(), answer(`\n${JSON.stringify({ data, error: 0 })}`))).toBe("output");
    expect(what(good(), good({ os: "linux" }))).toBe("output");
    const message = (text: string, rest = ""): Source => answer(`{"error":4,"message":"${text}"}${rest}`);
    expect(what(message("none"), message("none", "\n"))).toBe("output");
    expect(what(message("none"), message("no such agent"))).toBe("answer");
  });

  it.each([{ id: "002" }, { name: "db" }, { ip: "10.0.0.1" }, { key: "b2".repeat(32) }])(
    "differ in what the manager reads: %j",
    (changes) => {
      expect(what(good(), good(changes))).toBe("answer");
    },
  );

  it("differ in the number of an error, and in its form", () => {
    expect(what(answer('{"error":4}'), answer('{"error":5}'))).toBe("answer");
    expect(what(answer('{"error":4,"message":"4"}'), answer('{"error":4,"message":4}'))).toBe("answer");
    expect(what(answer('{"error":4,"message":null}'), answer('{"error":4}'))).toBe("answer");
  });

  it("differ in how they end, the largest group first", () => {
    const unreadable = answer("Traceback");
    expect(variationOf("id:001", [unreadable, good(), good(), answer("{}")], newestRelease)).toEqual({
      what: "verdict",
      groups: [
        { verdict: "added", runs: [1, 2] },
        { verdict: "parse-error", runs: [0] },
        { verdict: "no-error-field", runs: [3] },
      ],
    });
  });

  it("that cannot be read differ by their bytes", () => {
    expect(what(answer("Traceback 1"), answer("Traceback 2"))).toBe("answer");
  });
});
