/** Registration scripts against the stand-in: those that ship, and some with problems. */

import { chmodSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { registrationScripts } from "../../core/templates/index.ts";
import { type ScriptTest, testRegistrationScript } from "../../stand-in/index.ts";
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
  });
  if ("problem" in done) throw new Error(done.problem);
  return done;
}

const rules = ({ findings }: ScriptTest): readonly string[] => findings.map(({ rule }) => rule);

describe("the scripts that ship", () => {
  const cases = registrationScripts().filter(
    ({ way, language }) => way.startsWith("api") && language !== "powershell",
  );
  it.each(cases.map((each) => [each.id, each] as const))("%s", async (_, { text, way }) => {
    const done = await tested(text, way === "api-3" ? "3.13.6" : "4.14");
    expect(rules(done)).toEqual([]);
    expect(done.runs.map(({ title, exitCode, added }) => [title, exitCode === 0, added.length])).toEqual([
      ["first run", true, 1],
      ["second run", false, 0],
      ...(way === "api-3" ? [] : [["other certificate", false, 0]]),
    ]);
    expect(done.runs[0]?.added).toEqual([{ id: "001", name: "web-01", ip: "any" }]);
  });
});

/** Sends a request with openssl, as many scripts on the web do. */
const openssl = (request: string, options = ""): string => `#!/bin/sh
printf "${request}\\n" | openssl s_client ${options} -quiet -connect "$WAZUH_REGISTRATION_SERVER:$WAZUH_REGISTRATION_PORT" 2>/dev/null
`;

describe("a script with a problem", () => {
  it("that takes any certificate and prints the key", async () => {
    const done = await tested(openssl("OSSEC A:'$1'"));
    expect(rules(done)).toEqual(["agent-not-replaced", "key-printed", "certificate-not-checked"]);
    expect(JSON.stringify(done)).not.toMatch(/[0-9a-f]{64}/);
    expect(done.runs[0]?.output).toContain("OSSEC K:'001 web-01 any ••••••••'");
  });

  it("that checks the certificate with openssl is not blamed for it", async () => {
    const checked = openssl("OSSEC A:'$1'", '-verify_return_error -CAfile "$WAZUH_REGISTRATION_CA"');
    expect(rules(await tested(checked.replace("2>/dev/null", ">/dev/null 2>&1")))).toEqual([
      "agent-not-replaced",
    ]);
  });

  it("that makes up a name each time", async () => {
    expect(rules(await tested(openssl("OSSEC A:'$1-$$'").replace("2>/dev/null", ">/dev/null 2>&1")))).toEqual(
      ["registered-twice", "certificate-not-checked"],
    );
  });

  it("whose name the manager refuses, and which says nothing of it", async () => {
    const done = await tested(openssl("OSSEC A:'web 01'"));
    expect(rules(done)).toEqual(["agent-name-refused", "failure-not-reported", "certificate-not-checked"]);
    expect(done.findings[0]?.message).toContain("Invalid agent name: web 01 from 127.0.0.1");
  });

  it("that asks nobody", async () => {
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
