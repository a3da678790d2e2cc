/** Help, version and invalid usage. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { KEY, keypoll, projectRoot } from "./keypoll.ts";

const commands = [
  ...["new", "test", "init", "rehearse", "answer", "lint", "agent", "config", "explain", "lsp", "schema"],
  ...["completion", "reconcile", "mcp"],
];
const deeds = ["list", "add", "remove", "extract", "import", "compare"].map((deed) => ["agent", deed]);

describe("help", () => {
  it.each([[[]], ...commands.map((command) => [[command]]), ...deeds.map((deed) => [deed])])(
    "%j starts with an example",
    async (words) => {
      const { code, stdout, stderr } = await keypoll([...words, "--help"]);
      expect(code).toBe(0);
      expect(stderr).toBe("");
      expect(stdout).toMatch(/^Examples?:\s.*keypoll /);
      for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
    },
  );

  it.each([[[]], [["lint"]], [["test"]], [["completion"]], [["agent"]]])(
    "%j fits a terminal; on a narrow one all except the commands to copy",
    async (words) => {
      const help = async (columns: number) =>
        (await keypoll([...words, "--help"], { env: { COLUMNS: String(columns) } })).stdout.split("\n");
      for (const line of await help(80)) expect(line.length).toBeLessThanOrEqual(80);
      const prose = (await help(60)).filter((line) => !/^(Example:| +keypoll) /.test(line));
      for (const line of prose) expect(line.length).toBeLessThanOrEqual(60);
    },
  );

  it("names every command", async () => {
    const { stdout } = await keypoll(["--help"]);
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^ {2}${command} `, "m"));
  });
});

it("prints the version of the package", async () => {
  const { version } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8"));
  expect(await keypoll(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
});

describe("invalid usage ends with 2 and a suggestion", () => {
  it.each([
    [[], /Usage: keypoll/],
    [["lnit"], /unknown command 'lnit'\n\(Did you mean .*lint\?\)/],
    [["lint", "--no-config"], /nothing to check/],
    [["lint", "x", "--frmat", "json"], /unknown option '--frmat'\n\(Did you mean --format\?\)/],
    [["lint", "x", "--format", "yaml"], /Allowed choices are text, json, junit/],
    [["help", "lnt"], /unknown command 'lnt'\. Did you mean "lint"\?/],
    [["help", "agent", "ad"], /unknown command 'ad'\. Did you mean "add"\?/],
    [["lint", "x", "--format", "jsn"], /Did you mean "json"\?/],
    [
      ["lint", "x", "--release", "4.44"],
      /"4\.44" is not a Wazuh version \(3\.8 or later\)\. Did you mean "4\.4"\?/,
    ],
    [["lint", "x", "--gate", "--allow", "agents-vansh"], /Did you mean "agents-vanish"\?/],
    [["lint", "x", "--as", "suit"], /Did you mean "suite"\?/],
    [["lint", "x", "--config", "nowhere.json"], /nowhere\.json does not exist/],
    [["new", "pyton", "csv"], /Did you mean "python"\?/],
    [["test", "./answers.sh", "--id", "1", "--case", "ipv6"], /--case needs --torture/],
    [["test", "./answers.sh", "--id", "1", "--torture", "--case", "ipv"], /Did you mean "ipv6"\?/],
    [["test", "./answers.sh", "--id", "1", "--config", "nowhere.conf"], /nowhere\.conf does not exist/],
    [
      ["lint", "x", "--release", "2.1"],
      /"2\.1" is not a Wazuh version \(3\.8 or later\)\. Write it as 4\.14/,
    ],
    [["test", "./answers.sh"], /no requests.*--id 001/],
    [["test", "--id", "1"], /no script to test.*--socket, or --config/],
    [["test"], /no script to test/],
    [["test", " ", "--id", "1"], /command line of the script is empty/],
    [["test", "./answers.sh", "--id", "1", "--timeout", "soon"], /number of seconds/],
    [["test", "./answers.sh", "--id", "1", "--repeat", "0"], /whole number from 1 on/],
    [["test", "a.keypoll.json", "--torture", "--raw", "x"], /cannot be used with option/],
    [
      ["test", "a.keypoll.json", "--repeat", "2", "--raw", "x"],
      /--repeat and --raw cannot be used with a suite/,
    ],
    [["test", "./answers.sh", "--request", "001"], /"001" is not a request\. Write id:001/],
    [["answer"], /required option '-r, --request <request>'/],
    [["answer", "--request", "ID:001"], /"ID:001" is not a request/],
    [["explain"], /exactly one thing/],
  ])("%j", async (args, message) => {
    const { code, stdout, stderr } = await keypoll(args);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^ +at /m);
  });
});

describe("repeats the arguments without their keys", () => {
  const record = `001 web any ${KEY}`;
  const answer = `{"error":0,"data":{"id":"001","name":"web","ip":"any","key":"${KEY}"}}`;

  it.each([
    [record],
    ["lint", record],
    ["lint", record, "--format", "json"],
    ["lint", "x", `--frmat=${record}`],
    ["lint", "x", "--release", record],
    ["answer", "--request", "id:001", answer],
    ["answer", "--request", `id:${record}`],
    ["test", "./answers.sh", "--id", record],
    ["config", answer],
    ["explain", record],
    ["schema", record],
    ["agent", "list", "--keys", record],
  ])("%j", async (...args) => {
    const { code, stdout, stderr } = await keypoll(args);
    expect(stdout + stderr).toContain("••••••••");
    expect(stdout + stderr).not.toContain(KEY.slice(0, 16));
    expect(code).not.toBe(0);
  });
});
