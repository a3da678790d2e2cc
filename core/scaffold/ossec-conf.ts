/** What ossec.conf has to say for the manager to call a script. */

import { type Form, INTEGRATIONS, SOCKET } from "../templates/index.ts";

/** The block of 4.4 to 4.14, which belongs inside <auth>. */
export function keyRequestBlock(program: string, form: Form): string {
  const socket = form === "daemon" ? `  <socket>${SOCKET}</socket>\n` : "";
  return `<key_request>
  <enabled>yes</enabled>
  <exec_path>${INTEGRATIONS}/${program}</exec_path>
${socket}</key_request>
`;
}
