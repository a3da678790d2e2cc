/** What `keypoll test` refuses and reads before it runs anything, and `keypoll answer`. */

import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ExitCode } from "../../../cli/exit-code.ts";
import { type AnswerOptions, checkAnswer } from "../../../cli/poll/answer.ts";
import { KeptTerminal } from "./looks.ts";
import { ANSWERS, GOOD, json, KEY, put, SCRIPTS, shown, test } from "./poll-test.ts";

describe("what keypoll test refuses", () => {
  it.each([
    [
      {},
      'There is no script to test. Give its command line, as in exec_path, for example keypoll test "python3 ./agent_key_pull.py" --id 001; or a suite, --socket, or --config.',
    ],
    [
      { execPath: " " },
      'The command line of the script is empty. Give the command line of exec_path, for example "python3 ./agent_key_pull.py".',
    ],
    [
      { execPath: "x", requests: [] },
      "There are no requests for the script. Name at least one agent, for example --id 001 or --ip 192.168.1.100.",
    ],
    [
      { execPath: "x", requests: [], torture: true },
      "Without an agent that the script must find, a script that always fails would pass. Name at least one agent that the script or daemon knows, for example --id 001.",
    ],
    [{ execPath: "x", case: ["y"] }, "--case needs --torture. Write both: --torture --case NAME."],
    [
      { execPath: "x", start: "y" },
      "--start needs the socket at which the daemon will listen. Add --socket PATH.",
    ],
    [
      { socket: "x", compare: true },
      "--compare needs a script to run. Give the command line, as in exec_path.",
    ],
    [
      { execPath: "x", requests: ["id:1", "ID:1"] },
      '"ID:1" is not a request. Write id:001 or ip:192.168.1.100: the selector in lower case, a colon, the value.',
    ],
  ])("%j", async (more, text) => {
    expect(await test(more)).toEqual({
      code: ExitCode.couldNotRun,
      stdout: "",
      stderr: `keypoll: ${text}\n`,
    });
  });

  it("an unknown release", async () => {
    expect((await test({ execPath: "x", release: "2.0" })).stderr).toMatch(
      /^keypoll: "2\.0" is not a Wazuh version/,
    );
  });
});

describe("keypoll answer", () => {
  const GOOD_ANSWER = `{"error":0,"data":{"id":"001","name":"web","ip":"any","key":"${KEY}"}}`;

  async function answer(text: string, more: Partial<AnswerOptions> = {}) {
    const terminal = new KeptTerminal();
    const options = { path: put("output", text), request: "id:001", format: "text", ...more } as const;
    return shown(await checkAnswer(options, terminal), terminal);
  }

  it("says what the manager would do", async () => {
    expect(await answer(GOOD_ANSWER)).toEqual({
      code: ExitCode.fine,
      stdout: `✔ registered  id:001
  Agent '001' ('web') is added to client.keys.
  client.keys  + 001 web any ••••••••
  ossec.log    wazuh-authd: INFO: Agent key generated for agent 'web' (requested locally)

1 poll (Wazuh 4.14): 1 registered.
`,
      stderr: "",
    });
    const bad = await answer("no");
    expect([bad.code, bad.stdout.split("\n")[0]]).toEqual([
      ExitCode.findings,
      "✘ failed  id:001 · unreadable answer",
    ]);
    expect((await answer(GOOD_ANSWER, { verbose: true })).stdout).toContain(
      "  debug only   wazuh-authd: DEBUG: add(web)\n",
    );
  });

  it("says that the manager discards a request", async () => {
    const run = await answer(GOOD_ANSWER, { request: "id:123456789" });
    expect([run.code, run.stderr]).toEqual([ExitCode.findings, ""]);
    expect(run.stdout).toMatch(/^✘ failed {2}id:123456789 · request discarded\n/);
  });

  it("has a report that names the file", async () => {
    const report = JSON.parse((await answer(GOOD_ANSWER, { format: "json", release: "4.9" })).stdout);
    expect(report).toMatchObject({
      command: "answer",
      ok: true,
      file: "…/output",
      notMade: [],
      cancelled: false,
    });
    expect(report.release).not.toBe("4.14");
  });

  it("knows the agents of --keys, and warns about the file", async () => {
    const keys = put("client.keys", `001 web any ${KEY}\n002 my name x\n`);
    const run = await answer(GOOD_ANSWER, { keys });
    expect(run.stderr).toMatch(/^…\/client\.keys: a manager with this file exits with /);
    expect(run.stdout).toContain("  client.keys  - 001 web any ••••••••\n");
  });

  it.each([
    [{ request: "x" }, /^keypoll: "x" is not a request\./],
    [{ release: "2.0" }, /^keypoll: "2\.0" is not a Wazuh version/],
    [{ keys: "/nowhere" }, /^keypoll: \/nowhere does not exist\./],
    [{ path: "/nowhere" }, /^keypoll: \/nowhere does not exist\./],
  ])("refuses %j", async (more, said) => {
    expect(await answer("", more)).toEqual({ code: 2, stdout: "", stderr: expect.stringMatching(said) });
  });
});

