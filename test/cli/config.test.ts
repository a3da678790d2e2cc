/** `keypoll config`: the key-polling configuration of an ossec.conf. */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, keypoll } from "./keypoll.ts";

const GOOD = `<ossec_config>
  <auth>
    <disabled>no</disabled>
    <key_request>
      <enabled>yes</enabled>
      <exec_path>/usr/bin/python3 /opt/poll.py</exec_path>
      <timeout>30</timeout>
    </key_request>
  </auth>
</ossec_config>
`;

const OLD = `<ossec_config>
  <auth/>
  <wodle name="agent-key-polling">
    <exec_path>/opt/poll.py</exec_path>
  </wodle>
</ossec_config>
`;

describe("config", () => {
  it("shows the settings in effect for a file without findings", async () => {
    const cwd = folderWith({ "ossec.conf": GOOD });
    const { code, stdout } = await keypoll(["config", "ossec.conf"], { cwd });
    expect(stdout).toMatch(/^Wazuh 4\.14: the manager polls, with these settings:\n/);
    expect(stdout).toMatch(/exec_path +\/usr\/bin\/python3 \/opt\/poll\.py\n/);
    expect(stdout).toMatch(/timeout +30 s\n/);
    expect(stdout).toMatch(/threads +1 \(default\)\n/);
    expect(stdout).toMatch(/✔ No findings in ossec\.conf\.\n$/);
    expect(code).toBe(0);
  });

  it("shows the place, the marked value and the fix", async () => {
    const cwd = folderWith({ "ossec.conf": GOOD.replace("30", "1m") });
    const { code, stdout } = await keypoll(["config", "ossec.conf"], { cwd });
    expect(stdout).toContain('ossec.conf:7:16: error: The manager reads "1m" as 1 second');
    expect(stdout).toContain("          <timeout>1m</timeout>\n                   ^^\n    → Write 60\n");
    expect(stdout).toContain("✘ 1 finding in ossec.conf: 1 error.");
    expect(code).toBe(1);
  });

  it("follows the release, and reads standard input", async () => {
    const old = await keypoll(["config", "-", "--release", "4.3"], { input: OLD });
    expect(old.stdout).toContain("✔ No findings in <stdin>.");
    expect(old.code).toBe(0);
    const gone = await keypoll(["config", "-", "--release", "5.0"], { input: OLD });
    expect(gone.stdout).toContain("[polling-removed]");
    expect(gone.stdout).toContain("Wazuh 5.0: This release has no key polling.");
    expect(gone.code).toBe(1);
  });

  it("reports a file that cannot be read with one finding", async () => {
    const { code, stdout } = await keypoll(["config", "-"], { input: GOOD.replace("</key_request>", "") });
    expect(stdout).toMatch(/^<stdin>:4:5: error: <key_request> is not closed before <\/auth>\./);
    expect(stdout).toContain("1 finding in <stdin>");
    expect(code).toBe(1);
  });

  it("prints the file with the block converted, and nothing else", async () => {
    const { code, stdout } = await keypoll(["config", "-", "--convert"], { input: OLD });
    expect(stdout).toBe(
      "<ossec_config>\n  <auth>\n    <key_request>\n      <enabled>yes</enabled>\n      <exec_path>/opt/poll.py</exec_path>\n    </key_request>\n  </auth>\n</ossec_config>\n",
    );
    expect(code).toBe(0);
    const gone = await keypoll(["config", "-", "--convert", "--release", "5.0"], { input: OLD });
    expect(gone.stderr).toContain("Wazuh 5.0 has no key polling");
    expect([gone.stdout, gone.code]).toEqual(["", 2]);
    const none = await keypoll(["config", "-", "--convert"], { input: "<ossec_config/>\n" });
    expect(none.stderr).toContain("no block of key polling");
    expect(none.code).toBe(2);
  });

  it("never prints a password, in text or in JSON", async () => {
    const input = GOOD.replace("poll.py", "poll.py --password=hunter22 | x");
    for (const format of ["text", "json"]) {
      const { stdout } = await keypoll(["config", "-", "--format", format], { input });
      expect(stdout).toContain("exec-path-shell-syntax");
      expect(stdout).not.toContain("hunter22");
    }
  });

  it("prints JSON for programs", async () => {
    const { stdout } = await keypoll(["config", "-", "--format", "json"], { input: GOOD.replace("30", "0") });
    expect(JSON.parse(stdout)).toMatchObject({
      command: "config",
      release: "4.14",
      ok: false,
      path: "<stdin>",
      polls: true,
      findings: [{ rule: "bad-number", line: 7, column: 16, endColumn: 17, fixes: [{ safe: false }] }],
      totals: { error: 1, warning: 0 },
    });
  });

  it("checks that the program exists for a manager's own file", async () => {
    const installation = folderWith({});
    for (const folder of ["bin", "etc"]) mkdirSync(join(installation, folder));
    writeFileSync(join(installation, "bin", "wazuh-authd"), "");
    writeFileSync(join(installation, "etc", "ossec.conf"), GOOD.replace("/usr/bin/python3 /opt", "/nowhere"));
    const { code, stdout } = await keypoll(["config", join("etc", "ossec.conf")], { cwd: installation });
    expect(stdout).toContain("There is no /nowhere/poll.py");
    expect(code).toBe(1);
  });

  it("reports what it could not do", async () => {
    const missing = await keypoll(["config", "nowhere.conf"]);
    expect(missing.stderr).toMatch(/^keypoll: nowhere\.conf does not exist\./);
    expect(missing.code).toBe(2);
    const release = await keypoll(["config", "-", "--release", "2.0"], { input: GOOD });
    expect(release.stderr).toContain('"2.0" is not a Wazuh version');
    expect(release.code).toBe(2);
  });
});

