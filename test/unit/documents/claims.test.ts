/** What a name says about a file. */

import { describe, expect, it } from "vitest";
import { claimAtSight } from "../../../core/documents/claims.ts";

describe("the name of a file", () => {
  it.each(["agent_key_pull.py", "agent_key_poll", "key-poll.lua", "poll_script.mk", "/opt/agentkey.sh"])(
    "makes %s a poll script",
    (path) => {
      expect(claimAtSight(path, "")).toBe("name");
    },
  );

  it.each(["keypoll.config.json", "keypoll.md", "key_poll.log", "agent_keys.csv", "agent_key_poll.test.js"])(
    "does not make %s one",
    (path) => {
      expect(claimAtSight(path, "")).toBeUndefined();
    },
  );
});
