/** Reports as workflow commands of GitHub Actions, which become annotations. */

import type { Severity } from "../../core/lint/severity.ts";
import { type Issue, type Outline, wholeText } from "./outline/index.ts";

const commands: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "notice",
  hint: "notice",
};

/** One command for each issue. Empty if there are none. */
export function github({ cases }: Outline): string {
  const issues = cases.flatMap((each) => each.issues);
  return issues.map((issue) => `${commandOf(issue)}\n`).join("");
}

function commandOf(issue: Issue): string {
  const { rule, severity, place } = issue;
  const properties = {
    file: place?.path,
    line: place?.line,
    col: place?.column,
    // Here the end column is inclusive; elsewhere it is exclusive.
    endColumn: place?.endColumn === undefined ? undefined : Math.max(place.endColumn - 1, place.column ?? 1),
    title: `keypoll ${rule}`,
  };
  const given = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${property(String(value))}`);
  return `::${commands[severity]} ${given.join(",")}::${data(wholeText(issue))}`;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
