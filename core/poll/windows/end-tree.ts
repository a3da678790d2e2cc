/** Ends a process of Windows with its children. Windows' own tool follows them as long as the process itself lives. */

import { execFile } from "node:child_process";
import path from "node:path";

/** False if the process is still alive: it may not be ended. */
export function endTree(pid: number): Promise<boolean> {
  // By its full path: a PATH may lead anywhere.
  const tool = path.win32.join(process.env["SystemRoot"] ?? "C:\\Windows", "System32", "taskkill.exe");
  return new Promise((resolve) => {
    execFile(tool, ["/pid", String(pid), "/t", "/f"], { windowsHide: true }, (error) =>
      // If the tool cannot do it, only the process itself is ended.
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
