/** What the examples of the rules show is looked up as a whole: no part of a message stays English in another language. */

import { describe, expect, it } from "vitest";
import { answerRules, pictureMarkdown, pollPicture, type Verdict } from "../../../core/lint/answer/index.ts";
import { ConfigDocument, configRules } from "../../../core/lint/config/index.ts";
import { crossingReport } from "../../../core/lint/crossing/index.ts";
import { wordings } from "../../../core/lint/explain/index.ts";
import {
  findingsOf,
  fixesOf,
  hoverOf,
  KeyFileDocument,
  keyFileRules,
  replacementOf,
  replacementRules,
} from "../../../core/lint/key-file/index.ts";
import type { PlacedFinding } from "../../../core/lint/placed-finding.ts";
import { scriptRules } from "../../../core/lint/script/index.ts";
import { explainStory, LogReader, Records, Story } from "../../../core/log/index.ts";
import {
  bytesFromText,
  crossingOf,
  crossingTarget,
  type Execution,
  newestRelease,
  readKeyFile,
  type Source,
} from "../../../core/manager/index.ts";
import { readSuite } from "../../../core/suite/index.ts";
import { logDiagnosticsOf, logHoverAt, logStoryOf, logSymbolsOf, openLog } from "../../../server/logs.ts";
import { judged, judgedRun, judgedSource, success } from "../answer/polls.ts";
import {
  configExample,
  type ExampleFile,
  fileExample,
  readPage,
  replacementExample,
  scriptExample,
} from "../docs/pages.ts";
import { findings as scriptFindings } from "../script/support.ts";
import { marked, unmarked } from "./marked.ts";

const codesOf = (rules: readonly { readonly code: string }[], apart: string): readonly string[] =>
  rules.map(({ code }) => code).filter((code) => code !== apart);

/** Every text of a verdict and its report. */
function textsOfVerdict(verdict: Verdict, source: Source): readonly string[] {
  const { title, consequence, advice = "", findings, next } = verdict;
  const picture = pollPicture({ verdict, source, release: newestRelease, run: undefined });
  const frame = { subject: "poll.py", release: newestRelease.id, version: "1.0.0" };
  return [
    title,
    consequence,
    advice,
    ...[...findings, ...next].flatMap((each) => [each.message, each.advice]),
    pictureMarkdown(picture, frame).replace(/^```[\s\S]*?^```/gm, ""),
  ];
}

/** Outcomes of a run without an answer to read. */
const ends: readonly Partial<Execution>[] = [
  { end: { kind: "exit", code: 1 }, output: bytesFromText(success()) },
  { end: { kind: "exit", code: 127 }, output: bytesFromText("python3: can't open file 'x.py': [Errno 2]") },
  { end: { kind: "exit", code: 1 }, output: bytesFromText("Traceback (most recent call last):\nValueError") },
  { end: { kind: "signal", signal: "SIGKILL" } },
  { end: { kind: "not-started", reason: "ENOENT" } },
  { end: { kind: "no-process", reason: "EAGAIN" } },
  { end: { kind: "exit", code: 0 }, timedOut: true },
  { end: { kind: "signal", signal: "SIGTERM" }, timedOut: true },
  { end: { kind: "exit", code: 0 }, overLimit: true, output: bytesFromText(success()) },
];

