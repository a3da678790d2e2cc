/** The verdict's own messages: where a poll ends, what is added, what is removed, what is logged. */

import { describe, expect, it } from "vitest";
import { type Execution, keyFingerprint } from "../../../core/manager/index.ts";
import { judged, judgedRun, judgedSource, KEY, rulesOf, success } from "./polls.ts";

const OLD_KEY = "f".repeat(64);
const known = `001 web-01 any ${OLD_KEY}\n002 db 10.0.0.2 ${OLD_KEY}\n`;
const BUSY = {
  stateOf: () => ({ status: "active", disconnectedFor: undefined, registeredFor: 86400 }) as const,
};

describe("a registration", () => {
  it("shows the new record in client.keys, without the key", () => {
    const verdict = judged(success());
    expect(verdict).toMatchObject({
      request: "id:001",
      state: "registered",
      title: "registered",
      advice: undefined,
    });
    expect(verdict.landing).toBe("001 web-01 any ••••••••");
  });

  it("says what is replaced, and that this is the same agent", () => {
    const verdict = judged(success(), { known });
    expect(verdict.removed).toEqual(["001 web-01 any ••••••••"]);
    expect(verdict.findings).toMatchObject([{ rule: "replaced-agent", severity: "information" }]);
  });

  it("shows a different key by fingerprints, and a record that does not change", () => {
    const digits = keyFingerprint;
    expect(judged(success(), { known }).consequence).toBe(
      `Agent '001' ('web-01') is added to client.keys. It replaces '001': same name and address, other key (fingerprint ${digits(OLD_KEY)} → ${digits(KEY)}).`,
    );
    expect(judged(success({ key: OLD_KEY }), { known }).consequence).toMatch(
      /'001': nothing in it changes\.$/,
    );
    expect(judged(success({ key: OLD_KEY, ip: "10.0.0.9" }), { known }).findings[0]?.message).toContain(
      "same name and key, other address (any → 10.0.0.9)",
    );
  });

  it("warns if another agent is replaced", () => {
    const verdict = judged(success({ ip: "10.0.0.2" }), { known });
    expect(verdict.removed).toEqual(["001 web-01 any ••••••••", "002 db 10.0.0.2 ••••••••"]);
    expect(verdict.findings[0]).toMatchObject({ rule: "replaced-agent", severity: "warning" });
  });

  it("does not pass an agent that stops a daemon", () => {
    const verdict = judged(success({ name: "my agent" }));
    expect(verdict.state).toBe("failed");
    expect(verdict.title).toBe("registered with a problem");
    expect(verdict.consequence).toContain("wazuh-remoted exits");
  });

  it("names the reason of a refusal as the manager logs it", () => {
    const verdict = judged(success(), { known, settings: BUSY });
    expect(verdict.title).toBe("refused 9012: Duplicate ID");
    expect(verdict.findings[0]).toMatchObject({ rule: "duplicate-refused", severity: "warning" });
    expect(verdict.findings[0]?.message).toContain(
      "Agent '001' can't be replaced since it is not disconnected.",
    );
    expect(verdict.log).toContainEqual({
      level: "warning",
      text: "Duplicate ID, rejecting enrollment. Agent '001' can't be replaced since it is not disconnected.",
      byDefault: true,
      tag: "wazuh-authd",
    });
  });

  it("reports an agent that is lost although the new one is refused", () => {
    const verdict = judged(success({ ip: "nowhere" }), { known });
    expect(verdict.title).toBe("refused 9006: No such IP");
    expect(rulesOf(verdict)).toEqual(["address-refused", "replaced-then-refused"]);
    expect(verdict.removed).toHaveLength(1);
  });

  it("goes through the master on a worker", () => {
    const verdict = judged(success(), { settings: { node: "worker" } });
    expect(verdict.state).toBe("registered");
    expect(verdict.log.filter((line) => line.onMaster).map((line) => line.text)).toContain(
      "Agent key generated for agent 'web-01' (requested locally)",
    );
    expect(judged(success(), { release: "3.13", settings: { node: "worker" } })).toMatchObject({
      state: "failed",
      title: "not registered",
    });
  });
});

/** A script that we had to end. */
const hanging: Partial<Execution> = {
  output: success(),
  end: { kind: "signal", signal: "SIGKILL" },
  timedOut: true,
  ranOn: true,
};

describe("where a poll ends", () => {
  it.each([
    [judged('{"error": 4, "message": "none"}'), "answered-no", "error answer 4"],
    [judged("hello"), "failed", "unreadable answer"],
    [judged(""), "failed", "empty answer"],
    [judged("{}"), "failed", "no error member"],
    [judged('{"error":0,"data":{}}'), "failed", "no id"],
    [judged(success({ id: 1 })), "failed", "wazuh-authd crashes"],
    [judged(success({ ip: "x" }), { release: "3.8" }), "failed", "ossec-authd exits"],
    [judged(success(), { request: "who" }), "failed", "request discarded"],
    [judged(success(), { release: "5.0" }), "failed", "the feature was removed"],
    [judgedSource({ kind: "nothing" }), "failed", "no answer"],
  ])("%#", (verdict, state, title) => {
    expect(verdict).toMatchObject({ state, title });
    if (state === "failed") expect(verdict.advice).toMatch(/\.$/);
  });
});

