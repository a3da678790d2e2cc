/** What the stand-ins for Wazuh's command-line tools share. */

import { readFileSync } from "node:fs";
import type { ByteString, Release } from "../../core/manager/index.ts";
import type { Habits } from "../../core/registration/index.ts";
import type { Sandbox } from "../sandbox.ts";
import type { ToolName } from "./names.ts";

/** Where a tool acts. */
export interface ToolPlace {
  readonly sandbox: Sandbox;
  readonly release: Release;
  readonly habits: Habits;
  readonly version: string;
  /** It was called in the agent's home, not in the manager's. */
  readonly isAgent: boolean;
  /** The address of the registration service. The port is undefined if the service is off. */
  readonly host: string;
  readonly port: number | undefined;
  readonly environment: NodeJS.ProcessEnv;
  /** The text of standard input. Read only if the tool asks for something. */
  readonly input: () => string;
}

/** How a tool ended. */
export interface ToolEnd {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
}

export function printed(output: string, exitCode = 0): ToolEnd {
  return { exitCode, output, errors: "" };
}

/** What the real tool does but its stand-in does not, and what to do. */
export function notHere(tool: ToolName, what: string): ToolEnd {
  return { exitCode: 2, output: "", errors: `${tool}: The stand-in's ${tool} ${what}\n` };
}

/** The bytes of a file. Undefined if it cannot be read. */
export function textOf(file: string): ByteString | undefined {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return undefined;
  }
}
