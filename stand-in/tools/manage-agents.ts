/**
 * The stand-in for `manage_agents`: acts on the sandbox as the real one acts on a manager whose registration service
 * runs.
 */

import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { extractAgent, importAgent } from "../../core/agents/index.ts";
import { replaceFile } from "../../core/files/index.ts";
import {
  type ByteString,
  bytesFromText,
  isValidName,
  readAddress,
  textFromBytes,
} from "../../core/manager/index.ts";
import { stamp } from "../log.ts";
import { askLocally } from "./local-request.ts";
import { readOptions } from "./options.ts";
import { notHere, printed, type ToolEnd, type ToolPlace, textOf } from "./tool.ts";

const NAME = "manage_agents";

/** Milliseconds in which the registration service must write its file, and between two checks of it. */
const WRITTEN_WITHIN = 5000;
const LOOK_EVERY = 20;

/** For a question if standard input has ended. Source: addagent/read_from_user.c. */
const NOTHING_READ = `${NAME}: Input too large. Not adding it.\n`;

export async function manageAgents(words: readonly string[], place: ToolPlace): Promise<ToolEnd> {
  const byRules = place.release.force === "by-rules";
  const given = readOptions(`V h l e: r: i: f: j a: n: L ${byRules ? "R: D:" : "F:"}`, words);
  if ("problem" in given) return { exitCode: 1, output: "", errors: `${NAME}: ${given.problem}\n` };
  const { options } = given;
  for (const letter of ["V", "h", "f"])
    if (options.has(letter)) return notHere(NAME, `has no -${letter}. Use -l, -a, -n, -e, -r, -i or -j.`);
  const of = (letter: string): string | undefined => options.get(letter);
  const wrongPlace = wrongPlaceOf(options, place.isAgent);
  if (wrongPlace !== undefined) return failed("CRITICAL", wrongPlace);
  const asJson = options.has("j");
  const [imported, extracted] = [of("i"), of("e")];
  if (options.has("l")) return printed(`${listed(place)}\n`);
  if (imported !== undefined) return await importKey(imported, place);
  if (extracted !== undefined) return extract(extracted, asJson, place);
  return await change(options, byRules, place);
}

/** Adds or removes an agent. Options or variables give the answers that the tool would ask for. */
async function change(
  options: ReadonlyMap<string, string>,
  byRules: boolean,
  place: ToolPlace,
): Promise<ToolEnd> {
  const of = (letter: string): string | undefined => options.get(letter);
  const asJson = options.has("j");
  const { environment } = place;
  const action = options.has("a") ? "a" : of("r") === undefined ? environment["OSSEC_ACTION"] : "r";
  const isSure = options.has("a") || of("r") !== undefined || isYes(environment["OSSEC_ACTION_CONFIRMED"]);
  if (action === undefined || !/^[ar]/i.test(action))
    return notHere(NAME, "has no menu. Use -l, -a, -e, -r or -i.");
  if (!isSure) return notHere(NAME, "asks nothing. Set OSSEC_ACTION_CONFIRMED=y.");
  if (/^r/i.test(action)) return await remove(of("r") ?? environment["OSSEC_AGENT_ID"], asJson, place);
  const name = of("n") ?? environment["OSSEC_AGENT_NAME"];
  const ip = of("a") ?? environment["OSSEC_AGENT_IP"];
  const force = forceOf(options, byRules);
  return typeof force === "string"
    ? failed("CRITICAL", force)
    : await add({ name, ip, force }, asJson, place);
}

/** Each home's tool does only its own part. */
function wrongPlaceOf(options: ReadonlyMap<string, string>, isAgent: boolean): string | undefined {
  if (!isAgent) return options.has("i") ? "Key import only available on an agent." : undefined;
  if (options.has("a")) return "Agent adding only available on a master.";
  if (options.has("r")) return "Key removal only available on a master.";
  return options.has("e") ? "Key export only available on a master." : undefined;
}

/** The force options of the request in the form of this release, or what is wrong. */
function forceOf(options: ReadonlyMap<string, string>, byRules: boolean): object | number | string {
  for (const [letter, value] of options)
    if (/^[RDF]$/.test(letter) && !/^\s*\+?\d/.test(value)) return `Invalid number for -${letter}`;
  const seconds = (letter: string): number => Number.parseInt(options.get(letter) ?? "0", 10);
  if (!byRules) return options.has("F") ? seconds("F") : -1;
  return {
    enabled: options.has("R") || options.has("D"),
    key_mismatch: false,
    disconnected_time: { enabled: options.has("D"), value: seconds("D") },
    after_registration_time: seconds("R"),
  };
}

interface Wanted {
  readonly name: string | undefined;
  readonly ip: string | undefined;
  readonly force: object | number;
}

async function add({ name, ip, force }: Wanted, asJson: boolean, place: ToolPlace): Promise<ToolEnd> {
  const wrong = (code: number, message: string): ToolEnd =>
    asJson ? printed(JSON.stringify({ error: code, message }), 1) : printed(NOTHING_READ, 1);
  const isTaken = name === hostname() || agentsIn(place).some((agent) => agent.name === name);
  if (name !== undefined && isTaken) return wrong(75, "Name already present");
  if (name === undefined || !isValidName(bytesFromText(name), place.release))
    return wrong(76, "Invalid name for agent");
  const address = readAddress(bytesFromText(ip ?? ""), place.release);
  if (address === undefined) return wrong(77, "Invalid IP for agent");
  const request = { arguments: { name, ip: textFromBytes(address.stored), force }, function: "add" };
  const answer = await askLocally(place.sandbox.socket, request);
  if (answer === undefined) return notRunning(place);
  const { error, message, data } = read(answer);
  if (error > 0) return asJson ? printed(answer) : failed("WARNING", `${error}: ${message}`, 0);
  const { id } = { id: "", ...Object(data) };
  await untilListed(id, true, place);
  const done = { error: 0, data: { id, message: "Agent added" } };
  return printed(asJson ? JSON.stringify(done) : `Agent added with ID ${id}.\n`);
}

