/** Reads a suite file: its samples with their places, or everything that is wrong with it. */

import { releaseSuggestion } from "../lint/release-suggestion.ts";
import {
  bytesFromText,
  describedManager,
  type ManagerSettings,
  type Release,
  readRequest,
  releaseFor,
} from "../manager/index.ts";
import { say } from "../words/index.ts";
import { suite as suiteSchema } from "./generated/validators.js";
import { type JsonText, type Problem, readJsonText } from "./json-text.ts";
import type { RawForce, RawRegistrationSuite, RawSample, RawSuite } from "./raw-suite.ts";
import { readExpectation } from "./read-expectation.ts";
import { registrationSuiteOf } from "./read-registration.ts";
import type { RegistrationSuite } from "./registration-suite.ts";
import type { Suite, SuiteSample } from "./suite.ts";
import { violations } from "./violation.ts";

export type SuiteReading =
  | { readonly kind: "suite"; readonly suite: Suite }
  /** For a registration script. */
  | { readonly kind: "registration"; readonly suite: RegistrationSuite }
  /** In the order of the file; at least one. */
  | { readonly kind: "broken"; readonly problems: readonly Problem[] };

/** The defaults for what a suite leaves out. What is left out here too has the default of the schema. */
export interface SuiteDefaults {
  readonly release?: Release | undefined;
  readonly hostName?: string | undefined;
  readonly profile?: Suite["profile"] | undefined;
  readonly timeoutSeconds?: number | undefined;
  /** These paths may be absolute. Otherwise they are relative to the suite. */
  readonly clientKeys?: string | undefined;
  readonly workingDirectory?: string | undefined;
  readonly environment?: Readonly<Record<string, string>> | undefined;
}

/** Reads the text of a suite file. Whatever its content, the result is a suite or problems, never an exception. */
export function readSuite(text: string, defaults: SuiteDefaults = {}): SuiteReading {
  const reading = readJsonText(text);
  if (reading.kind === "unreadable") return { kind: "broken", problems: [reading.problem] };
  const { json } = reading;
  const problems: Problem[] = Array.from(json.repeatedNames(), ({ name, place }) => ({
    message: say`"${name}" occurs here a second time. Remove one of them.`,
    place,
  }));
  const { value } = json;
  if (!isRawSuite(value)) {
    problems.push(...violations(json, suiteSchema.errors ?? []));
    if (isObject(value)) releaseOf(value["release"], json, problems);
  } else if ("registration" in value) {
    const settings = settingsOf(value, defaults, json, problems);
    const { workingDirectory, environment = {} } = defaults;
    const more = { workingDirectory, environment };
    const suite = registrationSuiteOf(value, more, settings, json, problems);
    if (problems.length === 0) return { kind: "registration", suite };
  } else {
    const suite = suiteOf(value, defaults, json, problems);
    if (problems.length === 0) return { kind: "suite", suite };
  }
  return { kind: "broken", problems: problems.toSorted(byPlace) };
}

/** The same if only a poll script is useful: a suite for a registration script is then a problem. */
export function readPollSuite(
  text: string,
  defaults: SuiteDefaults = {},
): Exclude<SuiteReading, { readonly kind: "registration" }> {
  const reading = readSuite(text, defaults);
  if (reading.kind !== "registration") return reading;
  const start = { line: 0, character: 0 };
  return { kind: "broken", problems: [{ message: noPollsText(), place: { start, end: start } }] };
}

/** The message for a suite for a registration script if polls are needed. */
export const noPollsText = (): string =>
  say`This suite is for a registration script, which is not polled. Name a suite with exec_path or socket.`;

/** The schema checks what the type says. */
function isRawSuite(value: unknown): value is RawSuite | RawRegistrationSuite {
  return suiteSchema(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function byPlace(a: Problem, b: Problem): number {
  return a.place.start.line - b.place.start.line || a.place.start.character - b.place.start.character;
}

function suiteOf(raw: RawSuite, defaults: SuiteDefaults, json: JsonText, problems: Problem[]): Suite {
  return {
    execPath: raw.exec_path,
    socket: raw.socket,
    profile: raw.profile ?? defaults.profile ?? "manager",
    timeoutSeconds: raw.timeout ?? defaults.timeoutSeconds ?? 60,
    settings: settingsOf(raw, defaults, json, problems),
    clientKeys: raw.client_keys ?? defaults.clientKeys,
    workingDirectory: raw.working_directory ?? defaults.workingDirectory,
    environment: raw.environment ?? defaults.environment ?? {},
    samples: raw.samples.map((sample, at) => sampleOf(sample, at, json, problems)),
  };
}

function settingsOf(
  raw: Pick<RawSuite, "release" | "host_name" | "node" | "force">,
  defaults: SuiteDefaults,
  json: JsonText,
  problems: Problem[],
): ManagerSettings {
  const release = raw.release === undefined ? defaults.release : releaseOf(raw.release, json, problems);
  const hostName = raw.host_name ?? defaults.hostName;
  const settings = describedManager({ release, hostName, node: raw.node });
  return { ...settings, ...forceOf(settings, raw.force ?? {}) };
}

/** Undefined for a value that is not a text, which the schema reports. */
function releaseOf(release: unknown, json: JsonText, problems: Problem[]): Release | undefined {
  if (typeof release !== "string") return undefined;
  const known = releaseFor(release);
  if (known === undefined) {
    const message = say`"${release}" is not a Wazuh version with key polling (3.8 or later).${releaseSuggestion(release)}`;
    problems.push({ message, place: json.placeOf(["release"]) });
  }
  return known;
}

function forceOf({ force, forceInsert }: ManagerSettings, raw: RawForce) {
  const { disconnected_time: disconnected } = raw;
  return {
    forceInsert: raw.force_insert ?? forceInsert,
    force: {
      ...force,
      enabled: raw.enabled ?? force.enabled,
      disconnectedTime: {
        enabled: disconnected?.enabled ?? force.disconnectedTime.enabled,
        seconds: disconnected?.seconds ?? force.disconnectedTime.seconds,
      },
      afterRegistrationTime: raw.after_registration_time ?? force.afterRegistrationTime,
    },
  };
}

function sampleOf(raw: RawSample, at: number, json: JsonText, problems: Problem[]): SuiteSample {
  const path = ["samples", at] as const;
  const datagram = bytesFromText(raw.request);
  const reading = readRequest(datagram);
  return {
    request: raw.request,
    datagram,
    asked: reading.kind === "request" ? reading.request : undefined,
    expectation: readExpectation(raw.expect, (inner, message) =>
      problems.push({ message, place: json.placeOf([...path, "expect", ...inner]) }),
    ),
    tags: raw.tags ?? [],
    note: raw.note,
    place: json.placeOf(path),
    requestPlace: json.placeOf([...path, "request"]),
  };
}
