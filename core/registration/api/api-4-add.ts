/** The requests of the 4.x REST API that register an agent: add, insert, quick. */

import { isAtLeast } from "../version.ts";
import { type ApiContext, agentById, asked, importText } from "./agents.ts";
import { badRequest, type ErrorCode, failure, refusedAtOnce } from "./answers-4.ts";
import { type ApiRequest, type ApiResponse, json, LONGEST_NAME, objectOf } from "./http.ts";
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

interface Given {
  readonly name: string;
  readonly ip: string;
  readonly id: string | undefined;
  readonly key: string | undefined;
  readonly force: unknown;
}

export function add(request: ApiRequest, context: ApiContext): ApiResponse {
  const given = givenOf(request, ["name", "ip", "force"]);
  if ("status" in given) return given;
  return added({ ...given, force: given.force ?? { ...DEFAULT_FORCE, enabled: false } }, context);
}

export function insert(request: ApiRequest, context: ApiContext): ApiResponse {
  const given = givenOf(request, ["name", "ip", "id", "key", "force"]);
  if ("status" in given) return given;
  return added({ ...given, force: given.force ?? DEFAULT_FORCE }, context);
}

export function quick(request: ApiRequest, context: ApiContext): ApiResponse {
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
