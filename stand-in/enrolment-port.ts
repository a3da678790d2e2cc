/** The registration service's TLS port: one request and one answer for each connection. */

import { createServer, type TLSSocket, type TlsOptions } from "node:tls";
import { type TableMessageId, textFromBytes } from "../core/manager/index.ts";
import type { Authd } from "./authd.ts";
import type { Certificate } from "./certificate.ts";
import type { Exchange } from "./exchange.ts";
import type { StandInLog } from "./log.ts";
import { namesPeer } from "./peer-name.ts";
import { listen, type Place, type Port, peerAddress } from "./port.ts";
import type { StandInSettings } from "./settings.ts";

/** Maximum bytes of a request that are read, and of one whose line feed may still follow. */
const LONGEST_REQUEST = 65536 + 4096;
const ONE_READ = 16384;

const MOST_CONNECTIONS = 1000;

/**
 * Milliseconds. Before 4.13 the service gives up on a silent client. Later releases never do, but here something has
 * to.
 */
const OLD_PATIENCE = 1000;
const PATIENCE = 60_000;

export interface EnrolmentPortOptions extends Place {
  readonly settings: StandInSettings;
  readonly certificate: Certificate;
  /** The authority that must have signed a client's certificate, as text. */
  readonly agentCa: string | undefined;
  readonly authd: Authd;
  readonly log: StandInLog;
  readonly tell: (exchange: Omit<Exchange, "at">) => void;
}

export async function openEnrolmentPort(options: EnrolmentPortOptions): Promise<Port> {
  const { log } = options;
  const say = (id: TableMessageId, ...values: readonly (string | number)[]): void =>
    log.say("authd", id, ...values);
  const server = createServer(tlsOptions(options));
  server.on("secureConnection", (socket) => {
    if (isTrusted(socket, options, say)) serve(socket, options, say);
    else socket.destroy();
  });
  server.on("tlsClientError", (error, socket) => {
    log.note(`A TLS handshake failed: ${error.message.trim()}.`, "debug1");
    socket.destroy();
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.on("drop", () => say("enrolment-too-many"));
  return await listen(server, { host: options.host, port: options.port });
}

function tlsOptions({ settings, certificate, agentCa }: EnrolmentPortOptions): TlsOptions {
  const { ciphers, autoNegotiate } = settings;
  return {
    cert: certificate.certificate,
    key: certificate.key,
    // OpenSSL's current security level forbids what an old protocol needs.
    ciphers: autoNegotiate ? `${ciphers}:@SECLEVEL=0` : ciphers,
    minVersion: autoNegotiate ? "TLSv1" : "TLSv1.2",
    handshakeTimeout: PATIENCE,
    // Node would close the connection silently. `isTrusted` closes it with the lines of the manager.
    ...(agentCa === undefined ? {} : { requestCert: true, rejectUnauthorized: false, ca: agentCa }),
  };
}

type Say = (id: TableMessageId, ...values: readonly (string | number)[]) => void;

function serve(socket: TLSSocket, options: EnrolmentPortOptions, say: Say): void {
  const { authd, tell } = options;
  const { habits } = authd.service;
  const peer = peerAddress(socket.remoteAddress);
  socket.on("error", () => socket.destroy());
  const { requestEnd } = habits;
  let read = "";
  let isAnswered = false;
  const answer = (request: string): void => {
    isAnswered = true;
    socket.removeAllListeners("data");
    const done = authd.enrol(cut(request), peer);
    const { added } = done;
    tell({
      port: "registration service",
      from: peer,
      sent: textFromBytes(request),
      answered: done.answers.length === 0 ? undefined : textFromBytes(done.answers.join("")),
    });
    const last = done.answers.at(-1);
    for (const text of done.answers.slice(0, -1)) socket.write(text, "latin1");
    if (last === undefined) socket.end();
    else socket.end(last, "latin1");
    if (added !== undefined && (socket.destroyed || !socket.writable)) {
      if (socket.errored !== null) authd.drop(added.entry, -1);
    }
  };
  /** A full record that nothing follows is used as it is. */
  const giveUp = (): void => {
    if (!isAnswered && requestEnd === "short-read" && read !== "") {
      answer(read);
      return;
    }
    if (!isAnswered && requestEnd !== "line-feed") say("enrolment-timed-out", peer);
    socket.destroy();
  };
  socket.setTimeout(requestEnd === "line-feed" ? PATIENCE : OLD_PATIENCE, giveUp);
  if (requestEnd === "short-read") socket.on("end", giveUp);
  // Each chunk is a TLS record, of at most `ONE_READ` bytes.
  socket.on("data", (bytes: Buffer) => {
    read += bytes.toString("latin1");
    const end = read.indexOf("\n");
    const isPart = requestEnd === "short-read" && bytes.length === ONE_READ && read.length < LONGEST_REQUEST;
    if (isPart) return;
    if (requestEnd !== "line-feed") answer(read.slice(0, LONGEST_REQUEST));
    else if (end >= 0) answer(read.slice(0, Math.min(end, LONGEST_REQUEST)));
    else if (read.length >= LONGEST_REQUEST) answer(read.slice(0, LONGEST_REQUEST));
    else if (bytes.length < ONE_READ) say("enrolment-not-terminated", peer);
  });
}

/** A request is a C string. */
function cut(request: string): string {
  const end = request.indexOf("\0");
  return end < 0 ? request : request.slice(0, end);
}

/**
 * Whether the client may send a request. With `<ssl_agent_ca>` it must have a certificate of that authority, which may
 * have to name its address.
 */
function isTrusted(socket: TLSSocket, { agentCa, settings, log }: EnrolmentPortOptions, say: Say): boolean {
  const peer = peerAddress(socket.remoteAddress);
  const certificate = agentCa === undefined ? undefined : socket.getPeerX509Certificate();
  if (agentCa !== undefined && certificate === undefined) {
    log.note(
      `${peer} has no certificate, and <ssl_agent_ca> asks for one. A manager logs that at debug level.`,
    );
    return false;
  }
  if (certificate !== undefined && !socket.authorized) {
    const id = "enrolment-unsigned-certificate";
    say(id, 0);
    for (const text of [
      `issuer =  ${onOneLine(certificate.issuer)}`,
      `subject =  ${onOneLine(certificate.subject)}`,
      verifyText(String(socket.authorizationError)),
    ])
      log.more(id, "error", text);
    return false;
  }
  say("enrolment-connected", peer);
  if (certificate === undefined || !settings.verifyHost || namesPeer(certificate, peer)) return true;
  say("enrolment-wrong-certificate");
  return false;
}

/** As OpenSSL writes a name on one line. */
function onOneLine(name: string): string {
  return name
    .split("\n")
    .map((part) => `/${part}`)
    .join("");
}

/**
 * OpenSSL's numbers and texts for the errors that Node names. OpenSSL reports an unknown issuer first, and Node last.
 */
const verifyTexts: Readonly<Record<string, string>> = {
  CERT_NOT_YET_VALID: "9:certificate is not yet valid",
  CERT_HAS_EXPIRED: "10:certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "18:self-signed certificate",
  SELF_SIGNED_CERT_IN_CHAIN: "19:self-signed certificate in certificate chain",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "20:unable to get local issuer certificate",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "20:unable to get local issuer certificate",
};

function verifyText(code: string): string {
  return verifyTexts[code] ?? code;
}
