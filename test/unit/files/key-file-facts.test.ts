/** What the place of a client.keys says about it, in folders laid out as installations are. */

import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { keyFileFacts } from "../../../core/files/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
});

function write(name: string, text = ""): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

describe("the mode", () => {
  it.skipIf(process.platform === "win32")("is the file's", async () => {
    const file = write("client.keys");
    chmodSync(file, 0o640);
    expect((await keyFileFacts(file)).mode).toBe(0o640);
    chmodSync(file, 0o604);
    expect((await keyFileFacts(file)).mode).toBe(0o604);
  });

  it("of a missing file is unknown", async () => {
    expect(await keyFileFacts(join(folder, "client.keys"))).toEqual({
      mode: undefined,
      trackedAs: undefined,
      role: undefined,
    });
  });
});

const AGENT = "<ossec_config><client><server><address>10.0.0.1</address></server></client></ossec_config>";
const MANAGER = "<ossec_config><!-- <client><server/></client> --><remote/><auth/></ossec_config>";

describe("the role", () => {
  it.each([
    ["manager", "etc/client.keys", "bin/wazuh-remoted", ""],
    ["manager", "etc/client.keys", "bin/ossec-remoted", ""],
    ["manager", "etc/client.keys", "bin/wazuh-manager-remoted", ""],
    ["agent", "etc/client.keys", "bin/wazuh-agentd", ""],
    ["agent", "etc/client.keys", "bin/ossec-agentd", ""],
    ["agent", "client.keys", "wazuh-agent.exe", ""],
    ["agent", "etc/client.keys", "etc/ossec.conf", AGENT],
    ["manager", "etc/client.keys", "etc/ossec.conf", MANAGER],
    ["agent", "client.keys", "ossec.conf", AGENT],
    [undefined, "etc/client.keys", "etc/ossec.conf", "<ossec_config/>"],
    [undefined, "etc/client.keys", "etc/ossec.conf", AGENT + MANAGER],
    [undefined, "etc/client.keys", "bin/manage_agents", ""],
  ] as const)("is %s for %s beside %s", async (role, name, sign, text) => {
    write(sign, text);
    expect((await keyFileFacts(write(name))).role).toBe(role);
  });

  it("is recognised by the programs before the configuration", async () => {
    write("bin/wazuh-remoted");
    write("etc/ossec.conf", AGENT);
    expect((await keyFileFacts(write("etc/client.keys"))).role).toBe("manager");
  });
});
