/** Whole results of the library: every member that an integrator reads, and nothing else. */

import { chmodSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  addAgent,
  extractAgent,
  fixKeyFile,
  judgeAnswer,
  lintKeyFile,
  listAgents,
  pollScript,
  removeAgent,
  runSuite,
} from "../../../library/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
const OTHER_KEY = "f0e1d2c3b4a5968778695a4b3c2d1e0ff0e1d2c3b4a5968778695a4b3c2d1e0f";
const answer = (id: unknown) => JSON.stringify({ error: 0, data: { id, name: "web", ip: "any", key: KEY } });

describe("a verdict", () => {
  it("on an answer that breaks the daemon has the findings now, and those after them", () => {
    expect(judgeAnswer("id:001", answer(1))).toEqual({
      request: "id:001",
      state: "failed",
      title: "wazuh-authd crashes",
      consequence:
        "The member id is not a string, so all of wazuh-authd crashes. Enrolment stops too, and nothing starts the daemon again.",
      advice: "Print id as a string in quotes, and restart the manager.",
      landing: undefined,
      removed: [],
      log: [],
      findings: [
        {
          authority: "manager",
          rule: "member-not-string",
          severity: "error",
          message:
            "The member id is the number 1, not a string: the whole wazuh-authd crashes on it, enrolment of all agents stops, and nothing starts it again.",
          advice:
            "Print id, name, ip and key as strings in quotes, and an error answer if one of them is unknown.",
        },
        {
          authority: "contract",
          rule: "contract-id",
          severity: "information",
          message: "data.id is the number 1; the documentation requires a string of 3 to 8 digits.",
          advice: "Print the id as a string of 3 to 8 digits.",
        },
      ],
      next: [
        {
          authority: "manager",
          rule: "id-not-padded",
          severity: "warning",
          message:
            "The id '1' has fewer than three digits. The manager compares ids as text, so it is another agent than '001'; the requested agent '001' stays unknown.",
          advice: "Print ids with at least three digits: 001, not 1.",
        },
      ],
    });
  });

  it("on a good answer has the record and the manager's log, without the key", () => {
    const tag = "wazuh-authd";
    expect(judgeAnswer("id:001", answer("001"))).toEqual({
      request: "id:001",
      state: "registered",
      title: "registered",
      consequence: "Agent '001' ('web') is added to client.keys.",
      advice: undefined,
      landing: "001 web any ••••••••",
      removed: [],
      log: [
        {
          level: "debug1",
          tag,
          text: "Requesting local addition for agent '001' from the agent key request.",
          byDefault: false,
        },
        { level: "debug2", tag, text: "add(web)", byDefault: false },
        {
          level: "info",
          tag,
          text: "Agent key generated for agent 'web' (requested locally)",
          byDefault: true,
        },
        {
          level: "debug2",
          tag,
          text: `Agent key request addition response: '{"error":0,"data":{"id":"001","name":"web","ip":"any","key":"••••••••"}}'`,
          byDefault: false,
        },
      ],
      findings: [],
      next: [],
    });
  });

  it("names the request that is none, and the version that is none", () => {
    expect(() => judgeAnswer("001", "")).toThrow('"001" is not a request: write id:001 or ip:192.168.1.100.');
    expect(() => judgeAnswer("id:001", "", { release: "2.0" })).toThrow(
      '"2.0" is not a Wazuh version (3.8 or later).',
    );
  });

  it("depends on the node: a worker asks its master", () => {
    const [master, worker] = [false, true].map((worker) =>
      JSON.stringify(judgeAnswer("id:001", answer("001"), { worker }).log),
    );
    expect(master).toBe(JSON.stringify(judgeAnswer("id:001", answer("001")).log));
    expect(worker).not.toBe(master);
  });

  it("depends on the agents that the manager has", () => {
    const keys = new TextEncoder().encode(`007 web any ${OTHER_KEY}\n`);
    expect(judgeAnswer("id:001", answer("001"), { keys }).removed).toEqual(["007 web any ••••••••"]);
  });
});

