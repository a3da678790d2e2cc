/** `keypoll lint --gate`: a new client.keys replaces the old one, or the old one does not change. */

import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, KEY, keypoll, type Run } from "./keypoll.ts";

/** A key that ends with the number. */
function keyOf(number: number): string {
  return KEY.slice(0, -4) + String(number).padStart(4, "0");
}

function record(id: number, name = `web-${id}`, key = keyOf(id)): string {
  return `${String(id).padStart(3, "0")} ${name} any ${key}\n`;
}

/** The same agents with other addresses. */
function withIp(text: string, ip: (number: number) => string): string {
  return text.replace(
    /^(\d+) (\S+) any/gm,
    (_, id: string, name: string) => `${id} ${name} ${ip(Number(id))}`,
  );
}

function records(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, at) => record(from + at)).join("");
}

const OLD = records(1, 30);

/** Runs the gate on `text` against OLD, to install it. */
async function install(
  text: string,
  ...more: readonly string[]
): Promise<Run & { readonly installed: string; readonly cwd: string }> {
  const cwd = folderWith({ "client.keys": OLD, new: text });
  const run = await keypoll(["lint", "--gate", "new", "--install", "client.keys", ...more], { cwd });
  return { ...run, cwd, installed: readFileSync(join(cwd, "client.keys"), "utf8") };
}

describe("a valid file", () => {
  it("replaces the old one, with a summary in numbers", async () => {
    const text = OLD.replace("005 web-5", "005 !web-5") + record(31);
    const { code, stderr, installed, cwd } = await install(text);
    expect(stderr).toBe("client.keys is replaced: 30 agents, 1 new, 1 gone.\n");
    expect(installed).toBe(text);
    expect(readdirSync(cwd).sort()).toEqual(["client.keys", "new"]);
    expect(code).toBe(0);
  });

  it("keeps mode and owner, and replaces the target of a link", async () => {
    const cwd = folderWith({ real: OLD, new: OLD + record(31) });
    const file = join(cwd, "real");
    chmodSync(file, 0o640);
    if (process.getuid?.() === 0) chownSync(file, 12, 34);
    symlinkSync("real", join(cwd, "client.keys"));
    const before = statSync(file);
    await keypoll(["lint", "--gate", "new", "--install", "client.keys"], { cwd });
    const after = statSync(file);
    expect([after.mode, after.uid, after.gid]).toEqual([before.mode, before.uid, before.gid]);
    expect(lstatSync(join(cwd, "client.keys")).isSymbolicLink()).toBe(true);
    expect(readFileSync(file, "utf8")).toBe(OLD + record(31));
  });

  it("is not written if it is already in place", async () => {
    const cwd = folderWith({ "client.keys": OLD, new: OLD });
    const before = statSync(join(cwd, "client.keys"));
    const { code, stderr } = await keypoll(["lint", "new", "--install", "client.keys"], { cwd });
    expect(stderr).toMatch(/already has this content/);
    expect(statSync(join(cwd, "client.keys")).ino).toBe(before.ino);
    expect(code).toBe(0);
  });

  it("can come from standard input, and be the first file of a new manager", async () => {
    const cwd = folderWith({});
    const args = ["lint", "--gate", "-", "--install", "client.keys"];
    const refused = await keypoll(args, { cwd, input: OLD });
    expect(refused.stderr).toMatch(/client\.keys does not exist, so the gate cannot check.*add --new/);
    expect(refused.code).toBe(2);
    expect((await keypoll([...args, "--new"], { cwd, input: OLD })).code).toBe(0);
    expect(readFileSync(join(cwd, "client.keys"), "utf8")).toBe(OLD);
  });

  it("is rejected if the old file does not exist, or exists after all", async () => {
    const cwd = folderWith({ "client.keys": OLD, new: OLD });
    const gate = (...more: readonly string[]) => keypoll(["lint", "--gate", "new", ...more], { cwd });
    expect((await gate("--against", "NOSUCH")).code).toBe(2);
    expect((await gate("--install", "clent.keys")).code).toBe(2);
    expect(readdirSync(cwd).sort()).toEqual(["client.keys", "new"]);
    expect((await gate("--against", "NOSUCH", "--new")).code).toBe(0);
    expect((await gate("--against", "client.keys", "--new")).stderr).toMatch(/already exists/);
    const alone = await gate();
    expect([alone.code, alone.stderr]).toEqual([
      2,
      expect.stringContaining("It is unknown which file the new one replaces"),
    ]);
    const first = await gate("--new");
    expect([first.code, first.stderr]).toEqual([0, expect.stringContaining("There is no old file yet")]);
  });

  it("replaces nothing if a signal arrived during the check", async () => {
    // With another order there are no findings, so only one text is printed.
    const cwd = folderWith({ "client.keys": OLD, new: OLD.split(/^/m).reverse().join("") });
    // Printed at the end of the check, together with it.
    const interrupted = `const { write } = process.stdout;
      process.stdout.write = (...text) => { process.kill(process.pid, "SIGINT"); return write.apply(process.stdout, text); };`;
    const { code, stdout, stderr } = await keypoll(["lint", "--gate", "new", "--install", "client.keys"], {
      cwd,
      env: { NODE_OPTIONS: `--import="data:text/javascript,${encodeURIComponent(interrupted)}"` },
    });
    expect(stdout).toMatch(/^✔ /);
    expect(stderr).toBe("client.keys is unchanged.\n");
    expect(readFileSync(join(cwd, "client.keys"), "utf8")).toBe(OLD);
    expect(code).toBe(130);
  });

  it("replaces nothing if it is only compared with the old one, or with itself", async () => {
    const cwd = folderWith({ "client.keys": OLD, new: OLD + record(31) });
    const { code, stderr } = await keypoll(["lint", "--gate", "new", "--against", "client.keys"], { cwd });
    expect(stderr).toBe("new may replace client.keys: 31 agents, 1 new, 0 gone.\n");
    expect(code).toBe(0);
    expect((await keypoll(["lint", "--gate", "new", "--new"], { cwd })).code).toBe(0);
    expect(readFileSync(join(cwd, "client.keys"), "utf8")).toBe(OLD);
  });
});

