/** Telling a file that a manager or agent lives on from a copy of it. */

import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

/** Where a live `client.keys` lies, and whether daemons run there. Windows has no pid files, so none is known to run. */
export interface LiveFile {
  /** The installation, such as `/var/ossec`. */
  readonly installation: string;
  readonly role: "manager" | "agent";
  /** Daemons that have a pid file there and run. */
  readonly running: readonly string[];
}

/** Files that only an installed manager, or only an installed agent, has; the last two on Windows. */
export const signs = {
  manager: [
    "bin/wazuh-remoted",
    "bin/wazuh-authd",
    "bin/ossec-remoted",
    "bin/ossec-authd",
    "bin/wazuh-manager-remoted",
  ],
  agent: ["bin/wazuh-agentd", "bin/ossec-agentd", "wazuh-agent.exe", "ossec-agent.exe"],
} as const;

/** What is installed in a folder, if anything. */
export async function installedIn(folder: string): Promise<LiveFile["role"] | undefined> {
  for (const role of ["manager", "agent"] as const) {
    for (const sign of signs[role]) if (await exists(join(folder, sign))) return role;
  }
  return undefined;
}

/** The installation that a file belongs to, or undefined for a copy. A link to a live file is one too. */
export async function liveFile(path: string): Promise<LiveFile | undefined> {
  const target = await realpath(path).catch(() => resolve(path));
  const folder = dirname(target);
  if (basename(target) !== "client.keys") return undefined;
  if (await isWindowsAgent(folder)) return { installation: folder, role: "agent", running: [] };
  if (basename(folder) !== "etc") return undefined;
  const installation = dirname(folder);
  const role = await installedIn(installation);
  return role === undefined ? undefined : { installation, role, running: await runningDaemons(installation) };
}

/** An agent on Windows has its file beside its programs: `C:\Program Files (x86)\ossec-agent\client.keys`. */
async function isWindowsAgent(folder: string): Promise<boolean> {
  const programs = signs.agent.filter((sign) => sign.endsWith(".exe"));
  return (await Promise.all(programs.map((sign) => exists(join(folder, sign))))).includes(true);
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

/** Pid files are named `wazuh-remoted-1234.pid`, those of 5.x `wazuh-manager-remoted-1234.pid`; one whose process is gone does not count. */
async function runningDaemons(installation: string): Promise<readonly string[]> {
  const folder = join(installation, "var", "run");
  const names = await readdir(folder).catch(() => []);
  const running: string[] = [];
  for (const name of names) {
    const daemon = /^((?:wazuh|ossec)-[a-z-]+)-[0-9]+\.pid$/.exec(name)?.[1];
    if (daemon === undefined) continue;
    // A daemon that ends meanwhile takes its file with it.
    const pid = Number.parseInt(await readFile(join(folder, name), "utf8").catch(() => ""), 10);
    if (isAlive(pid)) running.push(daemon);
  }
  return running;
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of somebody else is alive anyway.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
