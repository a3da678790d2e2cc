/** The sandbox folder: the part of a manager's home that the stand-in reads and writes. */

import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { liveFile, replaceFile, writeProblem } from "../core/files/index.ts";
import type { ByteString, ForceOptions, Release } from "../core/manager/index.ts";
import { say } from "../core/words/index.ts";
import type { Certificate } from "./certificate.ts";
import { makeCertificate } from "./certificate.ts";

/** Mode of a file that holds a secret. */
const SECRET_MODE = 0o600;

const FOLDERS = [
  "etc/shared/default",
  "logs",
  "queue/sockets",
  "queue/ossec",
  "bin",
  "agent/bin",
  "agent/etc",
];

/** The initial contents of a new sandbox, in addition to a fresh installation. */
export interface Contents {
  /** The poll script, as it is written in exec_path. Without one, polling is off. */
  readonly script?: string | undefined;
  /** The whole `client.keys`. */
  readonly keys?: ByteString | undefined;
  /** The password that the registration service asks for. */
  readonly password?: string | undefined;
  readonly groups?: readonly string[] | undefined;
  readonly force?: WantedForce | undefined;
}

/** When an agent is replaced. */
export interface WantedForce {
  readonly options: ForceOptions;
  /** For releases before 4.3. */
  readonly insert: boolean;
}

/** The text in `<auth>` for the force options. */
function forceBlock(release: Release, force: WantedForce | undefined): string {
  if (force === undefined) return "";
  const word = (value: boolean): string => (value ? "yes" : "no");
  const { enabled, keyMismatch, disconnectedTime, afterRegistrationTime } = force.options;
  if (release.force !== "by-rules")
    return `
    <force_insert>${word(force.insert)}</force_insert>`;
  return `
    <force>
      <enabled>${word(enabled)}</enabled>
      <key_mismatch>${word(keyMismatch)}</key_mismatch>
      <disconnected_time enabled="${word(disconnectedTime.enabled)}">${disconnectedTime.seconds}</disconnected_time>
      <after_registration_time>${afterRegistrationTime}</after_registration_time>
    </force>`;
}

function configuration(release: Release, { script, password, force }: Contents): string {
  const inAuth = release.forceOptions === "auth-block";
  const path = script === undefined ? "" : `<exec_path>${escaped(script)}</exec_path>`;
  const block = inAuth
    ? `
    <key_request>
      <enabled>yes</enabled>
      ${path}
    </key_request>`
    : `
  <wodle name="agent-key-polling">
    <enabled>yes</enabled>
    ${path}
  </wodle>`;
  const polling = script === undefined ? "" : block;
  return `<ossec_config>
  <auth>
    <port>1515</port>
    <use_source_ip>no</use_source_ip>
    <purge>yes</purge>
    <use_password>${password === undefined ? "no" : "yes"}</use_password>${forceBlock(release, force)}${inAuth ? polling : ""}
  </auth>${inAuth ? "" : polling}
</ossec_config>
`;
}

/** The manager decodes no entities, so only text that would end the element is not allowed there. */
function escaped(script: string): string {
  return script.replaceAll("<", "");
}

/** Files of a sandbox by their use. Paths are absolute. */
export interface Sandbox {
  readonly home: string;
  readonly keys: string;
  readonly configuration: string;
  readonly password: string;
  readonly certificate: string;
  readonly log: string;
  /** The socket of the registration service, at its path in that release. */
  readonly socket: string;
  /** The home of an agent on the same machine, with its own key. */
  readonly agentHome: string;
  readonly agentKeys: string;
  /** Has a line for each run of a tool in `bin`. */
  readonly toolLog: string;
}

/** Why a folder cannot be a sandbox. */
export interface NoSandbox {
  readonly problem: string;
}

/**
 * Makes what is missing in the folder and keeps what is there. Refuses a folder in which a manager or agent is
 * installed, because the stand-in would write into its files, and a folder with other things in it. A new sandbox
 * starts with `contents`.
 */
export async function openSandbox(
  folder: string,
  release: Release,
  contents: Contents = {},
): Promise<Sandbox | NoSandbox> {
  const home = resolve(folder);
  if (existsSync(home)) {
    if ((await liveFile(join(home, "etc", "client.keys"))) !== undefined)
      return { problem: say`${home} is a real installation. Name a folder of your own.` };
    const isOurs = existsSync(join(home, "etc")) || readdirSync(home).length === 0;
    if (!isOurs) return { problem: say`${home} has other files in it. Name a new or empty folder.` };
  }
  const sandbox = sandboxIn(home, release);
  const groups = (contents.groups ?? []).map((group) => join("etc/shared", group));
  for (const each of [...FOLDERS, ...groups]) {
    const path = join(home, each);
    try {
      mkdirSync(path, { recursive: true, mode: 0o750 });
    } catch (error) {
      const { what, advice } = writeProblem(path, error);
      return { problem: `${what} ${advice}` };
    }
  }
  const { keys: list = "", password } = contents;
  const problem =
    (await put(sandbox.keys, Buffer.from(list, "latin1"))) ??
    (password === undefined
      ? undefined
      : await put(sandbox.password, Buffer.from(`${password}\n`), SECRET_MODE)) ??
    (await put(sandbox.configuration, Buffer.from(configuration(release, contents))));
  return problem === undefined ? sandbox : { problem };
}

/** The files of an existing sandbox. `home` is absolute. */
export function sandboxIn(home: string, release: Release): Sandbox {
  const isOld = release.daemonPrefix === "ossec";
  return {
    home,
    keys: join(home, "etc", "client.keys"),
    configuration: join(home, "etc", "ossec.conf"),
    password: join(home, "etc", "authd.pass"),
    certificate: join(home, "etc", "sslmanager.cert"),
    log: join(home, "logs", "ossec.log"),
    socket: join(home, "queue", isOld ? "ossec" : "sockets", "auth"),
    agentHome: join(home, "agent"),
    agentKeys: join(home, "agent", "etc", "client.keys"),
    toolLog: join(home, "logs", "tools.log"),
  };
}

/** Keeps an existing file. Returns why it could not be written. */
async function put(path: string, bytes: Buffer, mode = 0o640): Promise<string | undefined> {
  const result = await replaceFile(path, bytes, { backup: false, mode, was: "nothing" });
  return result.kind === "written" || result.cause === "there"
    ? undefined
    : `${result.what} ${result.advice}`;
}

/** The certificate of the sandbox, made at the first start. Clients use it as their authority. */
export async function certificateOf(
  sandbox: Sandbox,
  names: readonly [string, ...string[]],
): Promise<Certificate | NoSandbox> {
  const keyPath = join(sandbox.home, "etc", "sslmanager.key");
  if (existsSync(sandbox.certificate) && existsSync(keyPath)) {
    return { certificate: readFileSync(sandbox.certificate, "utf8"), key: readFileSync(keyPath, "utf8") };
  }
  const made = makeCertificate(names);
  // A crash between the two writes leaves a key without its certificate, which cannot be used.
  await rm(sandbox.certificate, { force: true });
  await rm(keyPath, { force: true });
  const problem =
    (await put(keyPath, Buffer.from(made.key), SECRET_MODE)) ??
    (await put(sandbox.certificate, Buffer.from(made.certificate)));
  return problem === undefined ? made : { problem };
}
