/** `<ssl_agent_ca>` and `<ssl_verify_host>` with certificates that openssl made. */

import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type EnrollResult, enroll } from "../../stand-in/enroll.ts";
import { namesPeer } from "../../stand-in/peer-name.ts";
import { authConfiguration, problemWith, type Running, running } from "./running.ts";

/** Kept after a test: all tests use the same certificates. */
const folder = join(import.meta.dirname, "../../.cache/certificates");

function openssl(...words: readonly string[]): void {
  execFileSync("openssl", words, { cwd: folder, stdio: "pipe" });
}

function authority(name: string): void {
  openssl(
    "req",
    "-x509",
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:P-256",
    "-nodes",
    "-days",
    "2",
    "-subj",
    `/O=Test/CN=${name}`,
    "-keyout",
    `${name}.key`,
    "-out",
    `${name}.pem`,
  );
}

function client(name: string, signedBy: string, subject: string, alternatives?: string): void {
  openssl(
    "req",
    "-new",
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:P-256",
    "-nodes",
    "-subj",
    subject,
    "-keyout",
    `${name}.key`,
    "-out",
    `${name}.csr`,
  );
  writeFileSync(
    join(folder, `${name}.ext`),
    alternatives === undefined ? "" : `subjectAltName=${alternatives}\n`,
  );
  openssl(
    "x509",
    "-req",
    "-days",
    "2",
    "-in",
    `${name}.csr`,
    "-CA",
    `${signedBy}.pem`,
    "-CAkey",
    `${signedBy}.key`,
    "-CAcreateserial",
    "-extfile",
    `${name}.ext`,
    "-out",
    `${name}.pem`,
  );
}

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  authority("ca");
  authority("other-ca");
  client("loopback", "ca", "/CN=web-01", "IP:127.0.0.1");
  client("elsewhere", "ca", "/CN=web-02", "IP:10.0.0.7,DNS:web-02.example.org");
  client("stranger", "other-ca", "/CN=web-03", "IP:127.0.0.1");
});

async function service(options: string): Promise<Running> {
  const files = {
    "etc/ossec.conf": authConfiguration(`<ssl_agent_ca>${folder}/ca.pem</ssl_agent_ca>${options}`),
  };
  return await running({ files, debug: 0 });
}

async function asked({ host, enrolment, sandbox }: Running, own?: string): Promise<EnrollResult> {
  const identity =
    own === undefined
      ? undefined
      : { certificate: join(folder, `${own}.pem`), key: join(folder, `${own}.key`) };
  return await enroll({
    host,
    port: enrolment,
    request: "OSSEC A:'web-01'",
    ca: sandbox.certificate,
    identity,
    patience: 30_000,
  });
}

const texts = ({ lines }: Running): readonly string[] =>
  lines.map(({ daemon, level, text }) => `${daemon} ${level} ${text}`);

const ADDED = { kind: "answered", answer: expect.stringMatching(/^OSSEC K:'001 web-01 any /) };
const CLOSED = { kind: "answered", answer: "" };

describe("a service with <ssl_agent_ca>", () => {
  it("accepts a certificate of that authority, whatever name it has", async () => {
    const manager = await service("");
    expect(await asked(manager, "elsewhere")).toMatchObject(ADDED);
    expect(manager.agents()).toBe(1);
  });

  it("closes the connection of a client without a certificate, and logs what a manager does not show", async () => {
    const manager = await service("");
    expect(await asked(manager)).toMatchObject(CLOSED);
    expect(texts(manager)).toContain(
      "stand-in info 127.0.0.1 has no certificate, and <ssl_agent_ca> asks for one. A manager logs that at debug level.",
    );
    expect(manager.agents()).toBe(0);
  });

  it("refuses a certificate of another authority, with OpenSSL's reason", async () => {
    const manager = await service("");
    expect(await asked(manager, "stranger")).toMatchObject(CLOSED);
    expect(texts(manager).slice(-4)).toEqual([
      "wazuh-authd error Problem with certificate at depth 0",
      "wazuh-authd error issuer =  /O=Test/CN=other-ca",
      "wazuh-authd error subject =  /CN=web-03",
      "wazuh-authd error 20:unable to get local issuer certificate",
    ]);
    expect(manager.agents()).toBe(0);
    // The number and the text are openssl's own.
    expect(() => openssl("verify", "-CAfile", "ca.pem", "stranger.pem")).toThrow(
      /error 20 at 0 depth lookup: unable to get local issuer certificate/,
    );
  });

  it("does not start if the authority is missing", async () => {
    const { problem } = await problemWith(authConfiguration("<ssl_agent_ca>etc/missing.pem</ssl_agent_ca>"));
    expect(problem).toContain("<ssl_agent_ca> names a file that cannot be read");
  });
});

describe("a service with <ssl_verify_host> too", () => {
  it("accepts a certificate with the client's address", async () => {
    expect(await asked(await service("<ssl_verify_host>yes</ssl_verify_host>"), "loopback")).toMatchObject(
      ADDED,
    );
  });

  it("refuses one with another address", async () => {
    const manager = await service("<ssl_verify_host>yes</ssl_verify_host>");
    expect(await asked(manager, "elsewhere")).toMatchObject(CLOSED);
    expect(texts(manager).at(-1)).toBe("wazuh-authd error Unable to verify client certificate.");
    expect(manager.agents()).toBe(0);
  });
});

describe("the name in a certificate", () => {
  const named = (subject: string, subjectAltName?: string, peer = "127.0.0.1"): boolean =>
    namesPeer({ subject, subjectAltName }, peer);

  it("can be the common name, also beside alternative names, and an address in it", () => {
    expect(named("O=Test\nCN=127.0.0.1", "DNS:web.example.org")).toBe(true);
    expect(named("CN=127.0.0.2")).toBe(false);
  });

  it("is compared label by label, without case", () => {
    expect(named("CN=x", "DNS:WEB.example.org", "web.EXAMPLE.org")).toBe(true);
    expect(named("CN=x", "DNS:web.example.org.", "web.example.org")).toBe(true);
    expect(named("CN=x", "DNS:*.example.org", "web.example.org")).toBe(true);
    expect(named("CN=x", "DNS:*.example.org", "a.web.example.org")).toBe(false);
    expect(named("CN=x", "DNS:w*.example.org", "web.example.org")).toBe(false);
    expect(named("CN=x", "DNS:web_1.example.org", "web_1.example.org")).toBe(false);
  });

  it("can be an IPv6 address in any form", () => {
    expect(named("CN=x", "IP Address:FD00:0:0:0:0:0:0:7", "fd00::7")).toBe(true);
    expect(named("CN=x", "IP Address:FD00:0:0:0:0:0:0:7", "fd00::8")).toBe(false);
  });
});
