/** Test settings from an `ossec.conf`, and the agents that the manager has, from a `client.keys`. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { configured } from "../../../client/poll/configuration.ts";
import { knownAgents, recordsToPropose } from "../../../client/poll/known-agents.ts";
import type { PollSettings } from "../../../client/poll/settings.ts";
import { newestRelease } from "../../../core/manager/index.ts";

const KEY = "5a".repeat(32);
const folder = mkdtempSync(join(tmpdir(), "keypoll-configuration-"));
afterAll(() => rmSync(folder, { recursive: true }));

const settings: PollSettings = {
  release: newestRelease,
  profile: "manager",
  timeoutSeconds: 60,
  execPath: undefined,
  workingDirectory: undefined,
  standInDirectory: folder,
  keysFile: undefined,
  environment: {},
  hostName: "",
  configFile: join(folder, "ossec.conf"),
  timeoutIsSet: false,
  threads: 1,
  tortureRow: 10,
  force: {},
};

const SCRIPT = "/home/ann/poll.py";
const conf = (request: string, auth = ""): string =>
  `<ossec_config><auth>${auth}<key_request>${request}</key_request></auth></ossec_config>\n`;
const ON = "<enabled>yes</enabled>";
const OWN = `${ON}<exec_path>python3 /opt/poll.py</exec_path><timeout>7</timeout><threads>3</threads>`;

async function from(text: string | Buffer, more: Partial<PollSettings> = {}) {
  writeFileSync(join(folder, "ossec.conf"), text);
  const { settings: used, socketPath, remarks } = await configured({ ...settings, ...more }, SCRIPT);
  const { execPath, timeoutSeconds, threads } = used;
  return { execPath, timeoutSeconds, threads, socketPath, remarks };
}

const USED = "From ossec.conf: timeout 7 s, threads 3, and the force options.";

describe("the settings of a file", () => {
  it("complete those of the editor, with this script in place of the manager's", async () => {
    expect(await from(conf(`${OWN}<socket>/var/run/poll.sock</socket>`))).toEqual({
      execPath: "python3 /home/ann/poll.py",
      timeoutSeconds: 7,
      threads: 3,
      socketPath: "/var/run/poll.sock",
      remarks: [USED],
    });
    const own = { execPath: "perl x.pl", timeoutSeconds: 5, timeoutIsSet: true };
    expect(await from(conf(OWN), own)).toMatchObject({
      execPath: "perl x.pl",
      timeoutSeconds: 5,
      threads: 3,
    });
  });

  it("say that the file names another script, without its key", async () => {
    const other = OWN.replace("/opt/poll.py", `/opt/other.py ${KEY}`);
    expect(await from(conf(other))).toMatchObject({
      execPath: undefined,
      remarks: [USED, "exec_path of ossec.conf is another script: python3 /opt/other.py ••••••••"],
    });
    expect((await from(conf(other), { execPath: "perl x.pl" })).remarks).toEqual([USED]);
  });

  it("say why such a manager sends no request, and which problems the file has", async () => {
    const { remarks } = await from(conf(`<enabled>no</enabled><timeout>1m</timeout>`));
    expect(remarks.slice(1)).toEqual([
      expect.stringMatching(/^With ossec\.conf the manager sends no requests: .* The test runs anyway\.$/),
      'ossec.conf:1: The manager reads "1m" as 1 second: it knows no units.',
    ]);
  });

  it("have at most five problems", async () => {
    const faults = Array.from({ length: 7 }, (_, at) => `<purge>bad${at}</purge>\n`).join("");
    const { remarks } = await from(conf(OWN, faults));
    expect(remarks.filter((text) => text.startsWith("ossec.conf:")).map((text) => text.slice(0, 13))).toEqual(
      ["ossec.conf:1:", "ossec.conf:2:", "ossec.conf:3:", "ossec.conf:4:", "ossec.conf:5:"],
    );
  });

  it("keep the bytes of a path that is not UTF-8", async () => {
    const text = conf(`${ON}<exec_path>/opt/m\xfcller.py</exec_path>`);
    const { remarks } = await from(Buffer.from(text, "latin1"));
    expect(remarks).toContain("exec_path of ossec.conf is another script: /opt/m\ufffdller.py");
  });

  it("are unknown if the file cannot be read, or is something else", async () => {
    expect(await configured({ ...settings, configFile: undefined }, SCRIPT)).toEqual({
      settings: { ...settings, configFile: undefined },
      socketPath: undefined,
      remarks: [],
    });
    const missing = await configured({ ...settings, configFile: join(folder, "none.conf") }, SCRIPT);
    expect(missing.remarks).toEqual([
      expect.stringMatching(/^The settings of none\.conf are not known: ENOENT: /),
    ]);
    const { remarks, ...rest } = await from("<ossec_config><auth>");
    expect(rest).toMatchObject({ timeoutSeconds: 60, threads: 1, socketPath: undefined });
    expect(remarks).toEqual([expect.stringMatching(/^The settings of ossec\.conf are not known: ./)]);
  });
});

describe("the agents that the manager has", () => {
  const file = join(folder, "client.keys");

  it("come from the file, or from one beside the script", async () => {
    writeFileSync(file, `001 web any ${KEY}\n002 db any ${KEY}\n`);
    const { store, problem } = await knownAgents(file, newestRelease);
    expect([store.entries.map(({ id }) => id), problem]).toEqual([["001", "002"], undefined]);
    expect((await recordsToPropose(undefined, folder, newestRelease)).map(({ name }) => name)).toEqual([
      "web",
      "db",
    ]);
    const other = join(folder, "other.keys");
    writeFileSync(other, `003 mail any ${KEY}\n`);
    expect((await recordsToPropose(other, folder, newestRelease)).map(({ name }) => name)).toEqual(["mail"]);
  });

  it("are missing if the file ends the daemons or cannot be read, which is said without a key", async () => {
    writeFileSync(file, `001 web any ${KEY}\n002 db ${KEY} ${KEY}\n`);
    const { store, problem } = await knownAgents(file, newestRelease);
    expect(store.entries.map(({ id }) => id)).toEqual(["001"]);
    expect(problem).toBe(`${file} ends every daemon that reads it: (1237): Invalid ip address: '••••••••'.`);
    const none = await knownAgents(join(folder, "none.keys"), newestRelease);
    expect(none.store.entries).toEqual([]);
    expect(none.problem).toMatch(/^It is unknown which agents the manager has: ENOENT: /);
    expect(await knownAgents(undefined, newestRelease)).toMatchObject({ problem: undefined });
  });
});