describe("findings in a client.keys", () => {
  const place = (line: number, start: number, end: number) => ({
    start: { line, character: start },
    end: { line, character: end },
  });
  const page = (rule: string) => `https://github.com/keypoll/keypoll/blob/main/docs/rules/${rule}.md`;

  it("have their place, the other places, their fixes and a page, line by line", () => {
    expect(lintKeyFile(`001 web any ${KEY}\n\n002 web any ${OTHER_KEY}\n`)).toEqual({
      total: 3,
      findings: [
        {
          rule: "duplicate-name",
          severity: "warning",
          message:
            "Name web is on another line too: registration finds this one, and refuses the name or replaces this agent.",
          range: place(0, 4, 7),
          related: [{ range: place(2, 4, 7), message: "has the same name" }],
          fixes: [
            {
              title: "Mark agent 001 web as removed",
              safe: false,
              edits: [{ range: place(0, 4, 4), newText: "!" }],
            },
          ],
          page: page("duplicate-name"),
        },
        expect.objectContaining({ rule: "blank-line", range: place(1, 0, 0), related: [] }),
        expect.objectContaining({
          rule: "duplicate-name",
          range: place(2, 4, 7),
          related: [{ range: place(0, 4, 7), message: "has the same name" }],
        }),
      ],
    });
  });

  it("are those of the given settings, and so are the fixes", () => {
    const text = `001 web any ${KEY}\n\n`;
    expect(lintKeyFile(text).findings.map(({ rule, severity }) => [rule, severity])).toEqual([
      ["blank-line", "warning"],
    ]);
    const severities = { "blank-line": "error" } as const;
    expect(lintKeyFile(text, { severities }).findings.map(({ severity }) => severity)).toEqual(["error"]);
    expect(fixKeyFile(text)).toEqual({ text: `001 web any ${KEY}\n`, fixed: 1 });
    expect(fixKeyFile(text, { severities: { "blank-line": "off" } })).toEqual({ text, fixed: 0 });
    const own = (hostName?: string) =>
      lintKeyFile(`001 boss any ${KEY}\n`, { hostName }).findings.map(({ rule }) => rule);
    expect(own("boss")).toEqual(["manager-name"]);
    expect(own()).toEqual([]);
  });

  it("are 500 at most, if nothing else is said", () => {
    const { findings, total } = lintKeyFile(`001 web any ${KEY}\n${"\n".repeat(600)}`);
    expect([findings.length, total]).toEqual([500, 600]);
  });
});

describe("the agents of a client.keys", () => {
  const file = `001 web any ${KEY}\n002 !db 10.0.0.1 ${OTHER_KEY}\n`;

  it("are listed with a fingerprint of their key", () => {
    expect(listAgents(new TextEncoder().encode(file))).toEqual({
      agents: [
        { id: "001", name: "web", ip: "any", keyFingerprint: "331ab04caa32", state: "active" },
        {
          id: "002",
          name: "db",
          ip: "10.0.0.1",
          keyFingerprint: expect.stringMatching(/^[0-9a-f]{12}$/),
          state: "removed",
        },
      ],
      cut: undefined,
    });
  });

  it("can have an id and a key of their own", () => {
    const added = addAgent(`001 wäb any ${KEY}\n`, { name: "db", ip: "any", id: "007", key: OTHER_KEY });
    expect(added).toEqual({
      kind: "changed",
      file: `001 wäb any ${KEY}\n007 db any ${OTHER_KEY}\n`,
      id: "007",
      name: "db",
    });
    const made = addAgent("", { name: "db", ip: "any" });
    expect(made).toMatchObject({ id: "001", file: expect.stringMatching(/^001 db any [0-9a-f]{64}\n$/) });
  });

  it("can be removed, and handed over", () => {
    expect(removeAgent(file, "001")).toEqual({
      kind: "changed",
      file: `001 !web any ${KEY}\n002 !db 10.0.0.1 ${OTHER_KEY}\n`,
      id: "001",
      name: "web",
    });
    const line = `001 web any ${KEY}`;
    expect(extractAgent(file, "001")).toEqual({
      kind: "extracted",
      line,
      importString: Buffer.from(line).toString("base64"),
    });
  });

  it("are refused with a reason that hides a key in the wrong place", () => {
    const swapped = `${KEY} web any 001\n`;
    expect(addAgent(swapped, { name: "web", ip: "any" })).toEqual({
      kind: "refused",
      reason: "Name web is taken by agent ••••••••.",
    });
    const missing = { kind: "refused", reason: "No agent with the id 009 in the file." };
    expect(removeAgent(file, "009")).toEqual(missing);
    expect(extractAgent(file, "009")).toEqual(missing);
  });

  it("depend on the release", () => {
    const agent = { name: "db", ip: "010.0.0.1" };
    const kinds = ["4.3", "4.14"].map((release) => addAgent("", agent, { release }).kind);
    expect(new Set(kinds).size).toBe(2);
    for (const call of [
      () => listAgents("", { release: "2" }),
      () => removeAgent("", "001", { release: "2" }),
      () => extractAgent("", "001", { release: "2" }),
      () => lintKeyFile("", { release: "2" }),
      () => lintKeyFile("", { upgradeTo: "2" }),
    ])
      expect(call).toThrow(RangeError);
  });
});