describe("a file with an ignored block, as a whole", () => {
  const input = `<ossec_config>
  <auth>
    <disabled>no</disabled>
    <key_request>
      <exec_path>/opt/poll.py</exec_path>
      <threads>2</threads>
    </key_request>
  </auth>
  <wodle name="agent-key-polling">
    <exec_path>/opt/other.py</exec_path>
  </wodle>
</ossec_config>
`;

  it("in text", async () => {
    const { stdout, code } = await keypoll(["config", "-"], { input });
    expect(code).toBe(1);
    expect(
      stdout,
    ).toBe(`<stdin>:4:5: information: <enabled> is missing. According to the documentation polling is then off, but a manager of 4.4 to 4.14 switches it on. Write yes or no. [enabled-not-said]
        <key_request>
        ^^^^^^^^^^^^^
    → Add <enabled>yes</enabled>
<stdin>:9:3: warning: <wodle name="agent-key-polling"> has no effect: the manager uses the <key_request>. [block-ignored]
      <wodle name="agent-key-polling">
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    <stdin>:4:5: the manager uses this one
    → Remove this block

Wazuh 4.14: the manager polls, with these settings:
  enabled      yes (default)
  exec_path    /opt/poll.py
  socket       none (default)
  timeout      60 s (default)
  threads      2
  queue_size   1024 (default)
  force        agents are replaced once disconnected for 3600 s and registered for 3600 s (default)
✘ 2 findings in <stdin>: 1 warning, 1 for information.
`);
  });

  it("in JSON", async () => {
    const { stdout } = await keypoll(["config", "-", "--format", "json"], { input });
    const { settings, findings, ...rest } = JSON.parse(stdout);
    expect(rest).toEqual({
      tool: { name: "keypoll", version: expect.any(String) },
      command: "config",
      release: "4.14",
      ok: false,
      path: "<stdin>",
      polls: true,
      totals: { error: 0, warning: 1, information: 1, hint: 0 },
    });
    expect(settings[4]).toEqual({ name: "threads", value: "2", isDefault: false });
    expect(findings[1]).toEqual({
      rule: "block-ignored",
      severity: "warning",
      message: '<wodle name="agent-key-polling"> has no effect: the manager uses the <key_request>.',
      // A place over several lines ends with its first line.
      line: 9,
      column: 3,
      endColumn: 35,
      related: [{ line: 4, column: 5, endColumn: 18, message: "the manager uses this one" }],
      excerpt: { text: '  <wodle name="agent-key-polling">', start: 2, end: 34 },
      fixes: [{ title: "Remove this block", safe: false }],
      page: "https://github.com/keypoll/keypoll/blob/main/docs/rules/block-ignored.md",
    });
  });

  it("if it cannot be read, or has no block", async () => {
    const broken = await keypoll(["config", "-", "--format", "json"], {
      input: input.replace("</auth>", ""),
    });
    expect(JSON.parse(broken.stdout)).toMatchObject({
      ok: false,
      polls: false,
      reason: "Nothing is polled: the file cannot be read.",
      settings: [],
    });
    const none = await keypoll(["config", "-", "--format", "json"], {
      input: "<ossec_config><auth/></ossec_config>",
    });
    expect(JSON.parse(none.stdout)).toMatchObject({
      ok: true,
      polls: false,
      reason: "Nothing is polled: no block is read.",
      settings: [],
      findings: [],
    });
    expect(JSON.parse(none.stdout)).not.toHaveProperty("notChecked");
  });
});

it("fails for warnings as for errors", async () => {
  // One of each: a wrong number in the block that counts, and a block that does not count.
  const input = OLD.replace("<auth/>", "<auth><port>0</port></auth>").replace(
    "</ossec_config>",
    '<wodle name="agent-key-polling"><enabled>no</enabled></wodle></ossec_config>',
  );
  const { stdout, code } = await keypoll(["config", "-", "--format", "json", "--release", "4.3"], { input });
  expect(JSON.parse(stdout)).toMatchObject({ ok: false, totals: { error: 1, warning: 1 } });
  expect(code).toBe(1);
});

