/** The stand-in reads its `ossec.conf` as a manager does: with what stops one, it does not start either. */

import { describe, expect, it } from "vitest";
import { enroll } from "../../stand-in/index.ts";
import { authConfiguration, problemWith, running } from "./running.ts";

describe("does not start", () => {
  const reasons: readonly (readonly [title: string, version: string, text: string, problem: string])[] = [
    [
      "with an unknown section",
      "4.14",
      authConfiguration("").replace("<auth>", "<agents/><auth>"),
      `wazuh-authd logs "(1230): Invalid element in the configuration: 'agents'." and does not start. Remove <agents>.`,
    ],
    [
      "with an option that the release does not know",
      "4.2",
      authConfiguration("<ipv6>yes</ipv6>"),
      `wazuh-authd logs "(1230): Invalid element in the configuration: 'ipv6'." and does not start. Remove <ipv6>.`,
    ],
    [
      "with a wrong value",
      "4.14",
      authConfiguration("<use_password>true</use_password>"),
      `wazuh-authd logs "(1235): Invalid value for element 'use_password': true." and does not start. Write yes or no.`,
    ],
    [
      "with a wrong force option",
      "4.14",
      authConfiguration("<force><disconnected_time>1h</disconnected_time></force>"),
      'wazuh-authd logs "Empty attribute for disconnected_time" and does not start. Write <disconnected_time enabled="yes">1h.',
    ],
  ];
  it.each(reasons)("%s", async (_title, version, text, wanted) => {
    const { file, problem } = await problemWith(text, version);
    expect(problem).toBe(`${file}: ${wanted}`);
  });
});

it("accepts agents that are newer than itself if <agents> in <auth> says so", async () => {
  const answerWith = async (inner: string): Promise<string> => {
    const manager = await running({ files: { "etc/ossec.conf": authConfiguration(inner) } });
    const result = await enroll({
      host: manager.host,
      port: manager.enrolment,
      request: "OSSEC A:'web-01' V:'v9.9.9'",
      ca: undefined,
      patience: 60_000,
    });
    return JSON.stringify(result);
  };
  const allowing = "<AGENTS><allow_higher_versions>yes</allow_higher_versions></AGENTS>";
  expect(await answerWith("")).toContain("ERROR: Agent version must be lower or equal to manager version");
  expect(await answerWith(allowing)).toContain("OSSEC K:");
  // The last of several valid values counts.
  expect(await answerWith(`${allowing}${allowing.replace("yes", "no")}`)).toContain("ERROR");
  expect(await answerWith(`${allowing}${allowing.replace("yes", "maybe")}`)).toContain("OSSEC K:");
});
