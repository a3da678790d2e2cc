/** The versions of Wazuh that are known to exist, so that a typo is not read as another version. */

/**
 * Minor versions of each major version, from the first with key polling. 5.1 is the newest that its developers name.
 */
const minors: Readonly<Record<number, readonly [first: number, last: number]>> = {
  3: [8, 13],
  4: [0, 14],
  5: [0, 1],
};

/** Every minor version, oldest first: `3.8`, `3.9` … */
export const minorVersions: readonly string[] = Object.entries(minors).flatMap(([major, [first, last]]) =>
  Array.from({ length: last - first + 1 }, (_, at) => `${major}.${first + at}`),
);

/** Whether this version exists: `4.7.5`, `v4.14.7` or `3.9`. Of the patch number only the length is checked. */
export function isKnownVersion(version: string): boolean {
  const minor = /^v?(\d+\.\d+)(?:\.\d{1,3})?$/.exec(version.trim())?.[1];
  return minor !== undefined && minorVersions.includes(minor);
}
