/** One run after the other, each compared as a whole: what a script gets, what is said about it, and when it is given up. */

import { spawnSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newestRelease } from "../../../core/manager/index.ts";
import {
  endPolling,
  type PollOptions,
  type PollProgress,
  type PollRun,
  runPoll,
  runProgram,
} from "../../../core/poll/index.ts";
import { RunMarks } from "../../../core/poll/keeper/run-mark.ts";
import { attemptOnWindows, refused } from "../../../core/poll/run/attempt.ts";
import { hasProc } from "../../../core/poll/run/processes.ts";
import { surroundingsOf } from "../../../core/poll/run/surroundings.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { soon } from "./soon.ts";
import { expectNothingLeft, id001, release, testEnvironment } from "./support.ts";

expectNothingLeft();

const folder = temporaryFolder();

function written(name: string, source: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, source, { mode: 0o755, encoding: "latin1" });
  return file;
}

const shell = (name: string, source: string): string => written(name, `#!/bin/sh\n${source}\n`);

function run(execPath: string | undefined, options: Partial<PollOptions> = {}): Promise<PollRun> {
  const base = { request: id001, release: newestRelease, timeoutSeconds: 8, graceSeconds: 0.3 };
  const where = { workingDirectory: folder, environment: testEnvironment };
  return soon(runPoll({ execPath, ...base, ...where, ...options }));
}

const codes = ({ notes }: PollRun): readonly string[] => notes.map(({ code }) => code);

/** What surrounds every run here, whatever its script does. */
const frame = {
  profile: "manager",
  workingDirectory: folder,
  environmentNames: ["PATH", "KEYPOLL_TEST", "KEYPOLL_RUN"],
  startedAt: expect.any(Date),
  leftover: [],
  cancelled: false,
  streams: undefined,
};
const free = { kind: "free", lateMs: 0 };

