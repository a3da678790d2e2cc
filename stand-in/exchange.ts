/** One request at a port with its answer, as people may see it: without keys and passwords. */

import { MASK } from "../core/lint/mask.ts";
import { say } from "../core/words/index.ts";
import type { StandInLog } from "./log.ts";

export interface Exchange {
  readonly at: Date;
  readonly port: "registration service" | "REST API" | "local socket";
  /** The address of the client; empty at the local socket. */
  readonly from: string;
  readonly sent: string;
  /** Undefined if the connection was closed without an answer. */
  readonly answered: string | undefined;
}

const portTexts: Readonly<Record<Exchange["port"], () => string>> = {
  "registration service": () => say`registration service`,
  "REST API": () => say`REST API`,
  "local socket": () => say`local socket`,
};

/** The port as people read it. */
export function portText(port: Exchange["port"]): string {
  return portTexts[port]();
}

/** Maximum characters shown of each side. */
const LONGEST = 2000;

/** Hides the secrets of both sides, and passes them on. */
export function reportedWith(
  log: StandInLog,
  tell: ((exchange: Exchange) => void) | undefined,
): (exchange: Omit<Exchange, "at">) => void {
  if (tell === undefined) return () => undefined;
  return ({ sent, answered, ...rest }) =>
    tell({
      ...rest,
      at: new Date(),
      // A wrong password is as secret as the right one.
      sent: shown(log, sent.replace(/(OSSEC PASS: ).*?(?= OSSEC A:|$)/s, `$1${MASK}`)),
      answered: answered === undefined ? undefined : shown(log, answered),
    });
}

/** A token of the API: three parts in base64url. The first is a JSON object. */
const TOKEN = /\beyJ[\w-]+\.[\w-]+\.[\w-]+/g;

function shown(log: StandInLog, text: string): string {
  const line = log.hidden(text.trim().replace(TOKEN, MASK)).replace(/\s*[\r\n]+\s*/g, " ");
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
