/** Explanations: reading and writing `client.keys`. */

import type { Explanations } from "../explanation.ts";

export const keyFile = {
  "reading-key-failed": {
    cause: "key-file-broken",
    values: [["line or id"], ["line or id", "error number", "reason"]],
    meaning:
      "A line of client.keys is not a record: it is empty, or has fewer than three blanks. The manager skips the line and reads all others. The message repeats the line, so it may contain a key.",
    advice:
      "Separate id, name, address and key by single blanks, not tabs, and remove empty lines. Do not post the log line: it may show a key.",
  },
  "invalid-ip": {
    cause: "key-file-broken",
    values: [["address"]],
    meaning:
      "The daemon cannot read an address and exits. The usual cause in client.keys is a blank in a name or an extra blank, which shifts the fields. Before 4.4 the registration daemon also exits on such an address in a poll script's answer.",
    advice: "Find the line whose third field is the address shown, correct it, and start the manager again.",
  },
  "no-records": {
    cause: "key-file-missing",
    values: [[]],
    meaning:
      "client.keys is missing, or has no record of an agent. The daemon exits unless it allows an empty file.",
    advice:
      "Register an agent, or restore the file. With remoted.pass_empty_keyfile=1, remoted allows an empty file.",
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
      "At its start the registration daemon cannot open client.keys for appending. It exits, so no agent can enrol, and from 4.4 on no poll script is called.",
    advice:
      "Create the folder etc if it is missing, free space on the disk, and give the file the owner and mode of the installation. Then start the manager again.",
  },
  "keys-not-readable": {
    cause: "key-file-missing",
    values: [["path", "reason"]],
    meaning:
      "client.keys exists, but the daemon has no permission to open it. Usually an editor or a copy changed its owner.",
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
    advice:
      "Read the line before it. For client.keys it names the limit of agents, for ossec.conf an option.",
  },
  "keys-changed": {
    cause: "key-file-read",
    values: [[]],
    meaning: "remoted has noticed a change of client.keys and is about to read the file again.",
    advice: "Nothing to do. It looks every ten seconds (remoted.keyupdate_interval).",
  },
  "keys-reading": {
    cause: "key-file-read",
    values: [[]],
    meaning:
      "remoted reads client.keys. Agents that were registered before this line can connect from now on.",
    advice: "Nothing to do; if remoted stops here, a line of the file has a bad address.",
  },
  "keys-reloading": {
    cause: "key-file-read",
    values: [[]],
    meaning: "remoted begins to read client.keys again.",
    advice: "Nothing to do. Another line follows when remoted has finished.",
  },
  "keys-reloaded": {
    cause: "key-file-read",
    values: [[]],
    meaning:
      "remoted has read client.keys again. Agents that were added before this line can connect from now on.",
    advice: "Nothing to do.",
  },
  "agent-without-keys": {
    cause: "manager-silent",
    values: [[]],
    meaning: "client.keys has no key for this agent, so the agent exits.",
    advice: "Enrol the agent, or import its key with manage_agents.",
  },
  dumping: {
    cause: "agent-added",
    values: [[]],
    meaning:
      "The registration daemon writes its agents to client.keys. It writes the whole file from memory, so edits made in the meantime are lost.",
    advice: "Nothing to do. Stop the manager before you edit client.keys by hand.",
  },
  "keys-not-written": {
    cause: "key-file-not-written",
    values: [[]],
    meaning:
      "The registration daemon could not write client.keys. New agents exist only in its memory and are lost when it ends.",
    advice: "Check the free space and the permissions of the folder of client.keys.",
  },
} as const satisfies Explanations;
