/** The MCP server with the tools for assistants, for editors that start such servers: VS Code from 1.101 on. */

import * as editor from "vscode";
import { startFolder } from "./world.ts";

/** `package.json` declares the same. */
const ID = "keypoll.tools";
const SETTING = "assistants.mcpServer";

/** What the type definitions of the oldest supported version lack. */
interface OffersServers {
  readonly lm: {
    registerMcpServerDefinitionProvider(id: string, provider: ServerProvider): editor.Disposable;
  };
  readonly McpStdioServerDefinition: new (
    label: string,
    command: string,
    args: readonly string[],
    env: Readonly<Record<string, string>>,
    version: string,
  ) => object;
}

interface ServerProvider {
  readonly onDidChangeMcpServerDefinitions: editor.Event<void>;
  provideMcpServerDefinitions(): readonly object[];
}

/** Starts nothing here: the editor asks the user first. */
export function offerServer(context: editor.ExtensionContext): editor.Disposable {
  const host: object = editor;
  if (!offersServers(host)) return editor.Disposable.from();
  const changed = new editor.EventEmitter<void>();
  const provider: ServerProvider = {
    onDidChangeMcpServerDefinitions: changed.event,
    provideMcpServerDefinitions: () => (isWanted() ? [definition(host, context)] : []),
  };
  return editor.Disposable.from(
    changed,
    editor.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`keypoll.${SETTING}`)) changed.fire();
    }),
    editor.workspace.onDidGrantWorkspaceTrust(() => changed.fire()),
    editor.workspace.onDidChangeWorkspaceFolders(() => changed.fire()),
    registered(host, provider),
  );
}

/** 1.100 has a draft under the same name, which throws because it expects another declaration in the manifest. */
function registered({ lm }: OffersServers, provider: ServerProvider): editor.Disposable {
  try {
    return lm.registerMcpServerDefinitionProvider(ID, provider);
  } catch {
    return editor.Disposable.from();
  }
}

function offersServers(host: object): host is OffersServers {
  const lm: unknown = Reflect.get(host, "lm");
  return (
    typeof lm === "object" &&
    lm !== null &&
    typeof Reflect.get(lm, "registerMcpServerDefinitionProvider") === "function" &&
    typeof Reflect.get(host, "McpStdioServerDefinition") === "function"
  );
}

function isWanted(): boolean {
  return editor.workspace.getConfiguration("keypoll").get(SETTING, false);
}

function definition({ McpStdioServerDefinition }: OffersServers, context: editor.ExtensionContext): object {
  const { version } = Object.assign({ version: "" }, context.extension.packageJSON);
  const allowed = editor.workspace.isTrusted ? ["--allow-runs"] : [];
  const program = context.asAbsolutePath("dist/cli/keypoll.mjs");
  return new McpStdioServerDefinition(
    "Key Poll",
    process.execPath,
    [program, "mcp", "--folder", startFolder(), ...allowed],
    // The desktop's extension host is Electron, which runs as Node with this variable.
    { ELECTRON_RUN_AS_NODE: "1" },
    version,
  );
}
