/** Compares agents of a client.keys with answers: the differences, what the manager would do, and the resulting file. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  datagramOf,
  defaultSettings,
  keyFingerprint,
  type ManagerSettings,
  outcomeOf,
  readKeyFile,
  releaseFor,
} from "../../../core/manager/index.ts";
import { AffectedAgents } from "../../../core/reconcile/affected-agents.ts";
import {
  agentFacts,
  byCause,
  Comparison,
  defaultErrorMeanings,
  idsOf,
  journalOf,
  Roll,
  readJournal,
  seedOf,
  stateNames,
  stateText,
  Tally,
} from "../../../core/reconcile/index.ts";

import { marked, unmarked } from "../manifest/marked.ts";

const KEY = "0123456789abcdef".repeat(4);
const OTHER = "fedcba9876543210".repeat(4);
const settings = defaultSettings();
const { release } = settings;

const FILE = `001 web-01 10.0.0.1 ${KEY}
002 db-01 any ${KEY}
003 mail 192.168.0.0/24 ${KEY}
`;

const rollOf = (file: string, ids: readonly string[] = [], by: "id" | "manager" = "id"): Roll =>
  new Roll(readKeyFile(file, { release, passEmpty: true }), ids, by);

const answer = (id: string, name: string, ip: string, key: string): string =>
  JSON.stringify({ error: 0, data: { id, name, ip, key } });

/** The result for the agent at an index if the script prints this. */
function compared(roll: Roll, place: number, output: string, of: ManagerSettings = settings) {
  const asked = roll.at(place);
  if (asked === undefined) throw new Error(`nobody at ${place}`);
  return new Comparison(roll, of, defaultErrorMeanings).compare(asked, { kind: "output", output });
}

const resultOf = (place: number, output: string, of?: ManagerSettings) =>
  compared(rollOf(FILE), place, output, of).result;

describe("an agent of the file", () => {
  it("is equal if the answer says the same, also with the address in another form", () => {
    expect(resultOf(0, answer("001", "web-01", "10.0.0.1", KEY)).state).toBe("equal");
    expect(resultOf(0, answer("001", "web-01", "10.0.0.1/32", KEY)).state).toBe("equal");
    expect(resultOf(2, answer("003", "mail", "192.168.0.0/255.255.255.0", KEY)).state).toBe("equal");
  });

  it("shows another key by fingerprints, and never contains it", () => {
    const result = resultOf(1, answer("002", "db-01", "any", OTHER));
    expect(result).toMatchObject({
      state: "other-key",
      id: "002",
      name: "db-01",
      line: 2,
      request: "id:002",
    });
    expect(result.differences).toEqual([
      { what: "key", file: keyFingerprint(KEY), answer: keyFingerprint(OTHER) },
    ]);
    expect(JSON.stringify(result)).not.toMatch(/fedcba98|01234567/);
  });

  it("hides a key in place of the name", () => {
    const short = "s3cret-word";
    expect(JSON.stringify(resultOf(1, answer("002", short, "any", short)))).not.toContain(short);
  });

  it.each([
    ["other-name", answer("001", "web-1", "10.0.0.1", KEY), ["name"]],
    ["other-address", answer("001", "web-01", "any", KEY), ["address"]],
    ["other-agent", answer("1", "web-01", "10.0.0.1", KEY), ["id"]],
    ["other-key", answer("001", "x", "any", OTHER), ["key", "name", "address"]],
  ])("%s: %s", (state, output, what) => {
    const { differences, ...result } = resultOf(0, output);
    expect(result.state).toBe(state);
    expect(differences.map((each) => each.what)).toEqual(what);
  });

  it.each([
    ["unknown", '{"error": 4, "message": "No such agent"}', /^error answer 4: "No such agent"$/],
    ["ambiguous", '{"error": 5, "message": "Several"}', /^error answer 5/],
    ["would-not-register", '{"error": 6, "message": "bad name"}', /^error answer 6/],
    ["no-answer", '{"error": 2, "message": "no connection"}', /^error answer 2: "no connection"$/],
    ["no-answer", "Traceback (most recent call last)", /^unreadable answer$/],
    ["no-answer", "", /^empty answer$/],
    ["would-not-register", answer("001", "web-01", "localhost", KEY), /^refused 9006/],
    ["would-not-register", '{"error":0,"data":{"id":1}}', /^wazuh-authd crashes$/],
    ["would-not-register", '{"error":0}', /^no data$/],
    ["would-not-register", answer("001", "my web", "10.0.0.1", KEY), /would not be read back/],
    [
      "would-not-register",
      answer("001", "web-01", "any", `${KEY}\n007 evil any x`),
      /would not be read back/,
    ],
  ])("%s: %s", (state, output, why) => {
    const result = resultOf(0, output);
    expect(result.state).toBe(state);
    expect(result.why).toMatch(why);
  });

  it("reports a common cause once, whatever was asked for", () => {
    const outputs = ["x 001", "x 002", ""];
    const [same, other] = byCause(outputs.map((output, place) => resultOf(place, output)));
    expect(same?.map(({ id }) => id)).toEqual(["001", "002"]);
    expect(same?.[0].cause).toMatchObject({
      problem: expect.stringContaining("cannot read the output"),
      advice: expect.stringMatching(/JSON/),
    });
    expect(other?.map(({ id }) => id)).toEqual(["003"]);
    const differs = answer("1", "x", "any", OTHER);
    expect(byCause([resultOf(0, differs), resultOf(1, differs)])).toHaveLength(2);
  });

  it("names the agents that the manager would remove for the answer, and what it refuses now", () => {
    const taken = answer("001", "db-01", "10.0.0.1", KEY);
    expect(resultOf(0, taken)).toMatchObject({ state: "other-name", removes: ["002 db-01"] });
    const off = { ...settings, force: { ...settings.force, enabled: false } };
    expect(resultOf(0, taken, off)).toMatchObject({
      state: "other-name",
      refused: "9012: Duplicate ID",
      removes: [],
    });
    expect(compared(rollOf(FILE), 0, taken, off).registers).toBeUndefined();
  });

  it("cannot be asked about if an earlier record has its id", () => {
    const roll = rollOf(`${FILE}001 twin any ${OTHER}\n`);
    const twin = roll.at(3);
    expect(twin?.hiddenBy).toBe(1);
    if (twin === undefined) return;
    const { result } = new Comparison(roll, settings, defaultErrorMeanings).hidden(twin);
    expect(result).toMatchObject({ state: "ambiguous", line: 4, why: expect.stringContaining("line 1") });
  });
});