describe("a harmless file passes, and its findings are shown", () => {
  const odd = `${OLD}031 db any ${keyOf(31)} \n032 db any ${keyOf(32)}\r\n\n`;
  it.each([
    ["is in another order", OLD, OLD.split(/^/m).reverse().join("")],
    ["has a weak key and a doubled name more", OLD, `${OLD}031 web-1 any secret99\n`],
    ["has no line feed at the end", OLD, OLD.trimEnd()],
    ["has comments and blank lines", OLD, `# agents\n\n${OLD}`],
    ["has the errors that the old one has", odd, `# agents\n${odd}${record(33)}`],
    ["lets more sources in", withIp(OLD, () => "10.0.0.0/24"), withIp(OLD, () => "10.0.0.0/8")],
    ["marks a few agents as removed", OLD, OLD.replace(/^00(\d) /gm, "00$1 !")],
    ["lacks a record that was never found", `${OLD}001 other any ${keyOf(40)}\n`, OLD],
    [
      "has fields that differ where the manager cuts them",
      `001 a any ${"b".repeat(130)}\n`,
      `001 a any ${"b".repeat(140)}\n`,
    ],
  ])("%s", async (_what, old, text) => {
    const cwd = folderWith({ "client.keys": old, new: text });
    const { code, stdout } = await keypoll(["lint", "--gate", "new", "--against", "client.keys"], { cwd });
    expect(stdout).toMatch(/^✔ /m);
    expect(code).toBe(0);
  });

  it("is rejected for a warning that the site's own settings name", async () => {
    const cwd = folderWith({
      "client.keys": OLD,
      new: OLD.trimEnd(),
      "keypoll.config.json": JSON.stringify({ lint: { severities: { "missing-final-newline": "warning" } } }),
    });
    const args = ["lint", "--gate", "new", "--against", "client.keys"];
    expect((await keypoll(args, { cwd })).code).toBe(1);
    expect((await keypoll([...args, "--no-config"], { cwd })).code).toBe(0);
  });
});

