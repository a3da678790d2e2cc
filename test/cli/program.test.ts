/** The program around its commands: its help as a whole, on any width, and what it says about wrong usage. */

import { describe, expect, it } from "vitest";
import { KEY, keypoll } from "./keypoll.ts";

const HELP = `Example: keypoll test "python3 ./agent_key_pull.py" --id 001 --ip 10.0.0.7

Usage: keypoll [options] [command]

What would the Wazuh manager do with this poll script, this answer, this client.keys?

Options:
  -V, --version  print the version
  -h, --help     print this help

Commands:
  new            write a new poll script, with a suite and sample data
  test           run a poll script as the manager does, and show what the manager would do with its
                 answer
  init           write a suite of samples for a poll script or a registration script
  rehearse       find out how long it takes until all agents have reconnected
  reconcile      compare every agent of a client.keys with the script's database
  answer         show what the manager would do with a script's output
  lint           check client.keys files, poll scripts, suites and ossec.conf
  agent          add, remove, list, extract and compare agents in a client.keys
  upgrade        show which agents of a client.keys carry over to Wazuh 5.0
  config         check the key polling in an ossec.conf or wazuh-manager.conf
  manager        start a stand-in manager on this machine
  enroll         register an agent as agent-auth does, and show the request and the answer
  knock          send one message of an agent to a manager's port
  explain        explain a rule, a line of the manager's log, or a whole log
  lsp            start the language server, for editors
  mcp            start a server with tools for assistants (Model Context Protocol)
  schema         print a JSON Schema: of a report, the settings, a suite, an answer
  completion     print a completion script for bash, zsh, fish or PowerShell
  help           print the help of a command

For more, with an example: keypoll <command> --help
Exit codes: 0 checked and fine, 1 findings or unexpected verdicts, 2 not checked or could not run,
130 cancelled.
Only agent extract prints a key. NO_COLOR switches colours off, FORCE_COLOR on.
`;

const AGENT_LIST = `Example: keypoll agent list --keys client.keys

Usage: keypoll agent list [options]

Lists the agents as a table.

Options:
  -k, --keys <file>    the client.keys to work
                       on (default:
                       "client.keys")
  --release <version>  Wazuh version of the
                       manager, such as 4.14
                       (its newest patch) or
                       4.7.5 (default: 4.14)
  -f, --format <name>  format of the list
                       (choices: "text", "json",
                       default: "text")
  -h, --help           print this help
`;

const narrow = { env: { COLUMNS: "48" } };

describe("the help", () => {
  it("is for standard output if it was asked for, else for standard error", async () => {
    expect(await keypoll(["--help"])).toEqual({ code: 0, stdout: HELP, stderr: "" });
    expect(await keypoll(["help"])).toEqual({ code: 0, stdout: HELP, stderr: "" });
    expect(await keypoll([])).toEqual({ code: 2, stdout: "", stderr: HELP });
  });

  it("of a command fits the terminal, except lines to copy", async () => {
    expect(await keypoll(["help", "agent", "list"], narrow)).toEqual({
      code: 0,
      stdout: AGENT_LIST,
      stderr: "",
    });
    expect(await keypoll(["agent", "list", "--help"], narrow)).toEqual({
      code: 0,
      stdout: AGENT_LIST,
      stderr: "",
    });
    const copied = (await keypoll(["completion", "--help"], narrow)).stdout.split("\n");
    expect(copied).toContain("Example: keypoll completion fish > ~/.config/fish/completions/keypoll.fish");
    expect(copied).toContain(
      "  keypoll completion bash > ~/.local/share/bash-completion/completions/keypoll",
    );
    const own = (await keypoll(["help", "--help"])).stdout;
    expect(own).toBe(
      "Example: keypoll help lint\n\nUsage: keypoll help [options] [command...]\n\nPrints the help of a command.\n\nOptions:\n  -h, --help  print this help\n",
    );
  });
});

describe("wrong usage", () => {
  const MORE = "Add --help to see how it is used.\n";
  it.each([
    [
      ["lint", "x", "--format", "jsn"],
      `keypoll: option '-f, --format <name>' argument 'jsn' is invalid. Allowed choices are text, json, junit, sarif, github, tap, markdown, ndjson. Did you mean "json"?\n${MORE}`,
    ],
    [
      ["schema", "repot"],
      `keypoll: command-argument value 'repot' is invalid for argument 'name'. Allowed choices are report, config, suite, success, error. Did you mean "report"?\n${MORE}`,
    ],
    [
      ["schema", "error: xyzzy"],
      `keypoll: command-argument value 'error: xyzzy' is invalid for argument 'name'. Allowed choices are report, config, suite, success, error.\n${MORE}`,
    ],
    [["help", "agent", "ad"], `keypoll: unknown command 'ad'. Did you mean "add"?\n${MORE}`],
    [["help", "lnt", "x"], `keypoll: unknown command 'lnt'. Did you mean "lint"?\n${MORE}`],
    [["help", "xyzzy"], `keypoll: unknown command 'xyzzy'.\n${MORE}`],
    [["lnt"], `keypoll: unknown command 'lnt'\n(Did you mean lint?)\n${MORE}`],
    [["lint", "--wach"], `keypoll: unknown option '--wach'\n(Did you mean --watch?)\n${MORE}`],
    [["agent", "lst"], `keypoll: unknown command 'lst'\n(Did you mean list?)\n${MORE}`],
    [["lint", "x", `--frmat=${KEY}`], `keypoll: unknown option '--frmat=••••••••'\n${MORE}`],
  ])("%j", async (args, stderr) => {
    expect(await keypoll(args)).toEqual({ code: 2, stdout: "", stderr });
  });

  it("is said in whole lines, however narrow the terminal is", async () => {
    const { stderr } = await keypoll(["schema", "repot"], narrow);
    expect(stderr.split("\n")[0]).toMatch(/^keypoll: command-argument .* Did you mean "report"\?$/);
  });
});

describe("a bug of the program", () => {
  const broken = `process.stdout.write = () => { throw new Error("It broke at ${KEY}."); };`;
  const run = (env: Readonly<Record<string, string>>) =>
    keypoll(["schema", "error"], {
      env: { NODE_OPTIONS: `--import="data:text/javascript,${encodeURIComponent(broken)}"`, ...env },
    });

  it("ends with 2 and a message without a key, and says where it is only if asked", async () => {
    const said =
      "keypoll: This should not have happened: It broke at ••••••••.\nPlease report it. KEYPOLL_DEBUG=1 shows where it happened.\n";
    expect(await run({})).toEqual({ code: 2, stdout: "", stderr: said });
    const traced = await run({ KEYPOLL_DEBUG: "1" });
    expect(traced.stderr.startsWith(`${said}Error: It broke at ••••••••.\n    at `)).toBe(true);
    expect(traced.code).toBe(2);
    expect((await run({ KEYPOLL_DEBUG: "0" })).stderr).toBe(said);
  });
});