describe("an agent that only the database may have", () => {
  const roll = rollOf(FILE, ["009", "002", "009"]);

  it("is asked about once, and not if the file has it", () => {
    expect(roll.size).toBe(4);
    expect(roll.at(3)).toMatchObject({ id: "009", record: undefined, line: undefined });
    expect(idsOf("# all\n009\r\n\n 010 web any\n")).toEqual(["009", "010"]);
  });

  it("is missing, or would not register", () => {
    expect(compared(roll, 3, answer("009", "new", "any", KEY)).result).toMatchObject({
      state: "missing",
      name: "new",
    });
    const off = { ...settings, force: { ...settings.force, enabled: false } };
    const refused = compared(roll, 3, answer("009", "db-01", "any", KEY), off).result;
    expect(refused).toMatchObject({ state: "would-not-register", why: "refused 9008: Duplicate name" });
  });
});

it("asks as the manager would: by address for an agent that does not send its id", () => {
  const roll = rollOf(FILE, [], "manager");
  const asked = [0, 1, 2]
    .map((place) => roll.at(place)?.request)
    .map((each) => (each ? datagramOf(each) : ""));
  expect(asked).toEqual(["ip:10.0.0.1", "id:002", "id:003"]);
});

describe("what the manager does with an answer", () => {
  const names = ["a", "b", "c"];
  const ips = ["any", "10.0.0.1", "10.0.0.2", "10.0.0.0/24"];
  const records = fc.array(
    fc.tuple(fc.constantFrom("001", "002", "003", "004"), fc.constantFrom(...names), fc.constantFrom(...ips)),
    {
      minLength: 1,
      maxLength: 12,
    },
  );
  const given = fc.tuple(
    fc.constantFrom("001", "002", "009"),
    fc.constantFrom(...names, "z"),
    fc.constantFrom(...ips),
  );
  const versions = fc.constantFrom("3.8", "3.13", "4.2.2", "4.3", "4.14");

  it("is the same among the few agents that it can affect as among all", () => {
    fc.assert(
      fc.property(records, given, versions, fc.boolean(), (lines, [id, name, ip], version, enabled) => {
        const of = releaseFor(version) ?? release;
        const manager = {
          ...defaultSettings(of),
          forceInsert: enabled,
          force: { ...settings.force, enabled },
        };
        const file = lines.map((line, at) => `${line.join(" ")} ${KEY.slice(0, 40)}${at}\n`).join("");
        const reading = readKeyFile(file, { release: of, passEmpty: true });
        const roll = new Roll(reading, [], "id");
        const output = answer(id, name, ip, OTHER);
        const asked = roll.at(0);
        if (asked === undefined) return;
        const { result } = new Comparison(roll, manager, defaultErrorMeanings).compare(asked, {
          kind: "output",
          output,
        });
        const { registration } = outcomeOf(
          datagramOf(asked.request),
          { kind: "output", output },
          reading.store,
          manager,
        );
        const others = registration?.replaced.filter((each) => each.id !== asked.id) ?? [];
        expect(result.removes).toEqual(others.map((each) => `${each.id} ${each.name}`));
        expect(result.refused === undefined).toBe(registration?.kind === "added");
      }),
      { numRuns: 500 },
    );
  });
});

