/** The types of the registration scripts: what one is, and the text of its head. */

import type { ScriptLanguage } from "../../languages/index.ts";
import { mark, withoutMarks } from "../code.ts";

/** The three methods of registration. The REST API has one form up to 3.13 and another from 4.0 on. */
export type RegistrationMethod = "manage-agents" | "agent-auth" | ApiGeneration;

const apiGenerations = ["api-3", "api-4"] as const;

export type ApiGeneration = (typeof apiGenerations)[number];

export interface RegistrationScript {
  /** For example `register-python-api-4`. */
  readonly id: string;
  readonly language: ScriptLanguage;
  readonly method: RegistrationMethod;
  /** In words, for example `Register by the API of 4.x`. */
  readonly title: string;
  readonly fileName: string;
  readonly text: string;
  /** The text with its places to change marked. `snippetBody` turns them into tab stops. */
  readonly marked: string;
}

const titles: Readonly<Record<RegistrationMethod, string>> = {
  "manage-agents": "Register on the manager's command line (manage_agents)",
  "agent-auth": "Register with the registration service (agent-auth)",
  "api-3": "Register by the REST API of 3.x",
  "api-4": "Register by the REST API of 4.x",
};

/** Makes a script from its parts. */
export function registrationScript(
  language: ScriptLanguage,
  method: RegistrationMethod,
  fileName: string,
  marked: string,
): RegistrationScript {
  const id = `register-${language}-${method}`;
  return { id, language, method, title: titles[method], fileName, text: withoutMarks(marked), marked };
}

/** The scripts of a language for both forms of the API. */
export function apiScripts(
  language: ScriptLanguage,
  fileName: string,
  text: (generation: ApiGeneration) => string,
): readonly RegistrationScript[] {
  return apiGenerations.map((generation) =>
    registrationScript(language, generation, fileName, `${text(generation)}\n`),
  );
}

/** The address of the API on the manager itself, as a place to change. */
export function apiAddress(generation: ApiGeneration): string {
  return mark("api", generation === "api-3" ? "http://127.0.0.1:55000" : "https://127.0.0.1:55000");
}

/** The head of a script for the REST API, without comment signs. */
export function apiHead(generation: ApiGeneration, call: string): readonly string[] {
  const version = generation === "api-3" ? "3.x" : "4.x";
  return [
    `Registers this machine as a Wazuh agent by the REST API of a manager ${version}, and stores its key.`,
    "",
    `  ${call} NAME [IP]`,
    "",
    "IP says from where the agent may connect: any (also if left out), one address, a range such as 10.0.0.0/24",
    generation === "api-3"
      ? "or src for the address that the manager sees this machine at."
      : "(from 4.4 on), or src for the address from which this machine reaches the manager.",
    "",
    "From the environment, so that no secret stands in the script:",
    "  WAZUH_API           address of the API",
    "  WAZUH_API_USER      account that may register agents",
    "  WAZUH_API_PASSWORD  its password",
  ];
}
