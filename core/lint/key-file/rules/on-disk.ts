/** Rules on the place of the file: who else can get its keys. */

import { fiveInstallation } from "../../../manager/index.ts";
import { say } from "../../../words/index.ts";
import type { KeyFileOnDisk } from "../on-disk.ts";
import type { FileRule } from "./file.ts";

/** The permission of others to read, in the mode. */
const OTHERS_READ = 0o004;

/** The mode of the file up to 4.14. */
const MODE = 0o640;

/** Folders and names of made-up files. */
const MADE_UP =
  /(?:^|[/._-])(?:tests?|testdata|specs?|fixtures?|mocks?|examples?|samples?|demos?)(?=[/._-]|$)/i;

/** A project has key files for its tests and its readers. Their keys are made up. */
function isMadeUp({ trackedAs, path = "" }: KeyFileOnDisk): boolean {
  // Folders above a repository show nothing about it, and neither do those of other files.
  return MADE_UP.test(trackedAs ?? path.replace(/^.*[\\/]/, ""));
}

export const onDiskRules: readonly FileRule[] = [
  {
    code: "readable-by-all",
    severity: "warning",
    title: "File that everyone can read",
    at: "first-line",
    message: ({ keys, disk }, { release }) => {
      const { mode = 0 } = disk;
      if (keys === 0 || (mode & OTHERS_READ) === 0 || isMadeUp(disk)) return undefined;
      return say`Mode ${octal(mode)} lets every user who can reach the folder read the keys, and anyone who has a key can act as its agent. The manager keeps the file at ${octal(release.poller === "none" ? fiveInstallation.mode : MODE)}: remove the permission with chmod o-rwx.`;
    },
  },
  {
    code: "tracked-by-git",
    severity: "warning",
    title: "File that git tracks",
    at: "first-line",
    message: ({ keys, disk }) =>
      keys === 0 || disk.trackedAs === undefined || isMadeUp(disk)
        ? undefined
        : say`Git tracks this file: its keys go wherever the repository goes, and stay in its history. Remove the file with git rm --cached, ignore it, and give its agents new keys.`,
  },
];

function octal(mode: number): string {
  return mode.toString(8).padStart(4, "0");
}
