/** `keypoll mcp`: the tools as an assistant uses them, over a real client of the Model Context Protocol. */

import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { stepPatience } from "../patience.ts";
import { folderWith, KEY, keypoll, program, projectRoot } from "./keypoll.ts";

const OTHER_KEY = "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210";
const PASSWORD = "correct-horse-battery";
const ANSWER = JSON.stringify({ error: 0, data: { id: "001", name: "web", ip: "any", key: KEY } });

const folder = folderWith({
  "client.keys": `001 web any ${KEY}\n002 db Any ${OTHER_KEY}\n003 mail  10.0.0.3 ${KEY.replace("0", "1")}\n`,
  "poll.sh": `#!/bin/sh\necho "mysql://keypoll:${PASSWORD}@db key ${OTHER_KEY}" >&2\necho '${ANSWER}'\n`,
  "leaks.py": `#!/usr/bin/env python3\nimport sys\nprint("connecting")\npassword = "${PASSWORD}"\nkey = "${KEY}"\nprint(sys.argv)\n`,
  "leaves-a-mark.sh": "#!/bin/sh\ntouch ran\n",
  "sound.keys": `001 web any ${KEY}\n002 db any ${OTHER_KEY}\n`,
  "waits.sh": "#!/bin/sh\necho $$ > waiting\nexec sleep 60\n",
});
for (const script of ["poll.sh", "leaks.py", "leaves-a-mark.sh", "waits.sh"])
  chmodSync(join(folder, script), 0o755);

async function connected(...options: readonly string[]): Promise<Client> {
  const client = new Client({ name: "keypoll-test", version: "1.0.0" });
  const args = [program, "mcp", "--folder", folder, ...options];
  await client.connect(new StdioClientTransport({ command: process.execPath, args, stderr: "inherit" }));
  return client;
}

/** One server that may run scripts, and one that may not. */
let allowed: Client;
let careful: Client;
beforeAll(async () => {
  [allowed, careful] = await Promise.all([connected("--allow-runs"), connected()]);
});
afterAll(() => Promise.all([allowed.close(), careful.close()]));

const ask = (name: string, input: Record<string, unknown>, client = allowed) =>
  client.callTool({ name, arguments: input });

/** Every tool with input that contains keys, or leads to keys. */
const calls: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
  judge_answer: [
    { request: "id:001", answer: ANSWER, keys: "client.keys" },
    { request: "id:001", answer: `trace ${OTHER_KEY}\n${ANSWER}` },
    { request: `id:${KEY}`, answer: ANSWER },
    { request: KEY, answer: ANSWER },
  ],
  lint_script: [{ path: "leaks.py" }, { path: `${KEY}.py` }],
  test_script: [
    { execPath: "./poll.sh", requests: ["id:001"], keys: "client.keys" },
    { execPath: `./${KEY}`, requests: ["id:001"] },
  ],
  reconcile: [
    { keys: "sound.keys", execPath: "./poll.sh" },
    { keys: "sound.keys", execPath: `./${KEY}` },
    { keys: KEY, execPath: "./poll.sh" },
    { keys: "client.keys", execPath: "./poll.sh" },
  ],
  explain: [{ code: KEY }, { code: "duplicate-id" }, { log: `wazuh-authd: ERROR: Invalid key ${KEY}` }],
  new_script: [
    { language: "python", source: "csv" },
    { language: "go", source: "postgresql", socket: true },
  ],
  lint_keys: [{ path: "client.keys", upgradeTo: "5.0" }, { path: KEY }],
  upgrade_check: [
    { path: "client.keys", to: "5.0" },
    { path: "client.keys", to: KEY },
  ],
};

