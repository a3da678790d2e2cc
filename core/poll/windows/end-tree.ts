/** Ending a process of Windows with its children: its own tool follows them as long as the process itself lives. */

import { execFile } from "node:child_process";
import path from "node:path";

/** False where the process lives on: it may not be ended. */
export function endTree(pid: number): Promise<boolean> {
  // By its full path: a PATH may lead anywhere.
  const tool = path.win32.join(process.env["SystemRoot"] ?? "C:\\Windows", "System32", "taskkill.exe");
  return new Promise((resolve) => {
    execFile(tool, ["/pid", String(pid), "/t", "/f"], { windowsHide: true }, (error) =>
      // Where the tool cannot do it, the process alone is ended.
      resolve(error === null || endAlone(pid)),
    );
  });
}

function endAlone(pid: number): boolean {
  try {
    return process.kill(pid, "SIGKILL");
  } catch {
    return !isAlive(pid);
  }
}

/** Whether there is such a process. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
