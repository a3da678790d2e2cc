/** The library as an integrator calls it. */

import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import * as library from "../../../library/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const {
  addAgent,
  extractAgent,
  fixKeyFile,
  judgeAnswer,
  lintKeyFile,
  listAgents,
  pollScript,
  removeAgent,
  runSuite,
} = library;

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
const OTHER_KEY = "f0e1d2c3b4a5968778695a4b3c2d1e0ff0e1d2c3b4a5968778695a4b3c2d1e0f";
const ANSWER = JSON.stringify({ error: 0, data: { id: "001", name: "web", ip: "10.0.0.1", key: KEY } });

describe("an answer", () => {
  it("is judged, as text and as bytes, without its key", () => {
    const verdict = judgeAnswer("id:001", ANSWER);
    expect(verdict).toMatchObject({ request: "id:001", state: "registered", title: "registered" });
    expect(verdict.landing).toBe("001 web 10.0.0.1 ••••••••");
    expect(JSON.stringify(verdict)).not.toContain(KEY);
    expect(judgeAnswer("id:001", new TextEncoder().encode(ANSWER))).toEqual(verdict);
  });

  it("depends on the release, the known agents and the node", () => {
    const keys = `007 old 10.0.0.1 ${OTHER_KEY}\n`;
    expect(judgeAnswer("id:001", ANSWER, { keys }).removed).toEqual(["007 old 10.0.0.1 ••••••••"]);
    const broken = JSON.stringify({ error: 0, data: { id: 1, name: "web", ip: "any", key: KEY } });
    const old = judgeAnswer("id:001", broken, { release: "4.3" });
    expect(judgeAnswer("id:001", broken, { release: "4.14" }).title).not.toBe(old.title);
    expect(judgeAnswer("id:001", ANSWER, { release: "3.8", worker: true }).state).toBe("failed");
    expect(judgeAnswer("id:001", ANSWER.replace("web", "boss"), { hostName: "boss" }).state).toBe("failed");
  });

  it("to an invalid request, or for an unknown release, is a mistake of the caller", () => {
    expect(() => judgeAnswer("001", ANSWER)).toThrow(RangeError);
    expect(() => judgeAnswer("id:001", ANSWER, { release: "2.0" })).toThrow('"2.0" is not a Wazuh version');
  });
});

describe("a client.keys", () => {
  const text = `001 wäb  10.0.0.1 ${KEY}\n002 db Any ${OTHER_KEY}\n`;

  it("is checked, each finding with its place and its fixes", () => {
    const { findings, total } = lintKeyFile(text);
    expect(findings.map(({ rule, range }) => [rule, range.start.line, range.start.character])).toEqual([
      ["double-space", 0, 7],
      ["invalid-ip", 1, 7],
    ]);
    expect(total).toBe(2);
    expect(findings[0]?.fixes[0]).toMatchObject({ title: "Use a single blank", safe: true });
    expect(findings[0]?.page).toMatch(/double-space\.md$/);
    expect(JSON.stringify(findings)).not.toContain(KEY);
  });

  it("is checked with the given options", () => {
    expect(lintKeyFile(text, { severities: { "double-space": "off" } }).total).toBe(1);
    expect(lintKeyFile(text, { maxFindings: 1 })).toMatchObject({ total: 2, findings: [expect.anything()] });
    const upgrade = lintKeyFile(`001 a !10.0.0.1 ${KEY}\n`, { release: "4.3", upgradeTo: "4.14" });
    expect(upgrade.findings.map(({ rule }) => rule)).toContain("changes-on-upgrade");
    const many = `001 a any ${KEY}\n002 b any ${OTHER_KEY}\n`;
    expect(lintKeyFile(many, { role: "agent" })).not.toEqual(lintKeyFile(many));
  });

  it("is fixed, and nothing else in it is changed", () => {
    expect(fixKeyFile(text)).toEqual({ text: text.replace("  ", " "), fixed: 1 });
  });

  it("gains an agent, extracts it, and loses it", () => {
    const added = addAgent(`001 web any ${KEY}\n`, { name: "db", ip: "10.0.0.2" });
    if (added.kind !== "changed") throw new Error(added.reason);
    expect(added.id).toBe("002");
    const { agents, cut } = listAgents(added.file);
    expect(agents.map(({ id, name, ip, state }) => [id, name, ip, state])).toEqual([
      ["001", "web", "any", "active"],
      ["002", "db", "10.0.0.2", "active"],
    ]);
    expect(cut).toBeUndefined();
    expect(JSON.stringify(agents)).not.toContain(KEY);
    const given = extractAgent(added.file, "2");
    if (given.kind !== "extracted") throw new Error(given.reason);
    expect(Buffer.from(given.importString, "base64").toString()).toBe(given.line);
    expect(added.file).toContain(given.line);
    expect(removeAgent(added.file, "002")).toMatchObject({
      kind: "changed",
      name: "db",
      file: expect.stringContaining("\n002 !db 10.0.0.2 "),
    });
  });

  it("refuses what manage_agents refuses", () => {
    const file = `001 web any ${KEY}\n`;
    expect(addAgent(file, { name: "web", ip: "any" })).toMatchObject({ kind: "refused" });
    expect(removeAgent(file, "009")).toMatchObject({ kind: "refused" });
    expect(extractAgent(file, "009")).toMatchObject({ kind: "refused" });
    expect(listAgents(`001 web Any ${KEY}\n`).cut).toContain("1237");
  });
});

