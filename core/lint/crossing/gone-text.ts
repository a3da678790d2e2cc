/** What runs no more on 5.x, and what can take its place. */

export const goneTexts: readonly string[] = [
  "Wazuh 5.0 has no key polling: no daemon calls the script, and its suite tests nothing that runs.",
  "Remove <key_request> from <auth> before the upgrade: wazuh-manager-authd does not start with it (1230, 1202).",
  'Remove <wodle name="agent-key-polling"> too: it is ignored with the warning "Unknown module \'agent-key-polling\'".',
  "New agents come in by enrolment (port 1515, or POST /enroll on 1517), or by POST /agents/insert, from the same data source as the script.",
];