it("affects few agents if most have the address any", () => {
  const file = Array.from({ length: 500 }, (_, at) => `${1000 + at} web-${at} any ${KEY}\n`).join("");
  const bystanders = new AffectedAgents(rollOf(file).known);
  expect(bystanders.storeFor("1007", "web-7", "any", release).entries.length).toBeLessThan(6);
});

describe("the file that the manager would end up with", () => {
  it("has the database's records in place of others, and everything else unchanged", () => {
    const roll = rollOf(`${FILE}004 !gone any ${KEY}\n`, ["009"]);
    const answers = [
      compared(roll, 1, answer("002", "db-01", "any", OTHER)),
      compared(roll, 3, answer("009", "new", "10.0.0.9", KEY)),
    ];
    const seed = seedOf(
      roll.known,
      answers.flatMap(({ registers }) => registers ?? []),
      settings,
    );
    expect(seed).toMatchObject({ agents: 4, changed: 2, refused: 0 });
    expect(seed?.text.trimEnd().split("\n").toSorted()).toEqual([
      `001 web-01 10.0.0.1 ${KEY}`,
      `002 db-01 any ${OTHER}`,
      `003 mail 192.168.0.0/24 ${KEY}`,
      `004 !gone any ${KEY}`,
      `009 new 10.0.0.9 ${KEY}`,
    ]);
  });

  it("protects what was registered during the run: the second agent that wants a name is refused", () => {
    const roll = new Roll(undefined, ["001", "002"]);
    const agents = ["001", "002"].map((id) => ({ id, name: "twin", ip: "any", key: KEY }));
    expect(seedOf(roll.known, agents, settings)).toMatchObject({ agents: 1, changed: 1, refused: 1 });
  });
});

describe("a continued run", () => {
  it("recognises earlier results, in any order, and none of another run", () => {
    const equal = { state: "equal", id: "001", request: "id:001", differences: [], removes: [] } as const;
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: 40 })), (places) => {
        const tally = new Tally(41);
        for (const place of places)
          tally.add(place, place % 3 === 0 ? { ...equal, state: "unknown" } : equal);
        const text = journalOf("this run", tally);
        const reading = readJournal(text, "this run", 41);
        if (reading.kind !== "read") throw new Error(reading.kind);
        expect(reading.tally.totals()).toEqual(tally.totals());
        expect(reading.tally.others()).toEqual(tally.others());
        expect(readJournal(text, "another", 41).kind).toBe("other-run");
        const equals = readJournal(text, "this run", 41, true);
        expect(equals.kind === "read" && equals.tally.others()).toEqual([]);
      }),
      { numRuns: 100 },
    );
    expect(readJournal("{}", "x", 1).kind).toBe("broken");
    expect(readJournal("no JSON", "x", 1).kind).toBe("broken");
  });
});

it("in another language every text is that language's, and a script's message stays", async () => {
  const outputs = [
    answer("1", "x", "any", OTHER),
    answer("001", "my web", "10.0.0.1", KEY),
    answer("001", "web-01", "localhost", KEY),
    '{"error": 4, "message": "Kein Agent"}',
    "Traceback",
  ];
  const texts = await marked(() => [
    ...outputs.map((output) => agentFacts(resultOf(0, output))),
    ...stateNames.flatMap((state) => Object.values(stateText(state))),
  ]);
  expect(texts.filter((text) => !text.includes("⟦"))).toEqual([]);
  expect(texts.flatMap((text) => unmarked(text, "Kein Agent Invalid IP No such"))).toEqual([]);
  expect(texts).toContainEqual(expect.stringContaining('"Kein Agent"'));
});
