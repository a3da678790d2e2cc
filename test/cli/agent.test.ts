/** `keypoll agent`: manual registration, on real files. */

import { chmod, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";
import { keypoll } from "./keypoll.ts";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = temporaryFolder();
  file = join(folder, "client.keys");
  await writeFile(file, `001 web 10.0.0.1 ${KEY}\n002 !old any ${KEY}\n`);
  await chmod(file, 0o640);
});

const agent = (...args: string[]) => keypoll(["agent", ...args, "--keys", file]);

describe("keypoll agent", () => {
  it("lists agents without their keys", async () => {
    const { code, stdout } = await agent("list");
    expect(code).toBe(0);
    expect(stdout).toMatch(/001 +web +10\.0\.0\.1 +[0-9a-f]{12} +active/);
    expect(stdout).toContain("1 active, 1 removed");
    expect(stdout).not.toContain(KEY);
  });

  it("adds an agent with the next id, a fresh key and the file's mode", async () => {
    const { code, stdout } = await agent("add", "db", "--ip", "10.0.0.0/8");
    expect([code, stdout.includes("Agent 003 db is added")]).toEqual([0, true]);
    expect(await readFile(file, "utf8")).toMatch(/\n003 db 10\.0\.0\.0\/8 [0-9a-f]{64}\n$/);
    expect((await stat(file)).mode & 0o777).toBe(0o640);
  });

  it("warns if the file is the live one of an agent", async () => {
    const etc = join(folder, "ossec", "etc");
    const bin = join(folder, "ossec", "bin");
    for (const each of [etc, bin]) await mkdir(each, { recursive: true });
    await writeFile(join(bin, "wazuh-agentd"), "");
    const own = join(etc, "client.keys");
    await writeFile(own, `001 web any ${KEY}\n`);
    const { code, stderr } = await keypoll(["agent", "add", "db", "--keys", own]);
    expect(stderr.replace(/\s+/g, " ")).toMatch(
      /The old file is kept as .* Warning: .* is the live file of the agent at .*, and not a manager's\./,
    );
    expect(code).toBe(0);
    expect((await agent("add", "db")).stderr).not.toContain("Warning");
  });

  it("shows the names of agents as they are written", async () => {
    await writeFile(file, `001 münchen any ${KEY}\n`);
    const own = join(folder, "agent.keys");
    const string = (await agent("extract", "001")).stdout.trim();
    const imported = await keypoll(["agent", "import", string, "--keys", own]);
    expect(imported.stdout).toContain("now contains agent 001 münchen");
    expect((await agent("compare", own)).stdout).toContain("name  münchen");
    expect((await agent("add", "db", "--id", "1")).stderr).toContain("taken by agent münchen");
    expect((await agent("remove", "001")).stdout).toContain("Agent 001 münchen is marked as removed");
  });

  it("refuses a bad name and changes nothing", async () => {
    const before = await readFile(file, "utf8");
    const { code, stderr } = await agent("add", "my agent");
    expect(code).toBe(2);
    expect(stderr).toContain("not an agent name");
    expect(await readFile(file, "utf8")).toBe(before);
  });

  it("removes an agent as the manager does, and keeps the old file", async () => {
    const before = await readFile(file, "utf8");
    const { code, stderr } = await agent("remove", "1");
    expect(code).toBe(0);
    expect(await readFile(file, "utf8")).toContain("001 !web 10.0.0.1");
    const backup = /The old file is kept as (\S+\.bak)\.$/m.exec(stderr)?.[1] ?? "";
    expect(await readFile(backup, "utf8")).toBe(before);
    expect((await stat(backup)).mode & 0o777).toBe(0o640);
  });

  it("hands a record over to its agent, and compares the two", async () => {
    const own = join(folder, "agent.keys");
    const string = (await agent("extract", "001")).stdout.trim();
    expect((await keypoll(["agent", "import", string, "--keys", own])).code).toBe(0);
    expect(await readFile(own, "utf8")).toBe(`001 web 10.0.0.1 ${KEY}\n`);
    expect((await agent("compare", own)).code).toBe(0);
    await writeFile(own, `001 web 10.0.0.1 ${KEY} \n`);
    const { code, stdout } = await agent("compare", own);
    expect(code).toBe(1);
    expect(stdout).toContain("✘ differs  key");
    expect(stdout).not.toContain(KEY);
  });

  it("does not repeat an incomplete string, which contains most of a key", async () => {
    const string = (await agent("extract", "001")).stdout.trim();
    const { code, stderr } = await agent("compare", `x${string}`);
    expect(stderr).toMatch(/neither a file nor a complete import string/);
    expect(stderr).not.toContain(string.slice(0, 8));
    expect(code).toBe(2);
  });

  it("does not write an agent's own record over a file with several", async () => {
    const string = (await agent("extract", "001")).stdout.trim();
    await agent("add", "db");
    const before = await readFile(file, "utf8");
    const { code, stderr } = await agent("import", string);
    expect(stderr).toMatch(/has several agents/);
    expect(await readFile(file, "utf8")).toBe(before);
    expect(code).toBe(2);
  });
});

