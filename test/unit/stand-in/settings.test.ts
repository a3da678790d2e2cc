/** What the stand-in takes from `<auth>`, option by option, and why it does not start. */

import { describe, expect, it } from "vitest";
import { newestRelease, type ReleaseId } from "../../../core/manager/index.ts";
import { readSettings, type StandInSettings } from "../../../stand-in/settings.ts";
import { release } from "../poll/support.ts";

const conf = (inner: string): string =>
  `<ossec_config><auth><disabled>no</disabled>${inner}</auth></ossec_config>`;

function settingsOf(inner: string, id: ReleaseId = newestRelease.id): Omit<StandInSettings, "polling"> {
  const settings = readSettings(conf(inner), release(id));
  if ("problem" in settings) throw new Error(settings.problem);
  const { polling: _, ...others } = settings;
  return others;
}

function problemOf(text: string, id: ReleaseId = newestRelease.id): string | undefined {
  const settings = readSettings(text, release(id));
  return "problem" in settings ? settings.problem : undefined;
}

const DEFAULTS: Omit<StandInSettings, "polling"> = {
  force: {
    enabled: true,
    keyMismatch: true,
    disconnectedTime: { enabled: true, seconds: 3600 },
    afterRegistrationTime: 3600,
  },
  forceInsert: false,
  forceTime: 0,
  limitMaxAgents: true,
  usePassword: false,
  useSourceIp: false,
  purge: false,
  remoteEnrollment: true,
  ciphers: "HIGH:!ADH:!EXP:!MD5:!RC4:!3DES:!CAMELLIA:@STRENGTH",
  autoNegotiate: false,
  agentCa: undefined,
  verifyHost: false,
  allowHigherVersions: false,
};

it("without options the defaults count", () => {
  expect(settingsOf("")).toEqual(DEFAULTS);
});

describe("an option", () => {
  it.each<[inner: string, changed: Partial<StandInSettings>]>([
    ["<use_password>yes</use_password>", { usePassword: true }],
    ["<use_source_ip>yes</use_source_ip>", { useSourceIp: true }],
    ["<purge>yes</purge>", { purge: true }],
    ["<purge>no</purge>", {}],
    ["<purge>no</purge><purge>yes</purge>", { purge: true }],
    ["<remote_enrollment>no</remote_enrollment>", { remoteEnrollment: false }],
    ["<remote_enrollment>yes</remote_enrollment>", {}],
    ["<ciphers>HIGH</ciphers>", { ciphers: "HIGH" }],
    ["<ssl_auto_negotiate>yes</ssl_auto_negotiate>", { autoNegotiate: true }],
    ["<ssl_agent_ca>/ca.pem</ssl_agent_ca>", { agentCa: "/ca.pem" }],
    ["<ssl_verify_host>yes</ssl_verify_host>", { verifyHost: true }],
    ["<force><key_mismatch>no</key_mismatch></force>", { force: { ...DEFAULTS.force, keyMismatch: false } }],
  ])("%s", (inner, changed) => {
    expect(settingsOf(inner)).toEqual({ ...DEFAULTS, ...changed });
  });

  it.each<[inner: string, changed: Partial<StandInSettings>]>([
    ["<force_insert>yes</force_insert>", { forceInsert: true }],
    ["<force_time>90</force_time>", { forceTime: 90 }],
    ["<limit_maxagents>no</limit_maxagents>", { limitMaxAgents: false }],
  ])("of 3.13: %s", (inner, changed) => {
    expect(settingsOf(inner, "3.13")).toMatchObject({ ...settingsOf("", "3.13"), ...changed });
  });
});

describe("agents newer than the manager", () => {
  const allow = (value: string): string => `<allow_higher_versions>${value}</allow_higher_versions>`;
  it.each<[inner: string, allowed: boolean]>([
    [`<agents>${allow("yes")}</agents>`, true],
    [`<agents>${allow("no")}</agents>`, false],
    [`<agents>${allow("yes")}</agents><agents>${allow("no")}</agents>`, false],
    [`<agents>${allow("no")}${allow("yes")}</agents>`, true],
    [`<agents>${allow("yes")}${allow("perhaps")}</agents>`, true],
    [`<AGENTS>${allow("yes").replaceAll("allow", "ALLOW")}</AGENTS>`, true],
    ["<agents><other>yes</other></agents>", false],
  ])("%s: %s", (inner, allowed) => {
    expect(settingsOf(inner).allowHigherVersions).toBe(allowed);
  });
});

describe("it does not start", () => {
  it.each<[title: string, text: string, problem: string]>([
    [
      "with an unknown section",
      conf("").replace("<auth>", "<agents/><auth>"),
      `wazuh-authd logs "(1230): Invalid element in the configuration: 'agents'." and does not start. Remove <agents>.`,
    ],
    [
      "with an unknown option",
      conf("<tls>yes</tls>"),
      `wazuh-authd logs "(1230): Invalid element in the configuration: 'tls'." and does not start. Remove <tls>.`,
    ],
    [
      "with a wrong value",
      conf("<use_password>true</use_password>"),
      `wazuh-authd logs "(1235): Invalid value for element 'use_password': true." and does not start. Write yes or no.`,
    ],
    [
      "with a wrong force option, before all others",
      conf("<use_password>true</use_password><force><disconnected_time>1h</disconnected_time></force>"),
      'wazuh-authd logs "Empty attribute for disconnected_time" and does not start. Write <disconnected_time enabled="yes">1h.',
    ],
  ])("%s", (_title, text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });

  it("without a configuration", () => {
    expect(problemOf("")).toContain("There is no <ossec_config> in this file");
    expect(problemOf("<ossec_config>")).toBeTypeOf("string");
  });
});
