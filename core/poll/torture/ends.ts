/** How a request ends, in the words of a table. */

import type { VerdictKind } from "../../manager/index.ts";

export const ends: Readonly<Record<VerdictKind, string>> = {
  added: "an agent",
  rejected: "an agent, refused",
  "error-answer": "an error answer",
  "no-error-field": "no error member",
  "no-data": "no data member",
  "no-id": "no id",
  "no-name": "no name",
  "no-ip": "no ip",
  "no-key": "no key",
  "parse-error": "unreadable",
  "exit-code": "exit code not 0",
  "timed-out": "timed out",
  hangs: "hangs",
  "cannot-run": "could not run",
  "cannot-execute": "could not run",
  "no-answer": "no answer",
  "request-discarded": "dropped by the manager",
  crash: "authd crashes",
  exit: "authd exits",
  "not-registered": "an agent, not registered",
  "no-feature": "never asked",
};
