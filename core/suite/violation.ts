/** What the schema finds wrong in a suite, in words and with its place. */

import { didYouMean } from "../lint/nearest.ts";
import { say } from "../words/index.ts";
import type { SchemaError } from "./generated/validators.js";
import type { JsonText, Path, Problem } from "./json-text.ts";

/** Errors of the schema as problems. Several errors about one value are one problem. */
export function violations(json: JsonText, errors: readonly SchemaError[]): readonly Problem[] {
  const byPath = new Map<string, SchemaError[]>();
  // Where a value may have several forms, each form calls the members of the others unknown.
  const certain = errors.filter((error) => !isKnownMember(json.value, error));
  for (const error of certain.length > 0 ? certain : errors) {
    // The kind of a suite is not a problem, but a member that the kind does not have is.
    if (error.keyword === "if") continue;
    // Each unknown member is a separate problem. All other errors about a value are one problem.
    const extra = error.keyword === "additionalProperties" ? `/${error.params["additionalProperty"]}` : "";
    const key = error.instancePath + extra;
    const known = byPath.get(key);
    if (known === undefined) byPath.set(key, [error]);
    else known.push(error);
  }
  const told = [...byPath.values()].map(weightiest);
  // A problem inside a value is more precise than the error of the choice around it.
  const inner = told.filter(
    ({ instancePath, keyword }) => keyword !== "anyOf" || !told.some((each) => isInside(each, instancePath)),
  );
  return inner.map((error) => problemOf(json, error));
}

function isKnownMember(root: unknown, { keyword, instancePath, params }: SchemaError): boolean {
  if (keyword !== "additionalProperties") return false;
  return membersAt(pathOf(root, instancePath), wordsFor(root).members).includes(
    String(params["additionalProperty"]),
  );
}

/** Any other value is a text, or an object with a pattern. */
function membersAt(path: Path, members: Words["members"]): readonly string[] {
  return members[String(path.findLast((step) => typeof step === "string") ?? "")] ?? ["pattern"];
}

function wordsFor(root: unknown): Words {
  return registers(root) ? REGISTRATION_WORDS : POLL_WORDS;
}

function isInside({ instancePath, keyword, params }: SchemaError, path: string): boolean {
  if (instancePath.startsWith(`${path}/`)) return true;
  return (
    instancePath === path && keyword === "additionalProperties" && params["additionalProperty"] !== undefined
  );
}

const WEIGHTS = ["additionalProperties", "oneOf", "anyOf", "dependencies", "required"] as const;

function weightiest(errors: readonly SchemaError[]): SchemaError {
  const [first] = errors;
  for (const keyword of WEIGHTS) {
    const found = errors.find((each) => each.keyword === keyword);
    if (found !== undefined) return found;
  }
  if (first === undefined) throw new Error("a group of errors is never empty");
  return first;
}

function problemOf(json: JsonText, error: SchemaError): Problem {
  const path = pathOf(json.value, error.instancePath);
  const words = wordsFor(json.value);
  if (error.keyword === "additionalProperties") {
    const name = String(error.params["additionalProperty"]);
    const meant = memberMeant(name, path, words.members);
    const advice = meant === "" ? say` Remove it, or check its spelling.` : meant;
    const message = say`"${name}" is not known here${where(path)}.${advice}`;
    return { message, place: json.placeOfName([...path, name]) };
  }
  const named = path.findLast((step) => typeof step === "string");
  if (error.keyword === "false schema") {
    const message =
      words === REGISTRATION_WORDS
        ? say`${named ?? ""} has no meaning beside registration. Remove one of them.`
        : say`${named ?? ""} goes with registration, for a registration script. Remove it.`;
    return { message, place: json.placeOfName(path) };
  }
  const message =
    messageOf(error, String(named ?? ""), words.advice) + valueMeant(valueAt(json.value, path), error);
  return { message, place: json.placeOf(path) };
}

/** The suite is one for a registration script. */
function registers(root: unknown): boolean {
  return typeof root === "object" && root !== null && "registration" in root;
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => Object(value)[step], root);
}

/** The likely word, for a value that must be one of several words. */
function valueMeant(value: unknown, { params }: SchemaError): string {
  const allowed = params["allowedValues"];
  return typeof value === "string" && Array.isArray(allowed) ? didYouMean(value, allowed.map(String)) : "";
}

function where(path: Path): string {
  const named = path.findLast((step) => typeof step === "string");
  return named === undefined ? "" : say` in ${named}`;
}

/** A JSON pointer as steps. An index is a number if the value there is a list. */
function pathOf(root: unknown, pointer: string): Path {
  const path: (string | number)[] = [];
  let value = root;
  for (const raw of pointer.split("/").slice(1)) {
    const step = raw.replaceAll("~1", "/").replaceAll("~0", "~");
    path.push(Array.isArray(value) ? Number(step) : step);
    value = Object(value)[step];
  }
  return path;
}

/** What to write in a suite for a registration script, by the member that is wrong. */
const REGISTRATION_ADVICE: Readonly<Record<string, () => string>> = {
  samples: () => say`samples is a list of objects with "register" and "expect".`,
  expect: () => say`Say at least one of registered, replaces, message, second_run, exit_code and findings.`,
  registered: () =>
    say`registered is true, false, or an object with the fields that must be so: id, name, ip.`,
};

