/** Tells a file that a manager or agent uses from a copy of it. */

import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

/**
 * The installation of a live `client.keys`, and whether its daemons run. Windows has no pid files, so no daemon is
 * known to run there.
 */
export interface LiveFile {
  /** The installation, such as `/var/ossec`. */
  readonly installation: string;
  readonly role: "manager" | "agent";
  /** Running daemons that have a pid file there. */
  readonly running: readonly string[];
}

/** Files that only an installed manager, or only an installed agent, has. The last two are from Windows. */
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

/** The installation that a file belongs to, or undefined for a copy. A link to a live file counts as live. */
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

/**
 * Pid files are named `wazuh-remoted-1234.pid`, or `wazuh-manager-remoted-1234.pid` in 5.x. A file whose process has
 * ended does not count.
 */
async function runningDaemons(installation: string): Promise<readonly string[]> {
  const folder = join(installation, "var", "run");
  const names = await readdir(folder).catch(() => []);
  const running: string[] = [];
  for (const name of names) {
    const daemon = /^((?:wazuh|ossec)-[a-z-]+)-[0-9]+\.pid$/.exec(name)?.[1];
    if (daemon === undefined) continue;
    // A daemon that ends meanwhile removes its file.
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
    // A process of another user is alive, too.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
