/** Which files count as the author's: the script, and the files beside or below it, without installed packages. */

import { realpathSync } from "node:fs";
import path from "node:path";

/** Folders of others. A name with a dot before it is one too: `.venv`. */
const PACKAGES: ReadonlySet<string> = new Set(["node_modules", "site-packages", "dist-packages", "vendor"]);

export class OwnFiles {
  /** The script as it was named. */
  readonly #script: string;
  readonly #realScript: string;
  readonly #realFolder: string;
  /** The folder as the author names it; of a script that is a link to another folder, the real one. */
  readonly #folder: string;
  /** The folder's real path with a separator at its end: how the name of an own file begins. */
  readonly root: string;

  /** Undefined if there is no such script. */
  static of(script: string): OwnFiles | undefined {
    try {
      return new OwnFiles(script, realpathSync(script));
    } catch {
      return undefined;
    }
  }

  private constructor(script: string, realScript: string) {
    this.#script = script;
    this.#realScript = realScript;
    this.#realFolder = path.dirname(realScript);
    const named = path.dirname(script);
    this.#folder = realpathSync(named) === this.#realFolder ? named : this.#realFolder;
    this.root = this.#realFolder.endsWith(path.sep) ? this.#realFolder : this.#realFolder + path.sep;
  }

  /** What the author calls a file by its real path; undefined if it is not theirs. */
  nameOf(real: string): string | undefined {
    if (real === this.#realScript) return this.#script;
    const below = path.relative(this.#realFolder, real);
    const folders = below.split(path.sep).slice(0, -1);
    const isOther = below.startsWith("..") || path.isAbsolute(below);
    if (isOther || folders.some((name) => name.startsWith(".") || PACKAGES.has(name))) return undefined;
    return path.join(this.#folder, below);
  }
}
