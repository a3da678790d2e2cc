/** A suite: what a poll script is asked for, and the expected results. */

import type { AgentField, ByteString, KeyRequest, ManagerSettings, VerdictKind } from "../manager/index.ts";
import type { Place } from "./json-text.ts";

export interface Suite {
  /** The command line without selector and value. Undefined if only the socket is asked. */
  readonly execPath: string | undefined;
  /** Path of an integration's socket, as in the file. */
  readonly socket: string | undefined;
  readonly profile: "manager" | "as-me";
  /** Seconds; fractions are allowed. 0 waits forever. */
  readonly timeoutSeconds: number;
  readonly settings: ManagerSettings;
  /** Path of a `client.keys`, as in the file: relative to the suite. */
  readonly clientKeys: string | undefined;
  /** As in the file: relative to the suite. */
  readonly workingDirectory: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
  readonly samples: readonly SuiteSample[];
}

export interface SuiteSample {
  /** As in the file: `id:001`. */
  readonly request: string;
  /** The same as the manager receives it. */
  readonly datagram: ByteString;
  /** What reaches the script. Undefined if the manager discards the request before. */
  readonly asked: KeyRequest | undefined;
  readonly expectation: Expectation;
  readonly tags: readonly string[];
  readonly note: string | undefined;
  /** The whole object in the file. */
  readonly place: Place;
  /** Its request, including the quotes. */
  readonly requestPlace: Place;
}

/** A value that must be equal, or match. */
export type TextWanted =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "pattern"; readonly pattern: RegExp }
  /** Only keys have one; see `keyFingerprint`. */
  | { readonly kind: "fingerprint"; readonly digits: string };

export type Expectation =
  /** No expectation: an agent is registered, or the script gives an error answer. */
  | { readonly kind: "good-end" }
  | {
      readonly kind: "registered";
      readonly fields: Readonly<Partial<Record<AgentField, TextWanted>>>;
      /** Ids of all records that are removed. Undefined if not checked. */
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
