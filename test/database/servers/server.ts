/** What a source under test offers: settings to reach it, and ways to bring it into trouble. */

import type { SourceId } from "../../../core/templates/index.ts";
import type { Settings } from "../harness/deployment.ts";

/** A way of keeping a look-up waiting. */
export interface Trouble {
  readonly name: string;
  /** Begins it; the function that comes back ends it. */
  readonly begin: () => Promise<() => void>;
}

/** What an administrator has who has just installed the server. */
export interface Beginning {
  /** Removes what the tests have inserted. */
  readonly empty: () => void;
  /** Variables that lead the server's usual tools to it, with all rights. */
  readonly variables: Readonly<Record<string, string>>;
  /** What those tools ask for. */
  readonly input: string;
  /** What the administrator writes into keypoll.env. */
  readonly settings: Settings;
}

export interface SourceUnderTest {
  readonly source: SourceId;
  /** With which every case of the battery goes well. */
  readonly settings: Settings;
  /** Nothing answers there: no server, or no file. */
  readonly down: Settings;
  /** Wrong credentials; undefined if there are none. */
  readonly refused: Settings | undefined;
  /** The same over an encrypted connection, and the variables that make its certificate a trusted one. */
  readonly encrypted?: { readonly settings: Settings; readonly trust: Settings };
  /** Ways in which it answers too late; none for plain files. */
  readonly troubles: readonly Trouble[];
  /** Where `keypoll new` says how to fill it. */
  readonly beginning?: Beginning;
  /** Frees everything: ends the server, for certain. */
  readonly end: () => Promise<void>;
}

/** An account whose password has every sign that a careless script would stumble over. */
export const ACCOUNT = { user: "keypoll", password: `K3y'"\\ $HOME;#%=&@/:` } as const;
