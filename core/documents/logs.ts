/** Telling logs of a manager or an agent, by what the editor calls them and by their names. */

import { baseName } from "./script-word.ts";

/** What people call such a log in their editor. */
export const LOG_LANGUAGE = "wazuh-log";

/** The log as it is, and one that was rotated. */
const NAME = /^(?:ossec|wazuh-manager)\.log(?:\.[0-9]+)?$|^ossec-[0-9]+\.log$|^cluster\.log$/;

export function isLogFile(path: string, editorLanguage: string): boolean {
  return editorLanguage === LOG_LANGUAGE || NAME.test(baseName(path));
}
