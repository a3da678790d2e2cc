/** Registration scripts against the stand-in: the shipped ones, and some with problems. */

import { chmodSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { registrationScripts } from "../../core/templates/index.ts";
import { type ScriptTest, testRegistrationScript } from "../../stand-in/index.ts";
import { program } from "../cli/keypoll.ts";
import { temporaryFolder } from "../temporary-folder.ts";

async function tested(
  text: string,
  version = "4.14",
  words: readonly string[] = ["{name}"],
): Promise<ScriptTest> {
  const folder = temporaryFolder();
  const script = path.join(folder, "register");
  writeFileSync(script, text);
  chmodSync(script, 0o700);
  const done = await testRegistrationScript({
    words: [script, ...words],
    version,
    name: "web-01",
    workingDirectory: folder,
    timeoutSeconds: 60,
    launcher: [process.execPath, program],
  });
  if ("problem" in done) throw new Error(done.problem);
  return done;
}

const rules = ({ findings }: ScriptTest): readonly string[] => findings.map(({ rule }) => rule);

describe("the shipped scripts", () => {
  const cases = registrationScripts().filter(
    ({ method, language }) => method.startsWith("api") && language !== "powershell",
  );
  it.each(cases.map((each) => [each.id, each] as const))("%s", async (_, { text, method }) => {
    const done = await tested(text, method === "api-3" ? "3.13.6" : "4.14");
    expect(rules(done)).toEqual([]);
    expect(done.runs.map(({ title, exitCode, added }) => [title, exitCode === 0, added.length])).toEqual([
      ["first run", true, 1],
      ["second run", false, 0],
      ...(method === "api-3" ? [] : [["other certificate", false, 0]]),
    ]);
    expect(done.runs[0]?.added).toEqual([{ id: "001", name: "web-01", ip: "any" }]);
  });
});

describe("the shipped scripts for Wazuh's own tools", () => {
  const textOf = (method: string): string =>
    registrationScripts().find((each) => each.method === method)?.text ?? "";

  it("manage_agents: the stand-in's adds the agent and prints its key", async () => {
    const done = await tested(textOf("manage-agents"));
    expect(rules(done)).toEqual([]);
    const [first, second, ...others] = done.runs;
    // Nothing here has a certificate.
    expect(others).toEqual([]);
    expect(first?.added).toEqual([{ id: "001", name: "web-01", ip: "any" }]);
    expect(first?.output).toMatch(/^Registered web-01 as 001\..*\nOSSEC_ACTION_CONFIRMED=y \S+ -i •+\n$/);
    expect(
      first?.tools.map(({ tool, words, exitCode }) => `${tool} ${words.join(" ")}: ${exitCode}`),
    ).toEqual([
      "manage_agents -l: 0",
      "manage_agents -a any -n web-01: 0",
      "manage_agents -l: 0",
      "manage_agents -e 001: 0",
    ]);
    expect(first?.exchanges.map(({ port }) => port)).toEqual(["local socket"]);
    expect([second?.exitCode, second?.output]).toEqual([1, "An agent web-01 is registered already.\n"]);
  });

  it.each(["3.13.6", "4.14"])(
    "agent-auth against %s: enrols, keeps the key, checks the certificate",
    async (version) => {
      const done = await tested(textOf("agent-auth"), version, ["{host}", "{name}"]);
      expect(rules(done).filter((rule) => rule !== "agent-not-replaced")).toEqual([]);
      expect(done.runs.map(({ title, exitCode, added }) => [title, exitCode, added.length])).toEqual([
        ["first run", 0, 1],
        ["second run", 1, 0],
        ["other certificate", 1, 0],
      ]);
      expect(done.runs[0]?.tools).toMatchObject([{ tool: "agent-auth", exitCode: 0 }]);
      expect(done.runs[2]?.output).toContain("agent-auth: ERROR: Unable to verify server certificate");
      expect(JSON.stringify(done)).not.toMatch(/[0-9a-f]{64}/);
    },
  );

  it("agent-auth without -v accepts any certificate", async () => {
    const done = await tested('#!/bin/sh\nagent-auth -m "$1" -A "$2" -P hunter22\n', "4.14", [
      "{host}",
      "{name}",
    ]);
    expect(rules(done)).toContain("agent-not-registered");
    expect(done.runs[0]?.output).toContain(
      "ERROR: Invalid request for new agent. Unable to add agent (from manager)",
    );
    expect(rules(done)).toContain("certificate-not-checked");
    expect(JSON.stringify(done)).not.toContain("hunter22");
  });
});

/** Sends a request with openssl, as many scripts on the web do. */
const openssl = (request: string, options = ""): string => `#!/bin/sh
printf "${request}\\n" | openssl s_client ${options} -quiet -connect "$WAZUH_REGISTRATION_SERVER:$WAZUH_REGISTRATION_PORT" 2>/dev/null
`;

describe("a script with a problem", () => {
  it("that accepts any certificate and prints the key", async () => {
    const done = await tested(openssl("OSSEC A:'$1'"));
    expect(rules(done)).toEqual(["agent-not-replaced", "key-printed", "certificate-not-checked"]);
    expect(JSON.stringify(done)).not.toMatch(/[0-9a-f]{64}/);
    expect(done.runs[0]?.output).toContain("OSSEC K:'001 web-01 any ••••••••'");
  });

  it("that checks the certificate with openssl has no finding for it", async () => {
    const checked = openssl("OSSEC A:'$1'", '-verify_return_error -CAfile "$WAZUH_REGISTRATION_CA"');
    expect(rules(await tested(checked.replace("2>/dev/null", ">/dev/null 2>&1")))).toEqual([
      "agent-not-replaced",
    ]);
  });

  it("that invents a new name each time", async () => {
    expect(rules(await tested(openssl("OSSEC A:'$1-$$'").replace("2>/dev/null", ">/dev/null 2>&1")))).toEqual(
      ["registered-twice", "certificate-not-checked"],
    );
  });

  it("whose name the manager refuses, without an error message", async () => {
    const done = await tested(openssl("OSSEC A:'web 01'"));
    expect(rules(done)).toEqual(["agent-name-refused", "failure-not-reported", "certificate-not-checked"]);
    expect(done.findings[0]?.message).toContain("Invalid agent name: web 01 from 127.0.0.1");
  });

  it("that sends no request", async () => {
    expect((await tested("#!/bin/sh\nexit 3\n")).findings).toMatchObject([
      {
        rule: "agent-not-registered",
        message: "The script registered no agent: no request reached the manager.",
      },
    ]);
  });

  it("that cannot be started", async () => {
    expect(rules(await tested("#!/no/such/interpreter\n"))).toEqual(["script-not-started"]);
  });
});
