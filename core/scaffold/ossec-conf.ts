/** What ossec.conf has to say for the manager to call a script. */

import type { Form } from "../templates/index.ts";

/** Where scripts for the manager usually are. */
export const INTEGRATIONS = "/var/ossec/integrations";

const SOCKET = "/var/ossec/queue/keypoll.sock";

/** The block of 4.4 to 4.14, which belongs inside <auth>. */
export function keyRequestBlock(program: string, form: Form): string {
  const socket = form === "daemon" ? `  <socket>${SOCKET}</socket>\n` : "";
  return `<key_request>
  <enabled>yes</enabled>
  <exec_path>${INTEGRATIONS}/${program}</exec_path>
${socket}</key_request>
`;
}