describe("a rejected file", () => {
  const shifted = Array.from({ length: 30 }, (_, at) => record(at + 2, `web-${at + 1}`, keyOf(at + 1))).join(
    "",
  );

  it.each([
    ["stops every daemon", `${OLD}031 my name any ${KEY}\n`, "invalid-ip"],
    ["is cut off in the middle", OLD.slice(0, 900), "agents-vanish"],
    ["is empty", "", "agents-vanish"],
    ["is something else", "-----BEGIN PRIVATE KEY-----\nMIIE\n", "not-a-key-file"],
    ["lacks one agent", OLD.replace(record(7), ""), "agents-vanish"],
    ["counts the agents again", shifted, "id-changes-owner"],
    ["has other keys", OLD.replaceAll(KEY.slice(0, 8), "abcdefab"), "keys-change"],
    ["lets nobody in at its address", withIp(OLD, (number) => `10.0.0.${number}`), "addresses-change"],
    ["has other names", OLD.replaceAll("web-", "www-"), "names-change"],
    ["removes half of the agents", OLD.replace(/^(00\d|01[0-5]) /gm, "$1 !"), "many-removed"],
  ])("%s: the old one does not change", async (_what, text, rule) => {
    const { code, stdout, stderr, installed, cwd } = await install(text);
    expect(stdout).toContain(`[${rule}]`);
    expect(stderr).toBe("client.keys is unchanged.\n");
    expect(installed).toBe(OLD);
    expect(readdirSync(cwd).sort()).toEqual(["client.keys", "new"]);
    expect(code).toBe(1);
  });

  it("names agents, and never a key", async () => {
    const { stdout } = await install(records(1, 10));
    expect(stdout).toContain(
      "20 of 30 agents (011 web-11, 012 web-12, 013 web-13, 014 web-14, 015 web-15 and 15 more)",
    );
    expect(stdout).toContain("→ If you want this change, add --allow agents-vanish");
    const report = JSON.parse((await install(shifted, "--format", "json")).stdout);
    expect(report.ok).toBe(false);
    expect(JSON.stringify(report)).not.toContain(KEY.slice(0, 16));
  });

  it("lists each agent whose address changes, with the rule that matched before", async () => {
    const cwd = folderWith({
      "client.keys": withIp(OLD, (number) => `10.0.0.${number}`),
      new: withIp(OLD, (number) => `10.0.1.${number}`),
    });
    const args = ["lint", "--gate", "new", "--against", "client.keys"];
    const { stdout, code } = await keypoll(args, { cwd });
    expect(stdout).toContain(
      "30 of 30 agents (001 web-1 10.0.0.1 → 10.0.1.1, 002 web-2 10.0.0.2 → 10.0.1.2,",
    );
    expect(code).toBe(1);
    const { files } = JSON.parse((await keypoll([...args, "--format", "json"], { cwd })).stdout);
    expect(files[0].agentChanges[6]).toEqual({
      rule: "addresses-change",
      id: "007",
      name: "web-7",
      oldIp: "10.0.0.7",
      newIp: "10.0.1.7",
      line: 7,
    });
    expect((await keypoll([...args, "--allow", "addresses-change"], { cwd })).code).toBe(0);
  });

  it("distinguishes an agent that a wider address locks out from an unaffected one", async () => {
    const cwd = folderWith({
      "client.keys": withIp(OLD, (number) => (number > 2 ? "any" : number > 1 ? "10.0.0.0/24" : "10.0.0.1")),
      new: OLD,
    });
    const args = ["lint", "--gate", "new", "--against", "client.keys"];
    const { stdout, code } = await keypoll(args, { cwd });
    expect(stdout).toMatch(
      /error: No longer found by their single address: .*\(001 web-1 10\.0\.0\.1 → any\).*1213/,
    );
    expect(stdout).toMatch(
      /information: Allowed from more addresses than before: .*\(002 web-2 10\.0\.0\.0\/24 → any\)/,
    );
    expect(code).toBe(1);
    expect((await keypoll([...args, "--allow", "id-not-sent"], { cwd })).code).toBe(0);
  });

  it("passes if the user confirms the change", async () => {
    const text = records(1, 10);
    const { code, stdout, installed } = await install(text, "--allow", "agents-vanish");
    expect(stdout).toContain("information: Not in the new file: 20 of 30 agents");
    expect(installed).toBe(text);
    expect(code).toBe(0);
  });

  it("is rejected whatever the settings allow", async () => {
    const cwd = folderWith({
      new: `001 my name any ${KEY}\n`,
      "keypoll.config.json": JSON.stringify({ lint: { severities: { "invalid-ip": "off" } } }),
    });
    expect((await keypoll(["lint", "new"], { cwd })).code).toBe(0);
    expect((await keypoll(["lint", "--gate", "new", "--new"], { cwd })).code).toBe(1);
  });
});

