/** Opening a file in another editor: what the editor shows, and the text after one fix. */

import { spawn, spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../dist/cli/keypoll.mjs", import.meta.url));
const drivers = fileURLToPath(new URL("../fixtures/foreign", import.meta.url));

export interface Shown {
  readonly message: string;
  /** The text that the editor marks. */
  readonly marked: string;
}

export interface Visit {
  /** What the editor shows first. */
  readonly before: readonly Shown[];
  /** What it shows after the fix. */
  readonly after: readonly Shown[];
  /** The text after the fix. */
  readonly text: string;
  /** What it shows for the log, and the server's hover on the log's first line. */
  readonly log?: readonly Shown[];
  readonly hover?: string;
}

export interface Task {
  readonly file: string;
  readonly text: string;
  /** A word of the message of the finding to fix. */
  readonly finding: string;
  /** The title of the fix to apply. */
  readonly fix: string;
  /** An `ossec.log` to open afterwards, with a word of the problem to wait for. */
  readonly log?: { readonly text: string; readonly finding: string };
}

/** Whether an editor is installed. */
export function isThere(command: string): boolean {
  return spawnSync(command, ["--version"]).status === 0;
}

interface Editor {
  /** Where it looks for its configuration, relative to the home folder. */
  readonly configuration: string;
  readonly driver: string;
  /** How a user opens a file, with the driver. */
  readonly command: (file: string) => readonly [program: string, ...args: string[]];
}

const editors = {
  neovim: {
    configuration: ".config/nvim/init.lua",
    driver: "drive.lua",
    command: (file) => ["nvim", "--headless", file, "-c", "luafile drive.lua"],
  },
  emacs: {
    configuration: ".emacs.d/init.el",
    driver: "drive.el",
    // Emacs starts servers when it waits for a key, so it needs a terminal.
    command: (file) => ["script", "--quiet", "--command", `emacs -nw ${file} --load drive.el`, "/dev/null"],
  },
} satisfies Record<string, Editor>;

/** Opens the file in the editor with only the given configuration, applies the fix, and reports. */
export async function visit(name: keyof typeof editors, configuration: string, task: Task): Promise<Visit> {
  const editor: Editor = editors[name];
  const home = mkdtempSync(join(tmpdir(), "keypoll-foreign-"));
  try {
    const path = (file: string): string => join(home, file);
    mkdirSync(path("bin"));
    symlinkSync(program, path("bin/keypoll"));
    for (const folder of [".config/nvim", ".emacs.d"]) mkdirSync(path(folder), { recursive: true });
    writeFileSync(path(editor.configuration), configuration);
    // Compiles nothing for a home that is deleted.
    writeFileSync(path(".emacs.d/early-init.el"), "(setq native-comp-deferred-compilation nil)\n");
    copyFileSync(join(drivers, editor.driver), path(editor.driver));
    writeFileSync(path(task.file), task.text);
    if (task.log !== undefined) writeFileSync(path("ossec.log"), task.log.text);
    const report = path("report.json");
    await run(editor.command(task.file), home, {
      FILE: task.file,
      FINDING: task.finding,
      FIX: task.fix,
      REPORT: report,
      ...(task.log === undefined ? {} : { LOG_FINDING: task.log.finding }),
    });
    const visited = JSON.parse(readFileSync(report, "utf8"));
    if ("problem" in visited) throw new Error(visited.problem);
    return visited;
  } finally {
    // A server that ends with its editor may still write.
    rmSync(home, { recursive: true, force: true, maxRetries: 10 });
  }
}

function run(
  [command, ...args]: readonly [string, ...string[]],
  home: string,
  variables: Readonly<Record<string, string>>,
): Promise<void> {
  const child = spawn(command, args, {
    cwd: home,
    env: {
      HOME: home,
      TERM: "xterm",
      LANG: "C.UTF-8",
      PATH: `${join(home, "bin")}${delimiter}${process.env["PATH"] ?? ""}`,
      ...variables,
    },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 90_000,
    killSignal: "SIGKILL",
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}:\n${said}`)),
    );
  });
}