async function withoutKeeper<Value>(use: () => Promise<Value>): Promise<Value> {
  await endPolling();
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = "/no/such/folder";
  try {
    return await use();
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
}

describe.skipIf(process.platform === "win32")("a run", () => {
  it("is everything about it", async () => {
    const file = shell("says.sh", 'echo "$@" >&2; exit 3');
    const done = await run(`${file} --fast`);
    expect(done).toEqual({
      ...frame,
      execution: {
        execPath: `${file} --fast`,
        commandLine: `${file} --fast id 001`,
        output: "--fast id 001\n",
        end: { kind: "exit", code: 3 },
        timedOut: false,
        overLimit: false,
      },
      argv: [file, "--fast", "id", "001"],
      notRun: undefined,
      obstacle: undefined,
      durationMs: expect.any(Number),
      thread: free,
      notes: expect.any(Array),
    });
    expect(done.durationMs).toBeGreaterThan(0);
    expect(done.startedAt.getTime()).toBeLessThanOrEqual(Date.now());
    expect(codes(done).slice(0, 3)).toEqual(["user", "environment", "descriptors"]);
    expect(codes(done)).not.toContain("separate-pipes");
  });

  it("tells what happens, in order", async () => {
    const seen: PollProgress[] = [];
    const file = shell("tells.sh", "echo one; sleep 0.1; echo three");
    await run(file, { onProgress: (progress) => seen.push(progress) });
    const [first, ...rest] = seen;
    expect(first).toEqual({ kind: "started", pid: expect.any(Number) });
    expect(rest).toEqual([
      { kind: "output", bytes: 4 },
      { kind: "output", bytes: 10 },
    ]);
  });

  it("of a file without a first line is one of /bin/sh", async () => {
    const { execution, notes } = await run(written("plain", 'echo "$0 $*"\nexit 2\n'));
    expect(execution).toMatchObject({
      output: `${path.join(folder, "plain")} id 001\n`,
      end: { kind: "exit", code: 2 },
    });
    expect(notes.map(({ code }) => code)).not.toContain("program-not-found");
  });
});

describe.skipIf(process.platform === "win32")("a script", () => {
  it("is found in PATH, and handed to /bin/sh by its path if it has no format", async () => {
    const file = written("plain-in-path", 'echo "$0 $*"\n');
    const environment = { ...testEnvironment, PATH: `/bin:${folder}` };
    const direct = () => run("plain-in-path", { environment, profile: "as-me" });
    expect((await withoutKeeper(direct)).execution.output).toBe(`${file} id 001\n`);
    shell("sh-in-path", 'echo "$*"');
    expect((await run("sh-in-path", { environment })).execution.output).toBe("id 001\n");
    expect((await run("sh-in-path")).obstacle).toMatchObject({ code: "not-in-path" });
  });

  it.runIf(hasProc())(
    "has the signals blocked that the manager blocks, or says that they are not",
    async () => {
      // A shell would clear them, so it is a program that shows its own.
      const maskOf = ({ execution }: PollRun): number =>
        Number.parseInt(/SigBlk:\s*(\w+)/.exec(execution.output)?.[1] ?? "none", 16);
      const status = "/bin/grep SigBlk /proc/self/status";
      const done = await run(status);
      const blocked = (maskOf(done) & 0x4000) !== 0;
      expect(blocked).toBe(!codes(done).includes("signals"));
      const without = await withoutKeeper(() => run(status));
      expect(maskOf(without)).toBe(0);
      expect(codes(without)).toContain("signals");
      if (process.platform === "linux" && existsSync("/usr/bin/env")) {
        const mask = spawnSync("/usr/bin/env", ["--block-signal=TERM", "true"]).status === 0;
        expect(blocked).toBe(mask);
      }
    },
  );

  it("that says what a launcher says is the script's own, if it ends in another way", async () => {
    for (const code of [0, 1]) {
      const file = path.join(folder, `says-${code}.sh`);
      for (const launcher of ["/usr/bin/env", "keypoll-launch"]) {
        const said = `${launcher}: '${file}': Permission denied`;
        shell(`says-${code}.sh`, `echo "${said}"; exit ${code}`);
        const { execution, obstacle } = await run(file);
        expect(obstacle).toBeUndefined();
        expect(execution).toMatchObject({ output: `${said}\n`, end: { kind: "exit", code } });
      }
    }
  });

  it("of a file whose name is invalid UTF-8 is tried", async () => {
    const name = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff, 0xe9])]);
    writeFileSync(name, "#!/bin/sh\necho found\n", { mode: 0o755 });
    expect((await run(`${folder}/\xff\xe9`)).execution.output).toBe("found\n");
    expect((await run(`${folder}/\xff\xe8`)).execution.end).toEqual({ kind: "exit", code: 127 });
  });

  it("keeps an exit code of a launcher, if the script itself has it", async () => {
    for (const code of [126, 127]) {
      const { execution, obstacle } = await run(shell(`ends-${code}.sh`, `echo answer; exit ${code}`));
      expect(obstacle).toBeUndefined();
      expect(execution).toMatchObject({ output: "answer\n", end: { kind: "exit", code } });
    }
  });

  it("explains a failure, and no success", async () => {
    const source = "#!/usr/bin/env python3.99\n";
    expect((await run(written("no-python.py", source))).notes.at(-1)).toMatchObject({
      code: "program-not-found",
    });
    const good = await run(shell("env.sh", "echo 'python3.99: not found'"));
    expect(codes(good)).not.toContain("program-not-found");
  });

  it("explains it by the file that PATH leads to, and by what PATH has", async () => {
    const environment = { ...testEnvironment, PATH: `/usr/bin:/bin:${folder}` };
    const explained = async (name: string, firstLine: string) => {
      written(name, `${firstLine}\n`);
      return codes(await run(name, { environment })).includes("program-not-found");
    };
    expect(await explained("no-such-tool", "#!/usr/bin/env tool-that-is-nowhere")).toBe(true);
    shell("own-tool", "exit 127");
    expect(await explained("with-tool", "#!/usr/bin/env own-tool")).toBe(false);
  });

  it("explains no success, and no end by a signal", async () => {
    const marked = async (name: string, source: string) =>
      codes(await run(written(name, `\xef\xbb\xbf#!/bin/sh\n${source}\n`))).includes("byte-order-mark");
    expect(await marked("marked-fails", "exit 1")).toBe(true);
    expect(await marked("marked-succeeds", "exit 0")).toBe(false);
    expect(await marked("marked-dies", "kill -KILL $$")).toBe(false);
  });

  it("without a keeper has two pipes, read as one, and says so", async () => {
    const file = shell("both.sh", "echo one; sleep 0.05; echo two >&2");
    const done = await withoutKeeper(() => run(file));
    expect(done.execution.output).toBe("one\ntwo\n");
    expect(codes(done)).toContain("separate-pipes");
  });

  it.runIf(hasProc())("leaves no pipe open", async () => {
    const late = "trap 'echo late; exit 0' TERM; while :; do sleep 0.02; done";
    await run(shell("held.sh", late), { release: release("3.8"), timeoutSeconds: 0.2, graceSeconds: 8 });
    await run(shell("much.sh", "yes"), {});
    await new Promise((resolve) => setTimeout(resolve, 20));
    const open = readdirSync("/proc/self/fd").flatMap((each) => {
      try {
        return [readlinkSync(`/proc/self/fd/${each}`)];
      } catch {
        return [];
      }
    });
    expect(open.filter((target) => target.includes("/keypoll-pipes-"))).toEqual([]);
  });
});

