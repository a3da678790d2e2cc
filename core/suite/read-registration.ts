/** From a suite for a registration script, as its schema accepts it, to what is run. */

import type { ManagerSettings } from "../manager/index.ts";
import { say } from "../words/index.ts";
import type { JsonText, Problem } from "./json-text.ts";
import type { RawRegistrationExpectation, RawRegistrationSample, RawRegistrationSuite } from "./raw-suite.ts";
import { type Complain, wantedText } from "./read-expectation.ts";
import {
  type RegistrationExpectation,
  type RegistrationSample,
  type RegistrationSuite,
  type ShownField,
  SOUND,
  shownFields,
} from "./registration-suite.ts";
import { places, unknownPlaceholder } from "./script-arguments.ts";
import type { TextWanted } from "./suite.ts";

/** Default seconds for one run. */
const PATIENCE = 60;

export function registrationSuiteOf(
  raw: RawRegistrationSuite,
  defaults: Pick<RegistrationSuite, "workingDirectory" | "environment">,
  settings: ManagerSettings,
  json: JsonText,
  problems: Problem[],
): RegistrationSuite {
  const unknown = unknownPlaceholder(raw.registration);
  if (unknown !== undefined) {
    const known = places.map((place) => `{${place}}`).join(", ");
    const message = say`${unknown} is not a placeholder. Placeholders are ${known}.`;
    problems.push({ message, place: json.placeOf(["registration"]) });
  }
  return {
    command: raw.registration,
    version: (raw.release ?? settings.release.id).replace(/^v/, ""),
    timeoutSeconds: raw.timeout ?? PATIENCE,
    settings,
    hasForce: raw.force !== undefined,
    clientKeys: raw.client_keys,
    agentStates: raw.agent_states ?? [],
    groups: raw.groups ?? [],
    password: raw.password,
    workingDirectory: raw.working_directory ?? defaults.workingDirectory,
    environment: raw.environment ?? defaults.environment,
    samples: raw.samples.map((sample, at) => sampleOf(sample, at, json, problems)),
  };
}

function sampleOf(
  raw: RawRegistrationSample,
  at: number,
  json: JsonText,
  problems: Problem[],
): RegistrationSample {
  const path = ["samples", at] as const;
  return {
    name: raw.register,
    expectation: expectationOf(raw.expect, (inner, message) =>
      problems.push({ message, place: json.placeOf([...path, "expect", ...inner]) }),
    ),
    tags: raw.tags ?? [],
    note: raw.note,
    place: json.placeOf(path),
    namePlace: json.placeOf([...path, "register"]),
  };
}

function expectationOf(
  raw: RawRegistrationExpectation | undefined,
  complain: Complain,
): RegistrationExpectation {
  if (raw === undefined) return SOUND;
  const { registered, replaces, message, second_run: secondRun, exit_code: exitCode, findings } = raw;
  return {
    ...(registered === undefined
      ? {}
      : { registered: registered === false ? false : fieldsOf(registered, complain) }),
    ...(replaces === undefined
      ? {}
      : { replaces: replaces.map((each, at) => wantedText(each, ["replaces", at], complain)) }),
    ...(message === undefined ? {} : { message: wantedText(message, ["message"], complain) }),
    ...(secondRun === undefined ? {} : { secondRun }),
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(findings === undefined ? {} : { findings }),
  };
}

function fieldsOf(
  raw: Exclude<RawRegistrationExpectation["registered"], false | undefined>,
  complain: Complain,
) {
  const fields: { [field in ShownField]?: TextWanted } = {};
  if (raw === true) return fields;
  for (const field of shownFields) {
    const wanted = raw[field];
    if (wanted !== undefined) fields[field] = wantedText(wanted, ["registered", field], complain);
  }
  return fields;
}
