/** `keypoll explain --log` inside the process: its text, its other forms, the files that it reads, and `--follow`. */

import { appendFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeEach, describe, expect, it } from "vitest";
import { explainLogFiles } from "../../../cli/explain/log/explain-log-files.ts";
import { follow } from "../../../cli/explain/log/follow.ts";
import { printReport } from "../../../cli/explain/log/log-formats.ts";
import type { LogFilesOptions } from "../../../cli/explain/log/log-report.ts";
import { logText } from "../../../cli/explain/log/log-text.ts";
import type { LogReport } from "../../../cli/report/report.ts";
import { tool } from "../../../cli/report/tool.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { coloured, colouredLines, KeptTerminal, pipe } from "./looks.ts";

type Cause = LogReport["causes"][number];
type Agent = LogReport["agents"][number];

const example = { file: 0, line: 7, text: "a line of the log" };
const cause = (more: Partial<Cause>): Cause => ({
  cause: "key-in-use",
  severity: "warning",
  title: "A title",
  meaning: "What it means.",
  advice: "What helps.",
  count: 1,
  agents: 0,
  messages: [],
  example,
  first: undefined,
  last: undefined,
  ...more,
});
const agent = (more: Partial<Agent>): Agent => ({
  severity: "warning",
  id: "012",
  names: [],
  sources: [],
  record: undefined,
  count: 1,
  causes: [],
  conclusions: [],
  first: undefined,
  last: undefined,
  ...more,
});
const report = (more: Partial<LogReport>): LogReport => ({
  tool,
  command: "explain-log",
  ok: false,
  files: [{ path: "ossec.log", lines: 9, known: 1 }],
  lines: 9,
  known: 1,
  unknown: 8,
  first: "10:00",
  last: "10:09",
  causes: [],
  agents: [],
  overflows: false,
  ...more,
});
const textOf = (more: Partial<LogReport>): string => logText(report(more), pipe).join("\n");

const HEAD = `ossec.log: 9 lines, 10:00 to 10:09
  1 line of agents and keys is explained here: 1 problem. 8 other lines are not known to keypoll.`;

describe("the text of a whole log", () => {
  it("has the problems, then the agents, then what needs no action", () => {
    const causes = [
      cause({ severity: "error", count: 1200, agents: 2, first: "10:01", last: "10:05" }),
      cause({
        cause: "agent-connected",
        severity: "information",
        title: "Agents connected",
        count: 2,
        first: "10:02",
        last: "10:02",
      }),
    ];
    const agents = [
      agent({
        severity: "error",
        names: ["web"],
        sources: ["10.0.0.7", "10.0.0.8"],
        conclusions: ["Two machines hold this key.", "It is new."],
        causes: [
          { cause: "key-in-use", count: 2, example, first: "10:01", last: "10:05" },
          { cause: "agent-connected", count: 1, example, first: "10:02", last: "10:02" },
        ],
      }),
      agent({ id: "013", severity: "information" }),
      agent({
        id: "014",
        causes: [{ cause: "key-in-use", count: 1, example, first: undefined, last: undefined }],
      }),
    ];
    expect(textOf({ causes, agents })).toBe(`${HEAD}

error  A title  [key-in-use]
  seen         1,200 lines, 2 agents, 10:01 to 10:05
  means        What it means.
  what to do   What helps.
  first line   ossec.log:7: a line of the log

agent 012 web
  Two machines hold this key.
  It is new.
  error  A title: 2 lines, 10:01 to 10:05
  came from 10.0.0.7, 10.0.0.8

agent 014
  error  A title: 1 line

also  Agents connected: 2 lines, at 10:02`);
  });
});

