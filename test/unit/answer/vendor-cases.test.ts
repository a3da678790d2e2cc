/** The vendor's own cases: every log line that its tests expect for an answer is among the lines of the verdict. */

import { describe, expect, it } from "vitest";
import { KeyMask } from "../../../core/lint/mask.ts";
import type { Execution } from "../../../core/manager/index.ts";
import vendorCases from "../../fixtures/vendor-cases.json" with { type: "json" };
import { judged, judgedRun, type PollOptions } from "./polls.ts";

interface Output {
  readonly stdout?: string | null;
  readonly exit_code?: number;
  readonly parsed_as?: unknown;
  readonly json?: unknown;
  readonly wm_exec_return?: number;
  readonly delay_seconds?: number;
  readonly socket_reply?: string;
}

interface Case {
  readonly title: string;
  readonly request: string;
  readonly output: Output;
  readonly expected: readonly string[];
  readonly execPath: string;
  readonly timeout: number;
  readonly worker: boolean;
}

/** The fields of a case that matter here; undefined if it is not about one answer. */
function read(raw: Record<string, unknown>): Case | undefined {
  const config = (raw["config"] ?? {}) as Record<string, unknown>;
  const input = [raw["input"]].flat()[0];
  const json = (input as { json?: unknown } | null | undefined)?.json;
  const output = json === undefined ? ([raw["script_output"]].flat()[0] as Output | null) : { json };
  const expected = ([raw["expected_log"] ?? []].flat() as (string | { msg?: string })[]).map((each) =>
    typeof each === "string" ? each : (each.msg ?? ""),
  );
  if (
    output == null ||
    (json === undefined && typeof input !== "string") ||
    expected.some((each) => each === "")
  )
    return;
  return {
    title: String(raw["name"]),
    request: typeof input === "string" ? input : "id:001",
    output: output ?? {},
    // The output of a stand-in, and cases of two requests at once, are not about an answer.
    expected: expected.filter(
      (each) => !/Output command|Hello World|already being processed|Socket connect fail/.test(each),
    ),
    execPath:
      typeof config["exec_path"] === "string" && config["exec_path"] !== "" ? config["exec_path"] : "(null)",
    timeout: Number(config["timeout"] ?? 60),
    worker: /worker/.test(JSON.stringify(config["cluster"] ?? config["node_type"] ?? "")),
  };
}

/** The output if no run is described. */
function printedIn({ json, parsed_as, socket_reply }: Output): string | undefined {
  const value = json ?? parsed_as;
  return value === undefined ? socket_reply : JSON.stringify(value);
}

function runOf({ output, request, execPath, timeout }: Case): Partial<Execution> {
  const notMade = output.wm_exec_return === -1 && output.exit_code !== 127;
  const end: Execution["end"] = notMade
    ? { kind: "no-process", reason: "" }
    : { kind: "exit", code: output.exit_code ?? 0 };
  return {
    execPath,
    commandLine: `${execPath} ${request.replace(":", " ")}`,
    output: output.stdout ?? "",
    end,
    timedOut: output.wm_exec_return === 1 || (output.delay_seconds ?? 0) > timeout,
  };
}

const cases = (vendorCases as Record<string, unknown>[]).map(read).filter((each) => each !== undefined);

describe("the vendor's cases", () => {
  it("exist", () => {
    expect(cases.length).toBeGreaterThan(40);
  });

  it.each(cases)("$title", (each) => {
    const known = each.title.includes("duplicate") ? "001 wazuh_agent1 any old\n" : "";
    const options: PollOptions = {
      request: each.request,
      known,
      settings: { node: each.worker ? "worker" : "master" },
    };
    const printed = printedIn(each.output);
    const verdict = printed === undefined ? judgedRun(runOf(each), options) : judged(printed, options);
    const shown = verdict.log.map((line) => line.text).join("\n");
    const mask = new KeyMask();
    for (const line of each.expected) {
      // After a failed reading there is freed memory, which the vendor's stand-in leaves empty.
      expect(shown).toContain(mask.hide(line).replace("event ()", "event ("));
    }
  });
});
