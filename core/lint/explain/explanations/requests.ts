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
    meaning: "Key polling is configured and switched off. From 4.4 on nothing is logged in this case.",
    advice: "Set <enabled>yes</enabled> in its block if it should run.",
  },
  "request-pending": {
    cause: "polling",
    values: [["request"]],
    meaning:
      "The same request is already waiting or being answered, so this one is dropped. This is normal: an agent sends message after message until it can connect.",
    advice: "Nothing to do. Many of these mean that the script is slow.",
  },
  "queue-full": {
    cause: "poll-queue",
    values: [[]],
    meaning:
      "More agents ask than the script answers, and the queue has no room. The request is dropped; the agent asks again with its next message. The queue holds one request fewer than queue_size, so a size of 1 drops every request.",
    advice:
      "Raise threads and queue_size, and make the script faster: with a socket no program is started for each request.",
  },
  "request-failed": {
    cause: "poll-failed",
    values: [[]],
    meaning: "A request has ended without a key. The line before it says why.",
    advice: "Read the line before; without debugging it may be missing.",
  },
  "wrong-request": {
    cause: "poll-request",
    values: [[], ["request"]],
    meaning: "Something other than id: or ip: was sent to the request socket. No script is called.",
    advice:
      "If you send requests by hand, send id: or ip: and the value, in lower case and without a line feed.",
  },
  "id-too-long": {
    cause: "poll-request",
    values: [[]],
    meaning:
      "An agent was asked for by an id of more than 8 bytes. The request is dropped before the script is called.",
    advice: "Use ids of at most 8 digits.",
  },
  "ip-too-long": {
    cause: "poll-request",
    values: [[]],
    meaning:
      "An agent was asked for by an address of more than 19 bytes, which every IPv6 address is, as the manager writes it out. The request is dropped before the script is called.",
    advice: "Give agents on IPv6 the address any in their own client.keys, so that they are asked for by id.",
  },
  "command-too-long": {
    cause: "poll-request",
    values: [[]],
    meaning: "exec_path and the request together have 65536 bytes or more. No script is called.",
    advice: "Shorten exec_path.",
  },
} as const satisfies Explanations;
