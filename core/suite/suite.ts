/** A suite: what a poll script is asked for, and what must come of it. */

import type { AgentField, ByteString, KeyRequest, ManagerSettings, VerdictKind } from "../manager/index.ts";
import type { Place } from "./json-text.ts";

export interface Suite {
  /** The command line without selector and value; undefined where only the socket is asked. */
  readonly execPath: string | undefined;
  /** Path of an integration's socket, as the file has it. */
  readonly socket: string | undefined;
  readonly profile: "manager" | "as-me";
  /** Seconds, fractions allowed; 0 waits for ever. */
  readonly timeoutSeconds: number;
  readonly settings: ManagerSettings;
  /** Path of a `client.keys`, as the file has it: relative to the suite. */
  readonly clientKeys: string | undefined;
  /** As the file has it: relative to the suite. */
  readonly workingDirectory: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
  readonly samples: readonly SuiteSample[];
}

export interface SuiteSample {
  /** As it is written: `id:001`. */
  readonly request: string;
  /** The same as the manager receives it. */
  readonly datagram: ByteString;
  /** What reaches the script; undefined where the manager drops the request before. */
  readonly asked: KeyRequest | undefined;
  readonly expectation: Expectation;
  readonly tags: readonly string[];
  readonly note: string | undefined;
  /** The whole object in the file. */
  readonly place: Place;
  /** Its request, quotes included. */
  readonly requestPlace: Place;
}

/** A value that must be so, or match. */
export type TextWanted =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "pattern"; readonly pattern: RegExp }
  /** Only keys have one; see `keyFingerprint`. */
  | { readonly kind: "fingerprint"; readonly digits: string };

export type Expectation =
  /** Nothing was said: an agent is registered, or the script gives an error answer. */
  | { readonly kind: "good-end" }
  | {
      readonly kind: "registered";
      readonly fields: Readonly<Partial<Record<AgentField, TextWanted>>>;
      /** Ids of the records that leave, all of them; undefined where nothing was said. */
      readonly replaces: readonly TextWanted[] | undefined;
      /** A second poll must change nothing. */
      readonly again: "same" | undefined;
    }
  | { readonly kind: "refused"; readonly code: TextWanted | undefined }
  | {
      readonly kind: "error";
      readonly number: TextWanted | undefined;
      readonly message: TextWanted | undefined;
    }
  | { readonly kind: "fails"; readonly verdict: VerdictKind };
