/** Runs `keypoll test` in this process, in a new folder for each test. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach } from "vitest";
import type { ExitCode } from "../../../cli/exit-code.ts";
import type { TestFlags } from "../../../cli/poll/test-plan.ts";
import { testScript } from "../../../cli/poll/test-script.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { KeptTerminal } from "./looks.ts";

export const SCRIPTS = fileURLToPath(new URL("../../fixtures/scripts/", import.meta.url));
export const ANSWERS = join(SCRIPTS, "answers.sh");
export const KEY = "0123456789abcdef".repeat(4);

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

/** A path in the folder of the test. */
export function inFolder(name: string): string {
  return join(folder, name);
}

/** Writes a file that can be run, and returns its path. */
export function put(name: string, text: string): string {
  const path = inFolder(name);
  writeFileSync(path, text, { mode: 0o750 });
  return path;
}

/** What was printed, with times and folders replaced. */
export function shown(code: ExitCode, { stdout, stderr }: KeptTerminal) {
  const plain = (text: string): string =>
    text
      .replaceAll(SCRIPTS, "…/")
      .replaceAll(folder, "…")
      .replace(/\b\d+ ms/g, "N ms");
  return { code, stdout: plain(stdout), stderr: plain(stderr) };
}

export async function test(more: Partial<TestFlags>) {
  const terminal = new KeptTerminal();
  const flags = { requests: ["id:001"], profile: "manager", case: [], format: "text", ...more } as const;
  return shown(await testScript(flags, terminal), terminal);
}

export async function json(more: Partial<TestFlags>) {
  const { stdout, code } = await test({ ...more, format: "json" });
  return { ...JSON.parse(stdout), code };
}

/** What a poll of ANSWERS for 001 prints. */
export const GOOD = `✔ registered  id:001 · N ms
  Agent '001' ('web-01') is added to client.keys.
  client.keys  + 001 web-01 192.168.1.100 ••••••••
  ossec.log    wazuh-authd: INFO: Agent key generated for agent 'web-01' (requested locally)
  argv         ["…/answers.sh", "id", "001"]

`;
