/** `keypoll test --socket`: daemons that run, that are started for the test, and that fail. */

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, KEY, keypoll, scripts } from "./keypoll.ts";

const socketIn = (): string => join(folderWith({}), "keys.sock");

/** The report of the command about a daemon that calls `answer` for each connection. */
async function withServer(answer: (socket: Socket) => void, args: readonly string[] = []) {
  const path = socketIn();
  const server = createServer((socket) => {
    socket.on("error", () => {});
    answer(socket);
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  try {
    return await keypoll(["test", "--socket", path, "--id", "001", ...args]);
  } finally {
    server.close();
  }
}

describe("a daemon that is started for the test", () => {
  it("is asked, and is stopped afterwards", async () => {
    const path = socketIn();
    const start = `${join(scripts, "daemon.py")} ${path}`;
    const { code, stdout } = await keypoll([
      "test",
      "--socket",
      path,
      "--start",
      start,
      "--id",
      "001",
      "--id",
      "9",
    ]);
    expect(stdout).toMatch(/^✔ registered {2}id:001 · \d+ ms\n/);
    expect(stdout).toMatch(/^● answered {2}id:9 · error answer 4/m);
    expect(stdout).toContain("socket       The daemon answered.\n");
    expect(stdout).not.toContain(KEY.slice(0, 16));
    expect(code).toBe(0);
    expect(existsSync(path)).toBe(true);
    expect(spawnSync("pgrep", ["-f", path], { encoding: "utf8" }).stdout).toBe("");
  });

  it("that does not start is shown with its output", async () => {
    const args = ["test", "--socket", socketIn(), "--start", "./dies.pl", "--id", "001"];
    const { code, stdout, stderr } = await keypoll(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(
      /daemon ended before .* \(exit code 255\)\. It wrote to standard error: Cannot connect/,
    );
  });

  it("that ends by itself before the test ends is reported", { timeout: 30_000 }, async () => {
    const path = socketIn();
    const cwd = folderWith({
      "once.py": `import socket
server = socket.socket(socket.AF_UNIX)
server.bind("${path}")
server.listen()
while True:
    connection, _ = server.accept()
    if connection.recv(100):
        connection.sendall(b'{"error": 4}')
        raise SystemExit("enough")
`,
    });
    const args = ["test", "--socket", path, "--start", "python3 once.py", "--id", "001"];
    const { code, stdout } = await keypoll([...args, "--id", "002"], { cwd });
    expect(stdout).toMatch(/^● answered {2}id:001/);
    expect(stdout).toMatch(/The daemon python3 once\.py ended by itself during the test \(exit code 1\)/);
    expect(stdout).toMatch(/ │ enough\\n/);
    expect(code).toBe(1);
  });

  it("needs the path of its socket", async () => {
    const { code, stderr } = await keypoll(["test", "./answers.sh", "--start", "./daemon.py", "--id", "1"]);
    expect(stderr).toContain("Add --socket PATH.");
    expect(code).toBe(2);
  });
});

describe("a daemon that runs", () => {
  it("loses what arrives after the first receive", async () => {
    const { code, stdout } = await withServer((socket) =>
      socket.once("data", () => {
        socket.write('{"error":0,');
        setTimeout(() => socket.end('"data":{}}'), 20);
      }),
    );
    expect(stdout).toMatch(/^✘ failed {2}id:001 · unreadable answer/);
    expect(stdout).toContain("10 bytes arrived after the manager's only read, and are lost.");
    expect(code).toBe(1);
  });

  it("that waits for a line feed gets the explanation that none comes", async () => {
    const { code, stdout } = await withServer(() => {}, ["--timeout", "0.3"]);
    expect(stdout).toContain("The daemon sent nothing in time. It must not wait for a line feed");
    expect(code).toBe(1);
  });
});

it("a daemon that a connection without a request kills gets the explanation", {
  timeout: 30_000,
}, async () => {
  const path = socketIn();
  const server = createServer((socket) => {
    socket.on("error", () => {});
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  const { code, stdout } = await keypoll(["test", "--socket", path, "--id", "001"]);
  // The next connection comes too late, or is in the queue of a socket that is then closed.
  expect(stdout).toMatch(
    /3 of 3 tries to connect failed|The connection broke|closed the connection before the request/,
  );
  expect(stdout).toContain("First the test made a connection and closed it without a request, as managers");
  expect(code).toBe(1);
});

describe("a socket without a listener", () => {
  it("could not be run", { timeout: 30_000 }, async () => {
    const { code, stdout } = await keypoll(["test", "--socket", socketIn(), "--id", "001", "--id", "002"]);
    expect(stdout).toMatch(/socket {7}No program accepts connections at .*keys\.sock: No such file/);
    expect(stdout).toContain("Not run: id:002.");
    expect(code).toBe(2);
  });

  it("falls back to the script from 4.4 on", { timeout: 30_000 }, async () => {
    const { code, stdout } = await keypoll(["test", "./answers.sh", "--socket", socketIn(), "--id", "001"]);
    expect(stdout).toMatch(/^✔ registered/);
    expect(stdout).toContain("3 of 3 tries to connect failed");
    expect(stdout).toContain("The manager then ran exec_path.\n");
    expect(stdout).toContain('argv         ["./answers.sh", "id", "001"]\n');
    expect(code).toBe(0);
  });
});
