/** The rule on a program that cannot be run. It reports only if the manager's file system can be read. */

import { wordsOf } from "../command.ts";
import { programError } from "../programs.ts";
import { type ConfigRule, valueSpan } from "./rule.ts";

export const programRules: readonly ConfigRule[] = [
  {
    code: "program-cannot-run",
    severity: "error",
    title: "Program that cannot be run",
    check: ({ config, programs }) => {
      const { execPath, release } = config;
      if (programs === undefined || execPath.from === undefined || execPath.value === undefined) return [];
      const words = wordsOf(execPath.value, release);
      const message = words === undefined ? undefined : programError(words, programs);
      return message === undefined ? [] : [{ ...valueSpan(execPath.from), message }];
    },
  },
];
