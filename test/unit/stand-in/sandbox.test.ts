/** The stand-in's folder: what is in a new one, which one is refused, its certificate and its list of agents. */

import { X509Certificate } from "node:crypto";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { createSecureContext } from "node:tls";
import { describe, expect, it } from "vitest";
import { type Release, releaseFor } from "../../../core/manager/index.ts";
import { makeCertificate } from "../../../stand-in/certificate.ts";
import { markOf, readKeys } from "../../../stand-in/key-list.ts";
import { type Contents, certificateOf, openSandbox, type Sandbox } from "../../../stand-in/sandbox.ts";
import { readSettings } from "../../../stand-in/settings.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const KEY = "5a".repeat(32);

function release(version = "4.14"): Release {
  const found = releaseFor(version);
  if (found === undefined) throw new Error(version);
  return found;
}

async function made(contents?: Contents, version = "4.14", home = path.join(temporaryFolder(), "box")) {
  const sandbox = await openSandbox(home, release(version), contents);
  if ("problem" in sandbox) throw new Error(sandbox.problem);
  return sandbox;
}

const modeOf = (file: string): number => statSync(file).mode & 0o777;

describe("a new sandbox", () => {
  it("has the folders and files of a fresh manager", async () => {
    const home = path.join(temporaryFolder(), "box");
    expect(await made(undefined, "4.14", home)).toEqual({
      home,
      keys: `${home}/etc/client.keys`,
      configuration: `${home}/etc/ossec.conf`,
      password: `${home}/etc/authd.pass`,
      certificate: `${home}/etc/sslmanager.cert`,
      log: `${home}/logs/ossec.log`,
      socket: `${home}/queue/sockets/auth`,
      agentHome: `${home}/agent`,
      agentKeys: `${home}/agent/etc/client.keys`,
      toolLog: `${home}/logs/tools.log`,
    });
    expect(readdirSync(home, { recursive: true }).sort()).toEqual([
      "agent",
      "agent/bin",
      "agent/etc",
      "bin",
      "etc",
      "etc/client.keys",
      "etc/ossec.conf",
      "etc/shared",
      "etc/shared/default",
      "logs",
      "queue",
      "queue/ossec",
      "queue/sockets",
    ]);
    expect([home, `${home}/etc`, `${home}/etc/client.keys`, `${home}/etc/ossec.conf`].map(modeOf)).toEqual([
      0o750, 0o750, 0o640, 0o640,
    ]);
    expect(readFileSync(`${home}/etc/client.keys`, "utf8")).toBe("");
    expect(readFileSync(`${home}/etc/ossec.conf`, "utf8")).toBe(`<ossec_config>
  <auth>
    <port>1515</port>
    <use_source_ip>no</use_source_ip>
    <purge>yes</purge>
    <use_password>no</use_password>
  </auth>
</ossec_config>
`);
  });

  it("has its socket where the release has it", async () => {
    for (const [version, folder] of [
      ["3.8.0", "ossec"],
      ["4.1.5", "ossec"],
      ["4.2.0", "sockets"],
      ["4.2.7", "sockets"],
    ] as const) {
      const { home, socket } = await made({}, version);
      expect(socket).toBe(`${home}/queue/${folder}/auth`);
    }
  });

  it("begins with what it is given", async () => {
    const { home, keys, password } = await made({
      keys: `001 schl\xfcssel any ${KEY}\n`,
      password: "pässwort",
      groups: ["linux", "web"],
    });
    expect(readFileSync(keys, "latin1")).toBe(`001 schl\xfcssel any ${KEY}\n`);
    expect([readFileSync(password, "utf8"), modeOf(password)]).toEqual(["pässwort\n", 0o600]);
    expect(readdirSync(`${home}/etc/shared`).sort()).toEqual(["default", "linux", "web"]);
    const settings = readSettings(readFileSync(`${home}/etc/ossec.conf`, "utf8"), release());
    expect(settings).toMatchObject({ usePassword: true, purge: true });
  });

  const script = "/opt/po<ll.sh --x";
  const shown = "<exec_path>/opt/poll.sh --x</exec_path>";
  const force = {
    options: {
      enabled: true,
      keyMismatch: false,
      disconnectedTime: { enabled: true, seconds: 60 },
      afterRegistrationTime: 30,
    },
    insert: true,
  };
  const head = `<ossec_config>
  <auth>
    <port>1515</port>
    <use_source_ip>no</use_source_ip>
    <purge>yes</purge>
    <use_password>no</use_password>`;
  const forceNow = `
    <force>
      <enabled>yes</enabled>
      <key_mismatch>no</key_mismatch>
      <disconnected_time enabled="yes">60</disconnected_time>
      <after_registration_time>30</after_registration_time>
    </force>`;
  const forceThen = `
    <force_insert>yes</force_insert>`;
  const wodle = `
  <wodle name="agent-key-polling">
    <enabled>yes</enabled>
    ${shown}
  </wodle>`;
  const block = `
    <key_request>
      <enabled>yes</enabled>
      ${shown}
    </key_request>`;
  const end = "\n  </auth>";

  it.each<[version: string, contents: Contents, text: string]>([
    ["4.14", { script }, `${head}${block}${end}`],
    ["4.14", { script, force }, `${head}${forceNow}${block}${end}`],
    ["4.4", { force }, `${head}${forceNow}${end}`],
    ["4.3", { script, force }, `${head}${forceNow}${end}${wodle}`],
    ["4.2", { script, force }, `${head}${forceThen}${end}${wodle}`],
    ["3.8", { script }, `${head}${end}${wodle}`],
    ["4.2", { force: { ...force, insert: false } }, `${head}${forceThen.replace("yes", "no")}${end}`],
  ])("of %s has the configuration for %j", async (version, contents, text) => {
    const { configuration } = await made(contents, version);
    const written = readFileSync(configuration, "utf8");
    expect(written).toBe(`${text}\n</ossec_config>\n`);
    expect(readSettings(written, release(version))).not.toHaveProperty("problem");
  });
});

