/** A running and filled SQL server, with the kinds of trouble that all SQL servers share. */

import type { ChildProcess } from "node:child_process";
import type { SourceId } from "../../../core/templates/index.ts";
import { freePort } from "../harness/free-port.ts";
import { endServer, holdOpen, stopped } from "./process.ts";
import { ACCOUNT, type Beginning, type SourceUnderTest } from "./server.ts";

interface SqlServer {
  readonly source: SourceId;
  readonly child: ChildProcess;
  readonly port: string;
  /** Its command-line client, with the arguments for the agents' database. */
  readonly client: readonly [program: string, ...words: string[]];
  /** Statements that lock the table and then print `through`. */
  readonly lock: string;
  readonly beginning: Omit<Beginning, "settings" | "input">;
}

export async function sqlServer({
  source,
  child,
  port,
  client,
  lock,
  beginning,
}: SqlServer): Promise<SourceUnderTest> {
  const [program, ...words] = client;
  const settings = {
    KEYPOLL_HOST: "127.0.0.1",
    KEYPOLL_PORT: port,
    KEYPOLL_DATABASE: "agents",
    KEYPOLL_USER: ACCOUNT.user,
    KEYPOLL_PASSWORD: ACCOUNT.password,
  };
  return {
    source,
    settings,
    down: { ...settings, KEYPOLL_PORT: String(await freePort()) },
    refused: { ...settings, KEYPOLL_PASSWORD: "wrong" },
    troubles: [
      { name: "locked", begin: () => holdOpen(program, words, `${lock}\n`, "through") },
      stopped(child),
    ],
    beginning: {
      ...beginning,
      input: "",
      // The commands set this password.
      settings: { KEYPOLL_PORT: port, KEYPOLL_PASSWORD: "PASSWORD" },
    },
    end: () => endServer(child),
  };
}
