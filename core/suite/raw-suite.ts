/** A suite as its schema accepts it: the types of `schemas/suite.schema.json`. */

import type { RunRuleCode } from "../lint/registration-run/rules.ts";
import type { AgentField, VerdictKind } from "../manager/index.ts";
import type { SecondRun, ShownField } from "./registration-suite.ts";

export interface RawSuite {
  readonly exec_path?: string;
  readonly socket?: string;
  readonly profile?: "manager" | "as-me";
  readonly timeout?: number;
  readonly release?: string;
  readonly host_name?: string;
  readonly node?: "master" | "worker";
  readonly force?: RawForce;
  readonly client_keys?: string;
  readonly working_directory?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly samples: readonly RawSample[];
}

export interface RawForce {
  readonly enabled?: boolean;
  readonly disconnected_time?: { readonly enabled?: boolean; readonly seconds?: number };
  readonly after_registration_time?: number;
  readonly force_insert?: boolean;
}

export interface RawSample {
  readonly request: string;
  readonly expect?: RawExpectation;
  readonly tags?: readonly string[];
  readonly note?: string;
}

/** A suite for a registration script. */
export interface RawRegistrationSuite {
  readonly registration: string;
  readonly timeout?: number;
  readonly release?: string;
  readonly host_name?: string;
  readonly force?: RawForce;
  readonly client_keys?: string;
  readonly agent_states?: readonly string[];
  readonly groups?: readonly string[];
  readonly password?: string;
  readonly working_directory?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly samples: readonly RawRegistrationSample[];
}

export interface RawRegistrationSample {
  readonly register: string;
  readonly expect?: RawRegistrationExpectation;
  readonly tags?: readonly string[];
  readonly note?: string;
}

export interface RawRegistrationExpectation {
  readonly registered?: boolean | Readonly<Partial<Record<ShownField, RawText>>>;
  readonly replaces?: readonly RawText[];
  readonly message?: RawText;
  readonly second_run?: SecondRun;
  readonly exit_code?: number;
  readonly findings?: readonly RunRuleCode[];
}

interface RawPattern {
  readonly pattern: string;
}

export type RawText = string | RawPattern | { readonly fingerprint: string };
export type RawNumber = number | RawPattern;
export type RawError = true | RawNumber | { readonly number?: RawNumber; readonly message?: RawText };

export interface RawExpectation {
  readonly registered?: true | Readonly<Partial<Record<AgentField, RawText>>>;
  readonly replaces?: readonly RawText[];
  readonly again?: "same";
  readonly refused?: true | RawNumber;
  readonly error?: RawError;
  readonly fails?: VerdictKind;
}
