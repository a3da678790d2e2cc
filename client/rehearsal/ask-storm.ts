/** Asks for a storm: how many agents, with which settings, for how long, in which form. */

import { window } from "vscode";
import { type OpenedSuite, STORM_LIMIT, STORM_SECONDS } from "../../core/poll/index.ts";
import { DEFAULT_QUEUE_SIZE, DEFAULT_THREADS } from "../../core/rehearsal/index.ts";
import { say } from "../../core/words/index.ts";
import { isAllowedNumber, limits } from "./limits.ts";
import type { StormNumbers } from "./messages.ts";

export interface AskedStorm extends StormNumbers {
  /** Maximum number of runs, and seconds after which no more are started. */
  readonly limit: number | undefined;
  readonly durationSeconds: number | undefined;
  /** Compare the script with the socket. */
  readonly compare: boolean;
}

/** The default if the number of agents is unknown. */
const SOME_AGENTS = 1000;
/** A list with fewer agents is an example, not a site. */
const FEW_AGENTS = 20;

/** The storm, or undefined if the user cancels. */
export async function askForStorm({ target, known }: OpenedSuite): Promise<AskedStorm | undefined> {
  const hasBoth = target.execPath !== undefined && target.socketPath !== undefined;
  const total = hasBoth ? 5 : 4;
  const title = (step: number): string => say`Rehearse a reconnect storm (${step}/${total})`;
  const count = known.entries.length;
  const agents = await askForNumber("agents", {
    title: title(1),
    prompt: say`How many agents reconnect at once?`,
    value: count < FEW_AGENTS ? SOME_AGENTS : count,
  });
  if (agents === undefined) return undefined;
  const threads = await askForNumber("threads", {
    title: title(2),
    prompt: say`The manager's setting threads: scripts that run at once. Its default is ${DEFAULT_THREADS}.`,
    value: DEFAULT_THREADS,
  });
  if (threads === undefined) return undefined;
  const queueSize = await askForNumber("queueSize", {
    title: title(3),
    prompt: say`The manager's setting queue_size. Its default is ${DEFAULT_QUEUE_SIZE}.`,
    value: DEFAULT_QUEUE_SIZE,
  });
  if (queueSize === undefined) return undefined;
  const bounds = await askForBounds(title(4));
  if (bounds === undefined) return undefined;
  const compare = hasBoth ? await askForForm(title(5)) : false;
  return compare === undefined ? undefined : { agents, threads, queueSize, ...bounds, compare };
}

interface Question {
  readonly title: string;
  readonly prompt: string;
  readonly value: number;
}

async function askForNumber(
  name: keyof StormNumbers,
  { title, prompt, value }: Question,
): Promise<number | undefined> {
  const { least, most } = limits[name];
  const complaint = say`A whole number from ${least} to ${most}.`;
  const text = await window.showInputBox({
    title,
    prompt,
    value: String(value),
    ignoreFocusOut: true,
    validateInput: (given) => (isAllowedNumber(name, numberIn(given)) ? undefined : complaint),
  });
  return text === undefined ? undefined : numberIn(text);
}

function numberIn(text: string): number {
  return /^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN;
}

/** `400` means runs, `30s` means seconds. */
const BOUND = /^\s*([1-9]\d{0,5})\s*(s?)\s*$/;

async function askForBounds(
  title: string,
): Promise<Pick<AskedStorm, "limit" | "durationSeconds"> | undefined> {
  const text = await window.showInputBox({
    title,
    prompt: say`The script really runs. How many runs at most? Or for how many seconds, for example 30s? The rest is simulated.`,
    value: String(STORM_LIMIT),
    ignoreFocusOut: true,
    validateInput: (given) =>
      BOUND.test(given) ? undefined : say`A number of runs, or of seconds with an s after it.`,
  });
  const [, number = "", unit] = BOUND.exec(text ?? "") ?? [];
  if (number === "") return undefined;
  const count = Number(number);
  return unit === "s"
    ? { limit: undefined, durationSeconds: count }
    : { limit: count, durationSeconds: STORM_SECONDS };
}

async function askForForm(title: string): Promise<boolean | undefined> {
  const rows = [
    {
      label: say`Compare the script with the socket`,
      description: say`one after the other`,
      compare: true,
    },
    {
      label: say`As the suite says`,
      description: say`the socket, and the script if the socket gives nothing`,
      compare: false,
    },
  ];
  return (await window.showQuickPick(rows, { title, ignoreFocusOut: true }))?.compare;
}
