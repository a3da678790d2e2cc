/**
 * `npm start`: sets everything up and shows the main functions on a demo workspace. With `--prepare` it stops before
 * the show. Plain JavaScript, because nothing is installed yet.
 */

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { ensureInstalled, projectRoot, toolEnvironment } from "./set-up.mjs";

const demo = join(projectRoot, "demo");
const SCRIPT = "agent_key_poll.py";
const KEYS = "client.keys";
const FAULTY_KEYS = "client.keys.bad";
const program = join(projectRoot, "dist", "cli", "keypoll.mjs");

/** Maximum width of a line, so that everything fits on one screen. */
const WIDEST = 100;

function fail(message) {
  console.error(message);
  process.exit(2);
}

function ensurePython() {
  const { status } = spawnSync("python3", ["-c", "import sqlite3, sys; sys.exit(sys.version_info < (3, 6))"]);
  if (status === 0) return;
  fail(
    "npm start needs Python 3.6 or newer with its sqlite3 module, as python3 on the PATH, for the demo's database\n" +
      "and its poll script. On Debian and Ubuntu: apt install python3. On macOS: brew install python.",
  );
}

/** Runs a script of the project on the project's own Node, and prints its output if it fails. */
function runScript(what, script) {
  const { status, stdout, stderr, error } = spawnSync("node", [script], {
    cwd: projectRoot,
    env: toolEnvironment(),
    encoding: "utf8",
  });
  if (status !== 0) fail(`${what} failed:\n${error?.message ?? ""}${stdout}${stderr}`);
}

/** Milliseconds of the last change of a file, or of anything in a folder. A removed file changes its folder. */
function newestChange(path) {
  const entry = statSync(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  return Math.max(entry.mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}

function ensureBuilt() {
  const sources = ["core", "server", "client", "cli", "schemas", "package.json"];
  const newest = Math.max(...sources.map((name) => newestChange(join(projectRoot, name))));
  if (existsSync(program) && statSync(program).mtimeMs > newest) return;
  runScript("The build", "scripts/build.ts");
}

function ensureDemo() {
  const wanted = [SCRIPT, KEYS, FAULTY_KEYS, "agents.db", "keypoll.env"];
  // The script's settings contain the full path of the database, which changes when the project is moved.
  const settings = join(demo, "keypoll.env");
  const isHere = existsSync(settings) && readFileSync(settings, "utf8").includes(join(demo, "agents.db"));
  if (isHere && wanted.every((name) => existsSync(join(demo, name)))) return;
  runScript("Making the demo workspace", "scripts/demo/make-workspace.ts");
}

/** Shows a command and its output. `expected` is the exit code for the demo's data. */
function show(expected, ...words) {
  const shown = words.map((word) => (/^[\w./:-]+$/.test(word) ? word : `"${word}"`)).join(" ");
  console.log(`$ npx keypoll ${shown}`);
  const columns = Math.min(process.stdout.columns ?? WIDEST, WIDEST);
  const { status } = spawnSync(process.execPath, [program, ...words], {
    cwd: demo,
    env: { ...process.env, COLUMNS: String(columns) },
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status !== expected) fail(`The demo expected exit code ${expected}, and got ${status}.`);
}

ensurePython();
ensureInstalled();
ensureBuilt();
ensureDemo();
if (process.argv.includes("--prepare")) process.exit(0);
console.log("$ cd demo  # a database of 5,000 agents, a Python poll script on it, a client.keys");
// The manager's surroundings only have the system's folders. A Python elsewhere needs the user's own.
const servicePath = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];
const profile = servicePath.some((folder) => existsSync(join(folder, "python3")))
  ? []
  : ["--profile", "as-me"];
// A hit, a miss, two agents with one address, and the empty value that any peer can make the manager ask for.
const requests = ["--id", "042", "--id", "9999", "--ip", "10.9.0.7", "--id", ""];
show(0, "test", `./${SCRIPT}`, ...requests, "-k", KEYS, ...profile);
console.log();
show(1, "lint", FAULTY_KEYS);
console.log('\nOpen it all in the editor: code --extensionDevelopmentPath="$PWD" demo');
