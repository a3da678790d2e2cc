/** `keypoll lsp --stdio`: a language server on two pipes. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import {
  createProtocolConnection,
  ErrorCodes,
  ExitNotification,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  TextDocumentContentRequest,
} from "vscode-languageserver/node";
import { program } from "./keypoll.ts";

const parameters = { processId: process.pid, rootUri: null, capabilities: {} };

function start(...args: readonly string[]) {
  const server = spawn(process.execPath, [program, "lsp", ...args]);
  const ended = new Promise((resolve) => server.on("close", resolve));
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.listen();
  return { server, ended, connection };
}

it.each([[["--stdio"]], [[]]])("initializes, and ends on request", async (args) => {
  const { connection, ended } = start(...args);
  const { serverInfo, capabilities } = await connection.sendRequest(InitializeRequest.type, parameters);
  expect(serverInfo?.name).toBe("keypoll");
  expect(capabilities.diagnosticProvider).toBeDefined();
  await connection.sendNotification(InitializedNotification.type, {});
  await connection.sendRequest(ShutdownRequest.type);
  await connection.sendNotification(ExitNotification.type);
  expect(await ended).toBe(0);
});

it("refuses requests before initialize, a second initialize, and requests after shutdown", async () => {
  const { connection, ended } = start();
  const hover = { textDocument: { uri: "file:///client.keys" }, position: { line: 0, character: 0 } };
  const askHover = () => connection.sendRequest(HoverRequest.type, hover);
  await expect(askHover()).rejects.toMatchObject({ code: ErrorCodes.ServerNotInitialized });
  await expect(connection.sendRequest("keypoll/no-such")).rejects.toMatchObject({
    code: ErrorCodes.ServerNotInitialized,
  });
  await connection.sendRequest(InitializeRequest.type, parameters);
  await expect(connection.sendRequest(InitializeRequest.type, parameters)).rejects.toMatchObject({
    code: ErrorCodes.InvalidRequest,
  });
  expect(await askHover()).toBeNull();
  await connection.sendRequest(ShutdownRequest.type);
  await expect(askHover()).rejects.toMatchObject({ code: ErrorCodes.InvalidRequest });
  await connection.sendNotification(ExitNotification.type);
  expect(await ended).toBe(0);
});

it("gives the page of a rule to an editor that asks for documents", async () => {
  const { server, connection, ended } = start();
  const capabilities = { workspace: { textDocumentContent: {} } };
  const { capabilities: able } = await connection.sendRequest(InitializeRequest.type, {
    ...parameters,
    capabilities,
  });
  expect(able.workspace?.textDocumentContent).toMatchObject({
    schemes: ["keypoll-rule", "keypoll-rewritten"],
  });
  const page = { uri: "keypoll-rule:duplicate-id.md" };
  const { text } = await connection.sendRequest(TextDocumentContentRequest.type, page);
  expect(text).toMatch(/^# .*\n\n`duplicate-id`/);
  server.stdin.end();
  await ended;
});

it("ends without a shutdown when its input ends", async () => {
  const { server, connection, ended } = start();
  await connection.sendRequest(InitializeRequest.type, parameters);
  server.stdin.end();
  expect(await ended).toBe(1);
});

it("ends when nobody reads its output", async () => {
  const { server, connection, ended } = start();
  await connection.sendRequest(InitializeRequest.type, parameters);
  connection.dispose();
  let complaints = "";
  server.stderr.on("data", (chunk) => {
    complaints += chunk;
  });
  server.stdout.destroy();
  await once(server.stdout, "close");
  const text = JSON.stringify({ jsonrpc: "2.0", id: 9, method: "shutdown" });
  server.stdin.on("error", () => {});
  server.stdin.write(`Content-Length: ${text.length}\r\n\r\n${text}`);
  expect(await ended).toBe(1);
  expect(complaints).toBe("");
});
