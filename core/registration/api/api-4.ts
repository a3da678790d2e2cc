/** The agents' part of the 4.x REST API: token, add, insert, quick, key, list, delete. */

import { isAtLeast } from "../version.ts";
import { type ApiContext, agentById, importText, listed } from "./agents.ts";
import { affected, badRequest } from "./answers-4.ts";
import { add, insert, quick } from "./api-4-add.ts";
import { remove } from "./api-4-delete.ts";
import { type ApiRequest, type ApiResponse, basicAuth, json, problem } from "./http.ts";

/** Answers a request. Undefined for a path of the real API that is not part of the stand-in, or of no API. */
export function answerApi4(request: ApiRequest, context: ApiContext): ApiResponse | undefined {
  const { method, path } = request;
  if (path === "/security/user/authenticate")
    return tokenMethods(context).includes(method) ? authenticate(request, context) : NOT_ALLOWED;
  const [, token = ""] = /^bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  const route = routeOf(path);
  if (route === undefined) return undefined;
  if (!context.isToken(token)) {
    const detail = token === "" ? "No authorization token provided" : "Invalid token";
    return problem(401, { title: "Unauthorized", detail });
  }
  return route[method]?.(request, context) ?? NOT_ALLOWED;
}

/** How a token is requested: POST was added in 4.4, and GET stayed. */
function tokenMethods({ service }: ApiContext): readonly string[] {
  return isAtLeast(service.version, [4, 4, 0]) ? ["GET", "POST"] : ["GET"];
}

const NOT_ALLOWED = problem(405, { title: "Method Not Allowed", detail: "405: Method Not Allowed" });

type Handler = (request: ApiRequest, context: ApiContext) => ApiResponse;

function routeOf(path: string): Readonly<Record<string, Handler>> | undefined {
  if (path === "/agents") return { GET: list, POST: add, DELETE: remove };
  if (path === "/agents/insert") return { POST: insert };
  if (path === "/agents/insert/quick") return { POST: quick };
  const [, id] = /^\/agents\/([^/]+)\/key$/.exec(path) ?? [];
  return id === undefined ? undefined : { GET: (_, context) => keyOf(id, context) };
}

function authenticate(request: ApiRequest, { user, password, newToken }: ApiContext): ApiResponse {
  const given = basicAuth(request);
  if (given?.[0] !== user || given[1] !== password) {
    return problem(401, { title: "Unauthorized", detail: "Invalid credentials" });
  }
  const token = newToken();
  if (request.query.get("raw") === "true") return { status: 200, type: "text/plain", body: token };
  return json(200, { data: { token }, error: 0 });
}

function keyOf(id: string, context: ApiContext): ApiResponse {
  if (!/^\d{3,}$/.test(id)) return badRequest(`'${id}' is not a 'numbers'`);
  const words = [
    "Obtained keys for all selected agents",
    "Some agent keys were not obtained",
    "No agent keys were obtained",
  ] as const;
  if (id === "000") return affected([], [{ code: 1703, id }], words);
  const entry = agentById(context, id);
  if (entry === undefined) return affected([], [{ code: 1701, id }], words);
  return affected([{ id, key: importText(entry) }], [], words);
}

function list({ query }: ApiRequest, context: ApiContext): ApiResponse {
  const wanted = query.get("agents_list")?.split(",");
  const status = query.get("status")?.split(",");
  const name = query.get("name");
  const agents = listed(context).filter(
    (agent) =>
      (wanted === undefined || wanted.includes(agent.id)) &&
      (status === undefined || status.includes(agent.status)) &&
      (name === undefined || agent.name === name),
  );
  const missing = (wanted ?? []).filter((id) => agentById(context, id) === undefined && id !== "000");
  const offset = Number(query.get("offset") ?? 0);
  const limit = Number(query.get("limit") ?? 500);
  const words = [
    "All selected agents information was returned",
    "Some agents information was not returned",
    "No agent information was returned",
  ] as const;
  return affected(
    agents.slice(offset, offset + limit),
    missing.map((id) => ({ code: 1701, id })),
    words,
  );
}
