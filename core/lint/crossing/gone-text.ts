/** What no longer runs on 5.x, and what can replace it. */

import { fiveInstallation, type Release } from "../../manager/index.ts";
import { say } from "../../words/index.ts";
import { wazuhText } from "../versions.ts";

/** What replaces a poll script. */
export function insteadText(): string {
  return say`Register new agents by enrolment (port 1515, or POST /enroll on 1517), or with POST /agents/insert from the script's data source.`;
}

/** `what` was checked, but no longer runs: `1 poll script, 1 suite`. */
export function noLongerRunsText(release: Release, what: string): string {
  return say`${wazuhText(release)} has no key polling: no daemon calls the checked files (${what}). ${insteadText()}`;
}

export const goneTexts = (): readonly string[] => [
  say`Wazuh 5.0 has no key polling: no daemon calls the script, so its suite tests nothing that runs.`,
  say`Remove <key_request> from <auth> before the upgrade: wazuh-manager-authd does not start with it (1230, 1202).`,
  say`Remove <wodle name="agent-key-polling"> too: it is ignored with the warning "Unknown module 'agent-key-polling'".`,
  insteadText(),
  say`Agents that only the script knows are not in the file: keypoll reconcile finds them before the upgrade.`,
];

/** Where the file must be, and its owner there. */
export function placeText(): string {
  const { home, keyFile, owner, group, mode } = fiveInstallation;
  return say`Stop the new manager and copy the file to ${home}/${keyFile}, with owner ${owner}:${group} and mode 0${mode.toString(8)}. authd opens it for writing, and exits if it may not.`;
}