describe.skipIf(process.platform === "win32")("a poll", () => {
  const folder = realpathSync(temporaryFolder());
  const script = (name: string, ...lines: readonly string[]): string => {
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/sh\n${lines.join("\n")}\n`);
    chmodSync(file, 0o755);
    return file;
  };

  it("of a request that the manager discards calls no script", async () => {
    const poll = await pollScript(script("none.sh", "echo called"), "id:123456789");
    expect(poll).toEqual({
      verdict: expect.objectContaining({ request: "id:123456789", title: "request discarded" }),
      durationMs: 0,
      obstacle: undefined,
      notes: [],
      cancelled: false,
    });
  });

  it("of a script that is missing says so", async () => {
    expect(await pollScript(join(folder, "missing"), "id:001")).toMatchObject({
      verdict: { title: "could not run" },
      obstacle: `There is no file ${join(folder, "missing")}. Check the path in exec_path.`,
      notes: [],
      cancelled: false,
    });
  });

  it("runs where and with what the options say, and waits as long", async () => {
    const shown = '{"error":5,"message":"\'"$PWD $MINE $HOME $1 $2"\'"}';
    const path = script("where.sh", `echo '${shown}'`);
    const message = async (options: object) => (await pollScript(path, "id:001", options)).verdict;
    const given = { workingDirectory: folder, environment: { MINE: "mine" } };
    expect(JSON.stringify(await message(given))).toContain(`${folder} mine `);
    const asMe = { ...given, profile: "as-me" } as const;
    expect(JSON.stringify(await message(asMe))).toContain(`${folder} mine ${process.env["HOME"]} id 001`);
    const slow = script("slow.sh", "sleep 60");
    const { verdict, obstacle } = await pollScript(slow, "id:001", { timeout: 1 });
    expect([verdict.state, verdict.findings[0]?.rule, obstacle]).toEqual(["failed", "timed-out", undefined]);
  });

  it("explains a first line that is read differently", async () => {
    const file = join(folder, "carriage.sh");
    writeFileSync(file, "#!/usr/bin/env sh\r\nexit 0\r\n");
    chmodSync(file, 0o755);
    expect((await pollScript(file, "id:001")).notes).toEqual([
      `The first line of ${file} ends with a carriage return (Windows line ending), so env looks for a program named "sh\\r". Save the script with LF line endings.`,
    ]);
  });

  it("of each sample of a suite is a result, also where it cannot be made", async () => {
    script("poll.sh", `echo '${answer("001")}'`);
    const suite = (name: string, content: object) => {
      const file = join(folder, name);
      writeFileSync(file, JSON.stringify(content));
      return file;
    };
    const samples = [{ request: "id:001", note: "hit", expect: { error: 4 } }];
    const file = suite("a.keypoll.json", { exec_path: "./poll.sh", working_directory: ".", samples });
    expect(await runSuite(file)).toEqual({
      kind: "results",
      ok: false,
      remarks: expect.any(Array),
      samples: [
        {
          request: "id:001",
          note: "hit",
          state: "failed",
          differences: [{ what: "verdict", expected: "error answer", actual: "registered" }],
          verdict: (await pollScript(join(folder, "poll.sh"), "id:001")).verdict,
          obstacle: undefined,
          durationMs: expect.any(Number),
        },
      ],
    });
    const ending = new AbortController();
    ending.abort();
    const cancelled = await runSuite(file, { signal: ending.signal });
    expect(cancelled).toMatchObject({ ok: false, samples: [{ state: "cancelled", verdict: undefined }] });
    const missing = suite("b.keypoll.json", { exec_path: "./poll.sh", client_keys: "./none", samples });
    expect(await runSuite(missing)).toEqual({
      kind: "broken",
      problems: [{ message: expect.stringContaining("none"), line: 0, character: 0 }],
    });
    const broken = suite("c.keypoll.json", { exec_path: "./poll.sh", samples: 1 });
    expect(await runSuite(broken)).toMatchObject({
      kind: "broken",
      problems: [{ line: 0, character: expect.any(Number), message: expect.stringContaining("samples") }],
    });
  });
});
