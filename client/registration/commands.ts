/** Manual registration: the commands on `client.keys` that do what `manage_agents` does. */

import { commands, Disposable } from "vscode";
import type { FindLive } from "../key-file/live-guard.ts";
import { addAgent } from "./add-agent.ts";
import { compareAgent } from "./compare-agent.ts";
import { handOver } from "./hand-over.ts";
import { importString } from "./import-agent.ts";
import { showAgents } from "./list-agents.ts";
import { removeAgent } from "./remove-agent.ts";

export function registerAgents(findLive: FindLive): Disposable {
  return Disposable.from(
    commands.registerCommand("keypoll.addAgent", (uri: unknown) => addAgent(findLive, uri)),
    commands.registerCommand("keypoll.removeAgent", (uri: unknown, line: unknown) =>
      removeAgent(findLive, uri, line),
    ),
    commands.registerCommand("keypoll.handOverAgent", handOver),
    commands.registerCommand("keypoll.importAgent", () => importString(findLive)),
    commands.registerCommand("keypoll.listAgents", showAgents),
    commands.registerCommand("keypoll.compareAgent", compareAgent),
  );
}
