/** The table of releases: every version finds its row, and the rows leave no gap. */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { versionsText, wazuhText } from "../../../core/lint/versions.ts";
import {
  minorVersions,
  newestRelease,
  type Release,
  releaseFor,
  releases,
} from "../../../core/manager/index.ts";

describe("a row", () => {
  it.each(releases.map((row) => [row.id, row] as const))(
    "%s is found by its name and by both its ends",
    (id, row) => {
      expect(releaseFor(id)).toBe(row);
      expect(releaseFor(row.covers.from)).toBe(row);
      if (row.covers.to !== undefined) expect(releaseFor(row.covers.to)).toBe(row);
    },
  );

  it.each(releases.slice(1).map((row, at) => [row.id, row, releases[at]] as const))(
    "%s starts where the one before it ends",
    (_id, row, before) => {
      const [major = 0, minor = 0, patch = 0] = row.covers.from.split(".").map(Number);
      const to = before?.covers.to?.split(".").map(Number);
      const follows = patch > 0 ? [major, minor, patch - 1] : minor > 0 ? [major, minor - 1] : [major - 1];
      expect(to?.slice(0, follows.length)).toEqual(follows);
    },
  );

  it("is in the schema of reports", () => {
    const { definitions } = JSON.parse(readFileSync("schemas/report.schema.json", "utf8"));
    expect(definitions.release.enum).toEqual(releases.map(({ id }) => id));
  });
});

// From which version on the vendor's source has which value.
it.each<[field: keyof Release, from: string]>([
  ["poller", "3.8 wazuh-modulesd, 4.4 wazuh-authd, 5.0 none"],
  ["daemonPrefix", "3.8 ossec, 4.2.0 wazuh, 5.0 wazuh-manager"],
  ["addressGrammar", "3.8 ipv4, 4.4 ipv4-and-ipv6"],
  ["idBytesKept", "3.8 127, 4.4 128"],
  ["generatedIdBytes", "3.8 8, 4.4 11"],
  ["longIdLogged", "3.8 false, 4.4 true"],
  ["leadingDotRefused", "3.8 false, 4.14.6 true"],
  ["missingFileTolerated", "3.8 false, 3.13 true"],
  ["splitter", "3.8 in-place, 4.2.0 unquoting"],
  ["bomSkipped", "3.8 false, 3.12 true"],
  ["unreadableShows", "3.8 rest, 3.9 output, 3.10 rest, 4.4 freed-memory"],
  ["nonStringMember", "3.8 left-out, 4.4 crash"],
  ["force", "3.8 by-age, 4.2 by-antiquity, 4.3 by-rules"],
  ["idGivesWayToForce", "3.8 true, 3.11 false"],
  ["refusalLogged", "3.8 true, 4.3 false"],
  ["forceOptions", "3.8 polling-block, 4.4 auth-block"],
  ["givenIdRaisesCounter", "3.8 false, 3.13.0 true"],
  ["addressCheckedBeforeAdding", "3.8 false, 4.4 true"],
  ["agentLimit", "3.8 13998, 3.11 99998, 4.1 undefined"],
  ["limitEndsReading", "3.8 reached, 4.0 passed"],
  ["duplicateWord", "3.8 Duplicated, 4.2 Duplicate"],
  ["workers", "3.8 unreachable, 4.2.0 refused, 4.3 forwarded"],
  ["retriesOnWorker", "3.8 false, 4.9 true"],
  ["afterTimeout", "3.8 parsed, 3.10 discarded"],
  ["sigtermBlocked", "3.8 false, 4.4 true"],
  ["nice", "3.8 10, 4.4 0"],
])("%s: %s", (field, from) => {
  const changes = releases.filter((row, at) => at === 0 || row[field] !== releases[at - 1]?.[field]);
  expect(changes.map((row) => `${row.id} ${row[field]}`).join(", ")).toBe(from);
});

describe("a version", () => {
  it.each([
    ["3.8", "3.8"],
    ["v3.9.3", "3.9.0"],
    ["3.9", "3.9"],
    ["3.13.0", "3.13.0"],
    ["3.13", "3.13"],
    ["4.0.1", "4.0.0"],
    ["4.2.1", "4.2.0"],
    ["4.5.4", "4.4"],
    ["4.7", "4.9"],
    ["4.9.2", "4.9"],
    ["4.14.3", "4.9"],
    ["4.14.6", "4.14.6"],
    [" 4.14 ", "4.14"],
    [" v4.14", "4.14"],
    ["5.0.1", "5.0"],
    ["5.1", "5.1"],
  ])("%s has the row %s", (version, id) => {
    expect(releaseFor(version)?.id).toBe(id);
  });

  it("has a minor version that exists", () => {
    const list =
      "3.8 3.9 3.10 3.11 3.12 3.13 4.0 4.1 4.2 4.3 4.4 4.5 4.6 4.7 4.8 4.9 4.10 4.11 4.12 4.13 4.14 5.0 5.1";
    expect(minorVersions.join(" ")).toBe(list);
  });

  it.each([
    "4.44",
    "3.7",
    "3.7.2",
    "4.15.0",
    "2.1",
    "4",
    "4.14.7.1",
    "4.x",
    "latest",
    "",
    "x4.9",
    "4v.9",
    "4.9x",
    "14.9",
    "4.9.1234",
  ])("%j has none", (version) => {
    expect(releaseFor(version)).toBeUndefined();
  });
});

describe("the versions of rows in words", () => {
  const text = (first: string, last = first): string =>
    versionsText(releaseFor(first) ?? newestRelease, releaseFor(last));

  it("name minor versions if both ends are whole", () => {
    expect(text("4.1")).toBe("4.1");
    expect(text("5.0")).toBe("5.0");
    expect(text("4.4")).toBe("4.4 to 4.5");
    expect(text("3.8", "4.3")).toBe("3.8 to 4.3");
  });

  it("name patch versions if an end is within a minor version", () => {
    expect(text("3.9")).toBe("3.9.4 to 3.9.5");
    expect(text("4.9")).toBe("4.7.0 to 4.14.5");
    expect(text("4.14")).toBe("4.14.7");
  });

  it("are the name of the row if that is enough", () => {
    expect(["3.9.0", "4.3", "4.14", "5.0"].map(wazuhText)).toEqual([
      "Wazuh 3.9.0",
      "Wazuh 4.3",
      "Wazuh 4.14",
      "Wazuh 5.0",
    ]);
    expect(wazuhText("4.14.3")).toBe("Wazuh 4.7.0 to 4.14.5");
  });

  it("leave an open end open", () => {
    expect(text("5.1")).toBe("5.1 and newer");
    expect(text("4.14", "5.1")).toBe("4.14.7 and newer");
  });
});
