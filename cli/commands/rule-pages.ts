/** Where the pages of the rules are, from the bundle that holds the commands: the package carries them. */

export const rulePages = new URL("../../docs/rules/", import.meta.url);
