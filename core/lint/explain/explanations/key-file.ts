/** Explanations: reading and writing `client.keys`. */

import type { Explanations } from "../explanation.ts";

export const keyFile = {
  "reading-key-failed": {
    cause: "key-file-broken",
    values: [["line or id"], ["line or id", "error number", "reason"]],
    meaning:
      "A line of client.keys is not a record: it has no blank or fewer than three, or it is empty. The line is skipped, all others count. The message repeats the line, so it may hold a key.",
    advice:
      "Separate id, name, address and key by single blanks, not tabs, and remove empty lines. Do not post the log line: it may show a key.",
  },
  "invalid-ip": {
    cause: "key-file-broken",
    values: [["address"]],
    meaning:
      "The daemon met an address that it cannot read and exits. In client.keys that is most often a blank in a name or a blank too many, which shifts the fields; before 4.4 also the registration daemon exits on the address of a poll script's answer.",
    advice: "Find the line whose third field is the address shown, correct it, and start the manager again.",
  },
  "no-records": {
    cause: "key-file-missing",
    values: [[]],
    meaning:
      "client.keys is missing, or has no record of an agent. The daemon exits unless it tolerates an empty file.",
    advice: "Register an agent, or restore the file. remoted tolerates it with remoted.pass_empty_keyfile=1.",
  },
  "keys-not-found": {
    cause: "key-file-missing",
    values: [["path"]],
    meaning: "The daemon finds no client.keys at this path.",
    advice: "Restore the file, or create an empty one with the owner and mode of the installation.",
  },
  "keys-not-opened": {
    cause: "key-file-not-written",
    values: [["path"]],
    meaning:
      "At its start the registration daemon opens client.keys for appending, and cannot. It exits, so nobody can enrol and no poll script is called from 4.4 on.",
    advice:
      "Create the folder etc if it is missing, free space on the disk, and give the file the owner and mode of the installation. Then start the manager again.",
  },
  "keys-not-readable": {
    cause: "key-file-missing",
    values: [["path", "reason"]],
    meaning:
      "client.keys is there, but the daemon may not open it. Most often it belongs to another user since it was edited or copied.",
    advice: "Give the file the group of the manager (ossec, from 4.2 on wazuh) and the mode 0640.",
  },
  "too-many-agents": {
    cause: "agent-limit",
    values: [["limit number"]],
    meaning: "client.keys has more agents than the manager was built for. The daemon exits. Up to 4.0 only.",
    advice: "Remove agents from client.keys, or upgrade to 4.1 or newer, which have no limit.",
  },
  "configuration-error": {
    cause: "configuration",
    values: [["path"]],
    meaning: "The daemon cannot use its configuration and exits. The line before it says why.",
    advice: "Read the line before; for client.keys it is the limit of agents, for ossec.conf an option.",
  },
  "keys-changed": {
    cause: "key-file-read",
    values: [[]],
    meaning: "remoted has seen that client.keys was changed, and is about to read it again.",
    advice: "Nothing to do. It looks every ten seconds (remoted.keyupdate_interval).",
  },
  "keys-reading": {
    cause: "key-file-read",
    values: [[]],
    meaning:
      "remoted reads client.keys. Agents that were registered before this line are let in from now on.",
    advice: "Nothing to do; if remoted stops here, a line of the file has a bad address.",
  },
  "keys-reloading": {
    cause: "key-file-read",
    values: [[]],
    meaning: "remoted begins to read client.keys again.",
    advice: "Nothing to do; the line about the end of it follows.",
  },
  "keys-reloaded": {
    cause: "key-file-read",
    values: [[]],
    meaning: "remoted has read client.keys again. Agents that were added before are let in from now on.",
    advice: "Nothing to do.",
  },
  "agent-without-keys": {
    cause: "manager-silent",
    values: [[]],
    meaning: "The agent has no key of its own in client.keys and exits.",
    advice: "Enrol the agent, or import its key with manage_agents.",
  },
  dumping: {
    cause: "agent-added",
    values: [[]],
    meaning:
      "The registration daemon writes its agents to client.keys. It writes the whole file from memory, so what was edited meanwhile is lost.",
    advice: "Nothing to do. Stop the manager before you edit client.keys by hand.",
  },
  "keys-not-written": {
    cause: "key-file-not-written",
    values: [[]],
    meaning:
      "The registration daemon could not write client.keys. New agents live in its memory only and are gone when it ends.",
    advice: "Look at free space and at the permissions of the folder of client.keys.",
  },
} as const satisfies Explanations;
