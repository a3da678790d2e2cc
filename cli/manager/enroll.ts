/** `keypoll enroll`: one enrolment. Both sides are shown without secrets. */

import { readFile } from "node:fs/promises";
import { bytesFromText, maskedKey, textFromBytes } from "../../core/manager/index.ts";
import { enroll } from "../../stand-in/index.ts";
import { ExitCode } from "../exit-code.ts";
import { putFile } from "../put-file.ts";
import { onInterrupt } from "../terminal/interrupt.ts";
import { labelled } from "../terminal/look.ts";
import { onOneLine } from "../terminal/printable.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { readPlace } from "./place.ts";

export interface EnrollFlags {
  readonly place: string;
  readonly name: string;
  readonly groups?: string;
  readonly ip?: string;
  readonly agentVersion?: string;
  readonly keyHash?: string;
  readonly passwordFile?: string;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly insecure?: boolean;
  readonly output?: string;
  readonly timeout: number;
}

const PORT = 1515;

export async function runEnroll(flags: EnrollFlags, terminal: Terminal): Promise<ExitCode> {
  const place = readPlace(flags.place, PORT);
  if (!place.ok) return stop(terminal, place.problem.what, place.problem.advice);
  if (flags.ca === undefined && flags.insecure !== true) {
    return stop(
      terminal,
      "No certificate authority is given.",
      "Write --ca FILE, or --insecure to accept any certificate.",
    );
  }
  const { cert, key: certKey } = flags;
  if ((cert === undefined) !== (certKey === undefined))
    return stop(
      terminal,
      "A certificate and its key belong together.",
      "Write both --cert FILE and --key FILE.",
    );
  const password = await passwordOf(flags.passwordFile);
  if (typeof password === "object") return stop(terminal, password.problem, "Name a readable file.");
  const request = requestOf(flags);
  const interrupt = onInterrupt();
  const sent = password === undefined ? request : `OSSEC PASS: ${password} ${request}`;
  const done = await enroll({
    ...place.value,
    request: bytesFromText(sent),
    ca: flags.ca,
    identity: cert === undefined || certKey === undefined ? undefined : { certificate: cert, key: certKey },
    patience: flags.timeout * 1000,
    signal: interrupt.signal,
  });
  interrupt.forget();
  if (interrupt.signal.aborted) return ExitCode.cancelled;
  if (done.kind === "failed") return stop(terminal, done.reason, "");
  const shown = (label: string, text: string): void =>
    terminal.print(`${labelled(label, text, { ...terminal }).join("\n")}\n`);
  shown("sent", `${password === undefined ? "" : "OSSEC PASS: •••••••• "}${onOneLine(request)}`);
  shown("over", `${done.protocol}, certificate ${done.certificate}`);
  const [, id, name, ip, key] = /^OSSEC K:'(\S+) (\S+) (\S+) (.*)'\s*$/s.exec(done.answer) ?? [];
  if (id === undefined || key === undefined) {
    shown(
      "answer",
      done.answer === ""
        ? "none: the manager closed the connection"
        : onOneLine(textFromBytes(done.answer.trim())),
    );
    return ExitCode.findings;
  }
  shown("answer", `id ${id}, name ${name}, address ${ip}, key ${maskedKey(key)}`);
  if (flags.output === undefined) return ExitCode.fine;
  const record = Buffer.from(`${id} ${name} ${ip} ${key}\n`, "latin1");
  if (!(await putFile(flags.output, record, { backup: true }, terminal))) return ExitCode.couldNotRun;
  shown("written", flags.output);
  return ExitCode.fine;
}

function requestOf({ name, groups, ip, agentVersion, keyHash }: EnrollFlags): string {
  const fields = [
    ["V", agentVersion],
    ["G", groups],
    ["IP", ip],
    ["K", keyHash],
  ] as const;
  return `OSSEC A:'${name}'${fields.map(([field, value]) => (value === undefined ? "" : ` ${field}:'${value}'`)).join("")}`;
}

async function passwordOf(
  file: string | undefined,
): Promise<string | undefined | { readonly problem: string }> {
  if (file === undefined) return undefined;
  try {
    return (await readFile(file, "utf8")).split("\n")[0] ?? "";
  } catch (error) {
    return { problem: `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.` };
  }
}

function stop(terminal: Terminal, what: string, advice: string): ExitCode {
  terminal.complain({ what, advice });
  return ExitCode.couldNotRun;
}
