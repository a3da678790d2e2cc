/** Ending a process of Windows with its children: its own tool follows them as long as the process itself lives. */

import { execFile } from "node:child_process";
import path from "node:path";

/** False where nothing was ended: it was gone already, or may not be ended. */
export function endTree(pid: number): Promise<boolean> {
  // By its full path: a PATH may lead anywhere.
  const tool = path.win32.join(process.env["SystemRoot"] ?? "C:\\Windows", "System32", "taskkill.exe");
  return new Promise((resolve) => {
    execFile(tool, ["/pid", String(pid), "/t", "/f"], { windowsHide: true }, (error) =>
      resolve(error === null),
    );
  });
}
