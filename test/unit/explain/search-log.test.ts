/** Users find a message by words that they remember, or by its effects. */

import { describe, expect, it } from "vitest";
import { searchLog } from "../../../core/lint/explain/index.ts";

describe("a search", () => {
  it.each([
    ["queue full", "queue-full"],
    ["duplicate name", "rejecting-name"],
    ["Duplicated ID saving backup", "replacing-id"],
    ["wrong key", "wrong-key"],
    ["insufficient permissions", "cannot-run"],
    ["parsing json", "json-unreadable"],
    ["timeout integration", "timed-out"],
    ["crashes", "poller-lost"],
    ["dupl reject", "rejecting-name"],
    ["exit code", "exit-code"],
  ])("for '%s' finds %s", (query, id) => {
    expect(searchLog(query, 3).map((each) => each.id)).toContain(id);
  });

  it("puts the message with all the words first", () => {
    expect(searchLog("queue full")[0]?.id).toBe("queue-full");
    expect(searchLog("wrong key")[0]?.id).toBe("wrong-key");
  });

  it.each(["", "  ", "'", "xyzzy"])("for '%s' finds nothing", (query) => {
    expect(searchLog(query)).toEqual([]);
  });
});
