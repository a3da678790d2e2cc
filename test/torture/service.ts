/** A registration service for the commands that ask one: it returns a new record each time, also for the same name. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startStandIn } from "../../stand-in/index.ts";
import { enrolling, type WritingCommand } from "./commands.ts";

export interface Service {
  /** The command that asks it. */
  readonly command: WritingCommand;
  close(): Promise<void>;
}

export async function startService(): Promise<Service> {
  const folder = mkdtempSync(join(tmpdir(), "keypoll-torture-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  const standIn = await startStandIn({
    folder,
    version: "4.14",
    host: "127.0.0.1",
    ports: { enrolment: 0, api: 0, agents: 0 },
    contents: {
      force: {
        insert: true,
        options: {
          enabled: true,
          keyMismatch: true,
          disconnectedTime: { enabled: false, seconds: 0 },
          afterRegistrationTime: 0,
        },
      },
    },
    reloadSeconds: 10,
    debug: 0,
    agentStates: [],
    apiUser: "wazuh",
    apiPassword: "wazuh",
  });
  if ("problem" in standIn) throw new Error(standIn.problem);
  return {
    command: enrolling(standIn.ports.enrolment ?? 0, standIn.sandbox.certificate),
    close: () => standIn.close(),
  };
}
