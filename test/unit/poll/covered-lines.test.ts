/** From what interpreters record to lines: invented records, so that each rule has its case. */

import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { coveredLines } from "../../../core/poll/coverage/lines.ts";
import { OwnFiles } from "../../../core/poll/coverage/own-files.ts";
import { linesIn, type Recorded, stretchesIn } from "../../../core/poll/coverage/recorded.ts";
import { environmentOf, LINES_FILE, recorderOf } from "../../../core/poll/coverage/recorders.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

function recorded(
  ran: readonly number[],
  executable: readonly number[] = [],
  stretches: Recorded["stretches"] = [],
) {
  return { ran: new Set(ran), executable: new Set(executable), stretches };
}

describe("the lines of a file", () => {
  it("are those that the interpreter names, with the samples that ran them", () => {
    const records = [
      { sample: 0, recorded: recorded([3, 1], [10, 3, 1, 12]) },
      { sample: 2, recorded: recorded([10, 3], [1, 3, 10]) },
    ];
    expect(coveredLines(records, undefined)).toEqual([
      { line: 1, ranIn: [0] },
      { line: 3, ranIn: [0, 2] },
      { line: 10, ranIn: [2] },
      { line: 12, ranIn: [] },
    ]);
  });

  it("are those of statements if the interpreter does not say which can run", () => {
    const all = [
      { start: 0, firstLine: 1, lastLine: 8 },
      { start: 20, firstLine: 2, lastLine: 4 },
      { start: 60, firstLine: 6, lastLine: 6 },
    ];
    // Line 3 belongs to the statement of two lines, the shorter one; line 9 to none.
    const records = [{ sample: 5, recorded: recorded([3, 9]) }];
    expect(coveredLines(records, { all, whole: true })).toEqual([
      { line: 1, ranIn: [] },
      { line: 2, ranIn: [5] },
      { line: 6, ranIn: [] },
    ]);
    const ranAt = (line: number) =>
      coveredLines([{ sample: 5, recorded: recorded([line]) }], { all, whole: true }).filter(
        ({ ranIn }) => ranIn.length > 0,
      );
    const first = (line: number) => ranAt(line).map((each) => each.line);
    expect([1, 2, 3, 4, 5, 6, 7, 8].map(first)).toEqual([[1], [2], [2], [2], [1], [6], [1], [1]]);
    // Where the grammar could not read a part, a line that ran counts.
    expect(coveredLines(records, { all, whole: false }).at(-1)).toEqual({ line: 9, ranIn: [5] });
  });

  it("ran if the shortest stretch around their start did", () => {
    const all = [0, 10, 20, 30, 40].map((start, at) => ({ start, firstLine: at + 1, lastLine: at + 1 }));
    const stretch = (startOffset: number, endOffset: number, count: number) => ({
      startOffset,
      endOffset,
      count,
    });
    const one = [stretch(0, 40, 1), stretch(10, 30, 0), stretch(20, 30, 3)];
    const linesOf = (...stretches: Recorded["stretches"]) =>
      coveredLines([{ sample: 0, recorded: recorded([], [], stretches) }], { all, whole: true })
        .filter(({ ranIn }) => ranIn.length > 0)
        .map(({ line }) => line);
    expect(linesOf(one)).toEqual([1, 3, 4]);
    expect(linesOf([stretch(0, 50, 0)], one)).toEqual([1, 3, 4]);
    expect(linesOf([stretch(10, 11, 1)])).toEqual([2]);
    // Of two of the same length the later counts.
    expect(linesOf([stretch(0, 50, 1), stretch(0, 50, 0)])).toEqual([]);
  });
});

