/** The report of a tested registration script as text. */

import { describe, expect, it } from "vitest";
import {
  findingsText,
  footText,
  headText,
  resultText,
  runText,
} from "../../../client/registration-script/report.ts";
import { newestRelease } from "../../../core/manager/index.ts";
import type { ScriptFinding, ScriptRun } from "../../../stand-in/index.ts";

const run: ScriptRun = {
  title: "first run",
  end: "exit code 0",
  exitCode: 0,
  output: "",
  durationMs: 1234,
  exchanges: [],
  tools: [],
  log: [],
  added: [],
  removed: [],
  printsKey: false,
  obstacle: undefined,
};

const at = new Date(0);

const finding: ScriptFinding = {
  rule: "registered-twice",
  severity: "error",
  message: "It enrols again.\n",
  advice: "Check whether the agent has a key.",
};

describe("a run", () => {
  it("has what was printed, called, sent, answered, logged and registered", () => {
    const text = runText({
      ...run,
      output: "one\n\ntwo\r\n",
      tools: [{ tool: "agent-auth", words: ["-m", "10.0.0.1"], exitCode: 0 }],
      exchanges: [
        {
          at,
          port: "registration service",
          from: "127.0.0.1",
          sent: "OSSEC A:'web1'\n",
          answered: "OSSEC K:'•'\n",
        },
        { at, port: "REST API", from: "", sent: "POST /agents", answered: undefined },
        { at, port: "local socket", from: "", sent: "{}", answered: "{}" },
      ],
      log: [
        { daemon: "wazuh-authd", level: "info", text: "New connection\n", at, meaning: undefined },
        { daemon: "wazuh-authd", level: "error", text: "No.", at, meaning: "Something." },
      ],
      added: [{ id: "001", name: "web1", ip: "any" }],
      removed: [{ id: "002", name: "db1", ip: "10.0.0.2" }],
    });
    expect(text).toBe(`▸ First run  exit code 0  (1.23 s)
    printed      one
                 two
    called       the stand-in's agent-auth -m 10.0.0.1: exit code 0
    sent         OSSEC A:'web1'  (registration service, from 127.0.0.1)
    answered     OSSEC K:'•'
    sent         POST /agents  (REST API)
    answered     nothing: the connection was closed
    sent         {}  (local socket)
    answered     {}
    ossec.log    wazuh-authd: INFO: New connection
                 wazuh-authd: ERROR: No.
    client.keys  + 001 web1 any ••••••••
                 - 002 db1 10.0.0.2 ••••••••

`);
  });

  it("that did nothing says so, under its title", () => {
    const titles = (["second run", "other certificate"] as const).map((title) => runText({ ...run, title }));
    expect(titles).toEqual([
      "▸ Second run, on the same machine  exit code 0  (1.23 s)\n    client.keys  no agent added\n\n",
      "▸ A manager with another certificate  exit code 0  (1.23 s)\n    client.keys  no agent added\n\n",
    ]);
  });

  it("shows twenty lines of the output", () => {
    const output = (lines: number): string =>
      runText({ ...run, output: Array.from({ length: lines }, (_, at) => `line ${at + 1}\n`).join("") });
    expect(output(20)).toContain("line 20\n    client.keys");
    expect(output(23)).toContain("line 20\n                 3 lines more\n");
  });
});

describe("the text around the runs", () => {
  it("names the script, the release, the command and the remark", () => {
    const head = { fileName: "enrol.sh", release: newestRelease, words: ["./enrol.sh", "a b"] };
    const when = new Date(2026, 10, 29, 9, 5, 7);
    const text = headText({ ...head, remark: "It is unsaved.", when });
    expect(text.replace("09:05:07", "TIME")).toBe(`enrol.sh · Wazuh 4.14 · TIME
    command      ["./enrol.sh","a b"]
    remark       It is unsaved.

`);
    expect(headText({ ...head, remark: undefined, when })).not.toContain("remark");
  });

  it("says what to do, and whether all is well", () => {
    const hint: ScriptFinding = { ...finding, rule: "key-printed", severity: "hint", message: "It prints." };
    expect(footText([finding, hint], false, true)).toBe(`✘ error registered-twice  It enrols again.
    → Check whether the agent has a key.
● hint key-printed  It prints.
    → Check whether the agent has a key.
2 findings.

`);
    expect(findingsText([])).toBe("");
    expect(findingsText([finding])).toBe(
      "✘ error registered-twice  It enrols again.\n    → Check whether the agent has a key.\n\n",
    );
    expect(resultText([finding], false, true)).toBe("1 finding.");
    expect(resultText([hint], false, true)).toBe(
      "The script registers the agent once, and checks the certificate.",
    );
    expect(resultText([], false, false)).toBe(
      "The script registers the agent once. Certificates were not tested: no connection used TLS.",
    );
    expect(resultText([finding], true, true)).toBe("The test was cancelled.");
  });
});
