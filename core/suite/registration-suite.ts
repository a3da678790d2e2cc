/**
 * A suite for a registration script: the names under which it registers agents at a stand-in, and the expected results.
 */

import type { RunRuleCode } from "../lint/registration-run/rules.ts";
import type { ManagerSettings } from "../manager/index.ts";
import { say } from "../words/index.ts";
import type { Place } from "./json-text.ts";
import type { TextWanted } from "./suite.ts";

export interface RegistrationSuite {
  /** The command line with its arguments. Placeholders such as `{name}` are filled in. */
  readonly command: string;
  /** `4.14`, `4.7.5`. */
  readonly version: string;
  /** Maximum seconds for one run. */
  readonly timeoutSeconds: number;
  readonly settings: ManagerSettings;
  /** The file says when an agent is replaced. */
  readonly hasForce: boolean;
  /** Path of the initial `client.keys` of the manager, as in the file. */
  readonly clientKeys: string | undefined;
  /** `001=disconnected:2h`. */
  readonly agentStates: readonly string[];
  readonly groups: readonly string[];
  /** The password that the registration service asks for. */
  readonly password: string | undefined;
  /** As in the file: relative to the suite. */
  readonly workingDirectory: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
  readonly samples: readonly RegistrationSample[];
}

export interface RegistrationSample {
  /** The agent's name. */
  readonly name: string;
  readonly expectation: RegistrationExpectation;
  readonly tags: readonly string[];
  readonly note: string | undefined;
  /** The whole object in the file. */
  readonly place: Place;
  /** Its name, including the quotes. */
  readonly namePlace: Place;
}

/** Fields of a new line of `client.keys`. The manager generates the key, so no key can be expected. */
export const shownFields = ["id", "name", "ip"] as const;

export type ShownField = (typeof shownFields)[number];

/** What a second run does to `client.keys`. */
export type SecondRun = "unchanged" | "replaced" | "added";

/** Anything that is left out here is not checked. */
export interface RegistrationExpectation {
  /** Fields of the agent that the first run adds; `false` if it must not add one. */
  readonly registered?: false | Readonly<Partial<Record<ShownField, TextWanted>>>;
  /** Ids of all records that the first run removes. */
  readonly replaces?: readonly TextWanted[];
  /** One of the lines that the manager logs or answers in the first run. */
  readonly message?: TextWanted;
  readonly secondRun?: SecondRun;
  /** Of the first run. */
  readonly exitCode?: number;
  /** All rules with an error or a warning. */
  readonly findings?: readonly RunRuleCode[];
}

/** The default expectation: an agent is registered, and there are no findings. */
export const SOUND: RegistrationExpectation = { registered: {}, findings: [] };

/** The expectation in a few words, for a heading: `registered as 001`, `not registered, exit code 2`. */
export function registrationText({
  registered,
  secondRun,
  exitCode,
  findings,
}: RegistrationExpectation): string {
  const id = registered === false ? undefined : registered?.id;
  const parts = [
    ...(registered === undefined
      ? []
      : [
          registered === false
            ? say`not registered`
            : id?.kind === "text"
              ? say`registered as ${id.text}`
              : say`registered`,
        ]),
    ...(secondRun === undefined ? [] : [say`second run: ${secondRun}`]),
    ...(exitCode === undefined ? [] : [say`exit code ${exitCode}`]),
    ...(findings === undefined ? [] : [findings.length === 0 ? say`no findings` : findings.join(", ")]),
  ];
  return parts.length === 0 ? say`as expected` : parts.join(", ");
}
