/** One enrolment from the agent's side: connects, sends the request, reads the answer. */

import { readFileSync } from "node:fs";
import { connect, createSecureContext, type PeerCertificate, type SecureContext } from "node:tls";
import { say } from "../core/words/index.ts";

export interface EnrollOptions {
  readonly host: string;
  readonly port: number;
  /** The request without its line feed. */
  readonly request: string;
  /** Path of the authority that must have signed the service's certificate. Undefined: any certificate is accepted. */
  readonly ca: string | undefined;
  /** Paths of the agent's own certificate and its key, for a service that asks for one. */
  readonly identity?: { readonly certificate: string; readonly key: string } | undefined;
  /** The OpenSSL ciphers that may be used. Default: those of Node. */
  readonly ciphers?: string | undefined;
  /** Milliseconds of silence after which the client gives up. */
  readonly patience: number;
  readonly signal?: AbortSignal | undefined;
}

export type EnrollResult =
  | {
      readonly kind: "answered";
      /** Everything that the service sent. */
      readonly answer: string;
      readonly protocol: string;
      readonly certificate: string;
    }
  /** No answer: what happened, why, and what to do. */
  | { readonly kind: "failed"; readonly reason: string; readonly isUntrusted?: boolean };

/** Sends the request and waits until the service closes the connection. Never rejects. */
export async function enroll(options: EnrollOptions): Promise<EnrollResult> {
  const { host, port, request, patience, signal } = options;
  const secure = secureContextOf(options);
  if ("reason" in secure) return secure;
  return await new Promise((resolve) => {
    let answer = "";
    let shown = { protocol: "", certificate: "" };
    const socket = connect({
      host,
      port,
      secureContext: secure.context,
      rejectUnauthorized: options.ca !== undefined,
      ...(/^[\d.:]+$/.test(host) ? {} : { servername: host }),
    });
    const end = (result: EnrollResult): void => {
      signal?.removeEventListener("abort", cancel);
      socket.destroy();
      resolve(result);
    };
    const cancel = (): void => end({ kind: "failed", reason: say`Cancelled.` });
    signal?.addEventListener("abort", cancel);
    socket.setTimeout(patience, () =>
      end({ kind: "failed", reason: say`${host}:${port} did not answer within ${patience / 1000} s.` }),
    );
    socket.on("secureConnect", () => {
      shown = { protocol: socket.getProtocol() ?? "", certificate: nameOf(socket.getPeerCertificate()) };
      socket.write(`${request}\n`);
    });
    socket.on("data", (bytes: Buffer) => {
      answer += bytes.toString("latin1");
      // A complete answer does not need a closed connection.
      if (/^OSSEC K:'[^']*'/.test(answer)) end({ kind: "answered", answer, ...shown });
    });
    socket.on("error", (error) => {
      const isUntrusted = socket.authorizationError !== undefined && socket.authorizationError !== null;
      if (answer === "") end({ kind: "failed", reason: connectProblem(host, port, error), isUntrusted });
    });
    socket.on("close", () => end({ kind: "answered", answer, ...shown }));
  });
}

/** Reads the files of certificates and keys, and says which one cannot be used. */
function secureContextOf({
  ca,
  identity,
  ciphers,
}: EnrollOptions): { readonly context: SecureContext } | Extract<EnrollResult, { kind: "failed" }> {
  const read: Record<string, string> = {};
  for (const file of [ca, identity?.certificate, identity?.key]) {
    if (file === undefined) continue;
    try {
      read[file] = readFileSync(file, "utf8");
    } catch (error) {
      return { kind: "failed", reason: say`${file} cannot be read: ${messageOf(error)}.` };
    }
  }
  try {
    const context = createSecureContext({
      ...(ca === undefined ? {} : { ca: read[ca] }),
      ...(identity === undefined ? {} : { cert: read[identity.certificate], key: read[identity.key] }),
      ...(ciphers === undefined ? {} : { ciphers }),
    });
    return { context };
  } catch (error) {
    const files = Object.keys(read).join(", ");
    return {
      kind: "failed",
      reason: say`${files} cannot be used for TLS: ${messageOf(error)}. Name PEM files.`,
    };
  }
}

function nameOf({ subject }: PeerCertificate): string {
  const name = subject?.CN;
  return (Array.isArray(name) ? name[0] : name) ?? "";
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Why there is no connection, and what to do. */
export function connectProblem(host: string, port: number, error: NodeJS.ErrnoException): string {
  const place = `${host}:${port}`;
  switch (error.code) {
    case "ECONNREFUSED":
      return say`Nothing listens at ${place}. Check host and port, and that the service runs.`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return say`The name ${host} is not known. Check its spelling, or write the address.`;
    case "ETIMEDOUT":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
      return say`${place} cannot be reached. Check the network and the firewall.`;
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
    case "SELF_SIGNED_CERT_IN_CHAIN":
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
    case "UNABLE_TO_GET_ISSUER_CERT_LOCALLY":
      return say`The certificate of ${place} is not signed by the authority that --ca names.`;
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return say`The certificate of ${place} is made for another name: ${error.message}.`;
    default:
      return say`The connection to ${place} failed: ${error.message}.`;
  }
}
