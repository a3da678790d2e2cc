/** Explanations: a request on its way to the script. */

import type { Explanations } from "../explanation.ts";

export const requests = {
  "poller-started": {
    cause: "polling",
    values: [[]],
    meaning: "Key polling is switched on, and the manager waits for requests.",
    advice: "Nothing to do. remoted may take up to five minutes to connect.",
  },
  "poller-disabled": {
    cause: "polling-off",
    values: [[]],
    meaning: "Key polling is configured but switched off. From 4.4 on nothing is logged in this case.",
    advice: "To use key polling, set <enabled>yes</enabled> in its block.",
  },
  "request-pending": {
    cause: "polling",
    values: [["request"]],
    meaning:
      "The same request is already waiting or being answered, so the manager discards this one. This is normal: an agent sends message after message until it can connect.",
    advice: "Nothing to do. Many of these mean that the script is slow.",
  },
  "queue-full": {
    cause: "poll-queue",
    values: [[]],
    meaning:
      "More requests arrive than the script can answer, and the queue is full. The manager discards the request; the agent's next message causes another. The queue holds one request fewer than queue_size, so a size of 1 discards every request.",
    advice:
      "Raise threads and queue_size, or make the script faster: with a socket, no program is started for each request.",
  },
  "request-failed": {
    cause: "poll-failed",
    values: [[]],
    meaning: "A request ended without a key. The line before it says why.",
    advice: "Read the line before it. Without debug logging that line may be missing.",
  },
  "wrong-request": {
    cause: "poll-request",
    values: [[], ["request"]],
    meaning: "Something other than id: or ip: was sent to the request socket. No script is called.",
    advice:
      "If you send requests by hand, send id: or ip: in lower case, then the value, without a line feed.",
  },
  "id-too-long": {
    cause: "poll-request",
    values: [[]],
    meaning:
      "The id in a request has more than 8 bytes. The manager discards the request and does not call the script.",
    advice: "Use ids of at most 8 digits.",
  },
  "ip-too-long": {
    cause: "poll-request",
    values: [[]],
    meaning:
      "The address in a request has more than 19 bytes, as every IPv6 address has when the manager writes it in full. The manager discards the request and does not call the script.",
    advice:
      "Give agents on IPv6 the address any in their own client.keys, so that the manager asks for them by id.",
  },
  "command-too-long": {
    cause: "poll-request",
    values: [[]],
    meaning: "exec_path and the request together have 65536 bytes or more. No script is called.",
    advice: "Shorten exec_path.",
  },
} as const satisfies Explanations;