describe("the live file of a manager", () => {
  function installation(pid: number): string {
    const cwd = folderWith({ new: OLD + record(31) });
    for (const folder of ["etc", "bin", "var/run"]) mkdirSync(join(cwd, folder), { recursive: true });
    writeFileSync(join(cwd, "etc/client.keys"), OLD);
    writeFileSync(join(cwd, "bin/wazuh-authd"), "");
    writeFileSync(join(cwd, "bin/wazuh-remoted"), "");
    writeFileSync(join(cwd, `var/run/wazuh-authd-${pid}.pid`), String(pid));
    return cwd;
  }

  const args = ["lint", "--gate", "new", "--install", "etc/client.keys"];

  it("does not change while daemons run that would write their own", async () => {
    const cwd = installation(process.pid);
    const { code, stderr } = await keypoll(args, { cwd });
    expect(stderr).toMatch(/wazuh-authd runs.*Stop the manager first.*--even-if-running/);
    expect(readFileSync(join(cwd, "etc/client.keys"), "utf8")).toBe(OLD);
    expect(code).toBe(2);
    expect((await keypoll([...args, "--even-if-running"], { cwd })).code).toBe(0);
    expect(readFileSync(join(cwd, "etc/client.keys"), "utf8")).toBe(OLD + record(31));
  });

  it("is kept beside the new one after every replacement", async () => {
    const cwd = installation(999_999_999);
    await keypoll(args, { cwd });
    writeFileSync(join(cwd, "new"), OLD);
    const { stderr } = await keypoll([...args, "--allow", "agents-vanish"], { cwd });
    expect(stderr).toMatch(/The old file is kept as \/.*\/etc\/client\.keys\..+\.bak/);
    const kept = readdirSync(join(cwd, "etc")).filter((name) => name.endsWith(".bak"));
    const texts = kept.map((name) => readFileSync(join(cwd, "etc", name), "utf8"));
    expect(new Set(texts)).toEqual(new Set([OLD, OLD + record(31)]));
  });
});

describe("invalid usage ends with exit code 2", () => {
  it.each([
    [["--gate"], /exactly one new file/],
    [["--gate", "a", "b"], /exactly one new file/],
    [["--gate", "a", "--fix"], /'--gate' cannot be used with option '--fix'/],
    [["a", "--install", "b", "--baseline", "c"], /cannot be used with option '--baseline/],
    [["a", "--install", "b", "--against", "c"], /cannot be used/],
    [["a", "--allow", "all"], /Allowed choices are agents-vanish/],
    [["nowhere", "--install", "b"], /nowhere does not exist/],
    [["new", "--install", "no/folder"], /no\/folder does not exist/],
    [["new", "--install", "."], /\. is a folder/],
  ])("%j", async (args, message) => {
    const { code, stderr } = await keypoll(["lint", ...args], { cwd: folderWith({ new: OLD }) });
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });
});