describe.skipIf(process.platform === "win32")("a run that is not begun", () => {
  const unstarted = { ...frame, durationMs: 0, thread: free };
  const execution = { output: "", timedOut: false, overLimit: false };

  it("in a folder that is not there", async () => {
    const nowhere = path.join(folder, "none");
    const file = shell("any.sh", "echo");
    const reason = `The working directory ${nowhere} does not exist, or you may not enter it. Name another one.`;
    expect(await run(file, { workingDirectory: nowhere })).toEqual({
      ...unstarted,
      execution: {
        ...execution,
        execPath: file,
        commandLine: `${file} id 001`,
        end: { kind: "no-process", reason },
      },
      argv: [file, "id", "001"],
      notRun: undefined,
      obstacle: undefined,
      workingDirectory: nowhere,
      notes: expect.any(Array),
    });
  });

  it("because there is no such file", async () => {
    const missing = path.join(folder, "missing.sh");
    const done = await run(missing);
    expect(done).toEqual({
      ...unstarted,
      execution: {
        ...execution,
        execPath: missing,
        commandLine: `${missing} id 001`,
        end: { kind: "not-started", reason: done.obstacle?.message },
      },
      argv: [missing, "id", "001"],
      notRun: undefined,
      obstacle: { code: "missing", path: missing, message: expect.stringContaining(missing) },
      notes: expect.any(Array),
    });
    expect(codes(done)).toEqual(["user", "environment", "descriptors"]);
  });

  it.runIf(process.platform === "linux")("because the system refuses it, with the reason", async () => {
    // Linux runs no file that is open for writing.
    const file = written("busy", "#!/bin/sh\n");
    const busy = openSync(file, "r+");
    try {
      const byStep = await run(file);
      const says = (why: string) => ({
        code: "not-startable",
        path: file,
        message: `The system did not start ${file}: ${why}.`,
      });
      expect(byStep.obstacle).toEqual(says("Text file busy"));
      expect(byStep.execution).toMatchObject({ output: "", end: { kind: "not-started" } });
      const direct = await withoutKeeper(() => run(file, { profile: "as-me" }));
      expect(direct.obstacle).toEqual(says("ETXTBSY"));
    } finally {
      closeSync(busy);
    }
  });

  it("because the manager refuses its line, or its child crashes", async () => {
    const long = `/bin/echo ${"x".repeat(70_000)}`;
    const reason =
      "The command line with selector and value has 65536 bytes or more, which the manager rejects.";
    const refused = { ...unstarted, argv: [], obstacle: undefined, notes: [] };
    const tooLong = await run(long);
    expect(tooLong).toEqual({
      ...refused,
      execution: {
        ...execution,
        execPath: long,
        commandLine: tooLong.execution.commandLine,
        end: { kind: "no-process", reason },
      },
      notRun: "too-long",
    });
    const open = await run('/bin/echo "open', { release: release("3.8") });
    expect(open).toEqual({
      ...refused,
      execution: {
        ...execution,
        execPath: '/bin/echo "open',
        commandLine: '/bin/echo "open id 001',
        end: { kind: "signal", signal: "SIGSEGV" },
      },
      notRun: "child-crash",
    });
  });

  it("without a command line is one of (null), as the manager prints it", async () => {
    const { execution: without, obstacle } = await run(undefined);
    expect(without).toMatchObject({ execPath: "(null)", end: { kind: "not-started" } });
    expect(obstacle?.message).toContain('"(null)"');
    const crash = await run(undefined, { release: release("3.8"), request: { selector: "id", value: '"' } });
    expect(crash).toMatchObject({
      execution: { execPath: "(null)", commandLine: '(null) id "' },
      notRun: "child-crash",
    });
  });
});

