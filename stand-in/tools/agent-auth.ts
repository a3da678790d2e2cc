/** The stand-in for `agent-auth`: enrols with the stand-in manager, and writes the key of the sandbox's agent. */

import { hostname } from "node:os";
import { join } from "node:path";
import { replaceFile } from "../../core/files/index.ts";
import {
  bytesFromText,
  isValidName,
  type KeyEntry,
  readAddress,
  readKeyFile,
} from "../../core/manager/index.ts";
import { keyHash } from "../../core/registration/index.ts";
import { enroll } from "../enroll.ts";
import { stamp } from "../log.ts";
import { readOptions } from "./options.ts";
import { notHere, type ToolEnd, type ToolPlace, textOf } from "./tool.ts";

const NAME = "agent-auth";

const STANDARD_PORT = 1515;

/** Milliseconds to wait for the answer. */
const PATIENCE = 60_000;

/**
 * What an agent logs during enrolment, up to 3.13 and from 4.0 on. Source: os_auth/main-client.c,
 * shared/enrollment_op.c.
 */
const wordings = {
  old: {
    asking: "Starting enrollment process to server: ",
    waiting: "Waiting for manager reply",
    done: "Valid key created. Finished.",
  },
  new: {
    asking: "Requesting a key from server: ",
    waiting: "Waiting for server reply",
    done: "Valid key received",
  },
} as const;

export async function agentAuth(words: readonly string[], place: ToolPlace): Promise<ToolEnd> {
  const given = readOptions("V d h t G: m: p: n: A: c: v: x: k: D: P: a I: i g:", words);
  if ("problem" in given) return { exitCode: 1, output: "", errors: `${NAME}: ${given.problem}\n` };
  const { options } = given;
  for (const letter of ["V", "h", "n"]) if (options.has(letter)) return notHere(NAME, `has no -${letter}.`);
  const elsewhere = elsewhereOf(options, place);
  if (elsewhere !== undefined) return notHere(NAME, elsewhere);
  if (options.has("t")) return { exitCode: 0, output: "", errors: "" };
  return await new Enrolling(options, place).run();
}

/** A script may name a real manager. Nothing is sent to it. */
function elsewhereOf(options: ReadonlyMap<string, string>, { host, port }: ToolPlace): string | undefined {
  const manager = options.get("m");
  const asked = Number(options.get("p") ?? STANDARD_PORT);
  if (port === undefined) return "finds no registration service: <remote_enrollment> is no.";
  if (manager !== undefined && manager !== host && !(manager === "localhost" && host === "127.0.0.1"))
    return `asks the stand-in manager only, at ${host}, and was called for ${manager}. Take the manager from {host} or WAZUH_MANAGER.`;
  if (asked === STANDARD_PORT || asked === port) return undefined;
  return `asks the stand-in manager only, at port ${port} or ${STANDARD_PORT}, and was called for port ${asked}.`;
}

class Enrolling {
  readonly #options: ReadonlyMap<string, string>;
  readonly #place: ToolPlace;
  readonly #lines: string[] = [];

  constructor(options: ReadonlyMap<string, string>, place: ToolPlace) {
    this.#options = options;
    this.#place = place;
  }

