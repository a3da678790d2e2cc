/** The REST API's port: HTTPS with tokens in 4.x, HTTP with basic authentication in 3.x. */

import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { bytesFromText, textFromBytes } from "../core/manager/index.ts";
import {
  type ApiContext,
  type ApiRequest,
  type ApiResponse,
  answerApi3,
  answerApi4,
  decoded,
} from "../core/registration/index.ts";
import type { Authd } from "./authd.ts";
import type { Certificate } from "./certificate.ts";
import type { Exchange } from "./exchange.ts";
import type { StandInLog } from "./log.ts";
import { listen, type Place, type Port, peerAddress } from "./port.ts";

/** Maximum bytes of a body. */
const LONGEST_BODY = 1 << 20;

/** Seconds for which a token is valid. */
const TOKEN_SECONDS = 900;

/** Milliseconds in which a request must arrive. */
const PATIENCE = 30_000;

export interface ApiPortOptions extends Place {
  readonly certificate: Certificate;
  readonly authd: Authd;
  readonly log: StandInLog;
  readonly user: string;
  readonly password: string;
  readonly tell: (exchange: Omit<Exchange, "at">) => void;
}

export async function openApiPort(options: ApiPortOptions): Promise<Port> {
  const { certificate, authd, log, user, password, tell } = options;
  const isOld = authd.service.version[0] < 4;
  const context: ApiContext = {
    store: () => authd.store,
    service: authd.service,
    ask: (request) => {
      const { reply } = authd.answer(bytesFromText(request));
      return reply === undefined ? undefined : textFromBytes(reply);
    },
    user,
    password,
    ...tokens(),
  };
  const answer = isOld ? answerApi3 : answerApi4;
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    const peer = peerAddress(request.socket.remoteAddress);
    const path = request.url?.split("?")[0] ?? "";
    void bodyOf(request).then((body) => {
      if (body === "broken-off") {
        log.note(`API: ${request.method} ${path}: the request broke off.`);
        return;
      }
      const asked = body === "too-large" ? undefined : requestOf(request, body, peer);
      const given = asked === undefined ? TOO_LARGE : (answer(asked, context) ?? unknown(asked, isOld, log));
      log.note(`API: ${request.method} ${path}: ${given.status}.`);
      tell({
        port: "REST API",
        from: peer,
        sent: `${request.method} ${request.url} ${asked?.body ?? ""}`,
        answered: `${given.status} ${given.body}`,
      });
      response.writeHead(given.status, { "content-type": given.type });
      response.end(given.body);
    });
  };
  const server = isOld
    ? createHttpServer(serve)
    : createHttpsServer({ cert: certificate.certificate, key: certificate.key }, serve);
  server.requestTimeout = PATIENCE;
  server.headersTimeout = PATIENCE;
  return await listen(server, { host: options.host, port: options.port });
}

const TOO_LARGE: ApiResponse = {
  status: 413,
  type: "application/problem+json",
  body: '{"title":"Content size exceeded."}',
};

/** The real API may have this path, but the stand-in does not. Both answer 404, and the log says which case it is. */
function unknown({ method, path }: ApiRequest, isOld: boolean, log: StandInLog): ApiResponse {
  log.note(
    `API: ${method} ${path} is not part of the stand-in, which has the endpoints for agents and their keys.`,
    "warning",
  );
  const detail = "404: Not Found (not part of the stand-in)";
  return isOld
    ? { status: 404, type: "application/json", body: JSON.stringify({ error: 603, message: detail }) }
    : { status: 404, type: "application/problem+json", body: JSON.stringify({ title: "Not Found", detail }) };
}

/** The body. What is too much of it is read, because the client sends it all before it looks for an answer. */
function bodyOf(request: IncomingMessage): Promise<string | "too-large" | "broken-off"> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let size = 0;
    request.on("data", (piece: Buffer) => {
      size += piece.length;
      if (size <= LONGEST_BODY) pieces.push(piece);
    });
    request.on("end", () =>
      resolve(size > LONGEST_BODY ? "too-large" : Buffer.concat(pieces).toString("utf8")),
    );
    request.on("close", () => resolve("broken-off"));
  });
}

function requestOf(request: IncomingMessage, body: string, peer: string): ApiRequest {
  const url = URL.parse(request.url ?? "/", "http://localhost");
  const headers = new Map(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  return {
    method: request.method ?? "GET",
    path: decoded(url?.pathname ?? "/"),
    query: new Map(url?.searchParams ?? []),
    headers,
    body,
    peer,
  };
}

/** Tokens in the form of the real API, signed with a secret of this process. */
function tokens(): Pick<ApiContext, "newToken" | "isToken"> {
  const secret = randomBytes(32);
  const signature = (text: string): string => createHmac("sha256", secret).update(text).digest("base64url");
  const coded = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  return {
    newToken: () => {
      const expires = Math.floor(Date.now() / 1000) + TOKEN_SECONDS;
      const text = `${coded({ alg: "HS256", typ: "JWT" })}.${coded({ iss: "wazuh", exp: expires })}`;
      return `${text}.${signature(text)}`;
    },
    isToken: (token) => {
      const at = token.lastIndexOf(".");
      const given = Buffer.from(token.slice(at + 1));
      const wanted = Buffer.from(signature(token.slice(0, at)));
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return false;
      const claims = Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8");
      const { exp } = { exp: 0, ...Object(JSON.parse(claims)) };
      return exp > Date.now() / 1000;
    },
  };
}
