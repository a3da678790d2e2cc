/** How the command line ends: the documented exit codes. */

/** What the exit code says; scripts and CI depend on these numbers. */
export const ExitCode = {
  /** Everything is as it should be. */
  fine: 0,
  /** Findings, or verdicts that are not as expected. */
  findings: 1,
  /** The command itself could not be carried out: bad usage, an unreadable file, a script that cannot be started. */
  couldNotRun: 2,
  /** Ended by the user; the number that shells use for SIGINT. */
  cancelled: 130,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
