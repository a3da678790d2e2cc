/** The end of a script's run: which output is read, and what each release logs. */

import { describe, expect, it } from "vitest";
import {
  defaultSettings,
  type Execution,
  exitCodeSeen,
  KeyStore,
  newestRelease,
  OUTPUT_LIMIT,
  outcomeOf,
  releaseFor,
} from "../../../core/manager/index.ts";

const ANSWER = '{"error":3,"message":"gone"}';
const run: Execution = {
  execPath: "/p/s.sh -v",
  commandLine: "/p/s.sh -v id 009",
  output: ANSWER,
  end: { kind: "exit", code: 0 },
  timedOut: false,
  overLimit: false,
};

const exit = (code: number): Partial<Execution> => ({ end: { kind: "exit", code } });
const signal: Partial<Execution> = { end: { kind: "signal", signal: "SIGTERM" } };
const notStarted: Partial<Execution> = { end: { kind: "not-started", reason: "ENOENT" } };
const noProcess: Partial<Execution> = { end: { kind: "no-process", reason: "EAGAIN" } };
const late: Partial<Execution> = { timedOut: true };

/** The verdict, and the lines with the first letter of their level. */
function judged(version: string, changes: Partial<Execution>): readonly string[] {
  const release = releaseFor(version) ?? newestRelease;
  const execution = { ...run, ...changes };
  const source = { kind: "execution", execution } as const;
  const { verdict, failed, log } = outcomeOf("id:009", source, new KeyStore(), defaultSettings(release));
  return [`${verdict}${failed ? ", failed" : ""}`, ...log.map(({ level, text }) => `${level[0]} ${text}`)];
}

const OUTPUT = `d Exec output: ${ANSWER}`;
const INVALID = "d Invalid command: '/p/s.sh -v id 009': (0) Success";
const END = "d Error getting external key.";
const read = ["error-answer, failed", OUTPUT, "d Could not get a key from ID 009. Error: 'gone'", END];
const cannotRun = [
  "cannot-run, failed",
  INVALID,
  "w Cannot run key request integration (/p/s.sh -v): path is invalid or file has insufficient permissions.",
  END,
];
const tooLate = [
  "timed-out, failed",
  "w Timeout received while running key request integration (/p/s.sh -v)",
  END,
];

// wm_exec and the caller of each release: key_request_exec_output of 4.4 and newer.
it.each<[what: string, changes: Partial<Execution>, lines: readonly string[]]>([
  ["ends with 0", {}, read],
  ["dies by a signal", signal, read],
  [
    "ends with 1",
    exit(1),
    ["exit-code, failed", "w Key request integration (/p/s.sh -v) returned code 1.", END],
  ],
  ["ends with 127", exit(127), cannotRun],
  ["cannot be started", notStarted, cannotRun],
  ["has no process", noProcess, ["cannot-execute, failed", "w Error executing [/p/s.sh -v]", END]],
  ["is late", late, tooLate],
  ["is late and fails", { ...late, ...exit(1) }, tooLate],
  ["is late and ends with 127", { ...late, ...exit(127) }, cannotRun],
  ["writes too much", { overLimit: true }, [read[0] ?? "", "w String limit reached.", ...read.slice(1)]],
  ["never ends", { ranOn: true }, ["hangs"]],
  ["does not end in time", { ranOn: true, ...late }, tooLate],
  ["has an end", { ranOn: false }, read],
])("4.14: a script that %s", (_what, changes, lines) => {
  expect(judged("4.14", changes)).toEqual(lines);
});

describe("before 3.10", () => {
  it("the output of a late script is read", () => {
    const late39 = judged("3.9", late);
    expect(late39).toEqual(judged("3.9", {}));
    expect(late39[0]).toBe("error-answer, failed");
    expect(judged("3.10", late)).toContain(
      "w Timeout received while running key pulling integration (/p/s.sh -v)",
    );
  });

  it("the manager waits for a script that does not end, whatever the timeout", () => {
    expect(judged("3.9", { ranOn: true, ...late })).toEqual(["hangs"]);
  });
});

it("the manager sees a number for each end of a script", () => {
  const seen = [exit(0), exit(3), signal, notStarted, noProcess].map((end) =>
    exitCodeSeen({ ...run, ...end }),
  );
  expect(seen).toEqual([0, 3, 0, 127, 127]);
});

it("the manager reads 64 MiB", () => {
  expect(OUTPUT_LIMIT).toBe(67_108_864);
});