describe("the server", () => {
  it("lists every tool with schemas for input and output", async () => {
    const { tools } = await allowed.listTools();
    expect(tools.map(({ name }) => name).sort()).toEqual(Object.keys(calls).sort());
    for (const { title, description, inputSchema, outputSchema, annotations } of tools) {
      expect(title).toMatch(/^[A-Z]/);
      expect(description?.length).toBeGreaterThan(60);
      expect(inputSchema["type"]).toBe("object");
      expect(outputSchema?.["type"]).toBe("object");
      expect(annotations?.readOnlyHint).toBeTypeOf("boolean");
    }
    expect(allowed.getInstructions()).toContain("Never read, print or copy it");
  });

  it.each(Object.entries(calls))("%s returns no key", async (name, inputs) => {
    for (const input of inputs) {
      const said = JSON.stringify(await ask(name, input));
      for (const secret of [KEY, OTHER_KEY]) expect(said).not.toContain(secret.slice(0, 16));
      expect(said).not.toContain(PASSWORD);
    }
  });

  it("ends when the assistant disconnects, and prints nothing else", async () => {
    expect(await keypoll(["mcp"])).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("answers invalid input with the problem", async () => {
    const answer = await ask("judge_answer", { request: "001", answer: "" });
    expect(answer).toMatchObject({ isError: true, content: [{ text: expect.stringContaining("id:001") }] });
  });
});

describe("the tools", () => {
  it("judge an answer", async () => {
    const { structuredContent } = await ask("judge_answer", {
      request: "id:001",
      answer: `warning\n${ANSWER}`,
    });
    expect(structuredContent).toMatchObject({
      ok: false,
      verdict: {
        state: "failed",
        findings: [{ rule: "text-before-json", fix: expect.stringMatching(/^Print nothing/) }, {}],
      },
    });
  });

  it("find why an answer is lost, and name each fix", async () => {
    const { structuredContent } = await ask("lint_script", { path: "leaks.py" });
    expect(structuredContent).toMatchObject({ ok: false, language: "python" });
    const { findings } = Object(structuredContent);
    expect(findings).toContainEqual(expect.objectContaining({ rule: "password-in-source", line: 4 }));
    for (const { fix } of findings) expect(fix).toMatch(/^[A-Z].{20,}\.$/);
  });

  it.each([
    ["test_script", { requests: ["id:001"] }],
    ["reconcile", { keys: "sound.keys" }],
  ])("%s runs a script only with consent", async (name, input) => {
    const mark = join(folder, "ran");
    rmSync(mark, { force: true });
    const asked = { execPath: "./leaves-a-mark.sh", ...input };
    const refused = await ask(name, asked, careful);
    expect(refused).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining("--allow-runs") }],
    });
    expect(existsSync(mark)).toBe(false);
    await ask(name, asked);
    expect(existsSync(mark)).toBe(true);
  });

  it("check a client.keys and what carries over", async () => {
    const linted = await ask("lint_keys", { path: "client.keys" });
    expect(linted.structuredContent).toMatchObject({
      ok: false,
      findings: expect.arrayContaining([
        expect.objectContaining({ rule: "invalid-ip", line: 2, fix: expect.stringContaining("any") }),
      ]),
    });
    const checked = await ask("upgrade_check", { path: "client.keys", to: "5.0" });
    expect(checked.structuredContent).toMatchObject({
      ok: false,
      lost: expect.arrayContaining([expect.objectContaining({ name: "db" })]),
    });
  });

  it("explain a line of the log", async () => {
    const { structuredContent } = await ask("explain", {
      log: "wazuh-remoted: WARNING: (1408): Invalid ID 007 for the source ip: '10.0.0.7'.",
    });
    expect(structuredContent).toMatchObject({
      messages: [{ meaning: expect.any(String), fix: expect.any(String) }],
    });
  });

  it("return a whole script: hiding keys does not change it", async () => {
    const { structuredContent } = await ask("new_script", { language: "python", source: "sqlite" });
    const [script, suite] = Object(structuredContent).files;
    writeFileSync(join(folder, script.name), script.content);
    const cwd = folderWith({});
    await keypoll(["new", "python", "sqlite", "."], { cwd });
    expect(script.content).toBe(readFileSync(join(cwd, script.name), "utf8"));
    expect(suite.content).toBe(readFileSync(join(cwd, suite.name), "utf8"));
  });
});

