/** A language server under measurement: started over stdio, fed a file, timed from message to diagnostics. */

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { pathToFileURL } from "node:url";
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";

export interface ServerUnderTest {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly languageId: string;
}

/** One session with one open file. */
export class Session {
  readonly #process: ChildProcess;
  readonly #connection: MessageConnection;
  readonly #uri: string;
  #version = 1;
  #arrived: () => void = () => {};

  private constructor(child: ChildProcess, connection: MessageConnection, path: string) {
    this.#process = child;
    this.#connection = connection;
    this.#uri = pathToFileURL(path).href;
    connection.onNotification("textDocument/publishDiagnostics", () => this.#arrived());
    connection.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) =>
      items.map(() => null),
    );
    connection.onRequest("client/registerCapability", () => null);
  }

  /** Starts and initializes a server. Diagnostics are pushed, which every measured server supports. */
  static async start({ command }: ServerUnderTest, path: string): Promise<Session> {
    const [program, ...args] = command;
    const child = spawn(program, args, { stdio: ["pipe", "pipe", "ignore"] });
    if (child.stdout === null || child.stdin === null) throw new Error(`${program} has no streams`);
    const connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    connection.listen();
    const session = new Session(child, connection, path);
    await connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities: { textDocument: { publishDiagnostics: {}, synchronization: {} } },
    });
    await connection.sendNotification("initialized", {});
    return session;
  }

  /** Milliseconds from opening the text to its first diagnostics. */
  async open(text: string, languageId: string): Promise<number> {
    const start = performance.now();
    const done = this.#nextDiagnostics();
    await this.#connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri: this.#uri, languageId, version: this.#version, text },
    });
    await done;
    return performance.now() - start;
  }

  /** Milliseconds from one typed character to the diagnostics that follow. */
  async type(line: number, character: number, text: string, replaced = 0): Promise<number> {
    const start = performance.now();
    const done = this.#nextDiagnostics();
    await this.#connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: this.#uri, version: ++this.#version },
      contentChanges: [
        { range: { start: { line, character }, end: { line, character: character + replaced } }, text },
      ],
    });
    await done;
    return performance.now() - start;
  }

  /** Resident megabytes of the server. */
  memoryMb(): number {
    const kilobytes = execFileSync("ps", ["-o", "rss=", "-p", String(this.#process.pid)], {
      encoding: "utf8",
    });
    return Number(kilobytes) / 1024;
  }

  stop(): void {
    this.#connection.dispose();
    this.#process.kill("SIGKILL");
  }

  #nextDiagnostics(): Promise<void> {
    return new Promise((resolve) => {
      this.#arrived = resolve;
    });
  }
}
