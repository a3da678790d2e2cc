/** The Node poll script around its look-up: arguments, settings, checks, the answer, the socket. */

import { code, fieldRules, type Language, type Parts, paragraphs, SOCKET } from "../../code.ts";
import { lookups } from "./lookups.ts";

export const javascript: Language = {
  id: "javascript",
  title: "JavaScript (Node)",
  fileName: "agent_key_poll.mjs",
  forms: ["script", "daemon"],
  lookups,
  write(lookup, parts) {
    const daemon = parts.form === "daemon";
    return `${paragraphs(
      ["#!/usr/bin/env node", ...parts.head.map((line) => `// ${line}`.trimEnd())].join("\n"),
      imports(lookup.imports ?? "", daemon),
      code`
// The manager reads both streams as one: a warning before the answer would spoil it.
process.removeAllListeners("warning");`,
      parts.waits ? "const TIMEOUT = 10; // seconds; the manager itself waits 60" : "",
      code`
// What the manager can work with. A blank in a name, for example, would stop its daemons.
const rules = {
  id: /^(?:${fieldRules.id})$/,
  name: /^(?:${fieldRules.name})$/,
  ip: /^(?:${fieldRules.ip.replaceAll("/", "\\/")})$/,
  key: /^(?:${fieldRules.key})$/,
};`,
      lookup.constants ?? "",
      setting,
      lookup.find,
      poll(parts),
      daemon ? server : "",
      daemon ? daemonMain : main,
    )}\n`;
  },
};

function imports(ofLookup: string, daemon: boolean): string {
  const files = new Set(["existsSync", "readFileSync", ...(daemon ? ["statSync", "unlinkSync"] : [])]);
  const lines = [
    `import { ${[...files].sort().join(", ")} } from "node:fs";`,
    ...(daemon ? ['import { createServer } from "node:net";'] : []),
    ...ofLookup.split("\n").filter((line) => line !== ""),
  ];
  return lines.sort((a, b) => (a.replace(/.* from /, "") < b.replace(/.* from /, "") ? -1 : 1)).join("\n");
}

const setting = code`
/** A setting from the environment, or from keypoll.env beside this script. */
function setting(name, preset = "") {
  if (process.env[name] !== undefined) return process.env[name];
  const file = new URL("keypoll.env", import.meta.url);
  const lines = existsSync(file) ? readFileSync(file, "utf8").split(/\r?\n/) : [];
  const line = lines.find((text) => text.startsWith(name + "="));
  return line === undefined ? preset : line.slice(name.length + 1);
}`;

const compare = ({ noun, exact }: Parts) =>
  exact
    ? "    agents = await find(selector, value);"
    : code`
    // The ${noun} may compare loosely (letter case, blanks at the end), so compare again.
    agents = (await find(selector, value)).filter((agent) => agent[selector] === value);`;

const poll = (parts: Parts) => code`
const errorAnswer = (error, message) => ({ error, message });

/** The answer to a request: a selector, id or ip, and the value to look for. */
async function poll(request) {
  const [selector, value] = request;
  if (request.length !== 2 || value === "") {
    return errorAnswer(1, "Expected two arguments: id or ip, and a value");
  }
  if (selector !== "id" && selector !== "ip") {
    return errorAnswer(3, "Unknown selector, expected id or ip");
  }
  let agents;
  try {
${compare(parts)}
  } catch (problem) {
    // Its text may name accounts and hosts, so only its kind is named.
    return errorAnswer(2, "The ${parts.failure}: " + (problem?.code ?? problem?.name));
  }
  if (agents.length === 0) return errorAnswer(4, "No agent has this " + selector);
  if (agents.length > 1) return errorAnswer(5, "Several agents have this " + selector);
  const { id, name, ip, key } = agents[0];
  const data = { id, name, ip, key };
  for (const [field, rule] of Object.entries(rules)) {
    if (typeof data[field] !== "string" || !rule.test(data[field])) {
      return errorAnswer(6, "The manager cannot work with the " + field + " of this agent");
    }
  }
  return { error: 0, data };
}`;

const main = code`
console.log(JSON.stringify(await poll(process.argv.slice(2))));
process.exit(); // without waiting for connections that are still closing`;

const server = code`
/** Answers on the socket until the process is ended. */
function serve(path) {
  if (existsSync(path) && statSync(path).isSocket()) unlinkSync(path); // left behind by an earlier run
  process.umask(0o177); // only root, as which the manager runs, may ask for keys
  createServer({ allowHalfOpen: true }, (connection) => {
    connection.setTimeout(1000 * 3 * TIMEOUT, () => connection.destroy());
    connection.on("error", () => connection.destroy()); // A client that went away is nobody's fault.
    connection.on("end", () => connection.end()); // The manager also connects without asking.
    connection.once("data", async (request) => {
      const [, selector = "", value = ""] = /^([^:]*):?(.*)$/s.exec(request.toString());
      connection.end(JSON.stringify(await poll([selector, value])));
    });
  }).listen(path);
}`;

const daemonMain = code`
if (process.argv.length > 2) {
  // With arguments it answers them and ends, as exec_path wants it where the socket does not answer.
  console.log(JSON.stringify(await poll(process.argv.slice(2))));
  process.exit(); // without waiting for connections that are still closing
} else {
  serve(setting("KEYPOLL_SOCKET", "${SOCKET}"));
}`;
