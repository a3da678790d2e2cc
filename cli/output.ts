/** Writing into a file that the user names: why it cannot be done. */

import type { Problem } from "./terminal/problem.ts";

/** What a failed system call means for a person, and what to do. */
export function notWritten(path: string, error: NodeJS.ErrnoException): Problem {
  switch (error.code) {
    case "ENOENT":
      return {
        what: `${path} cannot be written: its folder does not exist.`,
        advice: `Make the folder, or name another file; relative paths start at ${process.cwd()}.`,
      };
    case "EACCES":
    case "EPERM":
      return {
        what: `${path} may not be written by you.`,
        advice: "Run keypoll as a user who may, or name another file.",
      };
    case "EISDIR":
      return { what: `${path} is a folder.`, advice: "Give the path of a file." };
    default:
      return { what: `${path} cannot be written: ${error.message}.`, advice: "Name another file." };
  }
}
