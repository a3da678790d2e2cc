/** The states of the library's client, by the extension's names for them. This is loaded with the library. */

import { State } from "vscode-languageclient";

export type ServerState = "stopped" | "starting" | "running" | "failed";

const names: ReadonlyMap<State, ServerState> = new Map([
  [State.Starting, "starting"],
  [State.Running, "running"],
  [State.StartFailed, "failed"],
]);

export function stateNamed(state: State): ServerState {
  return names.get(state) ?? "stopped";
}
