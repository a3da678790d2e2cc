/**
 * The steps between us and the script. They set signals as the manager's child has them, and mark processes; Node
 * cannot.
 */

import { arrayFromBytes, type ByteString, bytesFromText, textFromBytes } from "../../manager/index.ts";
import type { Keeper, SignalAbility } from "../keeper/keeper.ts";
import { PRLIMIT, type RunMark } from "../keeper/run-mark.ts";

/** How the manager sets the signals of a script. */
export interface SignalPlan {
  readonly ignorePipe: boolean;
  /** SIGTERM, SIGHUP and SIGINT are blocked. */
  readonly blockEnding: boolean;
}

export interface Launch {
  readonly file: string;
  readonly words: readonly string[];
  /** The name in the step's error message when it cannot start the program. Undefined if there is no step. */
  readonly complains: string | undefined;
  /** The signals that could be set. */
  readonly signals: SignalPlan;
}

/** No other program's error message begins with it. */
const STEP_NAME = "keypoll-launch";

const UNCHANGED: SignalPlan = { ignorePipe: false, blockEnding: false };

/** The program itself, with nothing set. */
export function directLaunch(file: string, words: readonly string[]): Launch {
  return { file, words, complains: undefined, signals: UNCHANGED };
}

/**
 * The program itself if nothing needs to be set, GNU env if it can do everything, otherwise a shell that ignores
 * SIGPIPE.
 */
export function launchOf(argv: readonly ByteString[], plan: SignalPlan, able: SignalAbility): Launch {
  const words = argv.map(textFromBytes);
  const exact = words.every((word, at) => bytesFromText(word) === argv[at]);
  const [file = "", ...rest] = words;
  if (!plan.ignorePipe && exact) return directLaunch(file, rest);
  // env reads a first word with an equals sign as a variable.
  const byEnv = able === "mask" && plan.ignorePipe && !file.includes("=");
  const signals = byEnv ? plan : { ...UNCHANGED, ignorePipe: plan.ignorePipe };
  if (byEnv && exact)
    return { file: ENV, words: [...envOptions(plan), ...words], complains: STEP_NAME, signals };
  const trap = plan.ignorePipe ? "trap '' PIPE; " : "";
  const by = byEnv ? `${ENV} ${envOptions(plan).join(" ")} ` : "";
  const source = exact ? `${trap}exec ${by}"$@"` : `${trap}${assignments(argv)}exec ${by}"$@"`;
  return {
    file: "/bin/sh",
    words: ["-c", source, STEP_NAME, ...(exact ? words : [])],
    complains: byEnv ? ENV : STEP_NAME,
    signals,
  };
}

/** The fallback of execvp: /bin/sh runs the file as a script. */
export function shellLaunch(file: string, argv: readonly ByteString[]): Launch {
  return directLaunch("/bin/sh", [file, ...argv.slice(1).map(textFromBytes)]);
}

/** The argv[0] that the step needs so that `complains` is true. */
export function stepName(launch: Launch): string | undefined {
  return launch.complains === STEP_NAME ? STEP_NAME : undefined;
}

const ENV = "/usr/bin/env";

function envOptions(plan: SignalPlan): readonly string[] {
  const block = plan.blockEnding ? ["--block-signal=TERM,HUP,INT"] : [];
  return ["--ignore-signal=PIPE", ...block, "--"];
}

/** Shell text that sets words in invalid UTF-8, which Node cannot pass on. */
function assignments(argv: readonly ByteString[]): string {
  const octal = (word: ByteString): string =>
    [...arrayFromBytes(word)].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
  // The `.` keeps line feeds at the end, which a command substitution would remove.
  const words = argv.map((word, at) => `w${at}=$(printf '${octal(word)}.'); w${at}=\${w${at}%.}; `);
  return `${words.join("")}set -- ${argv.map((_, at) => `"$w${at}"`).join(" ")}; `;
}

/** The step's message that it could not start the program, if `output` is nothing else. */
export function complaintOf(launch: Launch, program: string, output: ByteString): string | undefined {
  const line = bytesFromText(program);
  if (launch.complains === undefined || !output.startsWith(launch.complains)) return undefined;
  if (output.indexOf("\n") !== output.length - 1 || !output.includes(line)) return undefined;
  return textFromBytes(output.slice(output.lastIndexOf(": ") + 2).trimEnd());
}

/** The same start, after a step that marks its processes by a limit, if this system can. */
export async function markedBy(
  keeper: Keeper | undefined,
  launch: Launch,
  { limit }: RunMark,
): Promise<Launch> {
  if ((await keeper?.marksByLimit()) !== true) return launch;
  const { file, words, complains, signals } = launch;
  return {
    file: PRLIMIT,
    words: [`--locks=${limit}:${limit}`, "--", file, ...words],
    // env is now called by its path. All other steps keep the name that they are given.
    complains: file === ENV ? ENV : (complains ?? STEP_NAME),
    signals,
  };
}

/** Whether every process of such a start can be found, whatever it does to its environment. */
export function isMarked({ file }: Launch): boolean {
  return file === PRLIMIT;
}
