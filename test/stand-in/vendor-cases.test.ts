/** The vendor's own cases of registration, over the network. The last test prints the result of each. */

import { readFileSync } from "node:fs";
import { connect as connectLocal } from "node:net";
import { hostname } from "node:os";
import { connect } from "node:tls";
import { describe, expect, it } from "vitest";
import { authConfiguration, type Running, running } from "./running.ts";

interface Agent {
  readonly id: string;
  readonly name: string;
  readonly ip: string;
  readonly key: string;
  readonly connection_status?: string;
}

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../fixtures/registration-cases/${name}.json`, import.meta.url), "utf8"));

const force = (keyMismatch: string) => `    <purge>yes</purge>
    <force>
      <enabled>yes</enabled>
      <key_mismatch>${keyMismatch}</key_mismatch>
      <disconnected_time enabled="yes">0</disconnected_time>
      <after_registration_time>0</after_registration_time>
    </force>`;

/** Sends a request unchanged, and returns the whole answer. */
function send(port: number, request: string, options: object = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect({ host: "127.0.0.1", port, rejectUnauthorized: false, ...options });
    socket.on("secureConnect", () => socket.write(request, "latin1"));
    socket.on("data", (bytes: Buffer) => (answer += bytes.toString("latin1")));
    socket.on("error", reject);
    socket.on("close", () => resolve(answer));
  });
}

function ask(path: string, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connectLocal(path);
    let answer: Buffer = Buffer.alloc(0);
    socket.on("connect", () => {
      const frame = Buffer.alloc(4);
      frame.writeUInt32LE(Buffer.byteLength(request));
      socket.write(Buffer.concat([frame, Buffer.from(request)]));
    });
    socket.on("data", (bytes) => {
      answer = Buffer.concat([answer, bytes]);
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(answer.subarray(4).toString("latin1")));
  });
}

const started = (
  metadata: {
    readonly pre_existent_agents?: readonly (Agent | null)[];
    readonly groups?: readonly (string | null)[];
  },
  keyMismatch: string,
): Promise<Running> => {
  const agents = (metadata.pre_existent_agents ?? []).filter((agent) => agent !== null);
  return running({
    files: {
      "etc/client.keys": agents.map(({ id, name, ip, key }) => `${id} ${name} ${ip} ${key}\n`).join(""),
      "etc/ossec.conf": authConfiguration(force(keyMismatch)),
    },
    groups: (metadata.groups ?? []).filter((group) => group !== null),
    agentStates: agents.map(({ id, connection_status: status = "never_connected" }) => `${id}=${status}:1h`),
  });
};

describe("enrolment", () => {
  for (const [at, { name, metadata }] of read("common").entries()) {
    it(`${at + 1} ${name}`, async () => {
      const standIn = await started(metadata, "yes");
      for (const { input, output } of metadata.stages ?? [metadata]) {
        const answer = await send(standIn.enrolment, input.replace("{}", hostname()));
        const wanted =
          typeof output === "string"
            ? output
            : output.status === "success"
              ? `OSSEC K:'001 ${output.name} ${output.ip} `
              : `ERROR: ${output.message.replace("{}", hostname()).replace("\\*", "*")}`;
        expect(answer.slice(0, wanted.length)).toBe(wanted);
      }
    });
  }
});

describe("the local socket", () => {
  for (const { name, metadata } of read("local-socket")) {
    it(name, async () => {
      const standIn = await started(metadata, "no");
      for (const { input, output } of metadata.cases) {
        expect((await ask(standIn.sandbox.socket, input)).slice(0, output.length)).toBe(output);
      }
    });
  }
});

interface PasswordCase {
  readonly use_password: "yes" | "no";
  /** Sent by the client; null for none. */
  readonly pass: string | null;
  /** "yes": there is no authd.pass. */
  readonly random_pass: "yes" | null;
  /** "yes": the client sends the one that the service generated. */
  readonly insert_random_pass_in_query: "yes" | null;
}

async function sendWithPassword(
  metadata: PasswordCase,
): Promise<{ readonly answer: string; readonly isRight: boolean }> {
  const { use_password: use, pass, random_pass: random, insert_random_pass_in_query: insert } = metadata;
  const standIn = await running({
    files: {
      "etc/ossec.conf": authConfiguration(`    <use_password>${use}</use_password>`),
      ...(random === null ? { "etc/authd.pass": "TopSecret" } : {}),
    },
  });
  const given = insert === null ? pass : (standIn.password ?? "any");
  const prefix = given === null ? "" : `OSSEC PASS: ${given} `;
  const answer = await send(standIn.enrolment, `${prefix}OSSEC A:'user1'\n`);
  const log = JSON.stringify(standIn.lines);
  if (standIn.password !== undefined) expect(log).not.toContain(standIn.password);
  return { answer, isRight: given === (use === "yes" ? standIn.password : null) };
}

describe("the password", () => {
  for (const { name, metadata } of read("password")) {
    if (metadata.error !== undefined) continue;
    it(name, async () => {
      const { answer, isRight } = await sendWithPassword(metadata);
      const refusal = metadata.use_password === "no" ? "Invalid request for new agent" : "Invalid password";
      expect(answer).toContain(isRight ? "OSSEC K:'001 user1 any " : `ERROR: ${refusal}`);
    });
  }

  it("Use empty password file.", async () => {
    const files = {
      "etc/ossec.conf": authConfiguration("    <use_password>yes</use_password>"),
      "etc/authd.pass": "",
    };
    await expect(running({ files })).rejects.toThrow("is empty: wazuh-authd does not start");
  });
});

/** Node's OpenSSL has no Camellia: a handshake with it fails for that reason, which is the expected result. */
describe("TLS", () => {
  for (const { name, configuration_parameters: settings, metadata } of read("tls")) {
    it(name, async () => {
      const options = `    <ciphers>${settings.CIPHERS}</ciphers>
    <ssl_auto_negotiate>${settings.SSL_AUTO_NEGOTIATE}</ssl_auto_negotiate>`;
      const standIn = await running({ files: { "etc/ossec.conf": authConfiguration(options) } }).catch(
        (error: Error) => error,
      );
      if (standIn instanceof Error) {
        expect([metadata.expect, settings.CIPHERS]).toEqual(["open_error", "CAMELLIA"]);
        return;
      }
      const version = metadata.protocol === "ssl_tlsv1_1" ? "TLSv1.1" : "TLSv1.2";
      const old = version === "TLSv1.1" ? ":@SECLEVEL=0" : "";
      const sent = (async () =>
        await send(standIn.enrolment, metadata.input ?? "OSSEC A:'user1'\n", {
          minVersion: version,
          maxVersion: version,
          ciphers: `${metadata.ciphers}${old}`,
        }))();
      if (metadata.expect === "open_error") await expect(sent).rejects.toThrow();
      else expect((await sent).slice(0, metadata.output.length)).toBe(metadata.output);
    });
  }
});

it("lists what is not applicable", () => {
  const kinds = { common: 45, "local-socket": 8, password: 14, tls: 9 };
  for (const [name, count] of Object.entries(kinds)) expect(read(name)).toHaveLength(count);
  console.log(
    `Vendor's cases of registration: 75 run; not applicable: "Use only spaces password." (4.14.7 takes it; 5.x refuses it).`,
  );
});
