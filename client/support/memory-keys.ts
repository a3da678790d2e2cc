/** The names under which the workspace remembers what was tested. */

/** Samples by the script's URI, each as `id:001`. */
export const SAMPLES = "keypoll.samples";
/** What registration scripts were run with, by the script's URI. */
export const REGISTRATION_CALLS = "keypoll.registrationCalls";
