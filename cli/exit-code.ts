/** How the command line ends: the documented exit codes. */

/** The meaning of the exit code. Scripts and CI depend on these numbers. */
export const ExitCode = {
  /** No findings, and everything as expected. */
  fine: 0,
  /** Findings, or verdicts that are not as expected. */
  findings: 1,
  /** The command failed: wrong usage, an unreadable file, a script that cannot be started. */
  couldNotRun: 2,
  /** Ended by the user: the number that shells use for SIGINT. */
  cancelled: 130,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
