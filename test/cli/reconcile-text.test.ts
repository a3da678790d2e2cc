/** `keypoll reconcile`: whole texts for people, and whole lines for programs. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { folderWith, keypoll } from "./keypoll.ts";

const key = (number: number): string => `c0ffee00${number.toString().padStart(56, "0")}`;

const row = (id: string, name: string, ip: string): string =>
  `${id}) echo '{"error":0,"data":{"id":"${id}","name":"${name}","ip":"${ip}","key":"${key(Number(id))}"}}';;\n`;

const SCRIPT = `case "$2" in
${row("001", "web-1", "any")}${row("002", "db-2", "any")}${row("003", "web-3", "10.0.0.3")}${row("900", "new", "any")}*) echo '{"error":4,"message":"No such agent"}';;
esac
`;

const folder = folderWith({
  "client.keys": [1, 2, 3, 4].map((number) => `00${number} web-${number} any ${key(number)}\n`).join(""),
  "ids.txt": "900\n",
  "poll.sh": SCRIPT,
  "none.txt": "",
  "empty.conf": "<ossec_config><auth></auth></ossec_config>",
});

/** The time that a run took is left out. */
async function reconcile(...args: readonly string[]) {
  const { code, stdout, stderr } = await keypoll(["reconcile", ...args], { cwd: folder });
  return {
    code,
    stdout: stdout.replace(/ \d+\.\d s(?:, [\d.]+ a second)?\.\n/, " TIME.\n"),
    stderr,
  };
}

const asked = ["sh ./poll.sh", "--keys", "client.keys"];

const HEAD = "client.keys beside sh ./poll.sh · 5 agents · Wazuh 4.14\n\n";
const OTHER_NAME = `✘ other name: 1 agent
  The name is a part of the encryption with Blowfish: such an agent would be locked out (1404); with AES it is not.
    002 web-2 (line 2): name: web-2 → db-2

`;
const UNKNOWN = `✘ unknown to the database: 1 agent
  The script says that it does not know this agent. client.keys does not change.
    004 web-4 (line 4): error answer 4: "No such agent"

`;
const TOTALS =
  "✘ 5 agents asked: 1 other name, 1 other address, 1 only in the database, 1 unknown to the database, 1 equal. TIME.\n";
const END = "Exit code 1: 4 agents not equal to the database.\n";

it("groups the agents by what differs", async () => {
  expect(await reconcile(...asked, "--ids", "ids.txt")).toEqual({
    code: 1,
    stderr: "",
    stdout: `${HEAD}${OTHER_NAME}✘ other address: 1 agent
  The agent may connect from the address in client.keys, but not from the database's address.
    003 web-3 (line 3): address: any → 10.0.0.3

✘ only in the database: 1 agent
  The database knows the agent, and client.keys does not have it.
    900 new

${UNKNOWN}${TOTALS}${END}`,
  });
});

it("shows only the chosen groups, and counts all", async () => {
  expect(await reconcile(...asked, "--ids", "ids.txt", "--only", "unknown", "--only", "other-name")).toEqual({
    code: 1,
    stderr: "",
    stdout: `${HEAD}${OTHER_NAME}${UNKNOWN}${TOTALS}${END}`,
  });
});

it("says how many were not asked, and why", async () => {
  expect(await reconcile(...asked, "--limit", "2")).toEqual({
    code: 1,
    stderr: "",
    stdout: `client.keys beside sh ./poll.sh · 4 agents · Wazuh 4.14

${OTHER_NAME}✘ 2 agents asked: 1 other name, 1 equal. 2 not asked, as --limit says. TIME.
Exit code 1: 1 agent not equal to the database.
`,
  });
});

it("says what the written file contains", async () => {
  const { code, stdout } = await reconcile(...asked, "--ids", "ids.txt", "--write", "seed.keys");
  expect(code).toBe(1);
  expect(stdout.endsWith(`${TOTALS}seed.keys contains 5 agents, 3 of them from the database.\n${END}`)).toBe(
    true,
  );
  expect(readFileSync(join(folder, "seed.keys"), "utf8").trimEnd().split("\n")).toEqual(
    expect.arrayContaining([
      `001 web-1 any ${key(1)}`,
      `002 db-2 any ${key(2)}`,
      `003 web-3 10.0.0.3 ${key(3)}`,
      `004 web-4 any ${key(4)}`,
      `900 new any ${key(900)}`,
    ]),
  );
});

it("writes a line of CSV for each agent, and quotes what needs it", async () => {
  expect((await reconcile(...asked, "--ids", "ids.txt", "--format", "csv")).stdout).toBe(
    [
      "state,id,name,line,request,facts",
      "other-name,002,web-2,2,id:002,name: web-2 → db-2",
      "other-address,003,web-3,3,id:003,address: any → 10.0.0.3",
      'unknown,004,web-4,4,id:004,"error answer 4: ""No such agent"""',
      "missing,900,new,,id:900,",
      "",
    ].join("\r\n"),
  );
});

it.each([
  [
    ["./x.sh"],
    "There is no agent to ask for. Name the manager's client.keys with --keys, or ids that the database has with --ids.",
  ],
  [
    ["--keys", "client.keys"],
    "There is no script or daemon to ask. Give the command line of the script as written in exec_path, a suite, --socket, or --config.",
  ],
  [
    ["--keys", "client.keys", "--config", "empty.conf"],
    "empty.conf has neither an exec_path nor a socket. keypoll config empty.conf shows the settings that apply.",
  ],
  [
    [...asked, "--release", "5.0"],
    "Wazuh 5.0 removed key polling: no daemon of this release asks a script. Name an older release, for example --release 4.14.",
  ],
  [["./x.sh", "--ids", "none.txt"], "There is no agent to ask for. Check the files of --keys and --ids."],
  [
    [...asked, "--resume", "ids.txt"],
    "ids.txt was not written by keypoll reconcile --resume. Name another file.",
  ],
])("refuses %j", async (args, message) => {
  expect(await reconcile(...args)).toEqual({ code: 2, stdout: "", stderr: `keypoll: ${message}\n` });
});