describe("the parts of the text", () => {
  it.each<[Partial<LogReport>, string]>([
    [
      { known: 2, unknown: 1, causes: [cause({}), cause({})] },
      "  2 lines of agents and keys are explained here: 2 problems. 1 other line is not known to keypoll.",
    ],
    [
      { known: 0, unknown: 0, keys: "client.keys" },
      "  0 lines of agents and keys are explained here: 0 problems. 0 other lines are not known to keypoll. Agents are looked up in client.keys.",
    ],
  ])("counts", (more, line) => {
    expect(textOf(more).split("\n")[1]).toBe(line);
  });

  it.each<[number, string]>([
    [1, "a0.log: 9 lines, 10:00 to 10:09"],
    [3, "a0.log, a1.log, a2.log: 9 lines, 10:00 to 10:09"],
    [4, "4 files: 9 lines, 10:00 to 10:09"],
  ])("names up to three files", (number, line) => {
    const files = Array.from({ length: number }, (_, at) => ({ path: `a${at}.log`, lines: 1, known: 0 }));
    expect(textOf({ files }).split("\n")[0]).toBe(line);
  });

  it("has no times if the log has none, and no meaning if it is empty", () => {
    const text = textOf({ first: undefined, last: undefined, causes: [cause({ meaning: "" })] });
    expect(text).toMatch(/^ossec\.log: 9 lines\n/);
    expect(text).not.toContain("means");
    expect(text).toContain("\n  seen         1 line\n  what to do ");
    expect(text.split("\n").at(-1)).toBe("  first line   ossec.log:7: a line of the log");
  });

  it("names the file of a line", () => {
    const files = [
      { path: "a.log", lines: 1, known: 0 },
      { path: "b.log", lines: 1, known: 0 },
    ];
    const causes = [cause({ example: { ...example, file: 1 } })];
    expect(textOf({ files, causes })).toContain("first line   b.log:7: a line");
  });

  it.each([
    [20, []],
    [21, ["", "… and 1 more agent; --format json lists all."]],
    [23, ["", "… and 3 more agents; --format json lists all."]],
  ])("lists twenty of %d agents", (number, rest) => {
    const agents = Array.from({ length: number }, (_, at) => agent({ id: String(at) }));
    const lines = logText(report({ agents }), pipe);
    expect(lines.filter((line) => line.startsWith("agent "))).toHaveLength(20);
    expect(lines.slice(lines.indexOf("agent 19") + 1)).toEqual(rest);
  });

  it("says if there are more agents than it knows one by one", () => {
    expect(textOf({ overflows: true }).split("\n").slice(-2)).toEqual([
      "",
      "There are more agents than keypoll lists separately. The lines of the others are counted above.",
    ]);
    expect(textOf({}).split("\n")).toHaveLength(2);
  });
});

describe("the look of the text", () => {
  it("has colours", () => {
    const causes = [cause({ severity: "error" }), cause({ severity: "hint" })];
    const lines = logText(report({ causes, agents: [agent({})] }), coloured);
    expect(colouredLines(lines)).toEqual([
      "bold: ossec.log: 9 lines, 10:00 to 10:09",
      "red: error  A title  [key-in-use]",
      "bold: agent 012",
      "dim: also  A title: 1 line",
    ]);
  });

  it("indents what it wraps", () => {
    const agents = [
      agent({
        sources: ["10.0.0.7", "10.0.0.8"],
        conclusions: ["Two machines hold this key."],
        causes: [{ cause: "key-in-use", count: 2, example, first: "10:01", last: "10:05" }],
      }),
    ];
    const lines = logText(report({ agents, causes: [cause({})] }), { ...pipe, width: 24 });
    expect(lines.slice(lines.indexOf("agent 012") + 1)).toEqual([
      "  Two machines hold this",
      "  key.",
      "  warning  A title: 2",
      "    lines, 10:01 to",
      "    10:05",
      "  came from 10.0.0.7,",
      "    10.0.0.8",
    ]);
    expect(lines.slice(1, 3)).toEqual(["  1 line of agents and", "  keys is explained"]);
  });
});

