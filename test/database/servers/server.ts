/** What a source under test offers: settings to reach it, and ways to cause trouble. */

import type { SourceId } from "../../../core/templates/index.ts";
import type { Settings } from "../harness/deployment.ts";

/** A way to make a lookup wait. */
export interface Trouble {
  readonly name: string;
  /** Starts it. The returned function ends it. */
  readonly begin: () => Promise<() => void>;
}

/** What an administrator has after installing the server. */
export interface Beginning {
  /** Removes what the tests have inserted. */
  readonly empty: () => void;
  /** Variables that connect the server's usual tools to it, with all rights. */
  readonly variables: Readonly<Record<string, string>>;
  /** What those tools ask for. */
  readonly input: string;
  /** What the administrator writes into keypoll.env. */
  readonly settings: Settings;
}

export interface SourceUnderTest {
  readonly source: SourceId;
  /** Settings with which every poll passes. */
  readonly settings: Settings;
  /** Settings for a missing server or file. */
  readonly down: Settings;
  /** Wrong credentials; undefined if there are none. */
  readonly refused: Settings | undefined;
  /** The same over an encrypted connection, and the variables that make its certificate trusted. */
  readonly encrypted?: { readonly settings: Settings; readonly trust: Settings };
  /** Ways in which it answers too late; none for plain files. */
  readonly troubles: readonly Trouble[];
  /** Where `keypoll new` explains how to fill it. */
  readonly beginning?: Beginning;
  /** Frees everything, and stops the server, by force if necessary. */
  readonly end: () => Promise<void>;
}

/** An account whose password has every character that breaks careless scripts. */
export const ACCOUNT = { user: "keypoll", password: `K3y'"\\ $HOME;#%=&@/:` } as const;