const EXAMPLE = /Asked `([^`]+)` by a manager of ([\d.]+), a script prints[^:]*:\n\n```\w+\n(.*?)\n?```/s;

describe("texts of verdicts", () => {
  it.each(Object.keys(answerRules).filter((code) => EXAMPLE.test(readPage(code))))("%s", async (code) => {
    const [, request = "", release = "", output = ""] = EXAMPLE.exec(readPage(code)) ?? [];
    const source: Source = { kind: "output", output: bytesFromText(output) };
    const texts = await marked(() => textsOfVerdict(judged(output, { request, release }), source));
    // Values that were written differently, and the messages of daemons, are in the log and in the record.
    const { log, landing = "" } = judged(output, { request, release });
    const data = [output, landing, ...log.map(({ text }) => text)].join("\n");
    expect(texts.flatMap((text) => unmarked(text, data))).toEqual([]);
  });

  it.each(["4.14", "4.1", "5.0"])("of runs without an answer, on %s", async (release) => {
    const texts = await marked(() =>
      ends.flatMap((run) => textsOfVerdict(judgedRun(run, { release }), { kind: "nothing" })),
    );
    const nothing = await marked(() =>
      textsOfVerdict(judgedSource({ kind: "nothing" }), { kind: "nothing" }),
    );
    expect([...texts, ...nothing].flatMap((text) => unmarked(text))).toEqual([]);
  });
});

describe("texts of an upgrade to 5.0", () => {
  it("are complete, whatever letters they have", async () => {
    const target = crossingTarget("5.0");
    if (target === undefined) throw new Error("5.0 is not known");
    const file = "001 bücher any short\n002 web 10.0.0.1/33 k\n1 web any k\n";
    const report = await marked(() => crossingReport(crossingOf(bytesFromText(file), { target })));
    const fates = report.agents.flatMap(({ by }) => Object.values(by));
    const texts = fates.flatMap(({ text, why = "", advice = "" }) => [text, why, advice]);
    expect(texts.join("")).toContain("⟦");
    expect(texts.join("")).not.toContain("\ufffd");
    expect([...texts, report.place, ...report.gone].flatMap((text) => unmarked(text))).toEqual([]);
  });
});

describe("texts of logs", () => {
  const templates = [...new Map(wordings().map((each) => [each.template, each])).values()];
  const ofAll = templates.map(({ template, tag }) => {
    let value = 9008;
    return `2026/11/21 10:00:00 ${tag ?? "wazuh-remoted"}: ERROR: ${template.replace(/%s/g, () => String(value++))}`;
  });
  const open = (lines: readonly string[]) => openLog("file:///ossec.log", "wazuh-log", 1, lines.join("\n"));

  it("are whole for every message: findings, symbols and the story", async () => {
    const log = open(ofAll);
    const texts = await marked(() => [
      ...logDiagnosticsOf(log).map(({ message }) => String(message)),
      ...logSymbolsOf(log).flatMap(({ detail = "", children = [] }) => [
        detail,
        ...children.flatMap((each) => [each.name, each.detail ?? ""]),
      ]),
      logStoryOf(log).replace(/`[^`]*`/g, ""),
    ]);
    expect(texts.join("")).toContain("⟦");
    expect(texts.flatMap((text) => unmarked(text))).toEqual([]);
  });

  it("are whole for every message: the meaning of its line", async () => {
    const log = open(ofAll);
    const texts = await marked(() =>
      ofAll.map((_, line) => {
        const contents = logHoverAt(log, { line, character: 0 })?.contents;
        return typeof contents === "object" && "kind" in contents ? contents.value : "";
      }),
    );
    expect(texts.filter((text) => text === "")).toEqual([]);
    expect(texts.flatMap((text) => unmarked(text))).toEqual([]);
  });

  it("are whole for conclusions about agents", async () => {
    const inUse = (id: string, source: string): string =>
      `remoted: WARNING: Agent key already in use: agent ID '${id}' (source IP: ${source})`;
    const refused = (id: string): string =>
      `remoted: WARNING: (1408): Invalid ID ${id} for the source ip: '10.0.0.9' (name 'web-${id}').`;
    const lines = [
      "remoted: WARNING: Agent key already in use: agent ID '011'",
      ...["10.0.0.7", "10.0.0.8", "10.0.0.7"].map((source) => inUse("012", source)),
      ...["10.0.0.7", "10.0.0.8"].map((source) => inUse("013", source)),
      ...["014", "015", "016", "018"].map(refused),
      "authd: INFO: Duplicate ID. Removing old agent 'web-17' (id '017').",
      "remoted: WARNING: (1404): Authentication error. Wrong key or corrupt payload. Message received from agent '017' at '10.0.0.7'.",
      "remoted: DEBUG: Agent 018 sent HC_STARTUP from '10.0.0.9'",
    ];
    const ids = ["011", "012", "013", "014", "017", "018"];
    const keys = [...ids.map((id) => `${id} web-${id} 10.0.0.7 k`), "015 web-015 any k"].join("\n");
    const { entries } = readKeyFile(keys, { release: newestRelease, passEmpty: true }).store;
    const log = lines.map((line, at) => `2026/11/21 10:00:${at + 10} wazuh-${line}\n`).join("");
    const story = new Story();
    const reader = new LogReader((line) => story.add(line));
    reader.push(new TextEncoder().encode(log));
    const texts = await marked(() =>
      explainStory(story, new Records(entries, newestRelease)).agents.flatMap(
        ({ conclusions }) => conclusions,
      ),
    );
    expect(texts.length).toBeGreaterThanOrEqual(8);
    expect(texts.filter((text) => !text.startsWith("⟦"))).toEqual([]);
    expect(texts.flatMap((text) => unmarked(text))).toEqual([]);
  });
});