  async run(): Promise<ToolEnd> {
    const { version, host, port = STANDARD_PORT, sandbox } = this.#place;
    const manager = this.#options.get("m");
    const wording = version.startsWith("3.") ? wordings.old : wordings.new;
    if (this.#options.has("I") && this.#options.has("i"))
      return this.#fail("Options '-I' and '-i' are uncompatible.");
    this.#say("INFO", `Started (pid: ${process.pid}).`);
    if (manager === undefined) return this.#fail("Manager IP not set.");
    this.#say("INFO", `${wording.asking}${manager}`);
    const request = this.#request();
    if ("problem" in request) return this.#fail(request.problem);
    this.#say("INFO", wording.waiting);
    const [certificate, key] = [this.#file("x"), this.#file("k")];
    const done = await enroll({
      host,
      port,
      request: bytesFromText(request.text),
      ca: this.#file("v"),
      identity: certificate === undefined || key === undefined ? undefined : { certificate, key },
      ciphers: this.#options.get("c"),
      patience: PATIENCE,
    });
    if (done.kind === "failed")
      return this.#fail(done.isUntrusted === true ? "Unable to verify server certificate" : done.reason);
    const record = /^OSSEC K:'(\d+ \S+ \S+ [\w.-]+)'/.exec(done.answer)?.[1];
    if (record === undefined) {
      for (const text of done.answer.split("ERROR: ").slice(1))
        this.#say("ERROR", `${text.trim()} (from manager)`);
      return this.#end(1);
    }
    const written = await replaceFile(sandbox.agentKeys, Buffer.from(`${record}\n`, "latin1"), {
      backup: false,
      mode: 0o640,
    });
    if (written.kind === "failed") return this.#fail(`${written.what} ${written.advice}`);
    this.#say("INFO", wording.done);
    return this.#end(0);
  }

  /** The request as an agent of this version writes it. */
  #request(): { readonly text: string } | { readonly problem: string } {
    const { release, habits, version } = this.#place;
    const name = this.#options.get("A") ?? hostname();
    if (!isValidName(bytesFromText(name), release))
      return { problem: `Invalid agent name "${name}". Please pick a valid name.` };
    const password = this.#password();
    this.#say("INFO", `Using agent name as: ${name}`);
    const ip = this.#options.get("I");
    if (ip !== undefined && readAddress(bytesFromText(ip), release) === undefined)
      return { problem: "Invalid IP address provided for sender IP." };
    const own = this.#ownRecord();
    const groups = this.#options.get("G");
    const fields = [
      ["V", habits.hasVersionField ? `v${fullVersion(version)}` : undefined],
      ["G", groups],
      ["IP", ip ?? (this.#options.has("i") ? "src" : undefined)],
      ["K", habits.hasKeyHash && own !== undefined ? keyHash(own) : undefined],
    ] as const;
    const head = password === undefined ? "" : `OSSEC PASS: ${password} `;
    const tail = fields.map(([field, value]) => (value === undefined ? "" : ` ${field}:'${value}'`));
    return { text: `${head}OSSEC A:'${name}'${tail.join("")}` };
  }

  #password(): string | undefined {
    const given = this.#options.get("P");
    if (given !== undefined) return given;
    const line = textOf(join(this.#place.sandbox.agentHome, "etc", "authd.pass"))?.split("\n")[0];
    this.#say(
      "INFO",
      line === undefined
        ? "No authentication password provided"
        : "Using password specified on file: etc/authd.pass",
    );
    return line === "" ? undefined : line;
  }

  #ownRecord(): KeyEntry | undefined {
    const file = textOf(this.#place.sandbox.agentKeys) ?? "";
    return readKeyFile(file, { release: this.#place.release, passEmpty: true }).store.entries[0];
  }

  /** Relative paths start in the agent's home. */
  #file(letter: string): string | undefined {
    const file = this.#options.get(letter);
    return file === undefined || file.startsWith("/") ? file : join(this.#place.sandbox.agentHome, file);
  }

  #say(level: "INFO" | "ERROR", text: string): void {
    this.#lines.push(`${stamp(new Date())} ${NAME}: ${level}: ${text}\n`);
  }

  #fail(text: string): ToolEnd {
    this.#say("ERROR", text);
    return this.#end(1);
  }

  #end(exitCode: number): ToolEnd {
    return { exitCode, output: "", errors: this.#lines.join("") };
  }
}

/** A manager of a minor version accepts agents of every patch of it. */
function fullVersion(version: string): string {
  return /^\d+\.\d+$/.test(version) ? `${version}.0` : version;
}
