/** What a torture case says about results: invented ones, each wrong in one way. */

import { describe, expect, it } from "vitest";
import {
  datagramOf,
  defaultSettings,
  type Execution,
  type KeyRequest,
  KeyStore,
  newestRelease,
  type Outcome,
  outcomeOf,
} from "../../../core/manager/index.ts";
import type { Asking, PollRun } from "../../../core/poll/index.ts";
import type { Reply } from "../../../core/poll/socket/exchange.ts";
import type { Asked, Seen } from "../../../core/poll/torture/case.ts";
import { tortureCases } from "../../../core/poll/torture/cases.ts";
import { endText } from "../../../core/poll/torture/ends.ts";
import {
  all,
  answersOnlyWhatItGot,
  answersReadably,
  answersWhoWasAsked,
  answersWithError,
  isDropped,
  someSuccess,
  staysSame,
  staysTheSame,
} from "../../../core/poll/torture/judges.ts";
import { marked } from "../manifest/marked.ts";

const settings = defaultSettings(newestRelease);
const error = '{"error":4,"message":"no such agent"}';
const agent = (id: string, ip = "any"): string =>
  `{"error":0,"data":{"id":"${id}","name":"web${id}","ip":"${ip}","key":"${"a1".repeat(32)}"}}`;

/** A request to a socket that gave this output. */
function asked(request: string, output: string, more: Partial<Asking> = {}): Asked {
  const [selector = "id", value = ""] = [request.slice(0, 2), request.slice(3)];
  const sent: KeyRequest = { selector: selector === "ip" ? "ip" : "id", value };
  const source = { kind: "output", output } as const;
  const outcome: Outcome = outcomeOf(datagramOf(sent), source, new KeyStore(), settings);
  const asking: Asking = {
    source,
    run: undefined,
    socket: undefined,
    durationMs: 10,
    obstacle: undefined,
    threadLost: false,
    cancelled: false,
    ...more,
  };
  return { request: sent, asking, outcome };
}

const dropped = (request: string): Asked => ({ ...asked(request, ""), asking: undefined });
const seen = (...results: readonly Asked[]): Seen => ({ asked: results, variations: [] });

/** A run of a script that ended well, except for `more`. */
function run(argv: readonly string[], more: Partial<PollRun> = {}, timedOut = false): Partial<Asking> {
  const execution: Execution = {
    execPath: "poll",
    commandLine: argv.join(" "),
    output: "",
    end: { kind: "exit", code: 0 },
    timedOut,
    overLimit: false,
  };
  return {
    run: {
      execution,
      argv,
      notRun: undefined,
      obstacle: undefined,
      profile: "manager",
      workingDirectory: "/",
      environmentNames: [],
      startedAt: new Date(0),
      durationMs: 10,
      streams: undefined,
      thread: { kind: "free", lateMs: 0 },
      notes: [],
      leftover: [],
      cancelled: false,
      ...more,
    },
  };
}

const leftover = (name: string) =>
  ({ pid: 1, name, place: "script-group", heldPipe: false, ended: true }) as const;

function replied(reply: Reply): Partial<Asking> {
  const source = { kind: "nothing" } as const;
  const rest = { emptyConnection: undefined, failures: [], fallback: undefined, log: [], source };
  return { socket: { ...rest, reply, durationMs: 10, cancelled: false } };
}

