/** The page *Move to 5.0* as text. */

import { describe, expect, it } from "vitest";
import { crossingText } from "../../../client/crossing/crossing-text.ts";
import { crossingReport, insteadText } from "../../../core/lint/crossing/index.ts";
import { type CrossingMethod, crossingOf, crossingTarget } from "../../../core/manager/index.ts";

const KEY = "0123456789abcdef".repeat(4);

function page(lines: readonly string[], methods?: readonly CrossingMethod[]): string {
  const target = crossingTarget("5.0");
  if (target === undefined) throw new Error("5.0");
  const crossing = crossingOf(`${lines.join("\n")}\n`, { target, hostName: undefined, methods });
  return crossingText(crossingReport(crossing), "my_client.keys");
}

const [agents = "", end = ""] = page([
  `001 web any ${KEY}`,
  `002 db any ${KEY.toUpperCase()}`,
  `003 lab 10.0.0.5/24 ${KEY}`,
]).split("## On the new manager\n\n");

describe("the page", () => {
  it("has the totals, the agents that do not carry over first, and each reason once", () => {
    expect(agents).toBe(`# my\\_client.keys on its way to Wazuh 5.0

**3 agents: 1 carried, 2 refused.** Read from 5.0.0 (58c8811b16, 2026-08-21); 5.0.0 (\\#38699, \\#38993).

| id | name | line | file copied | vendor's tool |
| --- | --- | --- | --- | --- |
| 002 | db | 2 | ✘ carried, cannot authenticate \`key-form\` | ✘ refused (or not (unknown)) \`key-form\` |
| 003 | lab | 3 | ✔ carried | ✘ refused \`ip-form\` |
| 001 | web | 1 | ✔ carried | ✔ carried |

### \`key-form\` · 002 db

The key is not 64 lower-case hexadecimal digits. HTTPS of 5.0 cannot use it, and later versions of 5.0 do not register it (9019).

- file copied: Carried, cannot authenticate: "client.keys line 2: the key for agent 2 does not decode to a valid AES key; that agent's requests will be rejected. Re-enroll it.".
- vendor's tool: Refused by the REST API: "400 Bad Request". It is unknown what 5.0.0 does: 5.0.0 (58c8811b16, 2026-08-21) still accepts it.

**What to do**: Give the agent a new key with "keypoll agent rekey ID --keys FILE". Then bring the new record to the agent before it connects.

### \`ip-form\` · 003 lab

Not an address for the API of 5.0: it rejects a leading ! and ranges with host bits, and authd rejects what the readers reject.

- vendor's tool: Refused by the REST API: "400 1706 There is an agent with the same IP or the IP is invalid".

**What to do**: Write "any", an address, or a range whose host bits are 0.

`);
  });

  it("shows names as they are written", () => {
    expect(page([`001 a|b any ${KEY}`])).toContain(
      "\n| 001 | a\\|b | 1 | ✔ carried | ✘ refused `name-form` |\n",
    );
  });

  it("ends with what the new manager needs, and what no longer runs", () => {
    const items = end.split("\n").filter((line) => line !== "");
    expect(items.every((line) => line.startsWith("- "))).toBe(true);
    expect(items[0]).toMatch(
      /^- Stop the new manager and copy the file to \/var\/wazuh-manager\/etc\/client\.keys/,
    );
    expect(items).toContain(`- ${insteadText()}`);
    expect(end.endsWith("\n")).toBe(true);
  });

  it("says which line stops the daemons, and which lines become agents", () => {
    const text = page([`001 web any ${KEY}`, `002 bad 10.0.0.999 ${KEY}`, `003\tnew\tany\t${KEY}`], ["copy"]);
    expect(text).toContain("\n**2 agents: 1 carried once line 2 is fixed, 1 refused.** ");
    expect(text).toContain(
      "\n\n**If you copy the file, line 2 stops remoted, authd and modulesd: until you fix the line, no agent carries over by copying.**\n\n| id ",
    );
    expect(text).toContain(
      "\n\nNot agents in 4.x, but agents in 5.x: line 3. Remove these lines if you do not want this.\n\n## ",
    );
    expect(text).not.toContain("vendor's tool");
    const one = page([`001 web any ${KEY}`]);
    expect(one).toContain("\n**1 agent: 1 carried.** ");
    expect(one).not.toMatch(/stops remoted|Not agents in 4\.x/);
  });

  it("names five agents with a reason, and has a thousand rows", () => {
    const many = (count: number): string =>
      page(Array.from({ length: count }, (_, at) => `${at + 1000} h${at} any ${KEY.toUpperCase()}`));
    expect(many(5)).toContain("\n### `key-form` · 1000 h0, 1001 h1, 1002 h2, 1003 h3, 1004 h4\n");
    expect(many(6)).toContain("\n### `key-form` · 1000 h0, 1001 h1, 1002 h2, 1003 h3, 1004 h4, 1 more\n");
    expect(many(1000)).not.toContain("more agents");
    const cut = many(1002);
    expect(cut).toContain("\n\n2 more agents; keypoll upgrade lists all.\n");
    expect(cut.match(/^\| \d/gm)).toHaveLength(1000);
  });
});