describe("the forms of the story", () => {
  const whole = report({ causes: [cause({})], agents: [agent({})] });
  const printed = (format: Parameters<typeof printReport>[1]): string => {
    const terminal = new KeptTerminal();
    printReport(whole, format, terminal);
    return terminal.stdout;
  };

  it("are text, JSON, Markdown, and one object per line", () => {
    expect(printed("text")).toBe(`${logText(whole, pipe).join("\n")}\n`);
    expect(printed("text")).toContain(`${HEAD}\n\nwarning  A title`);
    expect(printed("json")).toBe(`${JSON.stringify(whole, null, 2)}\n`);
    expect(printed("markdown")).toMatch(/^## ✘ `ossec\.log`\n/);
    const { causes, agents, ...summary } = whole;
    expect(printed("ndjson")).toBe(
      [
        { kind: "cause", ...causes[0] },
        { kind: "agent", ...agents[0] },
        { kind: "summary", ...summary },
      ]
        .map((each) => `${JSON.stringify(each)}\n`)
        .join(""),
    );
  });
});

const KEY = "0123456789abcdef".repeat(4);
const at = (second: string): string => `2026/11/21 10:00:${second}`;
const IN_USE = `${at("00")} wazuh-remoted: WARNING: Agent key already in use: agent ID '012'\n`;
const OTHER = `${at("01")} wazuh-syscheckd: INFO: (6008): File integrity monitoring scan started.\n`;

let folder: string;
let log: string;

beforeEach(() => {
  folder = temporaryFolder();
  log = put("ossec.log", IN_USE + OTHER);
});

function put(name: string, content: string | Buffer): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

async function explained(options: Partial<LogFilesOptions>) {
  const terminal = new KeptTerminal();
  const code = await explainLogFiles(
    { files: [log], keys: undefined, follow: false, format: "json", ...options },
    terminal,
  );
  return { code, stdout: terminal.stdout, stderr: terminal.stderr };
}

describe("a log", () => {
  it("is read as a file, and as a rotated one", async () => {
    const rotated = put("ossec.log.1.gz", gzipSync(IN_USE + OTHER.repeat(40_000)));
    const { code, stdout, stderr } = await explained({ files: [log, rotated] });
    const read = JSON.parse(stdout);
    expect([code, stderr, read.command]).toEqual([1, "", "explain-log"]);
    expect(read.files).toEqual([
      { path: log, lines: 2, known: 1 },
      { path: rotated, lines: 40_001, known: 1 },
    ]);
    expect(read.causes[0]).toMatchObject({ count: 2, example: { file: 0, line: 1 } });
    expect(read).not.toHaveProperty("keys");
    const second = JSON.parse((await explained({ files: [put("none.log", OTHER), rotated] })).stdout);
    expect(second.causes[0].example).toMatchObject({ file: 1, line: 1 });
  });

  it("is read as a special file, and if it is empty", async () => {
    expect((await explained({ files: ["/dev/null"], format: "text" })).stdout).toMatch(
      /^\/dev\/null: 0 lines\n/,
    );
    const empty = await explained({ files: [put("empty.log", "")] });
    expect([empty.code, JSON.parse(empty.stdout).lines]).toEqual([0, 0]);
  });

  it("is read to its end, also without a line feed, and with more than one piece", async () => {
    const path = put("long.log", OTHER.repeat(40_000) + IN_USE.trimEnd());
    expect(JSON.parse((await explained({ files: [path] })).stdout)).toMatchObject({
      lines: 40_001,
      known: 1,
    });
  });

  it("has no problem", async () => {
    expect(await explained({ files: [put("fine.log", OTHER)], format: "text" })).toEqual({
      code: 0,
      stderr: "",
      stdout: `${join(folder, "fine.log")}: 1 line
  0 lines of agents and keys are explained here: 0 problems. 1 other line is not known to keypoll.
`.replace(": 1 line\n", `: 1 line, ${at("01")} to ${at("01")}\n`),
    });
  });

  it("is joined with a client.keys", async () => {
    const keys = put("client.keys", `012 web-12 any ${KEY}\n`);
    const { code, stdout, stderr } = await explained({ keys });
    expect([code, stderr]).toEqual([1, ""]);
    expect(JSON.parse(stdout)).toMatchObject({
      keys,
      agents: [{ id: "012", record: { name: "web-12", address: "any" } }],
    });
    const stops = put("stops.keys", `012 web-12 any ${KEY}\n013 x 10.0.0.300 ${KEY}\n`);
    const warned = await explained({ keys: stops });
    expect(warned.stderr).toMatch(/^[^\n]*stops\.keys: a manager with this file exits with [^\n]*\n$/);
    expect(JSON.parse(warned.stdout).agents[0].record).toMatchObject({ name: "web-12" });
  });

  it.each([
    [{ files: ["/nowhere/ossec.log"] }, /^keypoll: \/nowhere\/ossec\.log does not exist\. Check the path\./],
    [{ keys: "/nowhere/client.keys" }, /^keypoll: \/nowhere\/client\.keys does not exist\. Check the path\./],
    [{ files: ["/nowhere/ossec.log"], follow: true }, /^keypoll: \/nowhere\/ossec\.log does not exist\./],
  ])("cannot be read: %j", async (options, said) => {
    const { code, stdout, stderr } = await explained(options);
    expect(stderr).toMatch(said);
    expect([code, stdout]).toEqual([2, ""]);
  });

  it("is a gzip file that was cut off", async () => {
    const cut = put("cut.gz", gzipSync(IN_USE.repeat(9)).subarray(0, 60));
    const { code, stdout, stderr } = await explained({ files: [cut] });
    expect(stderr).toBe(
      `keypoll: ${cut} is a damaged or incomplete gzip file: unexpected end of file. Unpack what can be unpacked with gzip -dc, and pipe it into keypoll explain --log -.\n`,
    );
    expect([code, stdout]).toEqual([2, ""]);
  });
});

/** Follows the log; after each text that appears for the first time, something happens. */
async function followed(
  format: LogFilesOptions["format"],
  steps: readonly (readonly [text: string, act: () => void])[],
) {
  const stop = new AbortController();
  const left = [...steps, ["", () => stop.abort()] as const];
  const terminal = new (class extends KeptTerminal {
    override print(text: string): void {
      super.print(text);
      const [next] = left;
      if (next === undefined || !text.includes(next[0])) return;
      left.shift();
      next[1]();
    }
  })();
  const code = await follow(
    { files: [log], keys: undefined, follow: true, format },
    undefined,
    stop.signal,
    terminal,
  );
  return { code, stdout: terminal.stdout, stderr: terminal.stderr };
}

describe("a log that is followed", () => {
  const DUPLICATED = (second: string): string =>
    `${at(second)} wazuh-remoted: ERROR: (1407): Duplicated counter for 'web-13'.\n`;
  const NEWS = `${at("10")} warning agent web-13: Counters of messages repeat (1 line)\n`;

  it("gets its story, then a line for each new problem and for ten of them, then the story", async () => {
    const add = (text: string) => () => appendFileSync(log, text);
    const { code, stdout, stderr } = await followed("text", [
      ["ossec.log: 2 lines", add(OTHER + DUPLICATED("10"))],
      [
        "(1 line)",
        add([11, 12, 13, 14, 15, 16, 17, 18, 19].map((each) => DUPLICATED(String(each))).join("")),
      ],
    ]);
    const [before = "", after = ""] = stdout.split(NEWS);
    expect(before.endsWith("[key-in-use]\n")).toBe(false);
    expect(before).toMatch(/^.*ossec\.log: 2 lines, [^\n]*\n/);
    expect(before).not.toContain("web-13");
    expect(after).toMatch(
      /^2026\/11\/21 10:00:19 warning agent web-13: Counters of messages repeat \(10 lines\)\n\n[^\n]*ossec\.log: 13 lines/,
    );
    expect([code, stderr]).toEqual([1, ""]);
  });

  it("is rotated", async () => {
    const { stdout } = await followed("markdown", [
      [
        "ossec.log",
        () => {
          renameSync(log, `${log}.1`);
          writeFileSync(log, DUPLICATED("10"));
        },
      ],
    ]);
    expect(stdout).toContain(NEWS);
    expect(stdout.slice(stdout.indexOf(NEWS))).toMatch(/^[^\n]*\n## ✘ /);
  });

  it("is written in JSON, one object a line, with what it says about the agent", async () => {
    const refused = (id: number): string =>
      `${at("11")} wazuh-remoted: WARNING: (1408): Invalid ID ${id} for the source ip: '10.0.0.9' (name 'unknown').\n`;
    writeFileSync(log, "");
    let id = 100;
    // Nothing says when the beginning has been read, so there is a new agent again and again.
    const writer = setInterval(() => appendFileSync(log, refused(++id)), 100);
    const { code, stdout } = await followed("ndjson", []);
    clearInterval(writer);
    const lines = stdout.trimEnd().split("\n");
    const [news, ...others] = lines.map((line) => JSON.parse(line));
    expect(news).toEqual({
      kind: "news",
      time: at("11"),
      line: expect.any(Number),
      cause: expect.any(String),
      severity: "warning",
      title: "The manager does not know the agent",
      lines: 1,
      agent: { id: String(100 + news.line), names: [], sources: ["10.0.0.9"] },
    });
    const kinds = others.map(({ kind }) => kind).filter((kind) => kind !== "news");
    expect([kinds[0], kinds.at(-1)]).toEqual(["cause", "summary"]);
    expect(kinds).toContain("agent");
    expect(code).toBe(1);
  });

  it("names an address if the agent is not known, and nobody if there is no address", async () => {
    const failed = `${at("12")} wazuh-remoted: WARNING: (1213): Message from '10.0.0.9' not allowed. Cannot find the ID of the agent.\n`;
    const invalid = `${at("13")} wazuh-authd: ERROR: (1237): Invalid ip address: '10.0.0.300'.\n`;
    const { stdout } = await followed("text", [
      ["ossec.log: 2 lines", () => appendFileSync(log, failed)],
      [`${at("12")} `, () => appendFileSync(log, invalid)],
    ]);
    expect(stdout).toMatch(/\n2026\/11\/21 10:00:12 warning 10\.0\.0\.9: [^\n]* \(1 line\)\n/);
    expect(stdout).toMatch(/\n2026\/11\/21 10:00:13 error client\.keys has a line that [^\n]* \(1 line\)\n/);
  });

  it("has nothing that needs action", async () => {
    writeFileSync(log, OTHER);
    expect((await followed("text", [])).code).toBe(0);
  });
});