describe("what a run has left", () => {
  it("is lines of files, by their real paths", () => {
    const folder = temporaryFolder();
    const script = path.join(folder, "poll.py");
    writeFileSync(script, "");
    symlinkSync(script, path.join(folder, "link.py"));
    writeFileSync(
      path.join(folder, LINES_FILE),
      ["E\t1 2 3\tpoll.py", "R\t1 3\tlink.py", `R\t2\t${script}`, "R\t9\tgone.py", "X\t7\tpoll.py", ""].join(
        "\n",
      ),
    );
    const files = linesIn(folder, folder);
    expect(files).toEqual(new Map([[script, recorded([1, 3, 2], [1, 2, 3])]]));
    expect(linesIn(path.join(folder, "none"), folder)).toBeUndefined();
  });

  it.each([
    "R",
    "R\t",
    "R\t3",
    "R\t3\t",
    "R\t3\tpoll.p",
    "R\t3\tpoll.py",
    "R\n",
    "R\t3\n",
    "R\t3\t\n",
    "R\t\tpoll.py\n",
    "xR\t3\tpoll.py\n",
    "R\t3 x\tpoll.py\n",
  ])("has no more lines, and no more files, for a record that was cut off: %j", (end) => {
    const folder = temporaryFolder();
    const script = path.join(folder, "poll.py");
    writeFileSync(script, "");
    // The name of another file, cut off, may be that of this one.
    writeFileSync(path.join(folder, "poll.p"), "");
    writeFileSync(path.join(folder, LINES_FILE), `S\nR\t1\tpoll.py\n${end}`);
    expect(linesIn(folder, folder)).toEqual(new Map([[script, recorded([1])]]));
  });

  it("may have a tab in the name of a file", () => {
    const folder = temporaryFolder();
    const script = path.join(folder, "a\tpoll.py");
    writeFileSync(script, "");
    writeFileSync(path.join(folder, LINES_FILE), `R\t12 3\t${script}\n`);
    expect(linesIn(folder, folder)).toEqual(new Map([[script, recorded([12, 3])]]));
  });

  it("is what Node counted, without what it could not write", () => {
    const folder = temporaryFolder();
    const script = path.join(folder, "poll.js");
    writeFileSync(script, "");
    const ranges = [{ startOffset: 0, endOffset: 9, count: 1 }];
    const more = [{ startOffset: 1, endOffset: 2, count: 0 }];
    const result = [
      { url: pathToFileURL(script).href, functions: [{ ranges }, { ranges: more }] },
      { url: "node:fs", functions: [{ ranges }] },
      { url: pathToFileURL(path.join(folder, "gone.js")).href, functions: [{ ranges }] },
    ];
    expect(stretchesIn(folder)).toBeUndefined();
    writeFileSync(path.join(folder, "coverage-1.json"), JSON.stringify({ result }));
    writeFileSync(path.join(folder, "coverage-2.json"), JSON.stringify({ result }).slice(0, 50));
    writeFileSync(path.join(folder, "coverage-3.json"), "{}");
    writeFileSync(path.join(folder, "coverage-4.json.tmp"), JSON.stringify({ result }));
    writeFileSync(path.join(folder, "old-coverage-5.json"), JSON.stringify({ result }));
    expect(stretchesIn(folder)).toEqual(new Map([[script, recorded([], [], [[...ranges, ...more]])]]));
    expect(stretchesIn(path.join(folder, "none"))).toBeUndefined();
  });
});

describe("an author's files", () => {
  it("are the script, and what lies beside or below it", () => {
    const folder = temporaryFolder();
    const script = path.join(folder, "poll.py");
    writeFileSync(script, "");
    const own = OwnFiles.of(script);
    const name = (below: string): string | undefined => own?.nameOf(path.join(folder, below));
    expect(own?.root).toBe(folder + path.sep);
    expect(name("poll.py")).toBe(script);
    expect(name("lib/db.py")).toBe(path.join(folder, "lib/db.py"));
    for (const other of [
      ".venv/a.py",
      "lib/.cache/a.py",
      "node_modules/a.js",
      "lib/site-packages/a.py",
      "dist-packages/a.py",
      "vendor/a.php",
      "../a.py",
    ]) {
      expect(name(other)).toBeUndefined();
    }
    // The name of the file itself decides nothing.
    expect(name(".hidden.py")).toBe(path.join(folder, ".hidden.py"));
    expect(OwnFiles.of(path.join(folder, "gone.py"))).toBeUndefined();
  });

  it("have the names that the author uses", () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, "real"));
    writeFileSync(path.join(folder, "real/poll.py"), "");
    symlinkSync("real", path.join(folder, "named"));
    symlinkSync("real/poll.py", path.join(folder, "poll"));
    const real = path.join(folder, "real");
    const byFolder = OwnFiles.of(path.join(folder, "named/poll.py"));
    expect(byFolder?.nameOf(path.join(real, "poll.py"))).toBe(path.join(folder, "named/poll.py"));
    expect(byFolder?.nameOf(path.join(real, "db.py"))).toBe(path.join(folder, "named/db.py"));
    const byLink = OwnFiles.of(path.join(folder, "poll"));
    expect(byLink?.nameOf(path.join(real, "poll.py"))).toBe(path.join(folder, "poll"));
    expect(byLink?.nameOf(path.join(real, "db.py"))).toBe(path.join(real, "db.py"));
  });
});

