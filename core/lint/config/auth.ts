/** The options of `<auth>`, except those in `<force>` and `<key_request>`: which values wazuh-authd rejects. */

import type { Release } from "../../manager/index.ts";
import { say } from "../../words/index.ts";
import type { Span } from "../placed-finding.ts";
import { elementFate } from "./elements.ts";
import { habitsOf } from "./habits.ts";
import { valueSpan, type XmlElement } from "./markup.ts";
import { readNumber } from "./number.ts";

/** An error in `<auth>` with which wazuh-authd does not start. */
export interface AuthError extends Span {
  /** The line that it logs before it exits. */
  readonly log: string;
  /** What would be accepted. */
  readonly wanted: string;
}

/** What would be accepted in place of a value. Undefined if the value is accepted. */
type Check = (content: string) => string | undefined;

const yesOrNo: Check = (content) => (content === "yes" || content === "no" ? undefined : say`yes or no`);

/** Upper case is accepted too. */
const yesOrNoInAnyCase: Check = (content) => yesOrNo(content.toLowerCase());

/** The port that wazuh-authd stores, in 16 bits: 65536 is 0, which is rejected. */
export function portOf(content: string): number {
  return readNumber(content, "decimal").value & 0xffff;
}

const port: Check = (content) => (portOf(content) === 0 ? say`a number from 1 to 65535` : undefined);

/** Which options have a value that is checked. Source: Read_Authd of authd-config.c, 3.8.0 to 4.14.7 and branch 5.0.0. */
const checks: Readonly<Record<string, Check>> = {
  disabled: yesOrNo,
  ipv6: yesOrNoInAnyCase,
  legacy_enrollment: yesOrNo,
  limit_maxagents: yesOrNo,
  port,
  purge: yesOrNo,
  remote_enrollment: yesOrNo,
  ssl_auto_negotiate: yesOrNo,
  ssl_verify_host: yesOrNo,
  use_password: yesOrNo,
  use_source_ip: yesOrNo,
};

/** The accepted values of an option, as far as they can be listed; for the port, the usual one. */
export function authValues(name: string): readonly string[] {
  if (name === "port") return ["1515"];
  return Object.hasOwn(checks, name) ? ["yes", "no"] : [];
}

/** The values with which wazuh-authd does not start. Each `<auth>` is read, so an error in any of them counts. */
export function authErrors(auths: readonly XmlElement[], release: Release): readonly AuthError[] {
  const { limitMaxAgents } = habitsOf(release);
  return acceptedOptions(auths, release)
    .filter(({ name }) => name !== "limit_maxagents" || limitMaxAgents === "read")
    .flatMap((element) => {
      const wanted = Object.hasOwn(checks, element.name)
        ? checks[element.name]?.(element.content)
        : undefined;
      return wanted === undefined ? [] : [wrongValue(element, wanted)];
    });
}

/** Values that are known to work; OpenSSL decides about any other. The paths are those of each release's template. */
const sslDefaults: Readonly<Record<string, readonly string[]>> = {
  ciphers: ["HIGH:!ADH:!EXP:!MD5:!RC4:!3DES:!CAMELLIA:@STRENGTH"],
  ssl_agent_ca: [],
  ssl_manager_cert: ["etc/sslmanager.cert", "/var/ossec/etc/sslmanager.cert"],
  ssl_manager_key: ["etc/sslmanager.key", "/var/ossec/etc/sslmanager.key"],
};

/**
 * Options of the last `<auth>` whose values OpenSSL must accept, or wazuh-authd does not start. None if it does not
 * listen for enrolment. Source: main and os_ssl_keys of os_auth, 3.8.0 to 4.14.7.
 */
export function leftToOpenSsl(auths: readonly XmlElement[], release: Release): readonly string[] {
  const options = acceptedOptions(auths.slice(-1), release);
  if (options.findLast(({ name }) => name === "remote_enrollment")?.content === "no") return [];
  return Object.entries(sslDefaults)
    .filter(([name, known]) => {
      const value = options.findLast((option) => option.name === name)?.content;
      return value !== undefined && !known.includes(value);
    })
    .map(([name]) => name);
}

/** The options that the release accepts, whatever their values. */
export function acceptedOptions(auths: readonly XmlElement[], release: Release): readonly XmlElement[] {
  const options = auths.flatMap(({ children }) => children);
  return options.filter((option) => elementFate(option, "auth", release) === "accepted");
}

/** The error of a value that an option does not accept. */
export function wrongValue(element: XmlElement, wanted: string): AuthError {
  const log = `(1235): Invalid value for element '${element.name}': ${element.content}.`;
  return { ...valueSpan(element), log, wanted };
}