describe("a run", () => {
  const runs: readonly (readonly [string, Partial<Execution>, string, string, string[]])[] = [
    ["well", { output: success() }, "4.14", "registered", []],
    [
      "exit code with a valid answer",
      { output: success(), end: { kind: "exit", code: 2 } },
      "4.14",
      "exit code 2",
      ["exit-code"],
    ],
    [
      "exit code with a traceback",
      { output: "Traceback (most recent call last):", end: { kind: "exit", code: 1 } },
      "4.14",
      "exit code 1",
      ["exit-code"],
    ],
    [
      "exit code 127 of its own",
      { output: "x.sh: line 3: jq: command not found", end: { kind: "exit", code: 127 } },
      "4.14",
      "could not run",
      ["script-not-run"],
    ],
    [
      "not started",
      { end: { kind: "not-started", reason: "no such file" } },
      "4.14",
      "could not run",
      ["script-not-run"],
    ],
    ["no process", { end: { kind: "no-process", reason: "fork" } }, "4.14", "no process", ["no-process"]],
    [
      "killed with an answer",
      { output: success(), end: { kind: "signal", signal: "SIGKILL" } },
      "4.14",
      "registered",
      ["killed-by-signal"],
    ],
    [
      "killed without",
      { end: { kind: "signal", signal: "SIGSEGV" } },
      "4.14",
      "empty answer",
      ["empty-output", "killed-by-signal"],
    ],
    ["late", { output: success(), timedOut: true }, "4.14", "timed out", ["timed-out"]],
    ["late on 3.8", { output: success(), timedOut: true }, "3.8", "registered", ["late-but-read"]],
    ["late, and ended by us", hanging, "4.14", "timed out", ["timed-out"]],
    ["late on 3.8, and ended by us", hanging, "3.8", "never ends", ["hangs"]],
    [
      "too much",
      { output: `${success()} …`, overLimit: true },
      "4.14",
      "registered",
      ["output-limit", "text-after-json"],
    ],
  ];

  it.each(runs)("%s", (_title, run, release, title, rules) => {
    const verdict = judgedRun(run, { release });
    expect(verdict.title).toBe(title);
    expect(rulesOf(verdict)).toEqual(rules);
  });

  it("says whether the manager's thread returns, as far as it was watched", () => {
    const said = (run: Partial<Execution>): string => judgedRun(run, { release: "4.14" }).consequence;
    expect(said(hanging)).toContain("blocks its thread until the script has ended");
    expect(said({ ...hanging, ranOn: false })).toContain("the thread is free again");
    expect(said({ output: success(), timedOut: true })).toContain("blocks its thread");
  });

  it("says that exit code 2 discards a valid answer", () => {
    const verdict = judgedRun({ output: success(), end: { kind: "exit", code: 2 } });
    expect(verdict.findings[0]?.message).toBe(
      "The script ended with exit code 2, so the manager discards the answer, although it is valid JSON.",
    );
    expect(verdict.log[0]).toEqual({
      level: "warning",
      text: "Key request integration (/opt/poll.py) returned code 2.",
      byDefault: true,
      tag: "wazuh-authd",
    });
  });

  it("recognises what is printed instead of an answer", () => {
    const verdict = judgedRun({
      output: "Traceback (most recent call last):\n",
      end: { kind: "exit", code: 1 },
    });
    expect(verdict.findings[0]?.message).toContain("it looks like a Python traceback");
  });
});

describe("the log", () => {
  it("contains the key in no line, although the manager's debug lines do", () => {
    const verdict = judgedRun({ output: success() });
    expect(verdict.outcome.log.map((line) => line.text).join()).toContain(KEY);
    expect(verdict.log.map((line) => line.text).join("\n")).not.toContain(KEY);
    expect(verdict.log[0]?.text).toBe(
      'Exec output: {"error":0,"data":{"id":"001","name":"web-01","ip":"any","key":"••••••••"}}',
    );
  });

  it("has the tags of the release's ossec.log", () => {
    const tags = (release: string): string[] => judged(success(), { release }).log.map((line) => line.tag);
    expect(new Set(tags("3.8"))).toEqual(new Set(["ossec-authd"]));
    expect(new Set(tags("4.2"))).toEqual(new Set(["wazuh-authd"]));
    expect(new Set(tags("4.3"))).toEqual(new Set(["wazuh-authd"]));
    expect(new Set(tags("4.14"))).toEqual(new Set(["wazuh-authd"]));
    expect(judged("x", { release: "4.3" }).log[0]?.tag).toBe("wazuh-modulesd:agent-key-polling");
  });

  it("shows no control characters and no endless lines", () => {
    const verdict = judgedRun({ output: `\x1b[31m${"x".repeat(100_000)}` });
    expect(verdict.log[0]?.text.startsWith("Exec output: \\x1b[31mxxx")).toBe(true);
    expect(verdict.log[0]?.text.length).toBeLessThan(4200);
  });
});