describe("keypoll agent on an invalid file", () => {
  it("shows no key that is in place of a name", async () => {
    const swapped = `001 ${KEY} any web\n`;
    await writeFile(file, swapped);
    const own = join(folder, "agent.keys");
    await writeFile(own, swapped);
    const shown = [
      await agent("list"),
      await agent("list", "--format", "json"),
      await agent("compare", own),
      await agent("add", "db", "--id", "1"),
      await agent("remove", "1"),
    ];
    expect(shown.map(({ stdout, stderr }) => stdout + stderr).join("")).not.toContain(KEY.slice(0, 32));
    expect(shown[1]?.stdout).toMatch(/"keyFingerprint": "[0-9a-f]{12}"/);
  });

  it("says where a daemon stops reading, because an agent after that line is not missing", async () => {
    await writeFile(file, `001 web 10.0.0.300 ${KEY}\n005 db any ${KEY}\n`);
    const own = join(folder, "agent.keys");
    await writeFile(own, `005 db any ${KEY}\n`);
    expect((await agent("remove", "5")).stderr).toMatch(/Line 1\s+stops\s+every\s+daemon/);
    const compared = await agent("compare", own);
    expect([compared.code, compared.stdout]).toEqual([
      1,
      expect.stringContaining("Line 1 stops every daemon"),
    ]);
  });
});

describe("keypoll agent on a live file", () => {
  /** An installation whose daemon is this process. */
  const install = async (program: string, daemon: string): Promise<string> => {
    for (const each of ["etc", "bin", "var/run"]) await mkdir(join(folder, each), { recursive: true });
    await writeFile(join(folder, "bin", program), "");
    await writeFile(join(folder, "var/run", `${daemon}-1.pid`), String(process.pid));
    const live = join(folder, "etc", "client.keys");
    await writeFile(live, `001 web 10.0.0.1 ${KEY}\n`);
    return live;
  };

  it("refuses to write if the manager runs, unless told otherwise, and keeps the old file", async () => {
    const live = await install("wazuh-remoted", "wazuh-authd");
    const refused = await keypoll(["agent", "remove", "001", "--keys", live]);
    expect([refused.code, refused.stderr.includes("where wazuh-authd runs")]).toEqual([2, true]);
    const { code } = await keypoll(["agent", "remove", "001", "--keys", live, "--even-if-running"]);
    expect([code, await readFile(live, "utf8")]).toEqual([0, `001 !web 10.0.0.1 ${KEY}\n`]);
    expect((await readdir(join(folder, "etc"))).filter((name) => name.endsWith(".bak"))).toHaveLength(1);
  });

  it("writes on an agent, which reads its file at its next start", async () => {
    const live = await install("wazuh-agentd", "wazuh-agentd");
    const string = Buffer.from(`002 db any ${KEY}`).toString("base64");
    expect((await keypoll(["agent", "import", string, "--keys", live])).code).toBe(0);
    expect(await readFile(live, "utf8")).toBe(`002 db any ${KEY}\n`);
  });
});

