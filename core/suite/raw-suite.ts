/** A suite as its schema lets it pass: the types of `schemas/suite.schema.json`. */

import type { AgentField, VerdictKind } from "../manager/index.ts";

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