describe("an interpreter is told by its environment", () => {
  const place = { hooks: "/h", records: "/r" };
  const told = (program: string, before: Readonly<Record<string, string>> = {}) => {
    const recorder = recorderOf(program);
    return typeof recorder === "string" ? recorder : environmentOf(recorder, place, "/own/", before);
  };
  const ours = { KEYPOLL_COVERAGE: "/r/lines", KEYPOLL_COVERAGE_ROOT: "/own/" };

  it.each([
    ["python3", { PYTHONPATH: "/h", ...ours }],
    ["/usr/bin/python3.12", { PYTHONPATH: "/h", ...ours }],
    ["C:\\Python\\PYTHON.EXE", { PYTHONPATH: "/h", ...ours }],
    ["py.exe", { PYTHONPATH: "/h", ...ours }],
    ["pypy3", { PYTHONPATH: "/h", ...ours }],
    ["/bin/bash", { BASH_ENV: "/h/coverage.bash", ...ours }],
    ["node", { NODE_V8_COVERAGE: "/r" }],
    ["nodejs", { NODE_V8_COVERAGE: "/r" }],
    ["perl5.36", { PERL5LIB: "/h", PERL5OPT: "-d:KeypollCoverage", ...ours }],
    ["ruby3.3", { RUBYOPT: "-r/h/coverage.rb", ...ours }],
  ])("%s", (program, environment) => {
    expect(told(program)).toEqual(environment);
  });

  it("and what stood there before is handed on", () => {
    expect(told("python3", { PYTHONPATH: "/mine", PATH: "/bin" })).toEqual({
      PYTHONPATH: `/h${path.delimiter}/mine`,
      KEYPOLL_COVERAGE_PYTHONPATH: "/mine",
      ...ours,
    });
    expect(told("python3", { PYTHONPATH: "" })).toMatchObject({
      PYTHONPATH: "/h",
      KEYPOLL_COVERAGE_PYTHONPATH: "",
    });
    expect(told("perl", { PERL5OPT: "-w", PERL5LIB: "/mine" })).toEqual({
      PERL5OPT: "-d:KeypollCoverage -w",
      PERL5LIB: `/h${path.delimiter}/mine`,
      KEYPOLL_COVERAGE_PERL5OPT: "-w",
      KEYPOLL_COVERAGE_PERL5LIB: "/mine",
      ...ours,
    });
    expect(told("ruby", { RUBYOPT: "-w" })).toMatchObject({
      RUBYOPT: "-r/h/coverage.rb -w",
      KEYPOLL_COVERAGE_RUBYOPT: "-w",
    });
  });

  it.each([
    [
      "sh",
      "No environment variable makes a shell other than bash record lines. Run the script with bash to see them.",
    ],
    [
      "dash",
      "No environment variable makes a shell other than bash record lines. Run the script with bash to see them.",
    ],
    [
      "/bin/zsh",
      "No environment variable makes a shell other than bash record lines. Run the script with bash to see them.",
    ],
    ["php8.2", "PHP records lines only with an extension, Xdebug or PCOV."],
    ["go", "A Go program records lines only if it was built for that."],
    ["pwsh", "No environment variable makes PowerShell record lines."],
    ["powershell.exe", "No environment variable makes PowerShell record lines."],
    ["lua", "Key Poll cannot make lua record its lines."],
    ["fish", "Key Poll cannot make fish record its lines."],
    ["", "The file does not name an interpreter, so its lines cannot be recorded."],
  ])("but not %j: %s", (program, reason) => {
    expect(recorderOf(program)).toBe(reason);
  });
});

describe("an interpreter that can be told", () => {
  it("says why it may have left nothing", () => {
    const silent = ["python", "bash", "node", "perl", "ruby"].map((program) => {
      const recorder = recorderOf(program);
      return typeof recorder === "string"
        ? [recorder]
        : [recorder.silent, recorder.leaves, recorder.statements];
    });
    expect(silent).toEqual([
      ["Python does not record lines if it is started with -I, -E or -S.", "lines", undefined],
      ["bash does not record lines if it is started with -p or as sh.", "lines", "bash"],
      [
        "Node writes which lines it ran when it ends by itself, not when a signal ends it.",
        "v8",
        "javascript",
      ],
      ["Perl does not record lines if it is started with -T.", "lines", undefined],
      ["Ruby does not record lines if it is started with --disable=rubyopt.", "lines", undefined],
    ]);
    expect(recorderOf(undefined)).toBe(recorderOf(""));
  });

  it("loads a hook of its own, but Node, which needs none", () => {
    const hooks = ["python", "bash", "node", "perl", "ruby"].map((program) => {
      const recorder = recorderOf(program);
      return typeof recorder === "string"
        ? recorder
        : [recorder.hook?.file, (recorder.hook?.text.length ?? 0) > 100];
    });
    expect(hooks).toEqual([
      ["sitecustomize.py", true],
      ["coverage.bash", true],
      [undefined, false],
      ["Devel/KeypollCoverage.pm", true],
      ["coverage.rb", true],
    ]);
  });

  it.each([
    ...["ipython", "python3-config", "happy", "pylint", "py.test", "mybash", "bashate", "xnode", "nodemon"],
    ...["superperl", "perltidy", "jruby", "rubygems", "shx", "myphp", "cargo", "gofmt", "xpwsh"],
  ])("knows that %s is another program", (program) => {
    expect(recorderOf(`/usr/bin/${program}`)).toBe(`Key Poll cannot make ${program} record its lines.`);
  });
});
