/** Versions of Wazuh as the registration service compares them. */

export type Version = readonly [major: number, minor: number, patch: number];

/** Stands for the patch if only `4.14` is given: the newest one. */
const NEWEST_PATCH = 999;

/** Reads `4.14.7`, `v4.14.7` or `4.14`, which stands for its newest patch. Undefined for any other text. */
export function versionOf(text: string): Version | undefined {
  const match = /^v?(\d+)\.(\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (match === null) return undefined;
  return [Number(match[1]), Number(match[2]), match[3] === undefined ? NEWEST_PATCH : Number(match[3])];
}

/**
 * Reads an agent's version as the manager does: numbers between dots after the first `v`, from the first nine bytes.
 * Text that is not a number counts as 0. Source: compare_wazuh_versions, which ignores the patch here.
 */
export function agentVersion(text: string): Version {
  const kept = text.slice(0, 9);
  const parts = kept
    .slice(kept.indexOf("v") + 1)
    .split(".")
    .filter((part) => part !== "");
  return [numberOf(parts[0]), numberOf(parts[1]), 0];
}

function numberOf(part = ""): number {
  return Number(/^[\t-\r ]*([+-]?\d+)/.exec(part)?.[1] ?? 0);
}

export function isAtLeast(version: Version, wanted: Version): boolean {
  const [major, minor, patch] = wanted;
  return (version[0] - major || version[1] - minor || version[2] - patch) >= 0;
}

/** An agent cannot enrol if its major and minor version are newer than the manager's. */
export function isNewer(agent: Version, manager: Version): boolean {
  return (agent[0] - manager[0] || agent[1] - manager[1]) > 0;
}
