/** Reports as JUnit XML, in the form that the published schemas of Ant and of Jenkins both accept. */

import { hostname } from "node:os";
import { severities } from "../../core/lint/severity.ts";
import type { Case, Issue, Outline } from "./outline/index.ts";

/**
 * The XML. A poll or a file is a test case, and an issue above information fails it. `now` is the time of the report.
 */
export function junit(suite: Outline, now = new Date()): string {
  const failures = suite.cases.filter(({ ok, broken }) => !ok && !broken).length;
  const errors = suite.cases.filter(({ broken }) => broken).length;
  const attributes = {
    id: "0",
    name: suite.name,
    package: "keypoll",
    // The schemas accept no fraction and no zone.
    timestamp: now.toISOString().slice(0, 19),
    hostname: hostname(),
    tests: String(suite.cases.length),
    failures: String(failures),
    errors: String(errors),
    time: seconds(suite.cases.reduce((sum, { durationMs = 0 }) => sum + durationMs, 0)),
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<testsuites>",
    `  <testsuite ${attributeText(attributes)}>`,
    "    <properties>",
    `      <property ${attributeText({ name: "wazuh", value: suite.release })}/>`,
    "    </properties>",
    ...suite.cases.flatMap((each) => testcase(suite, each)),
    `    <system-out>${escaped(outputOf(suite))}</system-out>`,
    "    <system-err/>",
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function testcase(
  { name: classname }: Outline,
  { name, ok, broken, durationMs = 0, issues }: Case,
): string[] {
  const head = `    <testcase ${attributeText({ name: name === "" ? "-" : name, classname, time: seconds(durationMs) })}`;
  const worst = issues.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))[0];
  if (ok || worst === undefined) return [`${head}/>`];
  const element = broken ? "error" : "failure";
  const attributes = attributeText({ message: worst.message, type: worst.rule });
  const text = issues.map(issueText).join("\n");
  return [`${head}>`, `      <${element} ${attributes}>${escaped(text)}</${element}>`, "    </testcase>"];
}

function issueText({ rule, severity, message, advice, place }: Issue): string {
  const where = place?.line === undefined ? "" : `${place.path}:${place.line}:${place.column}: `;
  return `${where}${severity}: ${message} [${rule}]${advice === undefined ? "" : `\n  ${advice}`}`;
}

function outputOf({ cases }: Outline): string {
  return cases.flatMap(({ name, output }) => output.map((line) => `${name}: ${line}`)).join("\n");
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

function attributeText(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => `${name}="${escaped(value.replace(/\s+/g, " ").trim())}"`)
    .join(" ");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** XML 1.0 cannot represent most control characters, so they become the replacement character. */
function escaped(text: string): string {
  // Half a surrogate pair is not valid in XML either. A conversion to bytes and back replaces it.
  return Buffer.from(text)
    .toString()
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "\ufffd")
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