/** The same for a poll script, and for members of both. */
const ADVICE: Readonly<Record<string, () => string>> = {
  "": () => say`A suite names what is run: give "exec_path", "socket" or "registration".`,
  exec_path: () => say`exec_path is the command line as text in quotes.`,
  socket: () => say`socket is a path as text in quotes.`,
  profile: () => say`profile is "manager" or "as-me".`,
  timeout: () => say`timeout is a number of seconds; 0 waits forever.`,
  release: () => say`release is a version as text, such as "4.14" or "4.7.5".`,
  node: () => say`node is "master" or "worker".`,
  force: () =>
    say`force is an object with enabled, disconnected_time, after_registration_time and force_insert.`,
  environment: () => say`environment is an object that gives each variable a text.`,
  registration: () => say`registration is the command line as text in quotes.`,
  agent_states: () => say`agent_states is a list of texts such as "001=disconnected:2h".`,
  groups: () => say`groups is a list of names of groups.`,
  password: () => say`password is a text of at least three characters, on one line.`,
  samples: () => say`samples is a list of objects with "request" and "expect".`,
  register: () => say`register is the agent's name as text in quotes.`,
  request: () => say`request is text such as "id:001" or "ip:192.168.1.100".`,
  second_run: () => say`second_run is "unchanged", "replaced" or "added".`,
  exit_code: () => say`exit_code is a number from 0 to 255.`,
  findings: () => say`findings is a list of rules of a test of a registration script.`,
  expect: () =>
    say`Say exactly one of registered, refused, error and fails; replaces and again go with registered.`,
  registered: () => say`registered is true, or an object with the fields that must be so: id, name, ip, key.`,
  refused: () => say`refused is a code such as 9012, {"pattern": "…"}, or true for any.`,
  error: () =>
    say`error is a number such as 4, {"pattern": "…"}, an object with number and message, or true for any.`,
  fails: () =>
    say`fails is one of the places where a request may end, for example exit-code, timed-out or parse-error.`,
  tags: () => say`tags is a list of single words.`,
  fingerprint: () => say`fingerprint is the twelve hexadecimal digits that keypoll shows for a key.`,
  replaces: () => say`replaces is a list of ids.`,
  again: () => say`again can only be "same".`,
};

/** The members of an object, by the member that contains it. The suite itself has no such member. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  "": [
    ...["exec_path", "socket", "profile", "timeout", "release", "host_name", "node", "force", "client_keys"],
    ...["working_directory", "environment", "samples"],
  ],
  samples: ["request", "expect", "tags", "note"],
  expect: ["registered", "replaces", "refused", "error", "fails"],
  force: ["enabled", "disconnected_time", "after_registration_time", "force_insert"],
  disconnected_time: ["enabled", "seconds"],
  registered: ["id", "name", "ip", "key"],
  error: ["number", "message", "pattern"],
  key: ["pattern", "fingerprint"],
};

/** The same in a suite for a registration script, if they differ. */
const REGISTRATION_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  "": [
    ...["registration", "timeout", "release", "host_name", "force", "client_keys", "agent_states", "groups"],
    ...["password", "working_directory", "environment", "samples"],
  ],
  samples: ["register", "expect", "tags", "note"],
  expect: ["registered", "replaces", "message", "second_run", "exit_code", "findings"],
  registered: ["id", "name", "ip"],
};

/** The words for one kind of suite: what to write for a member, and which members it may have. */
interface Words {
  readonly advice: Readonly<Record<string, () => string>>;
  readonly members: Readonly<Record<string, readonly string[]>>;
}

const POLL_WORDS: Words = { advice: ADVICE, members: MEMBERS };
const REGISTRATION_WORDS: Words = {
  advice: { ...ADVICE, ...REGISTRATION_ADVICE },
  members: { ...MEMBERS, ...REGISTRATION_MEMBERS },
};

/** Names of members in other tools. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  exec_path: ["command", "cmd", "script", "program", "exec", "run", "path"],
  client_keys: ["keys", "keys_file", "key_file"],
  working_directory: ["cwd", "workdir", "directory", "dir"],
  environment: ["env", "variables"],
  samples: ["tests", "cases", "polls"],
  register: ["name", "agent", "agent_name", "request"],
  second_run: ["again"],
  exit_code: ["code", "exit"],
  release: ["version", "wazuh", "wazuh_version"],
  request: ["id", "ip", "args", "arguments", "input", "query", "poll"],
  expect: ["expected", "result", "output", "answer", "assert"],
  refused: ["rejected", "duplicate"],
  fails: ["failed", "failure"],
  note: ["name", "title", "description", "comment"],
};

/** The likely member at this place: from another name for it, or from a typo. */
function memberMeant(name: string, path: Path, members: Words["members"]): string {
  const known = membersAt(path, members);
  const word = name.toLowerCase().replaceAll("-", "_");
  const same = known.find((each) => OTHER_NAMES[each]?.includes(word) === true);
  if (same !== undefined) return say` Did you mean "${same}"?`;
  const near = didYouMean(name, known);
  if (near !== "" || known.length === 0) return near;
  const places = known.slice(0, -1).join(", ");
  return say` Known are ${places} and ${known.at(-1) ?? ""}.`;
}

function messageOf({ keyword, params }: SchemaError, member: string, advice: Words["advice"]): string {
  if (keyword === "required" && params["missingProperty"] !== undefined && member !== "") {
    return say`"${String(params["missingProperty"])}" is missing here.`;
  }
  if (keyword === "required")
    return say`"${String(params["missingProperty"])}" is missing. ${advice["samples"]?.() ?? ""}`;
  if (keyword === "type" && member === "") return say`A suite is one object in braces.`;
  const known = advice[member];
  if (known !== undefined) return known();
  switch (keyword) {
    case "type":
      return say`${member} must be of the type ${String(params["type"])}.`;
    case "minimum":
    case "maximum":
      return say`${member} must be ${String(params["comparison"])} ${String(params["limit"])}.`;
    case "anyOf":
      return say`${member} is text in quotes, or {"pattern": "…"} with a regular expression.`;
    default:
      return say`${member} is not as it must be (${keyword}).`;
  }
}
