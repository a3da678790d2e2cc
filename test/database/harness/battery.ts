/** The polls that every template must pass: the requests and their expected results. */

import type { SampleAgent, SourceId } from "../../../core/templates/index.ts";
import { agentOf, harmful, longest } from "./agents.ts";
import type { Expected } from "./verdict.ts";

export interface Case {
  readonly name: string;
  readonly args: readonly string[];
  readonly expected: Expected;
}

const poll = (name: string, selector: string, value: string, expected: Expected): Case => ({
  name,
  args: [selector, value],
  expected,
});

const hit = (agent: SampleAgent): Expected => ({ agent });

/** Hits, misses and refusals. */
export const ordinaryCases: readonly Case[] = [
  poll("hit by id", "id", "001", hit(agentOf("001"))),
  poll("hit by ip", "ip", "192.168.1.100", hit(agentOf("001"))),
  poll("agent with any address", "id", "002", hit(agentOf("002"))),
  poll("any as an address is a text like others", "ip", "any", hit(agentOf("002"))),
  poll("agent with a range", "id", "003", hit(agentOf("003"))),
  poll("an address inside a range is not the range", "ip", "10.0.0.7", { error: 4 }),
  poll("values at the limits", "id", longest.id, hit(longest)),
  poll("zeros are kept", "id", "0007", hit(agentOf("0007"))),
  poll("no such id", "id", "999", { error: 4 }),
  poll("no such ip", "ip", "192.168.1.1", { error: 4 }),
  poll("fewer zeros are another id", "id", "1", { error: 4 }),
  poll("two agents at one address", "ip", "192.168.1.200", { error: 5 }),
  poll("an agent that would harm the manager", "id", harmful.id, { error: 6 }),
  poll("unknown selector", "name", "web1", { error: 3 }),
  poll("selector in capitals", "ID", "001", { error: 3 }),
  poll("empty value", "id", "", { error: 1 }),
];

/** Wrong numbers of arguments, which are only possible in a call. */
export const argumentCases: readonly Case[] = [
  { name: "no arguments", args: [], expected: { error: 1 } },
  { name: "one argument", args: ["id"], expected: { error: 1 } },
  { name: "an argument too many", args: ["-v", "id", "001"], expected: { error: 1 } },
];

const generalHostile = ["001 ", "001\n", "００１", "-1", "--help", "../../../etc/passwd", "\\", "001,web1"];
const shellHostile = ["$(touch HARM)", "`touch HARM`", "001; touch HARM", "001 | touch HARM", "*"];
const sqlHostile = [
  "' OR '1'='1",
  "001' -- ",
  "001'; DROP TABLE agent; --",
  '" OR ""="',
  "00_",
  "%",
  ":value",
  "\\'",
];

const hostileValues: Readonly<Record<SourceId, readonly string[]>> = {
  mysql: sqlHostile,
  postgresql: sqlHostile,
  sqlite: sqlHostile,
  ldap: ["*", "00*", "*)(cn=*", "001)(cn=web1", "\\30\\30\\31", "*)(|(cn=*"],
  csv: ["id", "001\r", '"001"'],
  json: ['001"', ".", "null"],
  http: ["001&ip=any", "001#", "?id=001", "@/etc/passwd", "%30%30%31"],
};

/** Values that a script must treat as plain text: nothing may be found, and nothing damaged. */
export function hostileCases(source: SourceId): readonly Case[] {
  const values = [...generalHostile, ...shellHostile, ...hostileValues[source]];
  return values.map((value) => poll(`hostile value ${JSON.stringify(value)}`, "id", value, { error: 4 }));
}
