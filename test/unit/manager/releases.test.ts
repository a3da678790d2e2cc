/** The table of releases: every version finds its row, and the rows leave no gap. */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { versionsText, wazuhText } from "../../../core/lint/versions.ts";
import { newestRelease, releaseFor, releases } from "../../../core/manager/index.ts";

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
    ["5.0.1", "5.0"],
    ["5.1", "5.1"],
  ])("%s has the row %s", (version, id) => {
    expect(releaseFor(version)?.id).toBe(id);
  });

  it.each(["4.44", "3.7", "3.7.2", "4.15.0", "2.1", "4", "4.14.7.1", "4.x", "latest", ""])(
    "%j has none",
    (version) => {
      expect(releaseFor(version)).toBeUndefined();
    },
  );
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
