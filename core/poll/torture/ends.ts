/** How a request ends, in the words of a table. */

import type { VerdictKind } from "../../manager/index.ts";
import { say } from "../../words/index.ts";

const ends: Readonly<Record<VerdictKind, () => string>> = {
  added: () => say`an agent`,
  rejected: () => say`an agent, refused`,
  "error-answer": () => say`an error answer`,
  "no-error-field": () => say`no error member`,
  "no-data": () => say`no data member`,
  "no-id": () => say`no id`,
  "no-name": () => say`no name`,
  "no-ip": () => say`no ip`,
  "no-key": () => say`no key`,
  "parse-error": () => say`unreadable`,
  "exit-code": () => say`exit code not 0`,
  "timed-out": () => say`timed out`,
  hangs: () => say`hangs`,
  "cannot-run": () => say`could not run`,
  "cannot-execute": () => say`could not run`,
  "no-answer": () => say`no answer`,
  "request-discarded": () => say`discarded by the manager`,
  crash: () => say`authd crashes`,
  exit: () => say`authd exits`,
  "not-registered": () => say`an agent, not registered`,
  "no-feature": () => say`never asked`,
};

export function endText(kind: VerdictKind): string {
  return ends[kind]();
}
