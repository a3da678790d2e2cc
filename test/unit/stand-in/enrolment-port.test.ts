/** The port of the registration service: where a request ends, which TLS it speaks, and whose certificate it accepts. */

import { writeFileSync } from "node:fs";
import { connect as connectPlain } from "node:net";
import path from "node:path";
import { type ConnectionOptions, connect } from "node:tls";
import { describe, expect, it } from "vitest";
import { makeCertificate } from "../../../stand-in/certificate.ts";
import { eventually } from "../../editor/host/eventually.ts";
import { answerPatience } from "../../patience.ts";
import { authConfiguration, type Running, running } from "../../stand-in/running.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const KEY = "5a".repeat(32);
const PAUSE = 40;

interface Sent {
  readonly answer: string;
  /** Nothing is sent for a while after the last piece. */
  readonly isOpen: boolean;
}

/** Sends pieces one after the other. `until` is how long it waits for the end. */
function send(
  { enrolment: port }: Pick<Running, "enrolment">,
  pieces: readonly (string | Buffer)[],
  { until = answerPatience, ...options }: ConnectionOptions & { readonly until?: number } = {},
): Promise<Sent> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect({ host: "127.0.0.1", port, rejectUnauthorized: false, ...options });
    const timer = setTimeout(() => {
      socket.destroy();
      if (until < answerPatience) resolve({ answer, isOpen: true });
      else reject(new Error("The connection is still open."));
    }, until);
    socket.on("secureConnect", async () => {
      for (const piece of pieces) {
        if (!socket.writable) break;
        socket.write(typeof piece === "string" ? Buffer.from(piece, "latin1") : piece);
        await new Promise((pause) => setTimeout(pause, PAUSE));
      }
    });
    socket.on("data", (bytes: Buffer) => (answer += bytes.toString("latin1")));
    socket.on("error", (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      if (error.code === "ECONNRESET" || error.code === "EPIPE") resolve({ answer, isOpen: false });
      else reject(error);
    });
    socket.on("close", () => {
      clearTimeout(timer);
      resolve({ answer, isOpen: false });
    });
  });
}

interface Started extends Running {
  readonly told: readonly string[];
}

async function service(version: string, auth = "", debug = 0): Promise<Started> {
  const told: string[] = [];
  const manager = await running({
    version,
    debug,
    files: { "etc/ossec.conf": authConfiguration(auth), "etc/client.keys": `001 taken any ${KEY}\n` },
    on: { exchange: ({ port, from, sent, answered }) => told.push(`${port} ${from}: ${sent} → ${answered}`) },
  });
  return { ...manager, told };
}

const said = ({ lines }: Running): readonly string[] =>
  lines.map(({ daemon, level, text }) => `${daemon} ${level}: ${text}`);
const given = (name: string, id = "002") =>
  expect.stringMatching(`^OSSEC K:'${id} ${name} any [0-9a-f]{64}'\n*$`);
const ADDED = { answer: given("web"), isOpen: false };
const long = (length: number): string => "OSSEC A:'web' G:'".padEnd(length, "x");

describe("a request at 4.13 and newer", () => {
  it("ends with a line feed, however it is cut, and nothing after it is read", async () => {
    const manager = await service("4.14");
    expect(await send(manager, ["OSSEC A:'web'\nOSSEC A:'db'\n"])).toEqual(ADDED);
    expect(await send(manager, ["OSSEC A:", "'db'", "\n"])).toMatchObject({ answer: given("db", "003") });
    expect(await send(manager, ["OSSEC A:'xy'\0junk\n"])).toMatchObject({ answer: given("xy", "004") });
    expect(manager.told[0]).toMatch(
      /^registration service 127\.0\.0\.1: OSSEC A:'web' → OSSEC K:'002 web any •+'$/,
    );
    expect(manager.agents()).toBe(4);
  });

  it("without one is waited for, with a line in the log", async () => {
    const manager = await service("4.14");
    expect(await send(manager, ["OSSEC A:'web'"], { until: 300 })).toEqual({ answer: "", isOpen: true });
    const line = "wazuh-authd error: Newline terminator not found in message request for 127.0.0.1";
    expect(said(manager)).toContain(line);
    const full = `OSSEC A:'web' G:'${"x".repeat(16384)}`.slice(0, 16384);
    const other = await service("4.14");
    await send(other, [full], { until: 300 });
    expect(said(other)).not.toContain(line);
    expect(other.told).toEqual([]);
  });

  it("that is too long is cut", async () => {
    const manager = await service("4.14");
    const { answer } = await send(manager, [long(69632)]);
    expect(answer).toMatch(/^ERROR: /);
    const second = await send(manager, [`${long(69632)}'\n`]);
    expect(second.answer).toMatch(/^ERROR: /);
    expect(await send(manager, [long(60000)], { until: 500 })).toEqual({ answer: "", isOpen: true });
  });
});

