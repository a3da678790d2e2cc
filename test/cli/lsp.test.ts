/** `keypoll lsp --stdio`: a language server on two pipes. */

import { spawn } from "node:child_process";
import { expect, it } from "vitest";
import {
  createProtocolConnection,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { program } from "./keypoll.ts";

it.each([["--stdio"], []])("initializes, and ends when it is told to", async (...args) => {
  const server = spawn(process.execPath, [
    program,
    "lsp",
    ...args.filter((each) => typeof each === "string"),
  ]);
  const ended = new Promise((resolve) => server.on("close", resolve));
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.listen();
  const { serverInfo, capabilities } = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
  });
  expect(serverInfo?.name).toBe("keypoll");
  expect(capabilities.diagnosticProvider).toBeDefined();
  await connection.sendNotification(InitializedNotification.type, {});
  await connection.sendRequest(ShutdownRequest.type);
  await connection.sendNotification(ExitNotification.type);
  expect(await ended).toBe(0);
});