describe("a folder", () => {
  it("that is a sandbox keeps its files, and gets what is missing", async () => {
    const { home, keys, configuration } = await made({ keys: "# mine\n" });
    rmSync(configuration);
    rmSync(`${home}/bin`, { recursive: true });
    await made({ keys: "# other\n", password: "secret" }, "4.14", home);
    expect(readFileSync(keys, "utf8")).toBe("# mine\n");
    expect(readFileSync(configuration, "utf8")).toContain("<use_password>yes<");
    expect(existsSync(`${home}/bin`)).toBe(true);
  });

  it("that is empty becomes one, and one with other files is refused", async () => {
    const empty = temporaryFolder();
    expect(await openSandbox(empty, release())).toMatchObject({ home: empty });
    const taken = temporaryFolder();
    writeFileSync(path.join(taken, "letter"), "");
    expect(await openSandbox(taken, release())).toEqual({
      problem: `${taken} has other files in it. Name a new or empty folder.`,
    });
    expect(readdirSync(taken)).toEqual(["letter"]);
  });

  it("in which an agent or a manager is installed is refused, also before it has agents", async () => {
    const home = path.join(temporaryFolder(), "ossec");
    mkdirSync(path.join(home, "etc"), { recursive: true });
    mkdirSync(path.join(home, "bin"));
    writeFileSync(path.join(home, "bin/wazuh-agentd"), "");
    const refused = (folder: string) => ({
      problem: `${folder} is a real installation. Name a folder of your own.`,
    });
    expect(await openSandbox(home, release())).toEqual(refused(home));
    expect(readdirSync(home).sort()).toEqual(["bin", "etc"]);
    writeFileSync(path.join(home, "etc/client.keys"), "");
    expect(await openSandbox(home, release())).toEqual(refused(home));
    const linked = path.join(temporaryFolder(), "box");
    mkdirSync(path.join(linked, "etc"), { recursive: true });
    symlinkSync(path.join(home, "etc/client.keys"), path.join(linked, "etc/client.keys"));
    expect(await openSandbox(linked, release())).toEqual(refused(linked));
  });

  it("in which something cannot be written is refused with the reason", async () => {
    const file = path.join(temporaryFolder(), "file");
    writeFileSync(file, "");
    expect(await openSandbox(path.join(file, "box"), release())).toEqual({
      problem: expect.stringMatching(/^.*file\/box.*a part of the path is a file.*\. .+\.$/),
    });
    const home = path.join(temporaryFolder(), "box");
    mkdirSync(path.join(home, "etc/client.keys"), { recursive: true });
    expect(await openSandbox(home, release())).toEqual({
      problem: expect.stringMatching(/^.*client\.keys.*\. .+\.$/),
    });
  });
});

