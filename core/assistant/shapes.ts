/** The parts that the questions and answers of several tools share. */

import * as z from "zod";
import type { Verdict } from "../lint/answer/index.ts";
import { rulePage } from "../lint/rule-page.ts";
import {
  describedManager,
  KeyStore,
  levelWord,
  type ManagerSettings,
  newestRelease,
  type Release,
  readKeyFile,
  releaseFor,
} from "../manager/index.ts";
import { readBytes } from "./read.ts";
import type { Answer, World } from "./tool.ts";

/** Maximum findings, agents and messages in one answer, because an assistant has to read them. */
export const MOST = 30;

export const releaseInput = z
  .string()
  .refine(
    (version) => releaseFor(version) !== undefined,
    "write a Wazuh version from 3.8 on, such as 4.14 or 4.7.5",
  )
  .optional()
  .describe("Wazuh version of the manager, such as 4.14 or 4.7.5. Default: 4.14");

export const requestInput = z
  .string()
  .regex(/^(?:id|ip):/, "write id:001 or ip:192.168.1.100")
  .describe("What the manager asks for: id:001 or ip:192.168.1.100");

export const pathInput = z.string().min(1);

export const execPathInput = z
  .string()
  .min(1)
  .describe(
    'The command line as written in exec_path of ossec.conf, for example "python3 ./agent_key_poll.py"',
  );

export const folderInput = pathInput
  .optional()
  .describe("Where the script runs. Default: the folder of the server");

/** Seconds. A run that hangs would keep the assistant waiting. */
const DEFAULT_TIMEOUT = 10;

export const timeoutInput = z
  .number()
  .min(1)
  .max(60)
  .default(DEFAULT_TIMEOUT)
  .describe(`Seconds that the manager waits. Default: ${DEFAULT_TIMEOUT}; a manager waits 60`);

export const keysInput = pathInput
  .optional()
  .describe(
    "Path of the manager's client.keys: the agents that it already has. Give the path, never the content",
  );

export const severity = z.enum(["error", "warning", "information", "hint"]);

/** A problem, and how to fix it. */
export const finding = z.object({
  rule: z.string().describe("Code of the rule; explain says more"),
  severity,
  message: z.string(),
  fix: z.string().describe("What to do"),
});

export const placedFinding = finding.extend({
  line: z.int().describe("From 1"),
  column: z.int().describe("From 1"),
});

export const verdict = z.object({
  request: z.string(),
  state: z.enum(["registered", "answered-no", "failed"]),
  title: z.string(),
  consequence: z.string().describe("What happens on the manager"),
  fix: z.string().optional(),
  landing: z.string().optional().describe("The line that lands in client.keys, key hidden"),
  removed: z.array(z.string()).describe("Lines that leave client.keys"),
  log: z.array(z.string()).describe("What a manager with default settings logs"),
  findings: z.array(finding),
  next: z.array(finding).describe("What the manager would meet once the findings are fixed"),
});

export function verdictValue({
  request,
  state,
  title,
  consequence,
  advice,
  landing,
  removed,
  log,
  findings,
  next,
}: Verdict): z.infer<typeof verdict> {
  const short = (found: Verdict["findings"]) =>
    found
      .slice(0, MOST)
      .map(({ rule, severity: weight, message, advice: fix }) => ({ rule, severity: weight, message, fix }));
  return {
    request,
    state,
    title,
    consequence,
    ...(advice === undefined ? {} : { fix: advice }),
    ...(landing === undefined ? {} : { landing }),
    removed: removed.slice(0, MOST),
    log: log
      .filter(({ byDefault }) => byDefault)
      .map(({ tag, level, text }) => `${tag}: ${levelWord(level)}: ${text}`),
    findings: short(findings),
    next: short(next),
  };
}

/** What to do about a finding: its best fix, or else the advice of the rule's page. */
export function fixOf(fixes: readonly { readonly title: string }[], rule: string, world: World): string {
  const [best] = fixes;
  if (best !== undefined) return `${best.title}.`;
  const page = world.pageOf(rule);
  const [advice] = page?.split("\n## What to do\n")[1]?.trim().split("\n\n") ?? [];
  return advice === undefined ? `See ${rulePage(rule)}.` : withoutLinks(advice).replace(/\s+/g, " ");
}

/** A link has no use for an assistant that does not have the page. */
function withoutLinks(markdown: string): string {
  return markdown.replace(/\[([^\]]+)\]\([^)]+\)/g, "$1");
}

export function releaseOf(version: string | undefined): Release {
  return (version === undefined ? undefined : releaseFor(version)) ?? newestRelease;
}

export interface Manager {
  readonly known: KeyStore;
  readonly settings: ManagerSettings;
}

/** The manager in the question, with the agents of its client.keys. */
export async function managerOf(
  { release, keys }: { readonly release?: string | undefined; readonly keys?: string | undefined },
  world: World,
): Promise<Answer<Manager>> {
  const row = releaseOf(release);
  const settings = describedManager({ release: row });
  if (keys === undefined) return { kind: "answer", value: { known: new KeyStore(), settings } };
  const bytes = await readBytes(keys, world);
  if (bytes.kind === "refused") return bytes;
  const { store } = readKeyFile(bytes.value, { release: row, passEmpty: true });
  return { kind: "answer", value: { known: store, settings } };
}
