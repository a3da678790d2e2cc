/** Offers the tools for assistants to the editor's language models. */

import {
  type CancellationToken,
  Disposable,
  LanguageModelTextPart,
  type LanguageModelTool,
  type LanguageModelToolInvocationOptions,
  type LanguageModelToolInvocationPrepareOptions,
  LanguageModelToolResult,
  lm,
  MarkdownString,
  type PreparedToolInvocation,
  workspace,
} from "vscode";
import type { Tool } from "../../core/assistant/index.ts";
import { type ToolName, toolNames } from "../../core/assistant/names.ts";
import { withoutKeys } from "../../core/lint/key-file/shown.ts";
import { say } from "../../core/words/index.ts";
import { startFolder, worldOf } from "./world.ts";

/** Some editors that are built from VS Code have no language models. */
export function offerTools(): Disposable {
  if (typeof lm?.registerTool !== "function") return Disposable.from();
  return Disposable.from(
    ...toolNames.map((name) => lm.registerTool(`keypoll_${name}`, new EditorTool(name))),
  );
}

class EditorTool implements LanguageModelTool<object> {
  readonly #name: ToolName;

  constructor(name: ToolName) {
    this.#name = name;
  }

  async prepareInvocation({
    input,
  }: LanguageModelToolInvocationPrepareOptions<object>): Promise<PreparedToolInvocation | undefined> {
    const { runs } = await toolCalled(this.#name);
    return runs && workspace.isTrusted ? await consent(input) : undefined;
  }

  /** A refusal is thrown, because this is how the editor tells a model that a tool failed, and why. */
  async invoke(
    { input }: LanguageModelToolInvocationOptions<object>,
    token: CancellationToken,
  ): Promise<LanguageModelToolResult> {
    const { call } = await toolCalled(this.#name);
    const stopping = new AbortController();
    const listener = token.onCancellationRequested(() => stopping.abort());
    try {
      const answer = await call(input, worldOf(stopping.signal));
      if (answer.kind === "refused") throw new Error(`${answer.what} ${answer.advice}`);
      return new LanguageModelToolResult([new LanguageModelTextPart(JSON.stringify(answer.value))]);
    } finally {
      listener.dispose();
    }
  }
}

/** Loaded with the first call. */
async function toolCalled(name: ToolName): Promise<Tool> {
  const { tools } = await import("../../core/assistant/index.ts");
  const found = tools.find((each) => each.name === name);
  if (found === undefined) throw new Error(`There is no tool ${name}.`);
  return found;
}

/** What of the input of a tool that starts something says what is started, and how often. */
interface ToStart {
  readonly execPath?: string;
  readonly socket?: string;
  readonly folder?: string;
  readonly requests?: readonly string[];
  readonly limit?: number;
}

/** Shows what would be asked, where, and how often. The user agrees or declines. */
async function consent(input: ToStart): Promise<PreparedToolInvocation> {
  const { execPath, socket, folder = "" } = input;
  const message = new MarkdownString();
  message.appendText(await howOften(input));
  for (const [language, subject] of [
    ["", socket],
    ["sh", execPath],
  ] as const) {
    if (subject !== undefined) message.appendCodeblock(withoutKeys(subject), language);
  }
  if (execPath !== undefined) {
    message.appendText(say`Folder: ${folder === "" ? startFolder() : withoutKeys(folder)}`);
  }
  const title = execPath === undefined ? say`Ask this daemon?` : say`Run this poll script?`;
  return { invocationMessage: say`Asking the poll script`, confirmationMessages: { title, message } };
}

async function howOften({ execPath, socket, requests, limit }: ToStart): Promise<string> {
  if (requests !== undefined) {
    const asked = withoutKeys(requests.join(", "));
    return say`The script runs with your permissions, once for each of these requests: ${asked}`;
  }
  const { AGENTS_ASKED } = await import("../../core/assistant/index.ts");
  const agents = limit ?? AGENTS_ASKED;
  if (execPath === undefined) {
    return say`The daemon at this socket gets a request for each agent, for ${agents} agents at most.`;
  }
  return socket === undefined
    ? say`The script runs with your permissions, once for each agent, for ${agents} agents at most.`
    : say`The daemon at this socket gets a request for each agent, for ${agents} agents at most. If it does not answer, the script runs with your permissions.`;
}
