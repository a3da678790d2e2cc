/** Runs the samples of a suite: polls of a script or socket, or a registration script against stand-in managers. */

import path from "node:path";
import type { Release } from "../../core/manager/index.ts";
import { runCovered, runSuite, type SuiteCoverage, type SuiteOptions } from "../../core/poll/index.ts";
import type { RegistrationSuite, Suite } from "../../core/suite/index.ts";
import { grammarOf } from "../script/grammars.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { openPolls } from "./load-suite.ts";
import { registrationReport, type SampleReport, sampleReport } from "./suite-report.ts";

export interface EngineOptions {
  readonly samples: readonly number[];
  /** Number of concurrent samples. Registrations are made one after the other. */
  readonly concurrency: number;
  readonly signal: AbortSignal;
  /** Also record which lines the samples run. */
  readonly coverage: boolean;
  /** Called with the current activity. */
  readonly onStart: (what: string) => void;
  readonly onResult: (index: number, report: SampleReport) => void;
}

export interface SuiteEngine {
  readonly release: Release;
  readonly remarks: readonly string[];
  /** What is returned is the coverage, where it was asked for. */
  run(options: EngineOptions): Promise<SuiteCoverage | undefined>;
}

/** Undefined if the suite cannot be run; the terminal has then shown why. */
export async function pollEngine(
  suite: Suite,
  file: string,
  terminal: Terminal,
): Promise<SuiteEngine | undefined> {
  const opened = await openPolls(suite, file, terminal);
  if (opened === undefined) return undefined;
  const { remarks, target } = opened;
  return {
    release: target.release,
    remarks,
    run: async ({ onStart, onResult, coverage, ...chosen }) => {
      const options: SuiteOptions = {
        ...chosen,
        onStart: (index) => onStart(`asking for ${suite.samples[index]?.request ?? ""}`),
        onResult: (result) => onResult(result.index, sampleReport(result, target.release)),
      };
      if (coverage) return (await runCovered(opened, options, grammarOf)).coverage;
      await runSuite(opened, options);
      return undefined;
    },
  };
}

const NO_LINES =
  "Key Poll records the lines of poll scripts only, and this is a suite for a registration script.";

export function registrationEngine(suite: RegistrationSuite, file: string): SuiteEngine {
  return {
    release: suite.settings.release,
    remarks: [],
    run: async ({ onStart, onResult, samples, signal, coverage }) => {
      const { runRegistrationSuite } = await import("../../stand-in/index.ts");
      await runRegistrationSuite(suite, path.dirname(path.resolve(file)), {
        samples,
        signal,
        onStart: (index) => onStart(`registering ${suite.samples[index]?.name ?? ""}`),
        onResult: (result) => onResult(result.index, registrationReport(result)),
      });
      return coverage ? { kind: "not-covered", reason: NO_LINES } : undefined;
    },
  };
}
