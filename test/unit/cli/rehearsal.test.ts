/** What `keypoll rehearse` says, as text and as a picture, and what it rehearses. */

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { rehearsalSvg } from "../../../cli/rehearsal/rehearsal-svg.ts";
import { endOf, rehearsalText } from "../../../cli/rehearsal/rehearsal-text.ts";
import { type RehearseOptions, rehearseCommand } from "../../../cli/rehearsal/rehearse.ts";
import { readSubject, type SubjectFlags } from "../../../cli/rehearsal/subject.ts";
import type { Look } from "../../../cli/terminal/look.ts";
import { textFromBytes } from "../../../core/manager/index.ts";
import type { RehearsalParts, RehearsedForm } from "../../../core/rehearsal/report/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { measured, parts, script, settings, simulated, socket, study } from "../rehearsal/one-rehearsal.ts";
import { coloured, colouredLines, KeptTerminal, pipe } from "./looks.ts";

const textOf = (
  forms: readonly RehearsedForm[],
  more: Partial<RehearsalParts> = {},
  look: Look = pipe,
): string => rehearsalText(parts(forms, more), 1, look);

const HEAD = `find <keys>
1,500 agents reconnect within 1 s, threads 2, queue_size 1024 (Wazuh 4.14)
Assumed: an agent asks again every 10 s (retry_interval of the agent), and remoted reads client.keys every 10 s (remoted.keyupdate_interval).
`;
const BODY = `  runs         3 runs in 1.5 s, 2.0 a second. The rehearsal ended at the maximum number of runs (--limit).
  one run      median 50 ms, 95 % under 59 ms, longest 60 ms
               the script alone: median 30 ms, 95 % under 30 ms, longest 30 ms
  registered   5 of 1,500 agents; 4 runs for agents that remoted had not read yet
  queue        at most 8 waited. Discarded: 6 because the queue was full, 7 because the agent's last request was pending.
  threads      1 thread blocked forever by scripts that do not end

○ simulated from these runs
  all in       all are registered after 38 s, and connected after 48 s (other random numbers: 37 s to 39 s)
  runs         12; 1,300 runs for agents that remoted had not read yet
  queue        at most 17 wait. Discarded: 25,000 because the queue was full, 16 because the agent's last request was pending.
  unknown      11 agents that the script has no answer for keep asking.
  threads      18 threads blocked forever by scripts that do not end

  threads (simulated)  all registered  all connected  discarded  repeated runs      times
  1                             never          never     25,000          1,300   measured
  2                              38 s           48 s     25,000          1,300   measured
  4                              19 s           29 s     25,000          1,300  estimated

  queue_size (simulated)  all registered  all connected  discarded  repeated runs     times
  256                         2 min 10 s     2 min 20 s     25,000          1,300  measured
  1,024                             38 s           48 s     25,000          1,300  measured

  run takes (simulated)  all registered  all connected  discarded  repeated runs     times
  × 0.5                            18 s           28 s     25,000          1,300  measured
  × 1                              38 s           48 s     25,000          1,300  measured

→ choose
  <threads>4</threads>
  <queue_size>1501</queue_size>
  It is <faster>.
  It has room.
`;

describe("the text", () => {
  it("has what was measured, what was simulated, and advice", () => {
    expect(textOf([script])).toBe(`${HEAD}\n● measured\n${BODY}`);
  });

  it("compares two forms, and says which could not be run", () => {
    expect(textOf([script, socket])).toBe(`${HEAD}
                                              script  socket
  a run takes, median (measured)               50 ms       –
  runs a second (measured)                       2.0       –
  all registered after (simulated)              38 s       –
  discarded, queue full (simulated)           25,000       –
  advised: threads, queue_size               4, 1501       –
  advised: all registered after (simulated)     19 s       –

● script, measured
${BODY.replace("simulated from these runs", "script, simulated from these runs")}
● socket, measured
  runs         0 runs in 0.0 s, 0.0 a second. Nothing could be run.
  registered   5 of 1,500 agents; 4 runs for agents that remoted had not read yet
  queue        at most 8 waited. Discarded: 6 because the queue was full, 7 because the agent's last request was pending.
  threads      1 thread blocked forever by scripts that do not end
  not run      nothing listens at /run/keys.sock
Exit code 1: the script could not be run (socket).
`);
  });
});

