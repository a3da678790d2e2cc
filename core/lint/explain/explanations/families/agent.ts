/** Explanations: more lines of an agent. */

import type { Explanations } from "../../explanation.ts";

export const agentFamilies = {
  "agent-server-address": {
    cause: "service",
    meaning: "The agent logs which address of the manager it looks up, tries or stops using.",
    advice: "Nothing to do if (4102) follows.",
  },
  "agent-server-unresolved": {
    cause: "manager-not-reached",
    meaning:
      "The name of the manager in <server> has no address, so the agent cannot connect to it. The agent tries the next manager.",
    advice: "Correct the name, or the name server that the agent's machine asks.",
  },
  "agent-server-error": {
    cause: "agent-refused",
    meaning:
      "The manager answered the agent's first message with an error, for example because the agent is newer than the manager.",
    advice: "Act on the reason in the line. Upgrade the manager before its agents.",
  },
  "agent-link-local": {
    cause: "manager-not-reached",
    meaning:
      "The address of the manager is IPv6 link-local. Such an address can be used only together with a network interface.",
    advice: "Add <interface_index> to the <server> block, or give it another address.",
  },
  "agent-option-old": {
    cause: "configuration",
    meaning: "An option of <client> is old or no longer has an effect.",
    advice: "Write <server><address>, and from 5.0 on <manager><address>. Remove options without effect.",
  },
  "agent-manager-unset": {
    cause: "agent-enrol-failed",
    meaning: "agent-auth has no address of a manager.",
    advice: "Call agent-auth with -m and the address of the manager.",
  },
  "agent-server-skipped": {
    cause: "agent-enrol-failed",
    meaning: "The agent could not reach this manager, so it does not ask the manager for a key.",
    advice: "Check the address, and port 1514 from the agent's machine.",
  },
  "agent-own-address": {
    cause: "service",
    meaning:
      "The agent cannot determine its own address, so it does not send one to the manager. This does not change who may connect.",
    advice: "Nothing to do.",
  },
  "agent-offline": {
    cause: "connection",
    meaning:
      "A daemon of the agent waits until the agent is connected to the manager, or continues because the agent is connected again.",
    advice: "If the agent stays offline, see the lines of agentd about its connection and its key.",
  },
  "agent-work": {
    cause: "service",
    meaning: "The agent does its regular work: it sends a keep-alive, or keeps its state file up to date.",
    advice: "Nothing to do.",
  },
  "agent-keepalive-not-built": {
    cause: "agent-disconnected",
    meaning:
      "The agent could not create its keep-alive. Without a keep-alive the manager treats the agent as disconnected.",
    advice: "Restart the agent. See the lines before this one.",
  },
  "agent-reconnects": {
    cause: "service",
    meaning:
      "The agent reconnects, because the manager asked for it or <force_reconnect_interval> has passed.",
    advice: "Nothing to do.",
  },
  "agent-shared-configuration": {
    cause: "service",
    meaning:
      "The agent received the shared configuration of its groups, or a command, and restarts or reloads.",
    advice: "Nothing to do.",
  },
  "agent-not-restarted": {
    cause: "groups",
    meaning:
      "The agent could not restart or reload, so the new configuration of its groups does not apply yet.",
    advice:
      "Check that wazuh-execd runs and that active response is not disabled. Restart the agent by hand.",
  },
  "agent-handshake-incomplete": {
    cause: "service",
    meaning:
      "The manager's first answer to an agent of 5.0 lacks a field, or a field has an unexpected form.",
    advice: "Nothing to do if the agent connects. Otherwise upgrade the manager.",
  },
} as const satisfies Explanations;
