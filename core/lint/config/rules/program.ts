/** The rule on a program that cannot be run; it speaks only where the manager's file system can be asked. */

import { bytesFromText, commandLine, textFromBytes } from "../../../manager/index.ts";
import { programFault } from "../programs.ts";
import { type ConfigRule, valueSpan } from "./rule.ts";

export const programRules: readonly ConfigRule[] = [
  {
    code: "program-cannot-run",
    severity: "error",
    title: "Program that cannot be run",
    check: ({ config, programs }) => {
      const { execPath, release } = config;
      if (programs === undefined || execPath.from === undefined || execPath.value === undefined) return [];
      const request = { selector: "id", value: "001" } as const;
      const line = commandLine(bytesFromText(execPath.value), request, release);
      if (line.kind !== "arguments") return [];
      const message = programFault(line.argv.slice(0, -2).map(textFromBytes), programs);
      return message === undefined ? [] : [{ ...valueSpan(execPath.from), message }];
    },
  },
];