describe("what the system refuses", () => {
  it.each(["EAGAIN", "EMFILE", "ENFILE", "ENOMEM"])(
    "with %s is a process that it has no room for",
    (code) => {
      const reason = `spawn /poll ${code}`;
      expect(refused({ code, message: reason }, "/poll")).toEqual({
        end: { kind: "no-process", reason },
        obstacle: undefined,
        outputs: [],
        overLimit: false,
        course: { timedOut: false, cancelled: false, thread: free, durationMs: 0 },
        leftover: [],
        notes: [],
      });
    },
  );

  it("otherwise is the program, or only its format", () => {
    expect(refused({ code: "ENOEXEC", message: "" }, "/poll")).toBe("no-format");
    expect(refused({ code: "EACCES", message: "spawn" }, "/poll")).toMatchObject({
      end: { kind: "not-started", reason: "The system did not start /poll: EACCES." },
      obstacle: { code: "not-startable", path: "/poll" },
    });
  });
});

// On other systems a path of Windows is the name of a file in the current folder, so the same code finds it there.
describe.skipIf(process.platform === "win32")("a run as Windows starts it", () => {
  const before = process.cwd();
  beforeAll(() => process.chdir(folder));
  afterAll(() => process.chdir(before));
  const inWindows = (name: string): string => path.win32.resolve(folder, name);

  function started(program: string) {
    const surroundings = surroundingsOf(
      { release: newestRelease, workingDirectory: folder, environment: { PATH: folder } },
      new RunMarks().next(),
    );
    const options = { release: newestRelease, timeoutSeconds: 8 };
    const given = { argv: [program, "id", "001"], options, surroundings, keeper: undefined };
    return soon(attemptOnWindows({ ...given, streams: "shared" }, program));
  }

  it("is a program itself, or a script with the interpreter that it says", async () => {
    shell(inWindows("own.exe"), 'echo "own $*"');
    const own = await started("./own.exe");
    expect(own).toMatchObject({ outputs: ["own id 001\n", ""], obstacle: undefined });
    expect(own.notes.map(({ text }) => text).join()).not.toContain("This run used");
    shell(inWindows("python.exe"), `printf '%s\\n' "python $*"`);
    writeFileSync(path.join(folder, inWindows("poll.py")), "");
    const script = await started("./poll.py");
    expect(script.outputs[0]).toBe(`python ${inWindows("poll.py")} id 001\n`);
    expect(script.notes.length).toBe(own.notes.length + 1);
    expect(script.notes.at(-1)).toEqual({
      code: "platform",
      text: `This run used ${inWindows("python.exe")}.`,
    });
  });

  it("is not one of a folder, or of nothing", async () => {
    mkdirSync(path.join(folder, inWindows("folder.exe")), { recursive: true });
    for (const name of ["./folder.exe", "./none.exe"])
      expect((await started(name)).obstacle).toMatchObject({ code: "missing", path: inWindows(name) });
  });
});