describe("the parts of the text", () => {
  const rehearsal = (more: Partial<RehearsedForm["rehearsal"]>): RehearsedForm => ({
    ...script,
    rehearsal: { ...script.rehearsal, ...more },
    study: undefined,
  });

  it("has no exit line if all is well, and none for a rehearsal that was cancelled", () => {
    expect(textOf([script])).not.toContain("Exit code");
    const never = { ...script, study: { ...study, asked: simulated(2, 1024, undefined) } };
    expect(textOf([never])).toMatch(/\nExit code 1: not all agents can connect in the end\.\n$/);
    expect(textOf([never, script])).toMatch(
      /\nExit code 1: not all agents can connect in the end \(script\)\.\n$/,
    );
    expect(textOf([never], { cancelled: true })).not.toContain("Exit code");
    expect(textOf([socket])).toMatch(/\nExit code 1: the script could not be run\.\n$/);
  });

  it("says why nothing was simulated", () => {
    expect(textOf([rehearsal({})])).toContain(
      "\nCancelled: the runs and everything that they had started were ended, and nothing was simulated.\n",
    );
    expect(textOf([rehearsal({ calibration: undefined })])).toContain(
      "\nNo run ended, so there is nothing to simulate from.\n",
    );
  });

  it.each([
    ["all-in", "Every agent is registered."],
    ["limit", "The rehearsal ended at the maximum number of runs (--limit)."],
    ["duration", "The rehearsal ended at the maximum time (--duration)."],
    ["cancelled", "The rehearsal was cancelled, and all running scripts were ended."],
    ["cannot-run", "Nothing could be run."],
  ] as const)("says why the runs ended: %s", (ended, text) => {
    expect(textOf([rehearsal({ storm: { ...measured, ended } })])).toContain(
      `\n  runs         3 runs in 1.5 s, 2.0 a second. ${text}\n`,
    );
  });

  it("leaves out what did not happen", () => {
    const samples = measured.samples.map((sample) => ({ ...sample, scriptMs: sample.busyMs }));
    const storm = { ...measured, samples, threadsLost: 0, repeatedRuns: 0 };
    const calm = simulated(2, 1024, 1, { threadsLost: 0, unknownAgents: 0, repeatedRuns: 1 });
    const text = textOf([{ ...rehearsal({ storm }), study: { ...study, asked: calm, range: undefined } }]);
    expect(text).not.toMatch(/the script alone|blocked forever|unknown {6}/);
    expect(text).toContain("\n  registered   5 of 1,500 agents\n");
    expect(text).toContain("\n  all in       all are registered after 1.0 s, and connected after 11 s\n");
    expect(text).toContain("\n  runs         12; 1 run for agents that remoted had not read yet\n");
    const one = { ...study, asked: simulated(2, 1024, 1, { threadsLost: 1, unknownAgents: 1 }) };
    const other = textOf([{ ...script, study: one }]);
    expect(other).toContain("\n  unknown      1 agent that the script has no answer for keep asking.\n");
    expect(other).toContain("\n  threads      1 thread blocked forever by scripts that do not end\n");
  });

  it("has a row for each number of threads that was measured", () => {
    const { calibration } = script.rehearsal;
    const [level] = calibration?.levels ?? [];
    if (calibration === undefined || level === undefined) throw new Error("there are runs");
    const levels = [level, { ...level, threads: 16 }] as const;
    const text = textOf([{ ...rehearsal({ calibration: { ...calibration, levels } }) }]);
    const [, table = ""] = text.split("scripts that do not end\n\n");
    expect(table).toMatch(/^ {2}threads[^\n]*\n {2}2 [^\n]*50 ms[^\n]*\n {2}16 [^\n]*\nCancelled: /);
  });

  it.each([
    [{}, "all are registered after 3.0 s, and connected after 13 s"],
    [
      { ended: "horizon", unknownAgents: 0, registered: 1400 },
      "never: 1,400 are registered when the simulation stops",
    ],
    [
      { ended: "horizon", unknownAgents: 1, registered: 1400 },
      "never: 1,400 are registered when the simulation stops; agents that the script does not know keep the queue full",
    ],
    [
      { ended: "threads-lost", registered: 1400 },
      "never: threads get lost in scripts that hang, and 1,400 are registered",
    ],
    [{ ended: "none-known" }, "never: the script knows none of the agents"],
    [{ ended: "no-queue" }, "never: with a queue_size of 1 the queue accepts no request"],
  ] as const)("says how the storm ends: %j", (more, text) => {
    expect(endOf(simulated(2, 1024, 3, more))).toBe(text);
  });
});

