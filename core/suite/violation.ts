/** What the schema finds wrong in a suite, in words and with its place. */

import { didYouMean } from "../lint/nearest.ts";
import { say } from "../words/index.ts";
import type { SchemaError } from "./generated/validators.js";
import type { JsonText, Path, Problem } from "./json-text.ts";
import { OTHER_NAMES, registers, type Words, wordsFor } from "./suite-words.ts";

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
    const message = say`"${name}" is unknown here${where(path)}.${advice}`;
    return { message, place: json.placeOfName([...path, name]) };
  }
  const named = path.findLast((step) => typeof step === "string");
  if (error.keyword === "false schema") {
    const message = registers(json.value)
      ? say`${named ?? ""} has no effect beside registration. Remove one of them.`
      : say`${named ?? ""} is only for suites with registration. Remove it.`;
    return { message, place: json.placeOfName(path) };
  }
  const message =
    messageOf(error, String(named ?? ""), words.advice) + valueMeant(valueAt(json.value, path), error);
  return { message, place: json.placeOf(path) };
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

/** The likely member at this place: from another name for it, or from a typo. */
function memberMeant(name: string, path: Path, members: Words["members"]): string {
  const known = membersAt(path, members);
  const word = name.toLowerCase().replaceAll("-", "_");
  const same = known.find((each) => OTHER_NAMES[each]?.includes(word) === true);
  if (same !== undefined) return say` Did you mean "${same}"?`;
  const near = didYouMean(name, known);
  if (near !== "" || known.length === 0) return near;
  const places = known.slice(0, -1).join(", ");
  return say` Known names are ${places} and ${known.at(-1) ?? ""}.`;
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
      return say`${member} is not valid (${keyword}).`;
  }
}
