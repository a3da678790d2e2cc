/** The name of suite files. */

/** Suite files end so; editors know their schema by it. */
export const SUITE_SUFFIX = ".keypoll.json";
