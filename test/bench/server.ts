/**
 * The cost of the language server: compared with the JSON server of VS Code on as many lines, and with a
 * server that only echoes the same messages.
 */

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { jsonFile, keyFile } from "./files.ts";
import { type ServerUnderTest, Session } from "./language-server.ts";
import { median, rounded } from "./numbers.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const KEYSTROKES = 200;
const OPENINGS = 3;
/** The findings that the settings allow; the echo sends the same number. */
const CAP = 500;

export interface ServerBench {
  readonly server: string;
  readonly lines: number;
  readonly findings: number;
  readonly openMs: number;
  readonly keystrokeMs: number;
  readonly memoryMb: number;
}

function keypoll(): ServerUnderTest {
  return {
    name: "keypoll",
    command: [process.execPath, join(root, "dist/server.mjs"), "--stdio"],
    languageId: "client-keys",
  };
}

function echo(findings: number): ServerUnderTest {
  const script = join(root, "test/bench/echo-server.ts");
  return {
    name: "echo",
    command: [process.execPath, script, String(Math.min(findings, CAP))],
    languageId: "client-keys",
  };
}

/** Installed into the cache on first use; it is not a dependency of the project. */
function jsonServer(): ServerUnderTest {
  const folder = join(root, ".cache/bench/json-server");
  const script = join(folder, "node_modules/vscode-langservers-extracted/bin/vscode-json-language-server");
  if (!existsSync(script)) {
    mkdirSync(folder, { recursive: true });
    execFileSync(
      "npm",
      [
        "install",
        "--prefix",
        folder,
        "--no-save",
        "--no-audit",
        "--no-fund",
        "vscode-langservers-extracted@4.10.0",
      ],
      { stdio: "ignore" },
    );
  }
  return {
    name: "vscode-json-language-server",
    command: [process.execPath, script, "--stdio"],
    languageId: "json",
  };
}

async function measure(
  server: ServerUnderTest,
  path: string,
  lines: number,
  findings: number,
): Promise<ServerBench> {
  const text = readFileSync(path, "latin1");
  const opens: number[] = [];
  const strokes: number[] = [];
  let memoryMb = 0;
  for (let opening = 0; opening < OPENINGS; opening++) {
    const session = await Session.start(server, path);
    opens.push(await session.open(text, server.languageId));
    if (opening === OPENINGS - 1) {
      for (let stroke = 0; stroke < KEYSTROKES; stroke++) {
        // Anywhere in the file: inserts a letter into a name, and deletes it.
        const line = 1 + Math.floor(((stroke >> 1) * lines) / KEYSTROKES) * 2;
        const removes = stroke % 2 === 1;
        strokes.push(await session.type(Math.min(line, lines - 2), 12, removes ? "" : "x", removes ? 1 : 0));
      }
      memoryMb = session.memoryMb();
    }
    session.stop();
  }
  return {
    server: server.name,
    lines,
    findings,
    openMs: rounded(median(opens)),
    keystrokeMs: rounded(median(strokes)),
    memoryMb: rounded(memoryMb),
  };
}

/** All servers on files of `lines` lines; ours and the echo with 0, 500 and 50,000 findings. */
export async function benchServers(lines: number): Promise<readonly ServerBench[]> {
  const results: ServerBench[] = [];
  for (const findings of [0, 500, 50_000].filter((count) => count < lines)) {
    results.push(await measure(keypoll(), keyFile(lines, findings), lines, findings));
    results.push(await measure(echo(findings), keyFile(lines, findings), lines, findings));
  }
  results.push(await measure(jsonServer(), jsonFile(lines), lines, 0));
  return results;
}