describe.skipIf(process.platform === "win32")("a script", () => {
  let folder: string;
  const script = (name: string, lines: string): string => {
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/sh\n${lines}\n`);
    chmodSync(path, 0o755);
    return path;
  };

  beforeAll(() => {
    folder = temporaryFolder();
  });

  it("is run with the request, and its answer is judged", async () => {
    const poll = script("poll.sh", `[ "$1 $2" = "id 001" ] && echo '${ANSWER}'`);
    expect(await pollScript(poll, "id:001")).toMatchObject({
      verdict: { state: "registered" },
      obstacle: undefined,
      cancelled: false,
    });
    expect((await pollScript(poll, "ip:10.0.0.1")).verdict.state).toBe("failed");
  });

  it("that cannot be started says why, and one that the manager never calls is not run", async () => {
    expect((await pollScript(join(folder, "none"), "id:001")).obstacle).toContain("none");
    const trap = script("trap.sh", `touch ${join(folder, "trapped")}`);
    expect((await pollScript(trap, "id:123456789")).verdict.state).toBe("failed");
    expect(() => readFileSync(join(folder, "trapped"))).toThrow();
  });

  it("is stopped with the caller's signal", async () => {
    const ending = new AbortController();
    const started = join(folder, "started");
    const slow = script("slow.sh", `touch ${started}; sleep 600`);
    const polled = pollScript(slow, "id:001", { signal: ending.signal });
    await expect.poll(() => readFileSync(started), { timeout: 20_000 }).toBeDefined();
    ending.abort();
    expect((await polled).cancelled).toBe(true);
  });

  it("is compared with a suite", async () => {
    script("poll.sh", `echo '${ANSWER}'`);
    const file = join(folder, "a.keypoll.json");
    const samples = [
      { request: "id:001", expect: { registered: { name: "web" } }, tags: ["hit"] },
      { request: "id:002", expect: { error: 4 }, note: "unknown" },
    ];
    writeFileSync(file, JSON.stringify({ exec_path: "./poll.sh", working_directory: ".", samples }));
    const results = await runSuite(file);
    if (results.kind !== "results") throw new Error("the suite is broken");
    expect(results.ok).toBe(false);
    expect(results.samples.map(({ request, state, note }) => [request, state, note])).toEqual([
      ["id:001", "passed", undefined],
      ["id:002", "failed", "unknown"],
    ]);
    expect(results.samples[1]?.differences[0]).toMatchObject({ what: "verdict", actual: "registered" });
    expect(JSON.stringify(results)).not.toContain(KEY);
    expect(await runSuite(file, { tags: ["hit"], jobs: 2 })).toMatchObject({ ok: true });
    expect(await runSuite(file, { tags: ["hits"] })).toMatchObject({ ok: false, samples: [] });
  });

  it("has no suite if the file is not one", async () => {
    const file = join(folder, "b.keypoll.json");
    writeFileSync(file, '{\n  "samples": 1\n}\n');
    expect(await runSuite(file)).toMatchObject({
      kind: "broken",
      problems: expect.arrayContaining([expect.objectContaining({ line: 1 })]),
    });
    await expect(runSuite(join(folder, "c.keypoll.json"))).rejects.toThrow("ENOENT");
  });
});

describe("the guide", () => {
  const guide = readFileSync("docs/library.md", "utf8");

  it("shows the example that is tested", () => {
    const [, shown] = /^```js\n([\s\S]*?)^```$/m.exec(guide) ?? [];
    expect(shown).toBe(readFileSync("examples/library.mjs", "utf8"));
  });

  it("names every function", () => {
    for (const name of Object.keys(library)) expect(guide).toContain(`| \`${name}(`);
  });
});
