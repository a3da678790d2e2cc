/** The rule on passwords in the source. */

import type { Node } from "web-tree-sitter";
import { say } from "../../../words/index.ts";
import type { Remark, Span } from "../../placed-finding.ts";
import { type ScriptReading, spanOf } from "../reading.ts";
import { plain, VALUE } from "../text.ts";
import type { ScriptContext, ScriptRule } from "./rule.ts";

/** Last words of names for secrets. */
const SECRET_WORDS = [
  "password",
  "passwd",
  "passwort",
  "pwd",
  "pass",
  "secret",
  "token",
  "apikey",
  "passphrase",
];

/** Such words at the end of longer ones, as in PGPASSWORD. The short ones end too many words. */
const SECRET_ENDS = ["password", "passwd", "passwort", "passphrase"];

/** A variable of the environment with another meaning. */
const WORKING_DIRECTORY = "PWD";

function check({ reading }: ScriptContext): readonly Remark[] {
  return secretsOf(reading).map((span) => ({
    ...span,
    message: say`Everyone who can read the script or a copy of it knows this password. Read it from the environment or from a file with mode 600.`,
  }));
}

/** Where secrets are in the source. Also for callers that show its lines. */
export function secretsOf(reading: ScriptReading): readonly Span[] {
  const found = [...named(reading), ...positional(reading), ...inText(reading), ...options(reading)];
  const seen = new Set<string>();
  return found.filter(({ start, end }) => {
    const key = `${start}-${end}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Members, variables and named arguments with such a name. */
function named(reading: ScriptReading): readonly Span[] {
  const { captures } = reading;
  return [...captures.matches("member"), ...captures.matches("name")].flatMap(({ node, match }) => {
    const value = match.nodes.get("value");
    if (value === undefined || !isSecretName(reading.nameOf(reading.texts.unwrapped(node)))) return [];
    return holdsText(value, reading) ? [spanOf(reading.texts.unwrapped(value))] : [];
  });
}

/** Arguments that are passwords by their place. */
function positional(reading: ScriptReading): readonly Span[] {
  const given = reading.captures.nodes("secret");
  return given
    .filter((node) => holdsText(node, reading))
    .map((node) => spanOf(reading.texts.unwrapped(node)));
}

/** A text that is not empty, and is not the name of a variable. */
function holdsText(node: Node, { texts, shape }: ScriptReading): boolean {
  const inner = texts.unwrapped(node);
  if (!(inner.type in shape.strings) && !(inner.type in shape.joins)) return false;
  const text = texts.literal(inner);
  return text !== undefined && text.trim() !== "" && !isVariableName(text) && !text.startsWith("/");
}

function isVariableName(text: string): boolean {
  return text.includes("_") && text === text.toUpperCase() && !text.includes(" ");
}

function isSecretName(name: string): boolean {
  if (name === WORKING_DIRECTORY) return false;
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  const last = words.at(-1) ?? "";
  return (
    SECRET_WORDS.includes(last) ||
    SECRET_ENDS.some((end) => last.endsWith(end)) ||
    (last === "key" && ["api", "access", "private"].includes(words.at(-2) ?? ""))
  );
}

/** `scheme://user:password@host`, `user:password@tcp(host)`, `password=…` and `Bearer …` in a text. */
function inText(reading: ScriptReading): readonly Span[] {
  return reading.texts.all().flatMap(({ node, pieces }) => {
    const text = plain(pieces);
    return hasLogin(text) || hasNamedPassword(text) || hasBearer(text) ? [spanOf(node)] : [];
  });
}

function hasLogin(text: string): boolean {
  const scheme = text.indexOf("://");
  const driver = ["@tcp(", "@unix("].map((each) => text.indexOf(each)).find((at) => at >= 0);
  if (scheme < 0 && driver === undefined) return false;
  const authority = scheme < 0 ? text.slice(0, driver) : (text.slice(scheme + 3).split(/[/?\s]/)[0] ?? "");
  const login = scheme < 0 ? authority : authority.slice(0, Math.max(0, authority.lastIndexOf("@")));
  const password = login.slice(login.indexOf(":") + 1);
  return login.includes(":") && password !== "" && !password.includes(VALUE);
}

function hasNamedPassword(text: string): boolean {
  const parts = text.split(/[\s;]+/);
  // One such word alone may be anything. Beside others it is a data source.
  if (
    !text.includes("host") &&
    !text.includes("server") &&
    !text.includes("Server") &&
    !text.includes("dbname")
  )
    return false;
  return parts.some((part) => {
    const [name = "", ...rest] = part.split("=");
    const value = rest.join("=");
    return ["password", "pwd"].includes(name.toLowerCase()) && value !== "" && !value.includes(VALUE);
  });
}

function hasBearer(text: string): boolean {
  const [, token] = text.split("Bearer ");
  return token !== undefined && token.trim() !== "" && !token.includes(VALUE);
}

/** `-psecret` of mysql, `-u user:secret` of curl, `-w secret` of ldapsearch, `-p secret` of sshpass. */
function options(reading: ScriptReading): readonly Span[] {
  const { captures, texts } = reading;
  return captures.matches("secret.command").flatMap(({ node, match }) => {
    const option = match.nodes.get("secret.option");
    if (option === undefined) return [];
    const command = node.childForFieldName("name")?.text ?? "";
    const text = plain(texts.pieces(option));
    if (!text.includes(VALUE) && hasPassword(command, text)) return [spanOf(option)];
    const next = option.nextNamedSibling;
    const value = next === null ? "" : plain(texts.pieces(next));
    const isText = value !== "" && !value.includes(VALUE) && !value.startsWith("-");
    return next !== null && isText && isBeforePassword(command, text, value) ? [spanOf(next)] : [];
  });
}

function hasPassword(command: string, option: string): boolean {
  if (!command.startsWith("mysql") && command !== "mariadb") return false;
  return ["-p", "--password="].some((each) => option.startsWith(each) && option.length > each.length);
}

function isBeforePassword(command: string, option: string, value: string): boolean {
  if (command === "ldapsearch") return option === "-w";
  if (command === "sshpass") return option === "-p";
  const isLogin = value.includes(":") && !value.endsWith(":");
  return command === "curl" && ["-u", "--user"].includes(option) && isLogin;
}

export const secretRule: ScriptRule = {
  code: "password-in-source",
  severity: "warning",
  title: "Password in the source",
  everyScript: true,
  check,
};
