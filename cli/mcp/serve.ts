/** The tools for assistants as a Model Context Protocol server over standard input and output. */

import path from "node:path";
import { McpServer } from "@modelcontextprotocol/server";
import { StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import { type Refusal, skill, type Tool, tools, type World } from "../../core/assistant/index.ts";
import { endPolling } from "../../core/poll/index.ts";
import type { PageOf } from "../commands/rule-pages.ts";
import { tool as program } from "../report/tool.ts";
import { readWasm } from "../script/grammars.ts";

interface ServerOptions extends Pick<World, "folder" | "mayRun"> {
  readonly pageOf: PageOf;
}

/** Resolves when the assistant has disconnected. */
export async function serveTools({ folder, mayRun, pageOf }: ServerOptions): Promise<void> {
  const world: World = {
    folder: path.resolve(folder),
    mayRun,
    consent: "Ask the person to start it with keypoll mcp --allow-runs.",
    readWasm,
    pageOf,
  };
  const server = new McpServer(program, { instructions: skill });
  for (const each of tools) addTool(server, each, world);
  const transport = new StdioServerTransport();
  const gone = new Promise<void>((resolve) => {
    server.server.onclose = resolve;
    process.stdin.once("end", () => void server.close());
  });
  await server.connect(transport);
  await gone;
  await endPolling();
}

function addTool(
  server: McpServer,
  { name, title, description, input, output, runs, call }: Tool,
  world: World,
): void {
  const config = {
    title,
    description,
    inputSchema: input,
    outputSchema: output,
    annotations: { readOnlyHint: !runs, destructiveHint: runs, idempotentHint: true, openWorldHint: runs },
  };
  server.registerTool(name, config, async (asked, { mcpReq: { signal } }) => {
    const answer = await call(asked, { ...world, signal });
    if (answer.kind === "refused") return refusal(answer);
    return {
      content: [{ type: "text", text: JSON.stringify(answer.value) }],
      structuredContent: { ...answer.value },
    };
  });
}

function refusal({ what, advice }: Refusal) {
  return { isError: true, content: [{ type: "text" as const, text: `${what} ${advice}` }] };
}
