/** The environment of a script and the record of its run: arguments, streams, folder, environment, signals, bytes. */

import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { type KeyRequest, OUTPUT_LIMIT, type ReleaseId } from "../../../core/manager/index.ts";
import { type PollProgress, type PollRun, runPoll } from "../../../core/poll/index.ts";
import { stepPatience } from "../../patience.ts";
import {
  endOf,
  expectNothingLeft,
  id001,
  poll,
  release,
  script,
  scriptFolder,
  testEnvironment,
} from "./support.ts";

expectNothingLeft();

const linux = process.platform === "linux";

/** The arguments that a script received, as it reports them. */
function wordsOf(run: PollRun): readonly string[] {
  return JSON.parse(run.execution.output).message.slice(1);
}

interface Surroundings {
  readonly folder: string;
  readonly environment: readonly string[];
  readonly streams: readonly string[];
  readonly one_pipe: boolean;
  readonly end_of_input: boolean;
  readonly leads_session: boolean;
  readonly nice: number;
  readonly blocked: readonly string[];
  readonly descriptors: readonly number[];
}

async function surroundings(options: Parameters<typeof poll>[1] = {}): Promise<Surroundings> {
  const run = await poll(script("shows-surroundings.py"), options);
  return JSON.parse(run.execution.output);
}

const arguments_ = script("shows-arguments.py");

test.concurrent.for([
  { title: "selector and value come last", words: " --fast", is: ["--fast", "id", "001"] },
  {
    title: "no shell takes part",
    words: " $HOME * ; | > ~ `id` 'a b'",
    is: ["$HOME", "*", ";", "|", ">", "~", "`id`", "'a", "b'", "id", "001"],
  },
  {
    title: "quotes go and blanks in them stay",
    words: ' "a b" c\\ d ""',
    is: ["a b", "c d", "", "id", "001"],
  },
  { title: "an open quote swallows the request", words: ' "a', is: ["a id 001"] },
  { title: "3.8 keeps quotes and empty words", words: '  "a b"', of: "3.8", is: ["", '"a b"', "id", "001"] },
] as const)("arguments: $title", async (row) => {
  const of: ReleaseId = "of" in row ? row.of : "4.14";
  const run = await poll(arguments_ + row.words, { release: release(of) });
  expect(wordsOf(run)).toEqual(row.is);
  expect(run.argv.slice(1)).toEqual(row.is);
});

test.concurrent("invalid UTF-8 reach the script as they are", async () => {
  const request: KeyRequest = { selector: "id", value: "\xff\xe9\n" };
  for (const profile of ["manager", "as-me"] as const) {
    const run = await poll(arguments_, { request, profile });
    expect(wordsOf(run)).toEqual(["id", "\xff\xe9\n"]);
  }
});

test.concurrent("an empty value leaves the script with one argument, before 4.2 with an empty one", async () => {
  const request: KeyRequest = { selector: "id", value: "" };
  expect(wordsOf(await poll(arguments_, { request }))).toEqual(["id"]);
  expect(wordsOf(await poll(arguments_, { request, release: release("3.8") }))).toEqual(["id", ""]);
});

test.concurrent("the manager's surroundings: few variables, no terminal, a separate session", async () => {
  const found = await surroundings({ workingDirectory: scriptFolder });
  expect(found).toMatchObject({
    folder: realpathSync(scriptFolder),
    streams: ["device", "pipe", "pipe"],
    one_pipe: true,
    end_of_input: true,
    leads_session: true,
  });
  expect(found.environment.filter((name) => name !== "LC_CTYPE")).toEqual([
    "KEYPOLL_RUN",
    "KEYPOLL_TEST",
    "PATH",
  ]);
  // Three streams, and the descriptor with which the script lists them.
  expect(found.descriptors.length).toBeLessThanOrEqual(4);
});

test.concurrent("priority and signals are those of the release", async ({ expect }) => {
  const own = (await surroundings({ profile: "as-me" })).nice;
  const old = await surroundings({ release: release("4.3") });
  const recent = await surroundings({ release: release("4.14") });
  // The priority is lowered once the script has started. On a busy machine the script may look before.
  const niceOfOld = async (): Promise<number> => (await surroundings({ release: release("4.3") })).nice;
  const mayRaise = process.getuid?.() === 0;
  await expect.poll(niceOfOld, { timeout: stepPatience }).toBe(mayRaise ? 10 : Math.max(own, 10));
  expect(recent.nice).toBe(own);
  expect(old.blocked).toEqual([]);
  if (linux) expect(recent.blocked).toEqual(["SIGHUP", "SIGINT", "SIGTERM"]);
});

