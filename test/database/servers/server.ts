/** What a source under test offers: settings to reach it, and ways to bring it into trouble. */

import type { SourceId } from "../../../core/templates/index.ts";
import type { Settings } from "../harness/deployment.ts";

export interface SourceUnderTest {
  readonly source: SourceId;
  /** With which every case of the battery goes well. */
  readonly settings: Settings;
  /** Nothing answers there: no server, or no file. */
  readonly down: Settings;
  /** Wrong credentials; undefined where there are none. */
  readonly refused: Settings | undefined;
  /** Makes look-ups hang until the returned function is called; undefined for files. */
  readonly slow: (() => Promise<() => Promise<void>>) | undefined;
  /** Frees everything: ends the server, for certain. */
  readonly end: () => Promise<void>;
}
