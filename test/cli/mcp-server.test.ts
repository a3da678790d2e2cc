/** `keypoll mcp`: what the server says about itself and its tools, with a server of its own for each test. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { expect, it } from "vitest";
import { skill, tools } from "../../core/assistant/index.ts";
import { folderWith, program } from "./keypoll.ts";

const folder = folderWith({ "poll.sh": `echo '{"error":4,"message":"none"}'\n` });

/** Does something with a server, which then ends. */
async function withServer(options: readonly string[], use: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ name: "keypoll-test", version: "1.0.0" });
  const env = Object.fromEntries(Object.entries(process.env).map(([name, value]) => [name, value ?? ""]));
  const args = [program, "mcp", "--folder", folder, ...options];
  await client.connect(new StdioClientTransport({ command: process.execPath, args, env, stderr: "ignore" }));
  try {
    await use(client);
  } finally {
    await client.close();
  }
}

it("names itself, its instructions, and every tool with what it may do", () =>
  withServer([], async (client) => {
    expect(client.getServerVersion()).toMatchObject({ name: "keypoll", version: expect.any(String) });
    expect(client.getInstructions()).toBe(skill);
    const listed = (await client.listTools()).tools;
    expect(listed.map(({ name, title, description }) => ({ name, title, description }))).toEqual(
      tools.map(({ name, title, description }) => ({ name, title, description })),
    );
    const running = ["test_script", "reconcile"];
    for (const { name, annotations, inputSchema, outputSchema } of listed) {
      const runs = running.includes(name);
      expect(annotations).toEqual({
        readOnlyHint: !runs,
        destructiveHint: runs,
        idempotentHint: true,
        openWorldHint: runs,
      });
      expect(inputSchema["properties"]).not.toEqual({});
      expect(outputSchema?.["properties"]).not.toEqual({});
    }
  }));

it("answers as an object and as text, or refuses with what is wrong and what to do", () =>
  withServer([], async (client) => {
    const answer = await client.callTool({ name: "explain", arguments: { code: "queue-of-one" } });
    const { structuredContent, content, isError } = answer;
    expect(isError).not.toBe(true);
    expect(content).toEqual([{ type: "text", text: JSON.stringify(structuredContent) }]);
    expect(structuredContent).toMatchObject({ rule: { code: "queue-of-one" } });
    expect(JSON.stringify(structuredContent)).toContain("1024, the default");
    const asked = { execPath: "sh ./poll.sh", requests: ["id:001"] };
    const refused = await client.callTool({ name: "test_script", arguments: asked });
    expect(refused.isError).toBe(true);
    const text =
      "Nobody has agreed that scripts are started. Ask the person to start it with keypoll mcp --allow-runs. lint_script and judge_answer start nothing.";
    expect(refused.content).toEqual([{ type: "text", text }]);
  }));

it("runs and reads in its folder", () =>
  withServer(["--allow-runs"], async (client) => {
    writeFileSync(join(folder, "poll.py"), 'print("a")\n');
    const run = await client.callTool({
      name: "test_script",
      arguments: { execPath: "sh ./poll.sh", requests: ["id:001"] },
    });
    expect(JSON.stringify(run.structuredContent)).toContain("answered-no");
    const checked = await client.callTool({ name: "lint_script", arguments: { path: "poll.py" } });
    expect(checked.structuredContent).toMatchObject({ language: "python" });
  }));