describe("an error answer", () => {
  it("is what each hostile request must get", () => {
    expect(answersWithError(seen(asked("id:'", error), asked("id:a", error)))).toBeUndefined();
    expect(answersWithError(seen(asked("id:'", error), asked("id:%", agent("001"))))).toBe(
      "id:% was answered with agent 001.",
    );
    expect(answersWithError(seen(asked("id:\n", "Traceback")))).toBe(
      'id:\\n ended with "unreadable" instead of an error answer.',
    );
  });

  it("is not asked of a request that never came to the script", () => {
    expect(answersWithError(seen(dropped("id:123456789")))).toBeUndefined();
    expect(answersWithError(seen(asked("id:'", "", run([], { notRun: "child-crash" }))))).toBeUndefined();
    expect(answersWithError(seen(asked("id:'", "", run([]))))).toMatch(/^id:' ended with/);
  });
});

describe("an agent", () => {
  it("may be given only for the value that arrived", () => {
    expect(answersOnlyWhatItGot(seen(asked('id:"', error)))).toBeUndefined();
    expect(answersOnlyWhatItGot(seen(asked("id:0\\01", agent("001"))))).toBe(
      "id:0\\01 was answered with agent 001.",
    );
    expect(
      answersOnlyWhatItGot(seen(asked("id:0\\01", agent("001"), run(["poll", "id", "001"])))),
    ).toBeUndefined();
    expect(
      answersOnlyWhatItGot(seen(asked("id:0\\01", agent("001"), run(["poll", "id", "002"])))),
    ).toBeDefined();
    expect(answersOnlyWhatItGot(seen(asked("ip:10.0.0.1", agent("001", "10.0.0.1"))))).toBeUndefined();
    expect(answersOnlyWhatItGot(seen(asked("ip:10.0.0.1", agent("001", "10.0.0.2"))))).toBe(
      "ip:10.0.0.1 was answered with agent 001.",
    );
    expect(answersOnlyWhatItGot(seen(asked("ip:001", agent("001"))))).toBeDefined();
  });

  it("must be the one that was asked for", () => {
    const good = [
      asked("id:001", agent("001")),
      asked("ip:10.0.0.1", agent("002", "10.0.0.1")),
      asked("ip:10.0.0.1", agent("003", "10.0.0.0/24")),
      asked("ip:10.0.0.1", agent("004", "any")),
      asked("id:005", error),
    ];
    expect(answersWhoWasAsked(seen(...good))).toBeUndefined();
    expect(answersWhoWasAsked(seen(...good, asked("id:001", agent("002", "10.0.0.9"))))).toBe(
      "id:001 was answered with agent 002 at 10.0.0.9.",
    );
    expect(answersWhoWasAsked(seen(asked("ip:10.0.0.1", agent("002", "10.0.0.2"))))).toBe(
      "ip:10.0.0.1 was answered with agent 002 at 10.0.0.2.",
    );
    expect(answersWhoWasAsked(seen(asked("ip:10.0.0.1", agent("002", "nonsense"))))).toBe(
      "ip:10.0.0.1 was answered with agent 002 at nonsense.",
    );
  });

  it("must be given at least once", () => {
    expect(someSuccess(seen(asked("id:001", error), asked("id:002", agent("002"))))).toBeUndefined();
    expect(
      someSuccess(seen(asked("id:001", error), asked("id:002", error), asked("ip:1.2.3.4", "oops"))),
    ).toBe(
      "None of id:001, id:002, ip:1.2.3.4 was answered with an agent (an error answer, unreadable). A script that hides its errors looks like this.",
    );
  });
});

it("a request that the manager discards does not reach the script", () => {
  expect(isDropped(seen(dropped("id:123456789")))).toBeUndefined();
  expect(isDropped(seen(dropped("id:123456789"), asked("id:1", error)))).toBe("id:1 reached the script.");
});

const groups = (...sizes: readonly number[]) =>
  sizes.map((size, at) => ({
    verdict: (["added", "error-answer", "parse-error", "timed-out"] as const)[at % 4] ?? ("added" as const),
    runs: Array.from({ length: size }, (_, index) => index),
  }));

describe("several runs", () => {
  const good = asked("id:001", agent("001"));

  it.each([
    ["verdict", "The verdict differs between runs, 2 different ones: 5 × an agent, 1 × an error answer."],
    ["answer", "The answer differs between runs, 2 different ones: 5 × an agent, 1 × an error answer."],
    ["output", "The output differs between runs, 2 different ones: 5 × an agent, 1 × an error answer."],
  ] as const)("must not differ in %s", (what, text) => {
    expect(staysTheSame({ asked: [good], variations: [{ what, groups: groups(5, 1) }] })).toBe(text);
    expect(staysTheSame(seen(good))).toBeUndefined();
  });

  it("are listed up to three different ones", () => {
    const of = (...sizes: readonly number[]) =>
      staysTheSame({ asked: [], variations: [{ what: "output", groups: groups(...sizes) }] });
    expect(of(3, 2, 1)).toBe(
      "The output differs between runs, 3 different ones: 3 × an agent, 2 × an error answer, 1 × unreadable.",
    );
    expect(of(4, 3, 2, 1)).toBe(
      "The output differs between runs, 4 different ones: 4 × an agent, 3 × an error answer, 2 × unreadable, ….",
    );
  });

  it("must leave nothing, and keep nobody waiting", () => {
    const left = asked("id:002", error, run([], { leftover: [leftover("sleep"), leftover("cat")] }));
    expect(staysTheSame(seen(good, left))).toBe("id:002 left sleep running.");
    const late = [{ threadLost: true }, run([], {}, true), replied({ kind: "no-data" })];
    for (const more of late) {
      expect(staysTheSame(seen(good, left, asked("id:003", error, more)))).toBe(
        "id:003 kept the manager waiting.",
      );
    }
    expect(staysTheSame(seen(good, asked("id:003", error, run(["a"]))))).toBeUndefined();
    expect(
      staysTheSame(seen(asked("id:003", error, replied({ kind: "data", bytes: error, lost: 0 })))),
    ).toBeUndefined();
  });

  it("must not get slower", () => {
    const row = (times: readonly number[]) =>
      seen(...times.map((durationMs) => asked("id:001", error, { durationMs })));
    const times = (first: number, last: number, count = 40): readonly number[] =>
      Array.from({ length: count }, (_, at) => (at < count / 2 ? first : last));
    expect(staysSame(row(times(10, 20)))).toBeUndefined();
    expect(staysSame(row(times(10, 21)))).toBe("The script gets slower: 10 ms at first, 21 ms at last.");
    expect(staysSame(row(times(10, 90, 39)))).toBeUndefined();
    // The fastest of each quarter count: a slow run among them is the machine's.
    expect(staysSame(row([...times(10, 90, 39), 12]))).toBeUndefined();
    expect(staysSame(row([90, ...times(10, 30, 40)]))).toBe(
      "The script gets slower: 10 ms at first, 30 ms at last.",
    );
    const vary = { ...row(times(10, 90)), variations: [{ what: "output" as const, groups: groups(1, 1) }] };
    expect(staysSame(vary)).toMatch(/^The output differs/);
  });
});

describe("a readable answer", () => {
  it("is an agent or an error, in time", () => {
    expect(answersReadably(seen(asked("id:1\n", error), asked("id:1", agent("001"))))).toBeUndefined();
    expect(answersReadably(seen(asked("id:1\n", '{"error":0,"data":{"id":"1\n"')))).toBe(
      'id:1\\n ended with "unreadable".',
    );
    expect(answersReadably(seen(asked("id:1\n", error, { threadLost: true })))).toBe(
      "id:1\\n kept the manager waiting.",
    );
    expect(answersReadably(seen(dropped("id:1\n")))).toBeUndefined();
  });
});

it("of several judges the first complaint counts", () => {
  const none = (): undefined => undefined;
  expect(
    all(
      none,
      () => "one",
      () => "two",
    )(seen()),
  ).toBe("one");
  expect(all(none, none)(seen())).toBeUndefined();
});

it("each end has its words", () => {
  const ends = {
    added: "an agent",
    rejected: "an agent, refused",
    "error-answer": "an error answer",
    "no-error-field": "no error member",
    "no-data": "no data member",
    "no-id": "no id",
    "no-name": "no name",
    "no-ip": "no ip",
    "no-key": "no key",
    "parse-error": "unreadable",
    "exit-code": "exit code not 0",
    "timed-out": "timed out",
    hangs: "hangs",
    "cannot-run": "could not run",
    "cannot-execute": "could not run",
    "no-answer": "no answer",
    "request-discarded": "discarded by the manager",
    crash: "authd crashes",
    exit: "authd exits",
    "not-registered": "an agent, not registered",
    "no-feature": "never asked",
  } as const;
  for (const kind of Object.keys(ends) as (keyof typeof ends)[]) expect(endText(kind)).toBe(ends[kind]);
});

describe("the cases", () => {
  const hits: readonly KeyRequest[] = [
    { selector: "id", value: "001" },
    { selector: "ip", value: "10.0.0.1" },
  ];

  it("send these requests", () => {
    const sent = tortureCases.map(({ name, sent: of }) => [name, of(hits).map(datagramOf)]);
    expect(Object.fromEntries(sent)).toEqual({
      "success-is-seen": ["id:001", "ip:10.0.0.1"],
      "asked-agent-is-answered": ["id:001", "ip:10.0.0.1"],
      "single-quote": ["id:'", "id:' OR 1=1", "ip:'OR'1'='1", "ip:'||'1'='1'--"],
      "double-quote": ['id:"', 'ip:"1.2.3.4"', 'id:a"b'],
      backslash: ["id:\\", "id:0\\01", "ip:\\'"],
      "shell-characters": [
        "id:;id",
        "id:|id",
        "id:`id`",
        "id:$(id)",
        "id:$HOME",
        "ip:;cat</etc/hostname",
        "id:a>b",
      ],
      wildcards: ["id:%", "id:_", "id:___", "id:*", "id:0*", "ip:%", "ip:*", "ip:192.168.%"],
      "option-like": ["id:-h", "id:--help", "id:-1", "id:--"],
      "empty-value": ["id:", "ip:"],
      "blanks-in-value": ["id:1 2 3", "id: 001", "id:001 ", "ip:1.2.3.4 or 1=1"],
      "line-feed": ["id:001\n", "id:\n", "id:a\tb"],
      "not-utf-8": ["id:\xff\xfe", "id:\xe9", "id:\xc3\xa4"],
      "not-an-id": ["id:abc", "id:null", "id:None", "id:0x1", "id:1e0", "id:+1"],
      "zero-padding": ["id:0", "id:00", "id:000", "id:00000000"],
      "largest-id": ["id:99999999", "id:-9999999", "ip:999.999.999.999"],
      "id-too-long": ["id:000000001", `id:${"9".repeat(200)}`],
      ipv6: ["ip:::1", "ip:fe80::1", "ip:2001:db8::1"],
      "ipv6-expanded": ["ip:2001:0DB8:0000:0000:0000:0000:0000:0001"],
      "address-forms": [
        "ip:any",
        "ip:0.0.0.0",
        "ip:0.0.0.0/0",
        "ip:192.168.1.0/24",
        "ip:1",
        "ip:0300.0250.1.1",
      ],
      "unknown-selector": ["id:001"],
      "eight-at-once": ["id:001"],
      "all-at-once": ["id:001", "ip:10.0.0.1"],
      "long-row": ["id:001"],
    });
  });

  it("repeat, and ask at once, where that is what they try", () => {
    const special = tortureCases.filter(({ atOnce, repeat, extraWords }) => atOnce ?? repeat ?? extraWords);
    expect(special.map(({ name, atOnce, repeat, extraWords }) => [name, atOnce, repeat, extraWords])).toEqual(
      [
        ["unknown-selector", undefined, undefined, "name"],
        ["eight-at-once", true, 8, undefined],
        ["all-at-once", true, 4, undefined],
        ["long-row", undefined, "row", undefined],
      ],
    );
  });
});

it("each case says in sentences why it is tried, and in words what must hold", async () => {
  const said = await marked(() => tortureCases.map(({ mustHold, why }) => [mustHold(), why()]));
  for (const [mustHold, why] of said) {
    expect(mustHold).toMatch(/^⟦[a-z].{10,}[^.]⟧$/);
    expect(why).toMatch(/^⟦[A-Za-z0-9].{10,}\.⟧(?: ⟦[A-Z].{10,}\.⟧)?$/);
  }
  expect(new Set(said.map(([, why]) => why)).size).toBe(tortureCases.length);
});
