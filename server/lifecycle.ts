/**
 * The order of a session: no requests before `initialize` or after `shutdown`. The library accepts messages in any
 * order.
 */

import {
  type Connection,
  ErrorCodes,
  Message,
  type MessageStrategy,
  type RequestMessage,
  ResponseError,
} from "vscode-languageserver";

type Stage = "new" | "initialized" | "shut-down";

interface Refusal {
  readonly code: number;
  readonly message: string;
}

/** A request out of order is answered under this name, with the refusal as its parameters. */
const REFUSED_METHOD = "keypoll/refused";

/** Checks each message before the connection handles it. */
export function sessionOrder(): MessageStrategy {
  let stage: Stage = "new";
  return {
    handleMessage(message, next) {
      if (Message.isRequest(message)) {
        const refusal = refusalOf(stage, message.method);
        if (refusal !== undefined) return next(refused(message, refusal));
        if (message.method === "initialize") stage = "initialized";
        if (message.method === "shutdown") stage = "shut-down";
      }
      const dropped = Message.isNotification(message) && stage !== "initialized" && message.method !== "exit";
      return dropped ? undefined : next(message);
    },
  };
}

function refused(request: RequestMessage, { code, message }: Refusal): RequestMessage {
  return { ...request, method: REFUSED_METHOD, params: { code, message } };
}

function refusalOf(stage: Stage, method: string): Refusal | undefined {
  if (stage === "shut-down") {
    return {
      code: ErrorCodes.InvalidRequest,
      message: "The server is shut down. Send exit, and start it again.",
    };
  }
  if (method === "initialize") {
    return stage === "new"
      ? undefined
      : {
          code: ErrorCodes.InvalidRequest,
          message: "The server is initialized already. Send initialize once.",
        };
  }
  return stage === "initialized"
    ? undefined
    : { code: ErrorCodes.ServerNotInitialized, message: "Send initialize before any other request." };
}

/** Answers the requests that came out of order. */
export function answerRefused(connection: Connection): void {
  connection.onRequest(REFUSED_METHOD, ({ code, message }: Refusal) => new ResponseError(code, message));
}