describe("what keypoll agent refuses", () => {
  const refusals: readonly (readonly [args: readonly string[], said: RegExp])[] = [
    [["add", "x", "--release", "2.0"], /^keypoll: "2\.0" is not a Wazuh version/],
    [["list", "--release", "2.0"], /^keypoll: "2\.0" is not a Wazuh version/],
    [["import", "xyz", "--release", "2.0"], /^keypoll: "2\.0" is not a Wazuh version/],
    [
      ["remove", "009"],
      /^keypoll: No agent with the id 009 in the file\. .*client\.keys was not changed\.\n$/,
    ],
    [
      ["rekey", "009"],
      /^keypoll: No agent with the id 009 in the file\. .*client\.keys was not changed\.\n$/,
    ],
    [
      ["extract", "009"],
      /^keypoll: No agent with the id 009 in the file\. keypoll agent list shows the agents\.\n$/,
    ],
    [
      ["import", "xyz"],
      /^keypoll: This is not an import string of an agent: .*client\.keys was not changed\.\n$/,
    ],
    [
      ["compare", "xyz"],
      /^keypoll: The argument is neither a file nor a complete import string\. Give the path of the agent's client\.keys, or copy the string again\.\n$/,
    ],
    [
      ["compare", "/dev/null"],
      /^keypoll: \/dev\/null has no record\. An agent without a record enrols again or stops\.\n$/,
    ],
    [["compare", "/"], /^keypoll: \/ is a folder/],
  ];
  it.each(refusals)("%j", async (args, said) => {
    const before = await readFile(file, "utf8");
    const { code, stdout, stderr } = await agent(...args);
    expect(stderr).toMatch(said);
    expect([code, stdout]).toEqual([2, ""]);
    expect(await readFile(file, "utf8")).toBe(before);
    expect(await readdir(folder)).toEqual(["client.keys"]);
  });

  it.each(["remove 001", "rekey 001", "extract 001", "list", "compare /dev/null"])(
    "%s, if the file does not exist",
    async (command) => {
      const run = await keypoll(["agent", ...command.split(" "), "--keys", "nowhere"], { cwd: folder });
      expect(run.stderr).toBe(
        `keypoll: nowhere does not exist. Check the path. Relative paths start at ${folder}.\n`,
      );
      expect([run.code, run.stdout]).toEqual([2, ""]);
    },
  );

  it("an import over a list of several agents", async () => {
    await writeFile(file, `001 web any ${KEY}\n003 db any ${KEY}\n`);
    const string = (await agent("extract", "001")).stdout.trim();
    const { code, stderr } = await agent("import", string);
    expect(stderr).toBe(
      `keypoll: ${file} has several agents, and this command would leave only one: an agent's own file has one record. Give the agent's own file with --keys, or move this file away.\n`,
    );
    expect(code).toBe(2);
  });
});

describe("what keypoll agent says when it is done", () => {
  it("names the next command", async () => {
    const added = await agent("add", "db");
    expect(added.stdout).toMatch(
      /^Agent 003 db is added \(key fingerprint [0-9a-f]{12}\)\. "keypoll agent extract 003 --keys .*client\.keys" prints the string for the agent\.\n$/,
    );
    const given = await agent("rekey", "001");
    expect(given.stdout).toMatch(
      /^Agent 001 web has a new key \(fingerprint [0-9a-f]{12}\)\. It is locked out until its own client\.keys has the new record: "keypoll agent extract 001 --keys .*client\.keys" prints the string for "manage_agents -i" there, then restart the agent\.\n$/,
    );
    expect((await agent("remove", "003")).stdout).toBe(
      "Agent 003 db is marked as removed; its id stays taken.\n",
    );
  });

  it("prints a line or a string, and imports it from an argument or from standard input", async () => {
    expect((await agent("extract", "001", "--line")).stdout).toBe(`001 web 10.0.0.1 ${KEY}\n`);
    const string = (await agent("extract", "001")).stdout;
    expect(Buffer.from(string, "base64").toString()).toBe(`001 web 10.0.0.1 ${KEY}`);
    const own = join(folder, "own.keys");
    const piped = await keypoll(["agent", "import", "-", "--keys", own], { input: string });
    expect(piped.stdout).toMatch(
      /^.*own\.keys now contains agent 001 web \(key fingerprint [0-9a-f]{12}\)\.\n$/,
    );
    expect(await readFile(own, "utf8")).toBe(`001 web 10.0.0.1 ${KEY}\n`);
    const same = await agent("compare", string.trim());
    expect([same.code, same.stdout.split("\n")[0]]).toEqual([0, "✔ same     id    001"]);
    await writeFile(own, `001 web 10.0.0.1 ${KEY.replace("0f", "f0")}\n`);
    expect((await agent("compare", own)).code).toBe(1);
  });
});