describe("a request at 3.13.1 to 4.12", () => {
  it("ends with the first piece that is not full", async () => {
    const manager = await service("4.12");
    expect(await send(manager, ["OSSEC A:'web'"])).toEqual(ADDED);
    expect(await send(manager, ["OSSEC A:'a", "b'"])).toMatchObject({
      answer: expect.stringMatching(/^ERROR: /),
    });
    const whole = `OSSEC A:'db'${" ".repeat(16384)}`;
    await send(manager, [whole.slice(0, 16384), whole.slice(16384)]);
    expect(manager.told.at(-1)).toMatch(/: OSSEC A:'db' → OSSEC K:/);
    expect(manager.told.length).toBe(3);
  });

  it("of full pieces is used when nothing follows, and silence ends the connection", async () => {
    const manager = await service("4.12");
    const full = `OSSEC A:'web'${" ".repeat(16384)}`.slice(0, 16384);
    const { isOpen } = await send(manager, [full]);
    expect([isOpen, manager.told.length]).toEqual([false, 1]);
    expect(said(manager)).not.toContain("wazuh-authd info: Client timeout from 127.0.0.1");
    expect(await send(manager, [])).toEqual({ answer: "", isOpen: false });
    expect(said(manager)).toContain("wazuh-authd info: Client timeout from 127.0.0.1");
    expect(manager.told.length).toBe(1);
  });
});

describe("a request at 3.8 to 3.13.0", () => {
  it("is one piece, and what cannot be read has no answer", async () => {
    const manager = await service("3.8.0");
    expect(await send(manager, ["OSSEC A:'web'\n"])).toMatchObject(ADDED);
    expect(await send(manager, ["OSSEC B:'db'\n"])).toEqual({ answer: "", isOpen: false });
    expect(manager.told.at(-1)).toBe("registration service 127.0.0.1: OSSEC B:'db' → undefined");
    const full = `OSSEC A:'db'${" ".repeat(16384)}`.slice(0, 16384);
    await send(manager, [full]);
    expect(manager.told.length).toBe(3);
    expect(await send(manager, [])).toEqual({ answer: "", isOpen: false });
    expect(said(manager)).toContain("ossec-authd info: Client timeout from 127.0.0.1");
  });

  it("has an answer of several messages", async () => {
    const manager = await service("3.13.6");
    const { answer } = await send(manager, ["OSSEC A:'a/b'\n"]);
    expect(answer).toBe("ERROR: Invalid agent name: a/b\n\nERROR: Unable to add agent.\n\n");
    expect(manager.told.at(-1)).toMatch(/→ ERROR: Invalid agent name: a\/b ERROR: Unable to add agent\.$/);
  });
});

describe("TLS", () => {
  const old: ConnectionOptions = { maxVersion: "TLSv1.1", minVersion: "TLSv1", ciphers: "ALL:@SECLEVEL=0" };

  it("is 1.2 or newer unless it is negotiated", async () => {
    await expect(send(await service("4.14"), ["OSSEC A:'web'\n"], old)).rejects.toThrow();
    const negotiated = await service("4.14", "<ssl_auto_negotiate>yes</ssl_auto_negotiate>");
    expect(await send(negotiated, ["OSSEC A:'web'\n"], old)).toEqual(ADDED);
    const twelve: ConnectionOptions = { maxVersion: "TLSv1.2", minVersion: "TLSv1.2" };
    expect(await send(await service("4.14"), ["OSSEC A:'web'\n"], twelve)).toEqual(ADDED);
  });

  it("has the ciphers of the configuration", async () => {
    const manager = await service("4.14", "<ciphers>ECDHE-ECDSA-AES256-GCM-SHA384</ciphers>");
    const with12 = (ciphers: string): ConnectionOptions => ({ maxVersion: "TLSv1.2", ciphers });
    expect(await send(manager, ["OSSEC A:'web'\n"], with12("ECDHE-ECDSA-AES256-GCM-SHA384"))).toEqual(ADDED);
    await expect(send(manager, [], with12("ECDHE-ECDSA-AES128-GCM-SHA256"))).rejects.toThrow();
  });

  it("that fails is noted at debug level, and closes the connection", async () => {
    const manager = await service("4.14", "", 1);
    const socket = connectPlain({ host: "127.0.0.1", port: manager.enrolment }, () =>
      socket.write("GET / HTTP/1.0\r\n\r\n"),
    );
    socket.setTimeout(answerPatience, () => socket.destroy(new Error("It stays open.")));
    await new Promise<void>((resolve, reject) => {
      socket
        .resume()
        .on("error", reject)
        .on("close", () => resolve());
    });
    await eventually(
      () => expect(said(manager).join("\n")).toMatch(/stand-in debug1: A TLS handshake failed: \S.*\S\.$/m),
      answerPatience,
    );
  });

  it("is logged as a connection", async () => {
    const manager = await service("3.13.6");
    await send(manager, ["OSSEC A:'web'\n"]);
    expect(said(manager)).toContain("ossec-authd info: New connection from 127.0.0.1");
  });
});

