/** Findings about the request and the run: why the output did not count, or counts although the run failed. */

import { type Execution, exitCodeSeen, LONGEST_VALUE, OUTPUT_LIMIT, readJson } from "../../manager/index.ts";
import { say } from "../../words/index.ts";
import { pollerName } from "./daemons.ts";
import { finding, withAdvice } from "./finding.ts";
import { clauseOf, noiseIn, sentenceOf } from "./noise.ts";
import type { PollCase } from "./poll-case.ts";
import { quoted } from "./text.ts";
import type { AnswerFinding } from "./verdict.ts";

export function runFindings(poll: PollCase): readonly AnswerFinding[] {
  const { source, outcome, settings } = poll;
  if (outcome.verdict === "request-discarded") return [discarded(poll)];
  if (settings.node === "worker" && outcome.verdict === "not-registered") {
    if (settings.release.workers === "unreachable") return [workerFinding(say`runs no registration service`)];
  }
  if (settings.node === "worker" && outcome.verdict === "rejected") {
    if (settings.release.workers === "refused") return [workerFinding(say`refuses to register any agent`)];
  }
  if (source.kind === "nothing") {
    return [
      finding("no-answer", say`The socket gave no data: the request fails, and the agent stays unknown.`),
    ];
  }
  if (source.kind !== "execution") return [];
  const run = source.execution;
  return [
    ...endOfRun(run, poll),
    ...limitOfRun(run),
    ...(outcome.verdict === "hangs" ? [] : lateRun(run, settings.release.afterTimeout === "parsed")),
  ];
}

function workerFinding(does: string): AnswerFinding {
  return finding("worker-cannot-register", say`A worker of this release ${does}: the answer is lost.`);
}

const selectors = ["id", "ip"] as const;

function discarded({ datagram, settings }: PollCase): AnswerFinding {
  const daemon = pollerName(settings.release);
  const selector = selectors.find((each) => datagram.startsWith(`${each}:`));
  const why =
    selector === undefined
      ? say`begins neither with id: nor with ip:, so ${daemon} rejects it`
      : say`has a value of ${datagram.length - 3} bytes, and ${daemon} discards a request with more than ${LONGEST_VALUE[selector]}`;
  const ipv6 =
    selector === "ip" && datagram.includes(":", 3)
      ? say` No IPv6 address is ever asked for: the manager writes them with 39 bytes.`
      : "";
  return finding(
    "request-discarded",
    say`The request ${quoted(datagram)} ${why}; the script is not called.${ipv6}`,
  );
}

function endOfRun(run: Execution, poll: PollCase): AnswerFinding[] {
  if (poll.outcome.verdict === "hangs") {
    const what = run.timedOut
      ? say`The script does not end at the signal that it gets at the timeout`
      : say`The script has closed its output and continues`;
    const message = say`${what}. The manager waits for its end without a limit, and logs nothing.`;
    return [finding("hangs", message)];
  }
  switch (run.end.kind) {
    case "not-started":
      return [
        finding(
          "script-not-run",
          say`The program cannot be started (${run.end.reason}), and the answer is lost.`,
        ),
      ];
    case "no-process":
      return [
        finding(
          "no-process",
          say`The manager cannot make a process for the script (${run.end.reason}), and the request fails.`,
        ),
      ];
    case "signal":
      // A script that ran on was ended by us, not by the manager.
      return run.ranOn === true ? [] : [killed(run, run.end.signal, poll)];
    case "exit":
      return exited(exitCodeSeen(run), run, poll);
  }
}

function exited(code: number, run: Execution, poll: PollCase): AnswerFinding[] {
  if (code === 127) {
    const because = noiseIn(run.output, code);
    const said = because === undefined ? "" : sentenceOf(because);
    const found = finding(
      "script-not-run",
      say`The program ended with exit code 127. For the manager this means that it could not start the program, so the answer is lost.${said}`,
    );
    return [withAdvice(found, because?.advice)];
  }
  if (code === 0 || poll.outcome.verdict !== "exit-code") return [];
  const valid = readJson(poll.output, poll.settings.release).value?.type === "object";
  const noise = valid ? undefined : noiseIn(run.output, code);
  const what = valid
    ? say`so the manager discards the answer, although it is valid JSON`
    : say`so the manager discards the output${noise === undefined ? "" : `; ${clauseOf(noise)}`}`;
  const found = finding("exit-code", say`The script ended with exit code ${code}, ${what}.`);
  return [withAdvice(found, noise?.advice)];
}

function killed(run: Execution, signal: string, poll: PollCase): AnswerFinding {
  const nothing = /^[\0-\x20]*$/.test(run.output);
  const then = nothing ? say`finds nothing to read` : say`reads what had been printed by then`;
  if (run.timedOut && poll.outcome.verdict === "timed-out") {
    const message = say`The script was ended by ${signal} at the timeout.`;
    return finding("killed-by-signal", message, undefined, "information");
  }
  const message = say`The script was killed by ${signal}. The manager treats that as exit code 0 and ${then}.`;
  return finding("killed-by-signal", message);
}

function limitOfRun(run: Execution): AnswerFinding[] {
  if (!run.overLimit) return [];
  const limit = OUTPUT_LIMIT / 1024 / 1024;
  return [
    finding(
      "output-limit",
      say`The script printed more than ${limit} MiB. The manager stops reading there and uses what it has read.`,
    ),
  ];
}

function lateRun(run: Execution, parsed: boolean): AnswerFinding[] {
  if (!run.timedOut || exitCodeSeen(run) === 127) return [];
  if (!parsed) {
    const complete = /\}[\0-\x20]*$/.test(run.output) ? say`, even if it is complete` : "";
    return [
      finding(
        "timed-out",
        say`The output was still open at the timeout, so the manager discards the answer${complete}.`,
      ),
    ];
  }
  return [
    finding(
      "late-but-read",
      say`The timeout ended before the script did. This release ignores that, reads what was printed, and logs nothing.`,
    ),
  ];
}