it("lint looks for the program of a manager's own file, and fixes nothing in it", async () => {
  const installation = folderWith({});
  for (const folder of ["bin", "etc"]) mkdirSync(join(installation, folder));
  writeFileSync(join(installation, "bin", "wazuh-authd"), "");
  const text = GOOD.replace("/usr/bin/python3 /opt", "/nowhere").replace("30", "1m");
  writeFileSync(join(installation, "etc", "ossec.conf"), text);
  const inEtc = { cwd: join(installation, "etc") };
  const { stdout } = await keypoll(["lint", "ossec.conf"], inEtc);
  expect(stdout).toContain("There is no /nowhere/poll.py");
  const piped = await keypoll(["lint", "-", "--as", "ossec-conf"], { ...inEtc, input: text });
  expect(piped.stdout).toContain("[number-misread]");
  expect(piped.stdout).not.toContain("There is no /nowhere/poll.py");
  const dry = await keypoll(["lint", "--fix", "--dry-run", "ossec.conf"], inEtc);
  expect(dry.stdout).not.toMatch(/^[-+@]/m);
  expect(dry.stdout).toContain("[number-misread]");
  const fix = await keypoll(["lint", "--fix", "ossec.conf"], inEtc);
  expect(fix.code).toBe(1);
  expect(readFileSync(join(installation, "etc", "ossec.conf"), "utf8")).toBe(text);
});

describe("whether the manager polls", () => {
  it("says which other modules of the polling daemon it does not check", async () => {
    const input = OLD.replace(
      "<auth/>",
      '<auth/>\n  <sca/><wodle name="open-scap"/><wodle name="open-scap"/>',
    );
    const { stdout, code } = await keypoll(["config", "-", "--release", "4.3"], { input });
    expect(stdout).toContain(
      'Not checked: <sca>, <wodle name="open-scap">. wazuh-modulesd reads them too, and does not start if one has an error.\n',
    );
    expect(code).toBe(0);
    // From 4.4 on wazuh-authd polls, which does not read them.
    expect((await keypoll(["config", "-"], { input })).stdout).not.toContain("Not checked");
    const off = input.replace("<exec_path>", "<enabled>no</enabled><exec_path>");
    expect((await keypoll(["config", "-", "--release", "4.3"], { input: off })).stdout).not.toContain(
      "Not checked",
    );
    const json = await keypoll(["config", "-", "--release", "4.3", "--format", "json"], { input });
    expect(JSON.parse(json.stdout)).toMatchObject({
      polls: true,
      notChecked: expect.stringContaining("<sca>"),
    });
  });

  it("says what only OpenSSL can decide", async () => {
    const withOptions = (inner: string): string => GOOD.replace("<auth>", `<auth>${inner}`);
    const said = async (inner: string): Promise<string> =>
      (await keypoll(["config", "-"], { input: withOptions(inner) })).stdout;
    const own = "<ciphers>x</ciphers><ssl_agent_ca>ca.pem</ssl_agent_ca>";
    expect(await said(own)).toContain(
      "Not checked: <ciphers>, <ssl_agent_ca>. wazuh-authd does not start if OpenSSL cannot use the value.\n",
    );
    expect(await said(`${own}<remote_enrollment>no</remote_enrollment>`)).not.toContain("Not checked");
    const usual = "<ciphers>HIGH:!ADH:!EXP:!MD5:!RC4:!3DES:!CAMELLIA:@STRENGTH</ciphers>";
    expect(await said(`${usual}<ssl_manager_cert>etc/sslmanager.cert</ssl_manager_cert>`)).not.toContain(
      "Not checked",
    );
  });

  it("says that an error elsewhere in <auth> keeps the daemon from starting", async () => {
    const { stdout, code } = await keypoll(["config", "-"], {
      input: GOOD.replace("<auth>", "<auth><port>x</port>"),
    });
    expect(stdout).toContain(
      "Wazuh 4.14: Nothing is polled: the daemon does not start with this configuration.",
    );
    expect(stdout).toContain("[bad-auth]");
    expect(code).toBe(1);
  });
});

it("reads a file of 5.0 as 5.0 does, and for 5.0 reports what is rejected in a file of 4.x", async () => {
  const own = `<wazuh_config>\n  <remote>\n    <legacy>\n      <port>1514</port>\n    </legacy>\n  </remote>\n</wazuh_config>\n`;
  const cwd = folderWith({ "wazuh-manager.conf": own, "ossec.conf": OLD });
  const five = await keypoll(["config", "wazuh-manager.conf"], { cwd });
  expect(five.stdout).toContain("Wazuh 5.0: This release has no key polling.");
  expect(five.stdout).toContain("No findings in wazuh-manager.conf.");
  expect(five.code).toBe(0);
  const four = await keypoll(["config", "wazuh-manager.conf", "--release", "4.14"], { cwd });
  expect(four.stdout).toContain("[wrong-root]");
  expect(four.stdout).toContain("Wazuh 4.14: Nothing is polled: the daemon does not start");
  expect(four.code).toBe(1);
  const moved = await keypoll(["config", "ossec.conf", "--release", "5.0"], { cwd });
  expect(moved.stdout).toMatch(/\[wrong-root\][\s\S]*\[polling-removed\]/);
  const planned = await keypoll(["lint", ".", "--upgrade-to", "5.0"], { cwd });
  expect(planned.stdout).toContain("ossec.conf:1:1: error: Wazuh 5.0 requires <wazuh_config> here");
  expect(planned.stdout).not.toContain("wazuh-manager.conf:");
  expect(planned.code).toBe(1);
});