describe("with <ssl_agent_ca>", () => {
  const DAY = 86_400_000;
  /** An authority that signed only itself, which is enough for a client. */
  const authority = (days = 0, names: readonly [string, ...string[]] = ["agent", "127.0.0.1"]) => {
    const { certificate, key } = makeCertificate(names, new Date(Date.now() + days * DAY));
    return { cert: certificate, key };
  };

  async function checking(ca: string, more = ""): Promise<Started> {
    const file = path.join(temporaryFolder(), "ca.pem");
    writeFileSync(file, ca);
    return await service("4.14", `<ssl_agent_ca>${file}</ssl_agent_ca>${more}`, 2);
  }

  const NO_ANSWER = { answer: "", isOpen: false };
  const verify = "<ssl_verify_host>yes</ssl_verify_host>";

  it("accepts its own certificate, which may have to name the client", async () => {
    const own = authority();
    const [named, other] = [await checking(own.cert, verify), await checking(own.cert)];
    for (const manager of [named, other]) {
      expect(await send(manager, ["OSSEC A:'web'\n"], own)).toEqual(ADDED);
      expect(said(manager)).toContain("wazuh-authd debug2: New connection from 127.0.0.1");
    }
    const far = authority(0, ["agent", "10.0.0.7"]);
    expect(await send(await checking(far.cert), ["OSSEC A:'web'\n"], far)).toEqual(ADDED);
    const refusing = await checking(far.cert, verify);
    expect(await send(refusing, ["OSSEC A:'web'\n"], far)).toEqual(NO_ANSWER);
    expect(said(refusing).at(-1)).toBe("wazuh-authd error: Unable to verify client certificate.");
    expect(refusing.told).toEqual([]);
  });

  it("refuses a client without a certificate", async () => {
    const manager = await checking(authority().cert, verify);
    expect(await send(manager, ["OSSEC A:'web'\n"])).toEqual(NO_ANSWER);
    expect(said(manager).at(-1)).toBe(
      "stand-in info: 127.0.0.1 has no certificate, and <ssl_agent_ca> asks for one. A manager logs that at debug level.",
    );
    expect(manager.agents()).toBe(1);
  });

  it.each([
    ["signed by itself", 0, "18:self-signed certificate"],
    ["that is out of date", -700, "10:certificate has expired"],
    ["for later", 10, "9:certificate is not yet valid"],
  ])("refuses a certificate %s, with OpenSSL's reason", async (_what, days, reason) => {
    const own = authority(days);
    const manager = await checking(days === 0 ? authority().cert : own.cert);
    expect(await send(manager, ["OSSEC A:'web'\n"], own)).toEqual(NO_ANSWER);
    expect(said(manager).slice(-4)).toEqual([
      "wazuh-authd error: Problem with certificate at depth 0",
      "wazuh-authd error: issuer =  /CN=agent",
      "wazuh-authd error: subject =  /CN=agent",
      `wazuh-authd error: ${reason}`,
    ]);
    expect(manager.agents()).toBe(1);
  });

  it("takes a path from the manager's home", async () => {
    const manager = await service("4.14", "<ssl_agent_ca>etc/sslmanager.cert</ssl_agent_ca>");
    expect(await send(manager, ["OSSEC A:'web'\n"])).toEqual(NO_ANSWER);
  });
});
