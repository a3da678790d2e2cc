/** Runs the samples of a suite: polls of a script or socket, or a registration script against stand-in managers. */

import path from "node:path";
import type { Release } from "../../core/manager/index.ts";
import { runSuite } from "../../core/poll/index.ts";
import type { RegistrationSuite, Suite } from "../../core/suite/index.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { openPolls } from "./load-suite.ts";
import { registrationReport, type SampleReport, sampleReport } from "./suite-report.ts";

export interface EngineOptions {
  readonly samples: readonly number[];
  /** Number of concurrent samples. Registrations are made one after the other. */
  readonly concurrency: number;
  readonly signal: AbortSignal;
  /** Called with the current activity. */
  readonly onStart: (what: string) => void;
  readonly onResult: (index: number, report: SampleReport) => void;
}

export interface SuiteEngine {
  readonly release: Release;
  readonly remarks: readonly string[];
  run(options: EngineOptions): Promise<unknown>;
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
    run: ({ onStart, onResult, ...options }) =>
      runSuite(opened, {
        ...options,
        onStart: (index) => onStart(`asking for ${suite.samples[index]?.request ?? ""}`),
        onResult: (result) => onResult(result.index, sampleReport(result, target.release)),
      }),
  };
}

export function registrationEngine(suite: RegistrationSuite, file: string): SuiteEngine {
  return {
    release: suite.settings.release,
    remarks: [],
    run: async ({ onStart, onResult, samples, signal }) => {
      const { runRegistrationSuite } = await import("../../stand-in/index.ts");
      return await runRegistrationSuite(suite, path.dirname(path.resolve(file)), {
        samples,
        signal,
        onStart: (index) => onStart(`registering ${suite.samples[index]?.name ?? ""}`),
        onResult: (result) => onResult(result.index, registrationReport(result)),
      });
    },
  };
}
