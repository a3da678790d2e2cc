/** The agents' part of the 4.x REST API: token, add, insert, quick, key, list, delete. */

import { timeInterval } from "../../manager/index.ts";
import { isAtLeast } from "../version.ts";
import { type ApiContext, agentById, asked, idleSeconds, importText, listed } from "./agents.ts";
import { ERRORS, type ErrorCode, failure, refusedAtOnce } from "./errors-4.ts";
import {
  type ApiRequest,
  type ApiResponse,
  basicAuth,
  json,
  LONGEST_NAME,
  objectOf,
  problem,
} from "./http.ts";
import { isPythonAddress } from "./python-address.ts";

const KEY_LENGTH = 64;

/** Codes of the registration service for which the API has its own codes. All others become its internal error. */
const CODES: Readonly<Record<number, ErrorCode>> = { 9007: 1706, 9008: 1705, 9012: 1708 };

/** Force options of an insertion that has none. */
const DEFAULT_FORCE = {
  enabled: true,
  disconnected_time: { enabled: true, value: "1h" },
  after_registration_time: "1h",
};

function badRequest(detail: string): ApiResponse {
  return problem(400, { title: "Bad Request", detail });
}

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

interface Given {
  readonly name: string;
  readonly ip: string;
  readonly id: string | undefined;
  readonly key: string | undefined;
  readonly force: unknown;
}

function add(request: ApiRequest, context: ApiContext): ApiResponse {
  const given = givenOf(request, ["name", "ip", "force"]);
  if ("status" in given) return given;
  return added({ ...given, force: given.force ?? { ...DEFAULT_FORCE, enabled: false } }, context);
}

function insert(request: ApiRequest, context: ApiContext): ApiResponse {
  const given = givenOf(request, ["name", "ip", "id", "key", "force"]);
  if ("status" in given) return given;
  return added({ ...given, force: given.force ?? DEFAULT_FORCE }, context);
}

function quick(request: ApiRequest, context: ApiContext): ApiResponse {
  const name = request.query.get("agent_name");
  if (name === undefined) return badRequest("Missing query parameter 'agent_name'");
  if (!isName(name)) return badRequest(`'${name}' does not match the format of an agent name`);
  const none = { ip: "any", id: undefined, key: undefined };
  return added({ ...none, name, force: { ...DEFAULT_FORCE, enabled: false } }, context);
}

function isName(name: string): boolean {
  return /^[\p{L}\p{N}_\-.%]+$/u.test(name);
}