describe("a certificate", () => {
  it("is for its names, its own authority, and good for a year", () => {
    const now = new Date("2026-02-03T04:05:06Z");
    const { certificate, key } = makeCertificate(["wazuh-manager", "localhost", "127.0.0.1"], now);
    const read = new X509Certificate(certificate);
    expect(read.subject).toBe("CN=wazuh-manager");
    expect(read.issuer).toBe("CN=wazuh-manager");
    expect(read.subjectAltName).toBe("DNS:wazuh-manager, DNS:localhost, IP Address:127.0.0.1");
    expect(read.validFromDate).toEqual(now);
    expect(read.validToDate).toEqual(new Date("2027-02-03T04:05:06Z"));
    expect(read.ca).toBe(true);
    expect(read.verify(read.publicKey)).toBe(true);
    expect(read.checkIssued(read)).toBe(true);
    expect(read.serialNumber).toMatch(/^01[0-9A-F]{30}$/);
    expect(key).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    const text = Buffer.from(read.raw).toString("latin1");
    // The extensions of an authority: critical constraints, the id of its key, its names.
    expect(text).toContain("\x06\x03\x55\x1d\x13\x01\x01\xff\x04\x05\x30\x03\x01\x01\xff");
    expect(text).toContain("\x06\x03\x55\x1d\x0e\x04\x16\x04\x14");
    const other = makeCertificate(["wazuh-manager"], now);
    expect(new X509Certificate(other.certificate).serialNumber).not.toBe(read.serialNumber);
  });

  it("can be used whatever its length is", () => {
    for (let length = 1; length <= 48; length++) {
      const name = "n".repeat(length);
      for (const names of [
        [name],
        [name, ...Array.from({ length: 20 }, () => "x".repeat(length))],
      ] as const) {
        const [first, ...others] = names;
        const { certificate, key } = makeCertificate([first, ...others]);
        createSecureContext({ cert: certificate, key });
        const lines = certificate.split("\n");
        expect(lines.slice(1, -3).every((line) => line.length === 64)).toBe(true);
        expect(lines.at(-3)).not.toBe("");
        expect(lines.slice(-2)).toEqual(["-----END CERTIFICATE-----", ""]);
      }
    }
  });

  it("of a sandbox is made once, with its key for the user only", async () => {
    const sandbox = await made();
    const first = await certificateOf(sandbox, ["manager"]);
    expect(await certificateOf(sandbox, ["other"])).toEqual(first);
    if ("problem" in first) throw new Error(first.problem);
    const key = path.join(sandbox.home, "etc/sslmanager.key");
    expect(readFileSync(sandbox.certificate, "utf8")).toBe(first.certificate);
    expect(readFileSync(key, "utf8")).toBe(first.key);
    expect([modeOf(sandbox.certificate), modeOf(key)]).toEqual([0o640, 0o600]);
  });

  it.each(["sslmanager.key", "sslmanager.cert"])("without %s is made again", async (lost) => {
    const sandbox = await made();
    const first = await certificateOf(sandbox, ["manager"]);
    rmSync(path.join(sandbox.home, "etc", lost));
    const second = await certificateOf(sandbox, ["manager"]);
    if ("problem" in first || "problem" in second) throw new Error("no certificate");
    expect(second.certificate).not.toBe(first.certificate);
    expect(readFileSync(sandbox.certificate, "utf8")).toBe(second.certificate);
    createSecureContext({ cert: second.certificate, key: second.key });
  });

  it("that cannot be written is a problem", async () => {
    const sandbox: Sandbox = { ...(await made()), home: path.join(temporaryFolder(), "none") };
    expect(await certificateOf(sandbox, ["manager"])).toEqual({
      problem: expect.stringMatching(/^.*sslmanager\.key.*\. .+\.$/),
    });
  });
});

describe("the list of agents", () => {
  const file = () => path.join(temporaryFolder(), "client.keys");

  it("is empty without its file", () => {
    expect(readKeys(file(), release(), true).store.entries).toEqual([]);
    expect(markOf(file())).toBe("");
  });

  it.each([
    [true, [], `001 web any ${KEY}\n`],
    [false, [`002 !gone any ${KEY}`], `001 web any ${KEY}\n002 !gone any ${KEY}\n`],
  ])("of a service that purges (%s) has the removed records %j", (purges, removed, written) => {
    const list = file();
    writeFileSync(list, `001 web any ${KEY}\n002 !gone any ${KEY}\n`);
    const { store, warnings } = readKeys(list, release(), purges);
    expect(store.purges).toBe(purges);
    expect(store.entries.map(({ id }) => id)).toEqual(["001"]);
    expect(store.removed).toEqual(removed);
    expect(store.write()).toBe(written);
    expect(warnings).toEqual([]);
  });

  it("is read byte by byte, and a record without a key is skipped", () => {
    const list = file();
    writeFileSync(list, `001 schl\xfcssel any ${KEY}\n002 none any\n`, "latin1");
    const { store, exit } = readKeys(list, release(), true);
    expect([store.entries.map(({ name }) => name), exit]).toEqual([["schl\xfcssel"], undefined]);
  });

  it("is another one after any change", () => {
    const list = file();
    writeFileSync(list, "a");
    utimesSync(list, 1, 1);
    const marks = [markOf(list)];
    expect(markOf(list)).toBe(marks[0]);
    utimesSync(list, 1, 2);
    marks.push(markOf(list));
    appendFileSync(list, "b");
    utimesSync(list, 1, 2);
    marks.push(markOf(list));
    writeFileSync(`${list}.new`, "ab");
    utimesSync(`${list}.new`, 1, 2);
    marks.push(markOf(`${list}.new`));
    expect(new Set(marks).size).toBe(4);
  });
});
