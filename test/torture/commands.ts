/** Every command that writes a file, with its initial files and how a complete new file is recognised. */

import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

export const program = join(root, "dist", "cli", "keypoll.mjs");

export interface WritingCommand {
  readonly name: string;
  /** The initial content of the folder, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** Started in the folder. */
  readonly args: readonly string[];
  /** Whether a content is a complete new one, if it differs by more than its keys. */
  readonly isWhole?: (content: string) => boolean;
  /** It runs until it is stopped. By then it must have printed this. */
  readonly untilPrinted?: string;
  /** What happens to the line that another program adds meanwhile: it is kept, which is the default, or only in a backup, or the user wanted the file replaced. */
  readonly outsider?: "kept in a backup" | "replaced";
  /** Paths of files that the command creates again each time. No other program has lines in them. */
  readonly generated?: RegExp;
}

const KEYS = "client.keys";
const RECORDS = 2000;

/** A key for an agent: always the same one. */
function keyOf(number: number): string {
  return ((number * 2654435761) >>> 0).toString(16).padStart(8, "0").repeat(8);
}

function record(number: number, name = `agent-${number}`): string {
  return `${String(number).padStart(3, "0")} ${name} any ${keyOf(number)}\n`;
}

/** Long enough that writing it takes a moment. */
const list = Array.from({ length: RECORDS }, (_, at) => record(at + 1)).join("");
const longer = list + record(RECORDS + 1);
const marked = `\ufeff${list}`;
const own = record(7);

const script = `#!/bin/sh
echo '{"error":0,"data":{"id":"001","name":"web","ip":"any","key":"${keyOf(1)}"}}'
`;

const short = ["--id", "001", "--agents", "2", "--limit", "2", "--levels", "1"];

export const commands: readonly WritingCommand[] = [
  { name: "agent add", files: { [KEYS]: list }, args: ["agent", "add", "new"] },
  { name: "agent add (first)", files: {}, args: ["agent", "add", "new"] },
  { name: "agent remove", files: { [KEYS]: list }, args: ["agent", "remove", "1000"] },
  { name: "agent rekey", files: { [KEYS]: list }, args: ["agent", "rekey", "1000"] },
  {
    name: "agent import",
    files: { [KEYS]: own },
    args: ["agent", "import", Buffer.from(record(8).trimEnd()).toString("base64")],
    outsider: "kept in a backup",
  },
  { name: "lint --fix", files: { [KEYS]: marked }, args: ["lint", "--fix", KEYS] },
  {
    name: "lint --gate --install",
    files: { [KEYS]: list, next: longer },
    args: ["lint", "--gate", "next", "--install", KEYS],
  },
  {
    name: "lint --gate --install --new",
    files: { next: list },
    args: ["lint", "--gate", "next", "--install", KEYS, "--new"],
  },
  {
    name: "lint --update-baseline",
    files: { [KEYS]: marked, base: '{"version":1,"files":{}}\n' },
    args: ["lint", KEYS, "--baseline", "base", "--update-baseline"],
    outsider: "replaced",
  },
  {
    name: "upgrade --write",
    files: { [KEYS]: list, next: own },
    args: ["upgrade", KEYS, "--to", "5.0", "--write", "next"],
    outsider: "replaced",
  },
  {
    name: "reconcile --write",
    files: { [KEYS]: own, "poll.sh": script, next: "# old\n" },
    args: ["reconcile", "/bin/sh poll.sh", "--keys", KEYS, "--write", "next"],
    outsider: "replaced",
  },
  {
    name: "reconcile --resume",
    files: { [KEYS]: list, "poll.sh": script },
    args: ["reconcile", "/bin/sh poll.sh", "--keys", KEYS, "--limit", "2", "--resume", "progress"],
    isWhole: (text) => /^\{"format":.*\}\n?$/s.test(text),
    outsider: "replaced",
  },
  {
    name: "init",
    files: { "poll.sh": script },
    args: ["init", "poll.sh"],
  },
  {
    name: "init --overwrite",
    files: { "poll.sh": script, "poll.keypoll.json": "{}\n" },
    args: ["init", "poll.sh", "--overwrite"],
    outsider: "replaced",
  },
  {
    name: "new",
    files: {},
    args: ["new", "python", "sqlite", "."],
  },
  {
    name: "new --force",
    files: { "agent_key_poll.py": "# old\n", "keypoll.env": "OLD=1\n" },
    args: ["new", "python", "csv", ".", "--force"],
    outsider: "replaced",
  },
  {
    name: "rehearse -o (json)",
    files: { "poll.sh": script, report: "old\n" },
    args: ["rehearse", "/bin/sh poll.sh", ...short, "-f", "json", "-o", "report"],
    isWhole: (text) => text.startsWith("{") && text.endsWith("}\n"),
    outsider: "replaced",
  },
  {
    name: "rehearse -o (html)",
    files: { "poll.sh": script, report: "old\n" },
    args: ["rehearse", "/bin/sh poll.sh", ...short, "-f", "html", "-o", "report"],
    isWhole: (text) => text.startsWith("<!") && text.trimEnd().endsWith("</html>"),
    outsider: "replaced",
  },
  {
    name: "test --raw",
    files: { "poll.sh": script },
    args: ["test", "/bin/sh poll.sh", "--id", "001", "--id", "002", "--raw", "."],
    outsider: "replaced",
  },
  {
    name: "manager",
    files: {},
    args: ["manager", "box"],
    isWhole: (text) =>
      text === "" ||
      /^(?:<ossec_config>.*<\/ossec_config>|-----BEGIN .*-----END [A-Z ]+-----|#!\/bin\/sh\n.*exec .*"\$@")\n$/s.test(
        text,
      ),
    untilPrinted: "Ctrl-C ends it",
    generated: /\/bin\/[^/]+$/,
  },
];

export const ENROLLING = "enroll --output";

/** The registration service replaces the agent each time. This is the record to ask for. */
export function enrolling(port: number, ca: string): WritingCommand {
  return {
    name: ENROLLING,
    files: {},
    args: ["enroll", `127.0.0.1:${port}`, "--name", "web-01", "--ca", ca, "--output", KEYS],
    isWhole: (text) => /^\d{3,} web-01 any [0-9a-f]{64}\n$/.test(text),
    outsider: "kept in a backup",
  };
}