/** The body, checked against the schema of the real API. */
function givenOf({ headers, body }: ApiRequest, known: readonly string[]): Given | ApiResponse {
  if (!/^application\/json\b/i.test(headers.get("content-type") ?? "")) return refusedAtOnce(6002, 406);
  const given = objectOf(body);
  if (given === undefined) return refusedAtOnce(1018, 400);
  const strange = Object.keys(given).filter((name) => !known.includes(name));
  if (strange.length > 0)
    return badRequest(`Invalid field found {${strange.map((name) => `'${name}'`).join(", ")}}`);
  const { name, ip = "any", id, key, force } = given;
  if (name === undefined) return badRequest("'name' is a required property");
  if (typeof name !== "string" || !isName(name))
    return badRequest(`'${name}' does not match '^[\\\\w\\\\-.%]+$'`);
  if (typeof ip !== "string" || !/^[\w,*<>!\-.+\s:/()[\]'"|=~#]+$/.test(ip)) {
    return badRequest(`'${ip}' is not a 'alphanumeric_symbols'`);
  }
  if (id !== undefined && (typeof id !== "string" || !/^\d{3,}$/.test(id)))
    return badRequest(`'${id}' is not a 'numbers'`);
  if (
    key !== undefined &&
    (typeof key !== "string" || key.length !== KEY_LENGTH || !/[a-zA-Z0-9]$/.test(key))
  ) {
    // The real answer repeats the key here.
    return badRequest("The key is not a 'wazuh_key' of 64 characters");
  }
  return { name, ip, id, key, force };
}

function added(given: Given, context: ApiContext): ApiResponse {
  const ip = given.ip.toLowerCase();
  if (given.name.length > LONGEST_NAME) return failure(1738);
  if (ip !== "any" && !isPythonAddress(ip)) return failure(1706, ip);
  // 4.3 passes on id and key only if both are given.
  const both = given.id !== undefined && given.key !== undefined;
  const passes = both || isAtLeast(context.service.version, [4, 4, 0]);
  const force =
    typeof given.force === "object" ? { ...DEFAULT_FORCE, ...given.force, key_mismatch: true } : undefined;
  const reply = asked(context, "add", {
    name: given.name,
    ip,
    ...(passes && given.id !== undefined ? { id: given.id.padStart(3, "0") } : {}),
    ...(passes && given.key !== undefined ? { key: given.key } : {}),
    ...(force === undefined ? {} : { force }),
  });
  if (reply === undefined) return failure(1726);
  if (reply.error !== 0) {
    const code = CODES[reply.error] ?? 1000;
    const taken: Partial<Record<ErrorCode, string>> = {
      1705: given.name,
      1706: ip,
      1708: given.id?.padStart(3, "0") ?? "",
    };
    return failure(code, taken[code]);
  }
  const entry = agentById(context, reply.id);
  return json(200, { data: { id: reply.id, key: entry === undefined ? "" : importText(entry) }, error: 0 });
}

interface FailedItem {
  readonly code: ErrorCode;
  readonly id: string;
}

/** The form of every answer about several agents. `message` has the words for all, some and none. */
function affected(
  items: readonly unknown[],
  failed: readonly FailedItem[],
  [all, some, none]: readonly [string, string, string],
): ApiResponse {
  const codes = [...new Set(failed.map(({ code }) => code))];
  const error = failed.length === 0 ? 0 : items.length === 0 ? 1 : 2;
  return json(200, {
    data: {
      affected_items: items,
      total_affected_items: items.length,
      total_failed_items: failed.length,
      failed_items: codes.map((code) => ({
        error: { code, ...ERRORS[code] },
        id: failed.filter((each) => each.code === code).map(({ id }) => id),
      })),
    },
    message: [all, some, none][error === 0 ? 0 : error === 2 ? 1 : 2],
    error,
  });
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

const STATUSES = ["all", "active", "pending", "never_connected", "disconnected"];

/** Which agents a deletion selects. */
interface Selection {
  /** Undefined for all. */
  readonly ids: readonly string[] | undefined;
  readonly statuses: readonly string[];
  /** Seconds since their last message. */
  readonly olderThan: number;
  readonly purge: boolean;
}

function selectionOf(query: ApiRequest["query"]): Selection | ApiResponse {
  const ids = query.get("agents_list")?.split(",");
  const statuses = query.get("status")?.split(",");
  if (ids === undefined) return badRequest("Missing query parameter 'agents_list'");
  if (statuses === undefined) return badRequest("Missing query parameter 'status'");
  const isAll = ids.length === 1 && ids[0] === "all";
  if (!isAll && !ids.every((id) => /^\d{3,}$/.test(id)))
    return badRequest("'agents_list' is not a list of ids");
  if (!statuses.every((status) => STATUSES.includes(status))) {
    return badRequest("'status' is not a list of statuses");
  }
  const time = query.get("older_than") ?? "7d";
  const olderThan = /^\d+[dhms]?$/.test(time) ? timeInterval(time.replace(/^0+(?=\d)/, "")) : undefined;
  if (olderThan === undefined) return badRequest(`'${time}' is not a 'timeframe'`);
  return {
    ids: isAll ? undefined : [...new Set(ids)].sort(),
    statuses,
    olderThan,
    purge: query.get("purge") === "true",
  };
}

function remove({ query }: ApiRequest, context: ApiContext): ApiResponse {
  const selection = selectionOf(query);
  if ("status" in selection) return selection;
  const { ids, purge } = selection;
  const gone: string[] = [];
  const failed: FailedItem[] = [];
  for (const id of ids ?? listed(context).map((agent) => agent.id)) {
    const code = refusalOf(id, selection, context);
    if (code === undefined) {
      if (asked(context, "remove", { id, purge }) === undefined) return failure(1726);
      gone.push(id);
    } else if (ids !== undefined) failed.push({ code, id });
  }
  return affected(gone, failed, [
    "All selected agents were deleted",
    "Some agents were not deleted",
    "No agents were deleted",
  ]);
}

/** Why an agent is not deleted. Undefined if it is. */
function refusalOf(
  id: string,
  { statuses, olderThan }: Selection,
  context: ApiContext,
): ErrorCode | undefined {
  if (id === "000") return 1703;
  if (agentById(context, id) === undefined) return 1701;
  const state = context.service.manager.stateOf(id);
  const isWanted = statuses.includes("all") || statuses.includes(state?.status ?? "never_connected");
  return isWanted && idleSeconds(state) >= olderThan ? undefined : 1731;
}
