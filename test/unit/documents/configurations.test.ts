/** Configurations are recognised by the manager's names for them, or by their root. */

import { expect, it } from "vitest";
import { kindOf } from "../../../core/documents/index.ts";

it.each([
  ["/var/ossec/etc/ossec.conf", "# anything\n"],
  ["/var/wazuh-manager/etc/wazuh-manager.conf", "# anything\n"],
  ["copy.xml", "<ossec_config>\n</ossec_config>\n"],
  ["copy.conf", "<!-- 5.0 -->\n<wazuh_config>\n</wazuh_config>\n"],
])("%s is one", (path, text) => {
  expect(kindOf({ path, text }).kind).toBe("ossec-conf");
});

it.each([
  ["agent.conf", "<agent_config>\n</agent_config>\n"],
  ["my-wazuh-manager.conf", "# anything\n"],
])("%s is not one", (path, text) => {
  expect(kindOf({ path, text }).kind).toBe("none");
});

it("can have any name if the user wants it checked", () => {
  const text = "<wazuh_config>\n</wazuh_config>\n";
  expect(kindOf({ path: "backup", text, claim: "named" }).kind).toBe("ossec-conf");
});