describe("keypoll test with an ossec.conf", () => {
  const config = (inside: string): string =>
    put("ossec.conf", `<ossec_config><auth><key_request>${inside}</key_request></auth></ossec_config>`);

  it("tests what it names, with its settings", async () => {
    const path = config(`<enabled>yes</enabled><exec_path>${ANSWERS}</exec_path><timeout>5</timeout>`);
    const { stdout, code } = await test({ config: path });
    expect(
      stdout.startsWith("Settings from …/ossec.conf\n  enabled      yes\n  exec_path    …/answers.sh\n"),
    ).toBe(true);
    expect(stdout).toContain(`\n\n${GOOD}`);
    expect(code).toBe(ExitCode.fine);
    expect((await json({ config: path })).script.timeoutSeconds).toBe(5);
    const other = await json({ config: path, timeout: 7, execPath: join(SCRIPTS, "banner.sh") });
    expect([other.script.timeoutSeconds, other.polls[0].state, other.config.path]).toEqual([
      7,
      "failed",
      "…/ossec.conf",
    ]);
  });

  it("says what it does not name, or cannot be read", async () => {
    const none = await test({ config: config("<enabled>yes</enabled>") });
    expect(none.stderr).toBe(
      "keypoll: …/ossec.conf has neither an exec_path nor a socket. Give the command line yourself, or see which settings apply: keypoll config …/ossec.conf.\n",
    );
    const five = await test({ config: config("<enabled>yes</enabled>"), release: "5.0" });
    expect(five.stderr).toBe(
      "keypoll: Wazuh 5.0 does not run poll scripts. The settings in …/ossec.conf have no effect there. To test for a 4.x manager, add --release 4.14. To replace key polling in 5.0, see keypoll reconcile --help.\n",
    );
    const broken = await test({ config: put("ossec.conf", "<ossec_config><auth>") });
    expect(broken.stderr).toMatch(
      /^keypoll: …\/ossec\.conf cannot be read: .* keypoll config …\/ossec\.conf says where\.\n$/,
    );
    expect((await test({ config: "/nowhere/ossec.conf" })).stderr).toMatch(
      /^keypoll: \/nowhere\/ossec\.conf does not/,
    );
    const off = await test({ config: config(`<enabled>no</enabled><exec_path>${ANSWERS}</exec_path>`) });
    expect(off.stdout).toMatch(/^With …\/ossec\.conf the manager sends no requests: /);
    expect(off.stdout).toMatch(/\nExit code 1: what is said about …\/ossec\.conf\.\n$/);
    expect(off.code).toBe(ExitCode.findings);
  });
});

describe("keypoll test --keys", () => {
  it("knows the agents of the file", async () => {
    const keys = put("client.keys", `001 web-01 any ${KEY.replace("0", "f")}\n`);
    const { stdout } = await test({ execPath: ANSWERS, keys });
    expect(stdout).toContain("  client.keys  - 001 web-01 any ••••••••\n");
    expect((await test({ execPath: ANSWERS, keys: "/nowhere" })).stderr).toMatch(
      /^keypoll: \/nowhere does not exist/,
    );
  });

  it("says that a manager exits with it", async () => {
    const keys = put("client.keys", `001 a any ${KEY}\n002 my ${KEY} any\n`);
    const { stderr } = await test({ execPath: ANSWERS, keys });
    expect(stderr).toMatch(
      /^…\/client\.keys: a manager with this file exits with ".*••••••••.*"; only the agents before that line are taken into account\. keypoll lint …\/client\.keys says more\.\n$/,
    );
  });
});