describe("reconcile", () => {
  it("reports where client.keys and the database differ, and what to do", async () => {
    const database = folderWith({
      "answers.sh": `#!/bin/sh
case $2 in
001) echo '${ANSWER}' ;;
002) echo '${ANSWER.replace("001", "002").replace("web", "db")}' ;;
*) echo '{"error": 4, "message": "No such agent"}' ;;
esac
`,
      "client.keys": `001 web any ${KEY}\n002 db any ${OTHER_KEY}\n003 old any ${KEY.replace("0", "1")}\n`,
    });
    chmodSync(join(database, "answers.sh"), 0o755);
    const input = { keys: join(database, "client.keys"), execPath: "./answers.sh", folder: database };
    const { structuredContent } = await ask("reconcile", input);
    expect(structuredContent).toEqual({
      ok: false,
      agents: 3,
      asked: 3,
      states: [
        { state: "other-key", agents: 1, meaning: expect.any(String), fix: expect.stringMatching(/\.$/) },
        { state: "unknown", agents: 1, meaning: expect.any(String), fix: expect.stringMatching(/\.$/) },
        { state: "equal", agents: 1, meaning: expect.any(String) },
      ],
      different: [
        { state: "other-key", id: "002", name: "db", line: 2, facts: expect.stringContaining("fingerprint") },
        {
          state: "unknown",
          id: "003",
          name: "old",
          line: 3,
          facts: expect.stringContaining("No such agent"),
        },
      ],
      causes: [],
    });
    const first = await ask("reconcile", { ...input, limit: 1 });
    expect(first.structuredContent).toMatchObject({
      ok: true,
      agents: 3,
      asked: 1,
      stopped: "As limit says.",
    });
  });

  it("reports that nothing could be asked, and never that all is fine", async () => {
    const { structuredContent } = await ask("reconcile", { keys: "sound.keys", execPath: "./is-not-there" });
    expect(structuredContent).toMatchObject({ ok: false, stopped: expect.any(String) });
    const failed = await ask("reconcile", { keys: "sound.keys", execPath: "sh -c nothing-like-this" });
    expect(failed.structuredContent).toMatchObject({
      different: expect.arrayContaining([expect.objectContaining({ facts: "could not run" })]),
      causes: [
        {
          state: "no-answer",
          why: "could not run",
          problem: expect.stringContaining("exit code 127"),
          fix: expect.stringMatching(/\.$/),
          agents: expect.any(Number),
          ids: expect.arrayContaining(["001"]),
        },
      ],
    });
    const broken = await ask("reconcile", { keys: "client.keys", execPath: "./poll.sh" });
    expect(broken).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining("lint_keys") }],
    });
  });

  it("stops what it started when the assistant cancels", async () => {
    const waiting = join(folder, "waiting");
    const cancelled = new AbortController();
    const asked = allowed.callTool(
      { name: "reconcile", arguments: { keys: "sound.keys", execPath: "./waits.sh", timeout: 60 } },
      { signal: cancelled.signal },
    );
    await vi.waitFor(() => expect(readFileSync(waiting, "utf8")).toMatch(/^\d+\n$/), {
      timeout: stepPatience,
    });
    cancelled.abort();
    await expect(asked).rejects.toThrow();
    const script = Number(readFileSync(waiting, "utf8"));
    await vi.waitFor(() => expect(() => process.kill(script, 0)).toThrow(), { timeout: stepPatience });
  });
});

describe("docs/assistants.md", () => {
  const page = readFileSync(join(projectRoot, "docs/assistants.md"), "utf8");

  it("names every tool", async () => {
    const rows = Array.from(page.matchAll(/^\| `(\w+)` \|/gm), ([, name]) => name);
    expect(rows).toEqual((await allowed.listTools()).tools.map(({ name }) => name));
  });

  it("shows the messages as sent, from the broken script to the fixed one", async () => {
    const cwd = folderWith({});
    await keypoll(["new", "python", "sqlite", "."], { cwd });
    const client = new Client({ name: "keypoll-test", version: "1.0.0" });
    const args = [program, "mcp", "--allow-runs", "--folder", cwd];
    await client.connect(new StdioClientTransport({ command: process.execPath, args }));
    const transcript = page.slice(page.indexOf("## An assistant fixes a script"));
    const blocks = Array.from(
      transcript.matchAll(/^```(python|json)\n([\s\S]*?)^```$/gm),
      ([, language, text = ""]) => ({ language, text }),
    );
    const shown: unknown[] = [];
    const said: unknown[] = [];
    for (const { language, text } of blocks) {
      if (language === "python") {
        writeFileSync(join(cwd, "find_key.py"), text);
        continue;
      }
      const { tool, input, ...answer } = JSON.parse(text);
      if (tool === undefined) shown.push(withoutTimes(answer));
      else
        said.push(
          withoutTimes((await client.callTool({ name: tool, arguments: input })).structuredContent, cwd),
        );
    }
    await client.close();
    expect(shown.length).toBe(3);
    expect(said).toEqual(shown);
  });
});

function withoutTimes(value: unknown, folder = ""): unknown {
  const text = JSON.stringify(value).replace(/"durationMs":\d+/g, '"durationMs":0');
  return JSON.parse(folder === "" ? text : text.replaceAll(`${folder}/`, ""));
}