describe.skipIf(process.platform === "win32")("the time of a run", () => {
  /** Ends some time after SIGTERM. Only 4.3 and older do not block the signal. */
  const ends = (name: string, seconds: number): string =>
    shell(name, `trap 'sleep ${seconds}; exit 5' TERM; echo begun; while :; do sleep 0.02; done`);
  /** A shell may add that its child was terminated. */
  const begun = expect.stringMatching(/^begun\n/);
  const unblocked = { release: release("4.3") };

  it("is a minute, with two seconds of grace, if nothing is said", async () => {
    const undecided = { timeoutSeconds: undefined, graceSeconds: undefined };
    const slow = await run(shell("slow.sh", "sleep 0.2; echo answer"), undecided);
    expect(slow.execution).toMatchObject({ timedOut: false, output: "answer\n" });
    const graced = await run(ends("late.sh", 0.3), {
      ...unblocked,
      timeoutSeconds: 0.3,
      graceSeconds: undefined,
    });
    expect(graced).toMatchObject({
      execution: { timedOut: true, end: { kind: "exit", code: 5 }, output: begun },
      thread: { kind: "free" },
      leftover: [],
    });
  });

  it("is what is said, and then the script is ended", async () => {
    const seen: PollProgress[] = [];
    const done = await run(ends("later.sh", 100), {
      ...unblocked,
      timeoutSeconds: 0.3,
      graceSeconds: 0.1,
      onProgress: (progress) => seen.push(progress),
    });
    expect(done).toMatchObject({
      execution: { timedOut: true, end: { kind: "signal", signal: "SIGKILL" }, output: begun },
      thread: { kind: "lost", waitsFor: "script" },
    });
    expect(done.leftover.map(({ place, ended }) => [place, ended])).toContainEqual(["script", true]);
    expect(seen.map(({ kind }) => kind).slice(0, 3)).toEqual(["started", "output", "timed-out"]);
    const last = seen.at(-1);
    if (hasProc()) expect(last).toEqual({ kind: "cleaning-up", processes: done.leftover.length });
  });

  it.runIf(hasProc())("continues for what holds the pipe, which is found by it", async () => {
    const holder = shell("holder.sh", "env -i setsid sleep 1000 & exit 0");
    const done = await run(holder, { timeoutSeconds: 0.3, graceSeconds: 0.1 });
    expect(done).toMatchObject({
      execution: { timedOut: true, end: { kind: "exit", code: 0 } },
      thread: { kind: "lost", waitsFor: "open-pipe" },
      leftover: [{ name: "sleep", place: "own-session", heldPipe: true, ended: true }],
    });
    const quiet = shell("quiet.sh", "setsid sleep 1000 >/dev/null 2>&1 & exit 0");
    expect((await run(quiet)).leftover).toMatchObject([{ place: "own-session", heldPipe: false }]);
  });

  it("ends with a cancellation", async () => {
    const stop = new AbortController();
    const onProgress = ({ kind }: PollProgress) => kind === "output" && stop.abort();
    const done = await run(ends("cancelled.sh", 100), { signal: stop.signal, onProgress });
    expect(done).toMatchObject({
      cancelled: true,
      execution: { timedOut: false, end: { kind: "signal", signal: "SIGKILL" }, output: begun },
    });
  });

  it("of more output than the manager reads ends with a broken pipe", async () => {
    const { execution } = await run(shell("endless.sh", "trap '' PIPE; yes 2>/dev/null; exit 4"));
    expect(execution).toMatchObject({ overLimit: true, end: { kind: "exit", code: 4 } });
    const twoPipes = await withoutKeeper(() => run(shell("yes.sh", "yes")));
    expect(twoPipes.execution.overLimit).toBe(true);
  });
});

describe.skipIf(process.platform === "win32")("a second look", () => {
  let count = 0;

  /** How often the script ran, and what the streams were. */
  async function looked(source: string, options: Partial<PollOptions> = {}) {
    const runs = path.join(folder, `runs-${count++}`);
    const file = shell(`counted-${count}.sh`, `echo >> '${runs}'; ${source}`);
    const { streams } = await run(file, { separateStreams: true, ...options });
    return { streams, runs: readFileSync(runs, "utf8").length };
  }

  it("tells the streams apart if the output cannot be read", async () => {
    expect(await looked("echo warning >&2; echo '{}'")).toEqual({
      runs: 2,
      streams: {
        stdout: "{}\n",
        stderr: "warning\n",
        spans: [
          { stream: "stderr", start: 0, end: 8 },
          { stream: "stdout", start: 8, end: 11 },
        ],
      },
    });
  });

  it.each<[what: string, source: string, options: Partial<PollOptions>]>([
    ["nobody wants it", "echo rubbish", { separateStreams: false }],
    ["nobody says so", "echo rubbish", { separateStreams: undefined }],
    ["there is an answer", `echo '{"error":4}'`, {}],
    ["there is only blank output", "printf ' \\n\\000'", {}],
    ["the script hung", "echo rubbish; exec sleep 100", { timeoutSeconds: 0.2, release: release("4.3") }],
    [
      "its thread is lost",
      "echo rubbish; exec >&- 2>&-; exec sleep 100",
      { timeoutSeconds: 0.3, graceSeconds: 0.1 },
    ],
  ])("is not taken if %s", async (_what, source, options) => {
    expect(await looked(source, options)).toEqual({ runs: 1, streams: undefined });
  });

  it("is not taken after a cancellation", async () => {
    const stop = new AbortController();
    const onProgress = ({ kind }: PollProgress) => kind === "output" && stop.abort();
    const given = { signal: stop.signal, onProgress };
    expect(await looked("echo rubbish; exec sleep 100", given)).toEqual({ runs: 1, streams: undefined });
  });
});

it.skipIf(process.platform === "win32")("helpers end with polling, whatever a run was", async () => {
  const temporary = temporaryFolder();
  await endPolling();
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = temporary;
  try {
    await run(shell("helped.sh", "echo"));
    await run("/no/such/script");
    const program = { argv: ["/bin/echo"], workingDirectory: folder, environment: testEnvironment };
    await soon(runProgram({ ...program, timeoutSeconds: 8, release: newestRelease }));
    await endPolling();
    expect(readdirSync(temporary)).toEqual([]);
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
});
