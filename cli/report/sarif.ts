/** Reports as SARIF 2.1.0, for code scanning. */

import path from "node:path";
import { pathToFileURL } from "node:url";
import { ruleOf } from "../../core/documents/rules.ts";
import type { Severity } from "../../core/lint/severity.ts";
import { type Issue, type IssueKind, type IssuePlace, type Outline, wholeText } from "./outline/index.ts";
import { tool } from "./tool.ts";

const levels: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

/** The log with one run. */
export function sarif({ cases, kinds }: Outline): string {
  const issues = cases.flatMap((each) => each.issues);
  const rules = [...new Set(issues.map(({ rule }) => rule))].sort();
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: tool.name,
            version: tool.version,
            informationUri: "https://github.com/keypoll/keypoll",
            rules: rules.map((code) => descriptor(code, kinds?.get(code) ?? ruleOf(code))),
          },
        },
        invocations: [{ executionSuccessful: cases.every(({ broken }) => !broken) }],
        columnKind: "utf16CodeUnits",
        results: issues.map((issue) => resultOf(issue, rules)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function descriptor(code: string, rule: IssueKind | undefined): object {
  return {
    id: code,
    ...(rule === undefined
      ? {}
      : {
          shortDescription: { text: rule.title },
          helpUri: rule.page,
          defaultConfiguration: { level: levels[rule.severity] },
        }),
  };
}

function resultOf(issue: Issue, rules: readonly string[]): object {
  const { rule, severity, place } = issue;
  return {
    ruleId: rule,
    ruleIndex: rules.indexOf(rule),
    level: levels[severity],
    message: { text: wholeText(issue) },
    ...(place === undefined ? {} : { locations: [{ physicalLocation: locationOf(place) }] }),
  };
}

function locationOf({ path: file, line, column, endColumn }: IssuePlace): object {
  return {
    artifactLocation: { uri: uriOf(file) },
    ...(line === undefined ? {} : { region: { startLine: line, startColumn: column, endColumn } }),
  };
}

/** Relative paths stay relative, so that a repository's files are found in any checkout. */
function uriOf(file: string): string {
  if (path.isAbsolute(file)) return pathToFileURL(file).href;
  return file.split(path.sep).map(encodeURIComponent).join("/");
}
