/** The versions of releases, in words. */

import { expect, it } from "vitest";
import { versionsText, wazuhText } from "../../../core/lint/versions.ts";
import { type Release, releaseFor } from "../../../core/manager/index.ts";

function release(version: string): Release {
  const found = releaseFor(version);
  if (found === undefined) throw new Error(version);
  return found;
}

it.each([
  ["3.8", "4.3", "3.8 to 4.3"],
  ["4.4", "4.14", "4.4 to 4.14"],
  ["4.4", "4.4", "4.4 to 4.5"],
  ["4.3", "4.3", "4.3"],
  ["3.9.0", "3.9.0", "3.9.0 to 3.9.3"],
  ["3.9.0", "3.9", "3.9"],
  ["4.0.0", "4.0", "4.0"],
])("from %s to %s: %s", (first, last, text) => {
  expect(versionsText(release(first), release(last))).toBe(text);
});

it("has no end for the newest release", () => {
  expect(versionsText(release("5.1"))).toBe("5.1 and newer");
  expect(versionsText(release("4.3"), release("5.1"))).toBe("4.3 and newer");
});

it.each([
  ["4.14", "Wazuh 4.14"],
  ["4.4", "Wazuh 4.4 to 4.5"],
  ["5.1", "Wazuh 5.1"],
  ["9.9.9.9", "Wazuh 9.9.9.9"],
])("the release %s is %s", (version, text) => {
  expect(wazuhText(version)).toBe(text);
});
