/** Explanations: the configuration of key polling. */

import { insteadText } from "../../crossing/index.ts";
import type { Explanations } from "../explanation.ts";

const STAYS_ON =
  "In <auth> of 4.4 and newer the error is only logged: the manager stops reading the block there, the options after it keep their defaults, and key polling starts anyway.";

export const configuration = {
  "wrong-enabled": {
    cause: "configuration",
    values: [[]],
    meaning: `<enabled> is neither yes nor no. Up to 4.3 wazuh-modulesd does not start. ${STAYS_ON}`,
    advice: "Write yes or no, in lower case and without blanks.",
  },
  "wrong-exec-path": {
    cause: "configuration",
    values: [[]],
    meaning: `<exec_path> is empty or begins with a blank. ${STAYS_ON} Then the command begins with (null) and cannot run.`,
    advice: "Write the command directly after <exec_path>, on the same line.",
  },
  "wrong-socket-path": {
    cause: "configuration",
    values: [[]],
    meaning: `<socket> is empty or begins with a blank. ${STAYS_ON}`,
    advice: "Write the path directly after <socket>, on the same line.",
  },
  "exec-path-too-long": {
    cause: "configuration",
    values: [["length number"]],
    meaning: `<exec_path> is longer than a path can be. Up to 4.3 wazuh-modulesd does not start. ${STAYS_ON}`,
    advice: "Call a script with a short path, which does the rest.",
  },
  "socket-path-too-long": {
    cause: "configuration",
    values: [["length number"]],
    meaning: `<socket> is longer than a path can be. Up to 4.3 wazuh-modulesd does not start. ${STAYS_ON}`,
    advice: "Choose a shorter path.",
  },
  "wrong-force-insert": {
    cause: "configuration",
    values: [[]],
    meaning: "<force_insert> is neither yes nor no: wazuh-modulesd does not start.",
    advice: "Write yes or no, in lower case and without blanks.",
  },
  "unknown-polling-tag": {
    cause: "configuration",
    values: [["option"]],
    meaning:
      "The block of key polling has an option that this release does not know. The manager ignores the option.",
    advice: "Correct its name, or remove it: keypoll config shows what is read.",
  },
  "timeout-read": {
    cause: "service",
    values: [["seconds"]],
    meaning: "Which <timeout> the poll script has.",
    advice: "Nothing to do.",
  },
  "wrong-timeout": {
    cause: "configuration",
    values: [[]],
    meaning: `<timeout> is not a number from 1 on. ${STAYS_ON} Then there is no timeout at all.`,
    advice: "Write seconds without a unit: 1m counts as one second.",
  },
  "wrong-threads": {
    cause: "configuration",
    values: [[]],
    meaning: `<threads> is not a number from 1 to 32. ${STAYS_ON} With 0 threads no request is ever answered.`,
    advice: "Write a number from 1 to 32.",
  },
  "wrong-queue-size": {
    cause: "configuration",
    values: [[]],
    meaning: `<queue_size> is not a number from 1 to 220000. ${STAYS_ON} With a size of 0 wazuh-authd dies at the first request.`,
    advice: "Write a number from 2 to 220000; a size of 1 discards every request.",
  },
  "deprecated-force-insert": {
    cause: "configuration",
    values: [[]],
    meaning: "<force_insert> in the block of key polling is ignored from 4.4 on; <force> of <auth> decides.",
    advice: "Remove it, and set <force> in <auth>.",
  },
  "wodle-ignored": {
    cause: "configuration",
    values: [[]],
    meaning:
      'The block <wodle name="agent-key-polling"> is still there. wazuh-modulesd skips it, wazuh-authd reads it; the feature continues to work.',
    advice:
      "Move the options to <key_request> in <auth>, with <enabled>yes, because key polling is off by default there.",
  },
  "key-request-unknown": {
    cause: "configuration",
    values: [[]],
    meaning:
      "Wazuh 5.0 has no key polling. <key_request> in <auth> is an error there, and wazuh-manager-authd does not start.",
    advice: `Remove the block. ${insteadText()}`,
  },
  "element-unknown": {
    cause: "configuration",
    values: [["element"]],
    meaning:
      "This release rejects the element at this place in the configuration, and the daemon does not start. Managers of 5.0 need the root <wazuh_config> in etc/wazuh-manager.conf, where 4.x has <ossec_config> in etc/ossec.conf, and reject sections and options that were removed.",
    advice:
      'Remove the element, or move it to where the release accepts it. "keypoll config FILE --release 5.0" lists all that 5.0 rejects.',
  },
} as const satisfies Explanations;
