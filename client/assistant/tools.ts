/** Offers the tools for assistants to the editor's language models. */

import {
  type CancellationToken,
  Disposable,
  type ExtensionContext,
  LanguageModelTextPart,
  type LanguageModelTool,
  type LanguageModelToolInvocationOptions,
  type LanguageModelToolInvocationPrepareOptions,
  LanguageModelToolResult,
  l10n,
  lm,
  MarkdownString,
  type PreparedToolInvocation,
  workspace,
} from "vscode";
import type { Tool } from "../../core/assistant/index.ts";
import { type ToolName, toolNames } from "../../core/assistant/names.ts";
import { withoutKeys } from "../../core/lint/key-file/shown.ts";
import { startFolder, worldOf } from "./world.ts";

/** Some editors that are built from VS Code have no language models. */
export function offerTools(context: ExtensionContext): Disposable {
  if (typeof lm?.registerTool !== "function") return Disposable.from();
  return Disposable.from(
    ...toolNames.map((name) => lm.registerTool(`keypoll_${name}`, new EditorTool(context, name))),
  );
}

class EditorTool implements LanguageModelTool<object> {
  readonly #context: ExtensionContext;
  readonly #name: ToolName;

  constructor(context: ExtensionContext, name: ToolName) {
    this.#context = context;
    this.#name = name;
  }

  async prepareInvocation({
    input,
  }: LanguageModelToolInvocationPrepareOptions<object>): Promise<PreparedToolInvocation | undefined> {
    const { runs } = await toolCalled(this.#name);
    return runs && workspace.isTrusted ? consent(input) : undefined;
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
      const answer = await call(input, worldOf(this.#context, stopping.signal));
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

/** Shows what would be started, and where. The user agrees or declines. */
function consent(input: object): PreparedToolInvocation {
  const { execPath, socket, folder } = Object.assign({ execPath: "", socket: "", folder: "" }, input);
  const subject = [socket, execPath].filter((part) => part !== "").join("\n");
  const message = new MarkdownString();
  message.appendText(l10n.t("It runs with your permissions, once for each request."));
  message.appendCodeblock(withoutKeys(subject), "sh");
  message.appendText(l10n.t("Folder: {0}", folder === "" ? startFolder() : withoutKeys(folder)));
  return {
    invocationMessage: l10n.t("Asking the poll script"),
    confirmationMessages: { title: l10n.t("Run this poll script?"), message },
  };
}