async function remove(id: string | undefined, asJson: boolean, place: ToolPlace): Promise<ToolEnd> {
  if (id === undefined) return printed(NOTHING_READ, 1);
  const whole = wholeId(id);
  const answer = await askLocally(place.sandbox.socket, { arguments: { id: whole }, function: "remove" });
  if (answer === undefined) return notRunning(place);
  const { error, message } = read(answer);
  if (error > 0) return asJson ? printed(answer) : failed("ERROR", `${error}: ${message}`, 0);
  await untilListed(whole, false, place);
  return printed(asJson ? '{"error":0,"data":"Agent removed"}' : `Agent '${whole}' removed.\n`);
}

function extract(id: string, asJson: boolean, place: ToolPlace): ToolEnd {
  const whole = wholeId(id);
  const found = extractAgent(fileOf(place), bytesFromText(whole), place.release);
  if (found.kind === "extracted") {
    const { importString } = found;
    return printed(
      asJson
        ? JSON.stringify({ error: 0, data: importString })
        : `\nAgent key information for '${whole}' is: \n${importString}\n`,
    );
  }
  const why = `Invalid ID '${whole}' given. ID is not present`;
  return printed(asJson ? JSON.stringify({ error: 70, message: why }) : `\n** ${why}.\n`, 1);
}

/** A wrong string leads back to the menu, which gets no answer. */
async function importKey(text: string, place: ToolPlace): Promise<ToolEnd> {
  const imported = importAgent(text, place.release);
  if (imported.kind === "refused") {
    const output = "\n** Invalid authentication key. Starting over again.\n";
    return { exitCode: 1, output, errors: `${NAME}: ${imported.reason}\n` };
  }
  const { id, name, address } = imported.entry;
  const shown = textFromBytes(
    `\nAgent information:\n   ID:${id}\n   Name:${name}\n   IP Address:${address.stored}\n\n`,
  );
  if (!isYes(place.environment["OSSEC_ACTION_CONFIRMED"] ?? place.input()))
    return printed(`${shown}Confirm adding it?(y/n): Not Adding.\n`);
  const bytes = Buffer.from(`${imported.line}\n`, "latin1");
  const done = await replaceFile(place.sandbox.agentKeys, bytes, { backup: false, mode: 0o640 });
  if (done.kind === "failed") return failed("CRITICAL", `${done.what} ${done.advice}`);
  return printed(`${shown}Confirm adding it?(y/n): Added.\n`);
}

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly ip: string;
}

/**
 * The lines with at least four fields, without comments and removed agents. Source: addagent/validate.c, print_agents.
 */
function agentsIn(place: ToolPlace): readonly Listed[] {
  return textFromBytes(fileOf(place))
    .split("\n")
    .flatMap((line) => {
      const [id = "", name = "", ip, key] = line.split(" ");
      return line.startsWith("#") || /^[#!]/.test(name) || ip === undefined || key === undefined
        ? []
        : [{ id, name, ip }];
    });
}

function listed(place: ToolPlace): string {
  const agents = agentsIn(place);
  if (agents.length === 0) return "\n** No agent available. You need to add one first.\n";
  const lines = agents.map(({ id, name, ip }) => `   ID: ${id}, Name: ${name}, IP: ${ip}\n`);
  return `\nAvailable agents: \n${lines.join("")}`;
}

function fileOf({ sandbox, isAgent }: ToolPlace): ByteString {
  return textOf(isAgent ? sandbox.agentKeys : sandbox.keys) ?? "";
}

/** The service answers before it writes. The tool ends when the file is written. */
async function untilListed(id: string, isThere: boolean, place: ToolPlace): Promise<void> {
  for (let waited = 0; waited < WRITTEN_WITHIN; waited += LOOK_EVERY) {
    if (agentsIn(place).some((agent) => agent.id === id) === isThere) return;
    await sleep(LOOK_EVERY);
  }
}

/** A fully numeric id has at least three digits. */
function wholeId(id: string): string {
  return /^\d+$/.test(id) ? String(Number(id)).padStart(3, "0") : id;
}

function isYes(word: string | undefined): boolean {
  return /^y/i.test(word ?? "");
}

function read(answer: string): { readonly error: number; readonly message: string; readonly data: unknown } {
  return { error: 1, message: "(undefined)", data: undefined, ...Object(JSON.parse(answer)) };
}

function notRunning({ sandbox }: ToolPlace): ToolEnd {
  return notHere(
    NAME,
    `needs the stand-in manager, and none runs in ${sandbox.home}. Start it: keypoll manager.`,
  );
}

function failed(level: "WARNING" | "ERROR" | "CRITICAL", text: string, exitCode = 1): ToolEnd {
  return { exitCode, output: "", errors: `${stamp(new Date())} ${NAME}: ${level}: ${text}\n` };
}
