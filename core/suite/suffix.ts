/** The name of suite files. */

/** The end of the name of a suite file. Editors choose its schema by it. */
export const SUITE_SUFFIX = ".keypoll.json";
