/** Recognises logs of a manager or an agent, by their language in the editor and by their names. */

import { baseName } from "./script-word.ts";

/** The language identifier of such a log in editors. */
export const LOG_LANGUAGE = "wazuh-log";

/** The current log, and a rotated one. */
const NAME = /^(?:ossec|wazuh-manager)\.log(?:\.[0-9]+)?$|^ossec-[0-9]+\.log$|^cluster\.log$/;

export function isLogFile(path: string, editorLanguage: string): boolean {
  return editorLanguage === LOG_LANGUAGE || NAME.test(baseName(path));
}
