/** What is known of a `client.keys` from its place on this machine: who may read it, who keeps it, whose it is. */

import { readFile, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { here } from "../platform/index.ts";
import { trackedPath } from "./git-index.ts";
import { installedIn, type LiveFile } from "./live.ts";

export interface KeyFileFacts {
  /** Permission bits; undefined on Windows, which has none, and where there is no file. */
  readonly mode: number | undefined;
  /** The path under which a git repository tracks it; undefined where none is known to. */
  readonly trackedAs: string | undefined;
  /** Whose it is, as far as its surroundings say. */
  readonly role: LiveFile["role"] | undefined;
}

/** Looks around a file; one that is not there has no facts but perhaps a role. Nothing is thrown. */
export async function keyFileFacts(path: string): Promise<KeyFileFacts> {
  const [mode, trackedAs, role] = await Promise.all([modeOf(path), trackedPath(path), roleOf(path)]);
  return { mode, trackedAs, role };
}

async function modeOf(path: string): Promise<number | undefined> {
  if (!here.isUnix) return undefined;
  const facts = await stat(path).catch(() => undefined);
  return facts?.isFile() ? facts.mode & 0o777 : undefined;
}

/** Told by the programs of the installation, or by the configuration beside the file, which copies of a folder have too. */
async function roleOf(path: string): Promise<LiveFile["role"] | undefined> {
  const folder = dirname(await realpath(path).catch(() => resolve(path)));
  const installation = basename(folder) === "etc" ? dirname(folder) : folder;
  return (await installedIn(installation)) ?? roleIn(await configBeside(folder));
}

function configBeside(folder: string): Promise<string> {
  return readFile(join(folder, "ossec.conf"), "utf8").catch(() => "");
}

/** Only an agent has a server that it reports to, and only a manager listens to agents or registers them. */
function roleIn(config: string): LiveFile["role"] | undefined {
  const text = config.replace(/<!--[\s\S]*?-->/g, "");
  const isAgent = /<client>[\s\S]*?<server[\s>/]/.test(text);
  const isManager = /<(?:remote|auth)[\s>/]/.test(text);
  if (isAgent === isManager) return undefined;
  return isAgent ? "agent" : "manager";
}
