/** What the stand-in reads from its `ossec.conf`: the `<auth>` section, key polling, and which agents may enrol. */

import { type PollConfig, readPollConfig } from "../core/lint/config/index.ts";
import { type ForceOptions, type Release, timeInterval } from "../core/manager/index.ts";
import { say } from "../core/words/index.ts";

export interface StandInSettings {
  readonly polling: PollConfig;
  readonly force: ForceOptions;
  /** `<force_insert>` and `<force_time>` of releases before 4.3. */
  readonly forceInsert: boolean;
  readonly forceTime: number;
  readonly limitMaxAgents: boolean;
  readonly usePassword: boolean;
  readonly useSourceIp: boolean;
  readonly purge: boolean;
  readonly remoteEnrollment: boolean;
  readonly ciphers: string;
  readonly autoNegotiate: boolean;
  /** Path of the authority that must have signed a client's certificate. */
  readonly agentCa: string | undefined;
  readonly verifyHost: boolean;
  readonly allowHigherVersions: boolean;
}

/** Settings with which a manager does not start, and why. */
export interface WrongSettings {
  readonly problem: string;
}

const DEFAULT_CIPHERS = "HIGH:!ADH:!EXP:!MD5:!RC4:!3DES:!CAMELLIA:@STRENGTH";

export function readSettings(text: string, release: Release): StandInSettings | WrongSettings {
  const polling = readPollConfig(text, release);
  if (polling.kind === "unreadable") return { problem: polling.message };
  const problem = whyAuthdStops(polling);
  if (problem !== undefined) return { problem };
  const auth = new Map(
    polling.auths.flatMap(({ children }) => children.map(({ name, content }) => [name, content])),
  );
  const isYes = (name: string, otherwise: boolean): boolean => {
    const value = auth.get(name);
    return value === undefined ? otherwise : value === "yes";
  };
  return {
    polling,
    force: polling.force.value,
    forceInsert: isYes("force_insert", false),
    forceTime: timeInterval(auth.get("force_time") ?? "0") ?? 0,
    limitMaxAgents: isYes("limit_maxagents", true),
    usePassword: isYes("use_password", false),
    useSourceIp: isYes("use_source_ip", false),
    purge: isYes("purge", false),
    remoteEnrollment: isYes("remote_enrollment", true),
    ciphers: auth.get("ciphers") ?? DEFAULT_CIPHERS,
    autoNegotiate: isYes("ssl_auto_negotiate", false),
    agentCa: auth.get("ssl_agent_ca") || undefined,
    verifyHost: isYes("ssl_verify_host", false),
    allowHigherVersions: allowsHigherVersions(polling),
  };
}

function whyAuthdStops({ forceErrors, authErrors, refused }: PollConfig): string | undefined {
  const stopping = refused.find(({ place }) => place === "" || place === "auth");
  if (stopping !== undefined) {
    const { name } = stopping.element;
    return say`wazuh-authd logs "(1230): Invalid element in the configuration: '${name}'." and does not start. Remove <${name}>.`;
  }
  const [error] = [...forceErrors, ...authErrors];
  return error && say`wazuh-authd logs "${error.log}" and does not start. Write ${error.wanted}.`;
}

/** `<allow_higher_versions>` in `<agents>` of `<auth>`; the last valid value counts. Source: w_authd_parse_agents. */
function allowsHigherVersions({ auths }: PollConfig): boolean {
  const values = auths
    .flatMap(({ children }) => children)
    .filter(({ name }) => name.toLowerCase() === "agents")
    .flatMap(({ children }) => children)
    .filter(({ name }) => name.toLowerCase() === "allow_higher_versions")
    .map(({ content }) => content);
  return values.findLast((value) => value === "yes" || value === "no") === "yes";
}