describe("texts of suites", () => {
  it.each([
    "",
    "{",
    '{ "exec_path": 3, "sampels": [] }',
    '{ "exec_path": "x", "samples": [{ "request": "id:001", "expect": { "registered": true, "fails": "x" } }] }',
    '{ "registration": "x", "socket": "y", "samples": [{ "register": "a", "expect": {} }] }',
    '{ "exec_path": "x", "release": "9.9", "timeout": -1, "samples": [] }',
  ])("%s", async (text) => {
    const reading = await marked(() => readSuite(text));
    const problems = reading.kind === "broken" ? reading.problems : [];
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.flatMap(({ message }) => unmarked(message))).toEqual([]);
  });
});

describe("texts of examples", () => {
  it.each(codesOf(keyFileRules, "too-many-agents"))("%s: findings, fixes and hovers", async (code) => {
    const { before, after, context } = fileExample(readPage(code));
    const texts = await marked(() => [before, after].flatMap((file) => textsOf(file)));
    expect(texts.some((text) => text.includes("⟦"))).toBe(true);
    expect(texts.flatMap((text) => unmarked(text))).toEqual([]);

    function textsOf({ text, disk }: ExampleFile): readonly string[] {
      const document = new KeyFileDocument(text, context);
      const { findings } = findingsOf(document, { severities: {}, cap: 100, disk });
      const lines = Array.from({ length: document.lineCount }, (_, line) => line);
      return [
        ...findings.flatMap(({ message, related }) => [message, ...related.map((each) => each.message)]),
        ...findings.flatMap(({ rule, place }) =>
          fixesOf(document, rule, place.line).map(({ title }) => title),
        ),
        ...lines.flatMap((line) =>
          Array.from(document.lineText(line), (_, column) => hoverOf(document, line, column)?.markdown ?? ""),
        ),
      ];
    }
  });

  it.each(codesOf(replacementRules, "many-removed"))("%s: findings", async (code) => {
    const { installed, refused } = replacementExample(readPage(code));
    const context = { release: newestRelease, role: "manager", hostName: undefined } as const;
    const { findings } = await marked(() =>
      replacementOf(installed, refused, new KeyFileDocument(refused, context)),
    );
    expect(findings.flatMap(({ message }) => unmarked(message))).toEqual([]);
  });

  it.each(codesOf(configRules, "program-cannot-run"))("%s: findings and fixes", async (code) => {
    const { before = "", release = newestRelease } = configExample(readPage(code)) ?? {};
    const found = await marked(() => new ConfigDocument(before, { release }).findings().findings);
    expect(found.flatMap(textsOfFinding).flatMap((text) => unmarked(text, before + LOGGED))).toEqual([]);
  });

  // The others are about what a whole script lacks.
  const ofParts = codesOf(scriptRules, "").filter(
    (code) => !/^(?:arguments-not-read|answer-not-made)$/.test(code),
  );
  it.each(ofParts)("%s: findings and fixes", async (code) => {
    const { before, isExecutable } = scriptExample(readPage(code));
    const found = await marked(() => scriptFindings("python", before, isExecutable.before));
    expect(found.length).toBeGreaterThan(0);
    expect(
      found.flatMap(textsOfFinding).flatMap((text) => unmarked(text, `${before} usr bin env python`)),
    ).toEqual([]);
  });
});

/** What managers log for the examples. */
const LOGGED =
  "Invalid content for tag exec path queue size interval at module key-request, Empty attribute for disconnected_time";

function textsOfFinding({ message, related, fixes }: PlacedFinding): readonly string[] {
  return [message, ...related.map((each) => each.message), ...fixes.map(({ title }) => title)];
}