describe("the look of the text", () => {
  it("has colours", () => {
    const lines = textOf(
      [{ ...script, study: { ...study, advice: { ...study.advice, reasons: [] } } }],
      {},
      coloured,
    );
    expect(colouredLines(lines.split("\n"))).toEqual([
      "bold: find <keys>",
      expect.stringMatching(/^dim: Assumed: an agent asks again/),
      "bold: ● measured",
      "bold: ○ simulated from these runs",
      "bold: → choose",
    ]);
    for (const code of [36, 35, 32]) expect(lines).toContain(`\u001b[${code}m`);
    expect(lines).toContain("\u001b[31m1 thread blocked forever by scripts that do not end");
    expect(lines).toContain("\u001b[2mthe script alone: median");
    expect(textOf([socket], {}, coloured)).toContain("\u001b[31mnothing listens at");
  });

  it("indents advice that it wraps", () => {
    const advice = { ...study.advice, reasons: ["It is faster than the others, which take longer."] };
    const text = textOf([{ ...script, study: { ...study, advice } }], {}, { ...pipe, width: 40 });
    expect(text).toMatch(/\n {2}It is faster than the others, which\n {2}take longer\.\n$/);
  });
});

describe("the picture", () => {
  /** Without what the plots draw, which has tests of its own. */
  const frame = (svg: string): string =>
    svg
      .replace(/<svg [^>]*width="544"[\s\S]*?<\/svg>/g, (plot) => {
        const [start = ""] = plot.split(">");
        return `PLOT${(start.match(/ (?:x|y|role)="[^"]*"/g) ?? []).join("")}`;
      })
      .replace(/ font-family="[^"]*"/, " FONT");

  it("has the head, a row of figures, six plots in two columns, and advice", () => {
    expect(
      frame(rehearsalSvg(parts([script]))),
    ).toBe(`<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="1380" viewBox="0 0 1200 1380" FONT role="img" aria-label="Rehearsal of find &lt;keys&gt;">
<rect width="1200" height="1380" fill="#ffffff"/>
<text x="40" y="52" font-size="24" font-weight="600" fill="#1f2328" text-anchor="start">Rehearsal of find &lt;keys&gt;</text>
<text x="40" y="80" font-size="15" font-weight="400" fill="#1f2328" text-anchor="start">1,500 agents reconnect within 1 s · threads 2 · queue_size 1,024 · Wazuh 4.14</text>
<text x="40" y="102" font-size="13" font-weight="400" fill="#59636e" text-anchor="start">Assumed: an agent asks again every 10 s (its retry_interval); remoted reads client.keys every 10 s (remoted.keyupdate_interval).</text>
<rect x="40" y="124" width="82" height="20" rx="10" fill="#1f2328"/><text x="81" y="138" font-size="12" font-weight="400" fill="#ffffff" text-anchor="middle">measured</text>
<text x="40" y="180" font-size="26" font-weight="600" fill="#1f2328" text-anchor="start">50 ms</text>
<text x="40" y="200" font-size="13" font-weight="400" fill="#59636e" text-anchor="start">a run, median</text>
<rect x="320" y="124" width="82" height="20" rx="10" fill="#1f2328"/><text x="361" y="138" font-size="12" font-weight="400" fill="#ffffff" text-anchor="middle">measured</text>
<text x="320" y="180" font-size="26" font-weight="600" fill="#1f2328" text-anchor="start">2.0</text>
<text x="320" y="200" font-size="13" font-weight="400" fill="#59636e" text-anchor="start">runs a second</text>
<rect x="600" y="124" width="82" height="20" rx="10" fill="none" stroke="#1f2328" stroke-dasharray="4 3"/><text x="641" y="138" font-size="12" font-weight="400" fill="#1f2328" text-anchor="middle">simulated</text>
<text x="600" y="180" font-size="26" font-weight="600" fill="#1f2328" text-anchor="start">38 s</text>
<text x="600" y="200" font-size="13" font-weight="400" fill="#59636e" text-anchor="start">all registered, your settings</text>
<rect x="880" y="124" width="82" height="20" rx="10" fill="none" stroke="#1f2328" stroke-dasharray="4 3"/><text x="921" y="138" font-size="12" font-weight="400" fill="#1f2328" text-anchor="middle">simulated</text>
<text x="880" y="180" font-size="26" font-weight="600" fill="#1f2328" text-anchor="start">19 s</text>
<text x="880" y="200" font-size="13" font-weight="400" fill="#59636e" text-anchor="start">all registered, advised settings</text>
<rect x="40" y="222" width="82" height="20" rx="10" fill="#1f2328"/><text x="81" y="236" font-size="12" font-weight="400" fill="#ffffff" text-anchor="middle">measured</text>
<text x="132" y="236" font-size="15" font-weight="600" fill="#1f2328" text-anchor="start">How long runs take</text>
PLOT x="40" y="254" role="img"
<rect x="616" y="222" width="82" height="20" rx="10" fill="#1f2328"/><text x="657" y="236" font-size="12" font-weight="400" fill="#ffffff" text-anchor="middle">measured</text>
<text x="708" y="236" font-size="15" font-weight="600" fill="#1f2328" text-anchor="start">The storm in real time</text>
PLOT x="616" y="254" role="img"
<rect x="40" y="568" width="82" height="20" rx="10" fill="none" stroke="#1f2328" stroke-dasharray="4 3"/><text x="81" y="582" font-size="12" font-weight="400" fill="#1f2328" text-anchor="middle">simulated</text>
<text x="132" y="582" font-size="15" font-weight="600" fill="#1f2328" text-anchor="start">Your settings: threads 2, queue_size 1024</text>
PLOT x="40" y="600" role="img"
<rect x="616" y="568" width="82" height="20" rx="10" fill="none" stroke="#1f2328" stroke-dasharray="4 3"/><text x="657" y="582" font-size="12" font-weight="400" fill="#1f2328" text-anchor="middle">simulated</text>
<text x="708" y="582" font-size="15" font-weight="600" fill="#1f2328" text-anchor="start">Advised settings: threads 4, queue_size 1501</text>
PLOT x="616" y="600" role="img"
<rect x="40" y="914" width="82" height="20" rx="10" fill="none" stroke="#1f2328" stroke-dasharray="4 3"/><text x="81" y="928" font-size="12" font-weight="400" fill="#1f2328" text-anchor="middle">simulated</text>
<text x="132" y="928" font-size="15" font-weight="600" fill="#1f2328" text-anchor="start">Time until all are registered, by threads</text>
PLOT x="40" y="946" role="img"
<rect x="616" y="914" width="82" height="20" rx="10" fill="none" stroke="#1f2328" stroke-dasharray="4 3"/><text x="657" y="928" font-size="12" font-weight="400" fill="#1f2328" text-anchor="middle">simulated</text>
<text x="708" y="928" font-size="15" font-weight="600" fill="#1f2328" text-anchor="start">Time until all are registered, by queue_size</text>
PLOT x="616" y="946" role="img"
<rect x="40" y="1258" width="1120" height="86" rx="8" fill="none" stroke="#e3e7eb" stroke-width="1.5"/>
<rect x="54" y="1270" width="82" height="20" rx="10" fill="none" stroke="#1f2328" stroke-dasharray="4 3"/><text x="95" y="1284" font-size="12" font-weight="400" fill="#1f2328" text-anchor="middle">simulated</text>
<text x="146" y="1284" font-size="16" font-weight="600" fill="#1f2328" text-anchor="start">Choose threads 4 and queue_size 1,501</text>
<text x="54" y="1308" font-size="14" font-weight="400" fill="#1f2328" text-anchor="start">It is &lt;faster&gt;.</text>
<text x="54" y="1328" font-size="14" font-weight="400" fill="#1f2328" text-anchor="start">It has room.</text>
</svg>
`);
  });

  it("names the forms if there are two, each with its figures and advice", () => {
    const other: RehearsedForm = { ...script, name: "socket" };
    const lines = frame(rehearsalSvg(parts([script, other]))).split("\n");
    const at = (text: string): string[] =>
      lines
        .filter((line) => line.includes(`>${text}</text>`))
        .map((line) => / y="(\d+)"/.exec(line)?.[1] ?? "");
    // The second row is 92 below the first, and the plots follow 92 after it.
    expect(at("script: runs a second")).toEqual(["200"]);
    expect(at("socket: runs a second")).toEqual(["292"]);
    expect(at("How long runs take, script")).toEqual(["328"]);
    expect(at("script: Choose threads 4 and queue_size 1,501").map(Number)).toEqual([
      Number(at("socket: Choose threads 4 and queue_size 1,501")) - 102,
    ]);
    const plots = lines.filter((line) => line.startsWith("PLOT"));
    expect(plots.map((line) => / x="(\d+)"/.exec(line)?.[1])).toEqual(
      plots.map((_, place) => (place % 2 === 0 ? "40" : "616")),
    );
    expect(plots.map((line) => / y="(\d+)"/.exec(line)?.[1])).toEqual(
      plots.map((_, place) => String(346 + 346 * Math.floor(place / 2))),
    );
  });

  it("has no advice where nothing was simulated, and ends below the last row", () => {
    const svg = rehearsalSvg(parts([{ ...script, study: undefined }]));
    expect(svg).not.toContain("Choose threads");
    // 128 for the head, 92 for the figures, 346 for a row of plots, 20 at the end.
    expect(svg).toMatch(/^<svg [^>]*width="1200" height="586" viewBox="0 0 1200 586"/);
    const long = { ...study.advice, reasons: [`${"word ".repeat(40).trim()}.`] };
    expect(rehearsalSvg(parts([{ ...script, study: { ...study, advice: long } }]))).toContain(
      'height="1380"',
    );
  });

  it("describes each plot", () => {
    const labels = rehearsalSvg(parts([script])).match(/aria-label="[^"]*"/g) ?? [];
    expect(labels).toHaveLength(7);
    expect(labels[1]).toMatch(/^aria-label="How long runs take \(measured\)\. \S/);
    expect(labels[3]).toMatch(/^aria-label="Your settings: threads 2, queue_size 1024 \(simulated\)\. \S/);
  });
});

const KEY = "0123456789abcdef".repeat(4);

let folder: string;
let exec: string;

const put = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

beforeEach(() => {
  folder = temporaryFolder();
  exec = `sh ${put("poll.sh", `echo '{"error":0,"data":{"id":"'$2'","name":"web-'$2'","ip":"any","key":"${KEY}"}}'\n`)}`;
});

describe("the subject", () => {
  async function read(flags: Partial<SubjectFlags>) {
    const terminal = new KeptTerminal();
    const usual = { subject: exec, requests: [], timeout: 60, profile: "manager" } as const;
    const found = await readSubject({ ...usual, ...flags }, terminal);
    const asked = found?.requests.map(({ selector, value }) => `${selector}:${textFromBytes(value)}`);
    return { found, asked, said: terminal.stderr };
  }
  const records = (number: number): string =>
    Array.from({ length: number }, (_, at) => `${String(at + 1).padStart(3, "0")} a${at} any ${KEY}\n`).join(
      "",
    );

  it("is a command line, with the requests that were named", async () => {
    const { found, asked, said } = await read({
      requests: ["id:001", "ip:10.0.0.1"],
      timeout: 7,
      release: "4.3",
    });
    expect([asked, said]).toEqual([["id:001", "ip:10.0.0.1"], ""]);
    expect(found?.forms).toHaveLength(1);
    expect(found?.forms[0]).toMatchObject({
      target: { execPath: exec, timeoutSeconds: 7, profile: "manager" },
    });
    expect(found?.settings.release.id).toBe("4.3");
    expect(found?.known.entries).toHaveLength(0);
  });

  it("asks for the first thousand agents of a client.keys if no request was named", async () => {
    const keys = put("client.keys", records(1001));
    const { asked, found } = await read({ keys });
    expect([asked?.length, asked?.[0], asked?.at(-1)]).toEqual([1000, "id:001", "id:1000"]);
    expect(found?.known.entries).toHaveLength(1001);
    expect((await read({ keys, requests: ["id:7"] })).asked).toEqual(["id:7"]);
  });

  it("warns of a client.keys with which the manager does not start", async () => {
    const keys = put("client.keys", `${records(1)}002 x 10.0.0.300 ${KEY}\n`);
    const { asked, said } = await read({ keys });
    expect(asked).toEqual(["id:001"]);
    expect(said).toMatch(/^[^\n]*client\.keys: a manager with this file exits with [^\n]*\n$/);
  });

  it("is compared with a socket", async () => {
    const { found } = await read({ requests: ["id:1"], compareSocket: "/run/k.sock" });
    expect(found?.forms.map(({ name }) => name)).toEqual(["script", "socket"]);
  });

  it("is a suite", async () => {
    const suite = { exec_path: exec, samples: [{ request: "id:001", expect: { registered: true } }] };
    const { asked, said } = await read({ subject: put("a.keypoll.json", JSON.stringify(suite)) });
    expect([asked, said]).toEqual([["id:001"], ""]);
    const broken = await read({ subject: put("b.keypoll.json", "{}") });
    expect([broken.found, broken.said]).toEqual([undefined, expect.stringContaining("is not a valid suite")]);
  });

  it.each<[Partial<SubjectFlags>, RegExp]>([
    [
      {},
      /^keypoll: There are no requests for the script\. Name agents that the script knows, for example --id 001, or a file with agents: --keys client\.keys\.\n$/,
    ],
    [{ release: "2.0" }, /^keypoll: "2\.0" is not a Wazuh version/],
    [{ keys: "/nowhere/client.keys" }, /^keypoll: \/nowhere\/client\.keys does not exist\./],
    [{ requests: ["id:001", "name:x"] }, /^keypoll: /],
  ])("is refused: %j", async (flags, said) => {
    const { found, said: text } = await read(flags);
    expect(text).toMatch(said);
    expect(found).toBeUndefined();
  });
});

describe("the command", () => {
  async function rehearse(options: Partial<RehearseOptions>) {
    const terminal = new KeptTerminal();
    const usual = {
      requests: ["id:001"],
      timeout: 60,
      profile: "manager",
      ...settings,
      queueSize: 64,
    } as const;
    const times = {
      retry: 11,
      spread: 0,
      reload: 13,
      limit: 2,
      levels: [],
      seed: 1,
      format: "json",
    } as const;
    const code = await rehearseCommand(
      { subject: exec, ...usual, ...times, agents: 2, ...options },
      terminal,
    );
    return { code, stdout: terminal.stdout, stderr: terminal.stderr };
  }

  it("prints a report of what was asked for", async () => {
    const { code, stdout, stderr } = await rehearse({ subject: `${exec} ${KEY}` });
    const report = JSON.parse(stdout);
    expect([stderr, stdout.startsWith('{\n  "'), stdout.endsWith("}\n")]).toEqual(["", true, true]);
    expect(report).toMatchObject({
      command: "rehearse",
      release: "4.14",
      subject: `${exec} ••••••••`,
      storm: {
        agents: 2,
        threads: 2,
        queueSize: 64,
        rhythm: { retrySeconds: 11, spreadSeconds: 0, reloadSeconds: 13 },
      },
      cancelled: false,
    });
    expect(code).toBe(report.ok ? 0 : 1);
  });

  it("prints the other forms, or writes them into a file", async () => {
    expect((await rehearse({ format: "text", output: "-" })).stdout).toMatch(
      /^sh .*poll\.sh\n2 agents reconnect/,
    );
    expect((await rehearse({ format: "html" })).stdout).toMatch(/^<!doctype html>/);
    const output = put("report.svg", "old");
    expect(await rehearse({ format: "svg", output })).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(readFileSync(output, "utf8")).toMatch(/^<svg /);
    expect(existsSync(`${output}.bak`)).toBe(false);
  });

  it("says what went wrong", async () => {
    const nowhere = await rehearse({ output: join(folder, "no", "report.json") });
    expect([nowhere.code, nowhere.stdout, nowhere.stderr.startsWith("keypoll: ")]).toEqual([2, "", true]);
    expect((await rehearse({ requests: [] })).code).toBe(2);
    const gone = await rehearse({ subject: join(folder, "none.sh") });
    expect([gone.code, JSON.parse(gone.stdout).forms[0].obstacle]).toEqual([
      2,
      expect.stringContaining("none.sh"),
    ]);
    const unknown = await rehearse({ subject: "sh -c 'echo {\\\"error\\\":4}'" });
    expect([unknown.code, JSON.parse(unknown.stdout).ok]).toEqual([1, false]);
  });
});
