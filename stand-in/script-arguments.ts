/** How a registration script learns the ports and files of the stand-in: placeholders in its arguments, and variables. */

import { type ArgumentPlace, places } from "../core/suite/index.ts";

/** A value for every placeholder. */
export type ArgumentValues = Readonly<Record<ArgumentPlace, string>>;

/** A word with its placeholders filled in. */
export function filled(word: string, values: ArgumentValues): string {
  return places.reduce((text, place) => text.replaceAll(`{${place}}`, values[place]), word);
}

/** The names that Wazuh's own installers use, if they have any, and those of this project's scripts. */
export function environmentOf(
  values: ArgumentValues,
  enrolmentPassword: string | undefined,
): Readonly<Record<string, string>> {
  return {
    ...(enrolmentPassword === undefined ? {} : { WAZUH_REGISTRATION_PASSWORD: enrolmentPassword }),
    WAZUH_AGENT_NAME: values.name,
    WAZUH_MANAGER: values.host,
    WAZUH_REGISTRATION_SERVER: values.host,
    WAZUH_REGISTRATION_PORT: values.port,
    WAZUH_REGISTRATION_CA: values.ca,
    WAZUH_CA: values.ca,
    WAZUH_API: values.api,
    WAZUH_API_USER: values.user,
    WAZUH_API_PASSWORD: values.password,
    WAZUH_API_CA: values.ca,
    WAZUH_KEYS: values.keys,
  };
}
