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
    // The plural finds the singular, an unknown word takes nothing away, and a word of the id counts.
    ["queues full", "queue-full"],
    ["external sockets", "socket-connect-failed"],
    ["queue full xyzzy", "queue-full"],
    ["poller lost", "poller-lost"],
  ])("for '%s' finds %s", (query, id) => {
    expect(searchLog(query, 3).map((each) => each.id)).toContain(id);
  });

  it("puts the message with all the words first", () => {
    expect(searchLog("queue full")[0]?.id).toBe("queue-full");
    expect(searchLog("wrong key")[0]?.id).toBe("wrong-key");
  });

  it.each([
    // A rare word says more than one that is in half of the messages, and a whole word more than a beginning.
    ["agent watched", "keys-not-watched"],
    ["key inotify", "keys-not-watched"],
    ["add", "adding"],
    ["poller lost", "poller-lost"],
  ])("for '%s' puts %s first, or only messages with the same words", (query, id) => {
    expect(searchLog(query, 2).map((each) => each.id)).toContain(id);
  });

  it("finds as many messages as are asked for, and ten if nobody says", () => {
    expect(searchLog("agent", 3)).toHaveLength(3);
    expect(searchLog("agent")).toHaveLength(10);
  });

  it("takes three letters for the beginning of a word, and two for a word", () => {
    expect(searchLog("que").map((each) => each.id)).toContain("queue-full");
    expect(searchLog("qu")).toEqual([]);
  });

  it.each(["", "  ", "'", "xyzzy", "wa"])("for '%s' finds nothing", (query) => {
    expect(searchLog(query)).toEqual([]);
  });
});
