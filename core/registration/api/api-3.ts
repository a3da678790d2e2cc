/** The agents' part of the 3.x REST API: basic authentication at each request, and errors with status 200 after the filters. */

import { type ApiContext, agentById, asked, importText, listed } from "./agents.ts";
import {
  type ApiRequest,
  type ApiResponse,
  basicAuth,
  decoded,
  json,
  LONGEST_NAME,
  objectOf,
} from "./http.ts";

const SHORTEST_KEY = 64;

type Fields = ReadonlyMap<string, string>;

function refused(error: number, message: string, status = 200): ApiResponse {
  return json(status, { error, message });
}

/** Answers a request. Undefined for a path of the real API that is not part of the stand-in, or of no API. */
export function answerApi3(request: ApiRequest, context: ApiContext): ApiResponse | undefined {
  const given = basicAuth(request);
  if (given?.[0] !== context.user || given[1] !== context.password) {
    return { status: 401, type: "text/plain", body: "Unauthorized" };
  }
  const { method, path } = request;
  const found = /^\/agents(?:\/([^/]+)(\/key)?)?$/.exec(path);
  if (found === null) return undefined;
  const [, word = "", rest] = found;
  switch (
    `${method} ${word === "" ? "" : word === "insert" ? "insert" : "one"}${rest === undefined ? "" : "/key"}`
  ) {
    case "GET ":
      return json(200, { error: 0, data: { totalItems: listed(context).length, items: listed(context) } });
    case "POST ":
      return add(request, context, ["name"], ["ip", "force"]);
    case "POST insert":
      return add(request, context, ["id", "name", "ip", "key"], ["force"]);
    case "PUT one":
      return isName(word)
        ? added(new Map([["name", word]]), "any", context)
        : refused(601, "Invalid name", 400);
    case "GET one/key":
      return keyOf(word, context);
    case "DELETE one":
      return removed([word], request, context, false);
    case "DELETE ":
      return removed((request.query.get("ids") ?? "").split(",").filter(Boolean), request, context, true);
    default:
      return undefined;
  }
}

function isName(name: string): boolean {
  return /^[A-Za-z0-9_.-]+$/.test(name);
}

/** The body as JSON or as a form. */
function fieldsOf({ headers, body }: ApiRequest): Fields {
  if (/json/i.test(headers.get("content-type") ?? "")) {
    return new Map(Object.entries(objectOf(body) ?? {}).map(([name, value]) => [name, String(value)]));
  }
  const pairs = body.split("&").filter(Boolean);
  return new Map(
    pairs.map((pair) => {
      const [name = "", value = ""] = pair.split("=").map((part) => decoded(part.replaceAll("+", " ")));
      return [name, value];
    }),
  );
}

const FILTERS: Readonly<Record<string, readonly [test: RegExp, error: number, message: string]>> = {
  id: [/^\d+$/, 600, "Param not valid. Integer expected"],
  force: [/^-?\d+$/, 600, "Param not valid. Integer expected"],
  name: [/^[A-Za-z0-9_.-]+$/, 601, "Param not valid. Name expected"],
  ip: [
    /^(?:any|ANY|(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\/(?:3[0-2]|[12]?\d))?)$/,
    606,
    "Param not valid. IP expected",
  ],
  key: [/^[A-Za-z0-9]+$/, 615, "Param not valid. Key expected"],
};

function add(
  request: ApiRequest,
  context: ApiContext,
  needed: readonly string[],
  allowed: readonly string[],
): ApiResponse {
  const fields = fieldsOf(request);
  const missing = needed.filter((name) => !fields.has(name));
  if (missing.length > 0) {
    const [one] = needed;
    const words =
      needed.length === 1
        ? `Missing field: '${one}'`
        : `Missing fields. Mandatory fields: ${needed.join(", ")}`;
    return refused(604, words, 400);
  }
  for (const [name, value] of fields) {
    const filter = needed.includes(name) || allowed.includes(name) ? FILTERS[name] : undefined;
    if (filter === undefined) return refused(604, `Unknown field: '${name}'`, 400);
    if (!filter[0].test(value)) return refused(filter[1], `${filter[2]}: ${name}`, 400);
  }
  return added(fields, fields.get("ip") ?? request.peer, context);
}

function added(fields: Fields, ip: string, context: ApiContext): ApiResponse {
  const name = fields.get("name") ?? "";
  const key = fields.get("key");
  const id = fields.get("id");
  if (name.length > LONGEST_NAME) {
    return refused(
      1738,
      `Agent name is too long. Max length allowed for agent name is ${LONGEST_NAME}: ${name.length}`,
    );
  }
  if (key !== undefined && key.length < SHORTEST_KEY) return refused(1709, "Too short key size (<64)");
  const reply = asked(context, "add", {
    name,
    ip: ip.toLowerCase() === "any" ? "any" : ip,
    ...(id === undefined ? {} : { id: id.padStart(3, "0") }),
    ...(key === undefined ? {} : { key }),
    force: Number(fields.get("force") ?? -1),
  });
  if (reply === undefined) return refused(1726, "Wazuh authd is not running");
  // If the service runs, its own code and text are returned.
  if (reply.error !== 0) return refused(reply.error, reply.message);
  const entry = agentById(context, reply.id);
  return json(200, { error: 0, data: { id: reply.id, key: entry === undefined ? "" : importText(entry) } });
}

function keyOf(id: string, context: ApiContext): ApiResponse {
  if (!/^\d+$/.test(id)) return refused(600, "Param not valid. Integer expected: agent_id", 400);
  const entry = agentById(context, id.padStart(3, "0"));
  if (entry === undefined) return refused(1701, `Agent does not exist: ${id}`);
  return json(200, { error: 0, data: importText(entry) });
}

function removed(
  ids: readonly string[],
  { query }: ApiRequest,
  context: ApiContext,
  isList: boolean,
): ApiResponse {
  if (!ids.every((id) => /^\d+$/.test(id))) return refused(600, "Param not valid. Integer expected: id", 400);
  const purge = query.has("purge") && query.get("purge") !== "false";
  const gone: string[] = [];
  const failed: { id: string; error: { message: string; code: number } }[] = [];
  for (const id of ids.map((each) => each.padStart(3, "0"))) {
    if (agentById(context, id) === undefined) {
      failed.push({ id, error: { message: `Agent does not exist: ${id}`, code: 1701 } });
    } else {
      asked(context, "remove", { id, purge });
      gone.push(id);
    }
  }
  const [first] = failed;
  if (!isList && first !== undefined) return refused(first.error.code, first.error.message);
  const msg = failed.length === 0 ? "All selected agents were removed" : "Some agents were not removed";
  return json(200, {
    error: 0,
    data: { msg, affected_agents: gone, ...(failed.length > 0 ? { failed_ids: failed } : {}) },
  });
}
