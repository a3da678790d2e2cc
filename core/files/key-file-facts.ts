/** Facts from the location of a `client.keys` on this machine: who can read it, what tracks it, whose it is. */

import { readFile, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { here } from "../platform/index.ts";
import { trackedPath } from "./git-index.ts";
import { installedIn, type LiveFile } from "./live.ts";

export interface KeyFileFacts {
  /** Permission bits. Undefined on Windows, which has none, and if there is no file. */
  readonly mode: number | undefined;
  /** The path under which a git repository tracks it. Undefined if none is known to. */
  readonly trackedAs: string | undefined;
  /** Whether a manager or an agent uses it, as far as the files around it tell. */
  readonly role: LiveFile["role"] | undefined;
}

/** Looks around a file. A file that does not exist has no facts except perhaps a role. Never throws. */
export async function keyFileFacts(path: string): Promise<KeyFileFacts> {
  const [mode, trackedAs, role] = await Promise.all([modeOf(path), trackedPath(path), roleOf(path)]);
  return { mode, trackedAs, role };
}

async function modeOf(path: string): Promise<number | undefined> {
  if (!here.isUnix) return undefined;
  const facts = await stat(path).catch(() => undefined);
  return facts?.isFile() ? facts.mode & 0o777 : undefined;
}

/** From the programs of the installation, or from the configuration beside the file, which a copied folder has too. */
async function roleOf(path: string): Promise<LiveFile["role"] | undefined> {
  const folder = dirname(await realpath(path).catch(() => resolve(path)));
  const installation = basename(folder) === "etc" ? dirname(folder) : folder;
  return (await installedIn(installation)) ?? roleIn(await configBeside(folder));
}

function configBeside(folder: string): Promise<string> {
  return readFile(join(folder, "ossec.conf"), "utf8").catch(() => "");
}

/** Only an agent has a server that it reports to. Only a manager listens to agents or registers them. */
function roleIn(config: string): LiveFile["role"] | undefined {
  const text = config.replace(/<!--[\s\S]*?-->/g, "");
  const isAgent = /<client>[\s\S]*?<server[\s>/]/.test(text);
  const isManager = /<(?:remote|auth)[\s>/]/.test(text);
  if (isAgent === isManager) return undefined;
  return isAgent ? "agent" : "manager";
}