test.concurrent("as me: the user's environment and default signals, the same one pipe", async () => {
  const found = await surroundings({ profile: "as-me" });
  expect(found.environment).toEqual(expect.arrayContaining(Object.keys(process.env)));
  expect(found.one_pipe).toBe(true);
  const run = await poll(script("broken-pipe.sh"), { profile: "as-me" });
  expect(run.execution.output).toMatch(/^\{"error":0/);
});

test.concurrent("what is not available here is reported", async () => {
  const run = await runPoll({
    execPath: script("answers.sh"),
    request: id001,
    release: release("4.14"),
    environment: testEnvironment,
    standInDirectory: scriptFolder,
  });
  const codes = run.notes.map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(["user", "environment", "descriptors"]));
  expect(run.environmentNames).toEqual(["PATH", "KEYPOLL_TEST", "KEYPOLL_RUN"]);
  expect(run.workingDirectory === scriptFolder).toBe(codes.includes("working-directory"));
});

test.concurrent("a missing working directory is a result with a reason", async () => {
  const run = await poll(script("answers.sh"), { workingDirectory: path.join(scriptFolder, "not-here") });
  expect(run.execution.end).toMatchObject({
    kind: "no-process",
    reason: expect.stringContaining("not-here"),
  });
});

test.concurrent("both streams arrive in the order of writing", async () => {
  const run = await poll(script("interleaved.py"));
  const numbers = run.execution.output.trim().split("\n").map(Number);
  expect(numbers).toEqual(Array.from({ length: 200 }, (_, number) => number));
});

test.concurrent("a second run shows which bytes were standard error", async () => {
  const run = await poll(script("trace.sh"), { separateStreams: true });
  const { output } = run.execution;
  const spans = run.streams?.spans ?? [];
  const of = (stream: "stdout" | "stderr"): string =>
    spans
      .filter((span) => span.stream === stream)
      .map(({ start, end }) => output.slice(start, end))
      .join("");
  expect(of("stdout")).toMatch(/^\{"error":0.*\}\n$/);
  expect(of("stderr")).toMatch(/^\+ answer=/);
  expect(run.streams).toMatchObject({ stdout: of("stdout"), stderr: of("stderr") });
});

test.concurrent("no second run for an answer that can be read", async () => {
  expect((await poll(script("stderr-last.py"), { separateStreams: true })).streams).toBeUndefined();
});

test.concurrent("a second run if standard error has a value before the answer", async () => {
  const run = await poll('sh -c "echo 17 >&2; echo {}"', { separateStreams: true });
  expect(run.streams).toMatchObject({
    stderr: "17\n",
    spans: [
      { stream: "stderr", start: 0, end: 3 },
      { stream: "stdout", start: 3, end: 6 },
    ],
  });
});

test.concurrent("no second run of a script that printed nothing, or that hung", async () => {
  expect((await poll(script("empty.sh"), { separateStreams: true })).streams).toBeUndefined();
  const hung = await poll(script("hangs.bash"), { separateStreams: true, timeoutSeconds: 0.5 });
  expect(hung.execution.timedOut).toBe(true);
  expect(hung.streams).toBeUndefined();
});

test.concurrent("output stops at the limit, and the script gets a broken pipe", async () => {
  const run = await poll(script("endless.sh"));
  expect(run.execution.output.length).toBe(OUTPUT_LIMIT);
  expect(run.execution.overLimit).toBe(true);
  expect(endOf(run)).toBe("exit 1");
});

test.concurrent("every byte is kept, also NUL", async () => {
  const run = await poll(script("nul-last.py"));
  expect(run.execution.output).toMatch(/\}\0\xff\xfe rubbish$/);
});

test.concurrent("a command line that the manager refuses runs nothing", async () => {
  const tooLong = await poll(`${script("answers.sh")} ${"x".repeat(70_000)}`);
  expect(tooLong).toMatchObject({ notRun: "too-long", argv: [] });
  const crash = await poll(`${script("answers.sh")} "open`, { release: release("3.8") });
  expect(crash).toMatchObject({ notRun: "child-crash", argv: [] });
  expect(endOf(crash)).toBe("SIGSEGV");
});

test.concurrent("progress reports start, output, timeout and cleanup", async () => {
  const seen: PollProgress["kind"][] = [];
  const run = await poll(script("hangs.py"), {
    timeoutSeconds: 1.2,
    onProgress: ({ kind }) => seen.push(kind),
  });
  expect([...new Set(seen)]).toEqual(
    linux ? ["started", "output", "timed-out", "cleaning-up"] : ["started", "output", "timed-out"],
  );
  expect(run.durationMs).toBeGreaterThanOrEqual(1200);
});

test.concurrent("a timeout beyond the manager's number is over at once", async () => {
  const run = await poll(script("hangs.pl"), { timeoutSeconds: 3_000_000_000, release: release("4.3") });
  expect(run.execution.timedOut).toBe(true);
});

test.concurrent("a path with an equals sign or with quotes can be started", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "keypoll test=1 "));
  try {
    const { copyFileSync } = await import("node:fs");
    const file = path.join(folder, "it's a.sh");
    copyFileSync(script("answers.sh"), file);
    const run = await poll(`"${file}"`);
    expect(run.execution.output).toMatch(/^\{"error":0/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
