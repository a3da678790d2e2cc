/** Tries the stand-in from the editor: an enrolment, and a message of an agent. */

import { readFile } from "node:fs/promises";
import { window } from "vscode";
import { newKey } from "../../core/agents/index.ts";
import {
  bytesFromText,
  type KeyEntry,
  type Release,
  readAddress,
  readKeyFile,
} from "../../core/manager/index.ts";
import { say } from "../../core/words/index.ts";
import type { StandIn } from "../../stand-in/index.ts";
import { loadStandIn } from "./load.ts";

/** Milliseconds. */
const PATIENCE = 10_000;

/** Asks for a name, and enrols an agent with it. The view shows the result. */
export async function enrolOne({ host, ports, sandbox, password }: StandIn): Promise<void> {
  const name = await window.showInputBox({
    title: say`Enrol an agent`,
    prompt: say`Name of the agent`,
    value: "web-01",
    ignoreFocusOut: true,
  });
  if (name === undefined || ports.enrolment === undefined) return;
  const { enroll } = await loadStandIn();
  const pass = password === undefined ? "" : `OSSEC PASS: ${password} `;
  const request = bytesFromText(`${pass}OSSEC A:'${name}'`);
  const ca = sandbox.certificate;
  const done = await enroll({ host, port: ports.enrolment, request, ca, patience: PATIENCE });
  if (done.kind === "failed") void window.showErrorMessage(done.reason);
}

/**
 * Asks for an id, and sends a message with the key that `client.keys` has for it, or with an unknown key if it has
 * none.
 */
export async function knockOnce({ host, ports, sandbox }: StandIn, release: Release): Promise<void> {
  const id = await window.showInputBox({
    title: say`Send a message as an agent`,
    prompt: say`Id of the agent. If client.keys does not have it, the manager asks for its key`,
    value: "007",
    ignoreFocusOut: true,
    validateInput: (text) => (/^\d{1,8}$/.test(text) ? undefined : say`1 to 8 digits.`),
  });
  if (id === undefined) return;
  const text = await readFile(sandbox.keys, "latin1");
  const known = readKeyFile(text, { release, passEmpty: true }).store.findById(bytesFromText(id));
  const agent = known ?? stranger(id, release);
  if (agent === undefined) return;
  const { knock } = await loadStandIn();
  const sent = { host, port: ports.agents, cipher: "aes", transport: "tcp", patience: PATIENCE } as const;
  const done = await knock({ ...sent, agent });
  if (done.kind === "failed") void window.showErrorMessage(done.reason);
}

function stranger(id: string, release: Release): KeyEntry | undefined {
  const address = readAddress("any", release);
  return address === undefined ? undefined : { id, name: `agent-${id}`, address, key: newKey() };
}
