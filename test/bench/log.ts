/** The built command line explains a whole log, compared with `grep -c` for the most common line. */

import { spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rounded } from "./numbers.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = join(root, ".cache/bench");

const PROGRAM = join(root, "dist/cli/keypoll.mjs");

const RUNS = 5;

/** Lines of other parts of a manager, some of which begin like known ones. */
const OTHERS = [
  "wazuh-modulesd:syscollector: INFO: Starting evaluation.",
  "wazuh-logcollector: INFO: (1950): Analyzing file: '/var/log/auth.log'.",
  "wazuh-syscheckd: INFO: (6008): File integrity monitoring scan started.",
  "wazuh-modulesd:vulnerability-scanner: INFO: Vulnerability scan finished for agent 17.",
  "sca[991] wm_sca.c:512 at wm_sca_read_files(): DEBUG: Finished reading policy cis_debian11.yml",
  "wazuh-remoted[88] secure.c:1204 at handle_incoming_data(): DEBUG: TCP peer disconnected [44]",
  "wazuh-db: ERROR: Unable to process the request: syntax error near token",
];

const KNOWN: readonly ((agent: number) => string)[] = [
  (agent) => `wazuh-remoted: WARNING: Agent key already in use: agent ID '${agent}'`,
  (agent) =>
    `wazuh-remoted: WARNING: (1408): Invalid ID ${agent} for the source ip: '${addressOf(agent)}' (name 'web-${agent}').`,
  (agent) => `wazuh-authd: INFO: Received request for a new agent (web-${agent}) from: ${addressOf(agent)}`,
];

function addressOf(agent: number): string {
  return `10.0.${agent >> 8}.${agent & 255}`;
}

const AGENTS = 5000;

/** The cost of a log of `megabytes`, in which `share` percent of the lines are known. */
export function benchLog(megabytes: number, percent: number) {
  const path = logFile(megabytes, percent);
  const [grep, ours] = [new Best(), new Best()];
  // Alternately, so that other load on the machine affects both.
  for (let run = 0; run < RUNS; run++) {
    grep.add(costOf("grep", ["-c", "Agent key already in use", path]));
    ours.add(costOf(process.execPath, [PROGRAM, "explain", "--log", path]));
  }
  return {
    megabytes,
    "known %": percent,
    "grep ms": rounded(grep.wall),
    "keypoll ms": rounded(ours.wall),
    ratio: rounded(ours.wall / grep.wall),
    "grep CPU ms": rounded(grep.processor),
    "keypoll CPU ms": rounded(ours.processor),
    "CPU ratio": rounded(ours.processor / grep.processor),
  };
}

interface Cost {
  /** Milliseconds. */
  readonly wall: number;
  readonly processor: number;
}

/** The minimum of several runs: anything above it is other load on the machine. */
class Best {
  wall = Infinity;
  processor = Infinity;

  add({ wall, processor }: Cost): void {
    this.wall = Math.min(this.wall, wall);
    this.processor = Math.min(this.processor, processor);
  }
}

/** A child's processor time, which bash knows to the millisecond. */
function costOf(command: string, args: readonly string[]): Cost {
  const { stderr } = spawnSync(
    "bash",
    // Into a pipe: if its output is discarded, grep stops at the first match.
    ["-c", 'TIMEFORMAT="%3R %3U %3S"; time "$@" 2> /dev/null', "bash", command, ...args],
    { encoding: "utf8", maxBuffer: 1e9 },
  );
  const [wall = Number.NaN, user = Number.NaN, system = Number.NaN] = stderr.trim().split(" ").map(Number);
  return { wall: wall * 1000, processor: (user + system) * 1000 };
}

function logFile(megabytes: number, percent: number): string {
  const path = join(folder, `ossec.${megabytes}.${percent}.random.log`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const file = openSync(path, "w");
  let written = 0;
  const random = randomNumbers();
  for (let second = 0; written < megabytes * 1e6; second += 10_000) {
    written += writeSync(
      file,
      Array.from({ length: 10_000 }, (_, at) => line(second + at, percent, random)).join(""),
    );
  }
  closeSync(file);
  return path;
}

/** As in a log of a large manager: known lines stand anywhere, and a few agents that keep trying have most of them. */
function line(at: number, percent: number, random: () => number): string {
  const time = new Date(1.7e12 + at * 200).toISOString().slice(0, 19).replaceAll("-", "/").replace("T", " ");
  const known = KNOWN[Math.floor(random() * KNOWN.length)];
  const agent = 1 + Math.floor(AGENTS * random() ** 4);
  const text = random() * 100 < percent ? known?.(agent) : OTHERS[at % OTHERS.length];
  return `${time} ${text}\n`;
}

/** From 0 up to 1, the same in each run. */
function randomNumbers(): () => number {
  let state = 12_345;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

if (process.argv[1] === import.meta.filename) {
  const megabytes = Number(process.argv[2] ?? 1000);
  console.table([0, 1, 5].map((percent) => benchLog(megabytes, percent)));
}
