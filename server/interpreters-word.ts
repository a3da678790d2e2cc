/**
 * What the interpreter of an open script says about its syntax. It is asked about a text that was opened or saved,
 * never at a keystroke.
 */

import type { SyntaxCheck } from "../core/lint/script/index.ts";

interface Word {
  readonly text: string;
  readonly syntax: SyntaxCheck | undefined;
  /** The interpreter accepted something that our grammar does not support. */
  readonly isBeyondGrammar: boolean;
}

export class InterpretersWord {
  #isDue = true;
  #word: Word | undefined;
  /** The request in progress. Callers that arrive meanwhile wait for it too. */
  #asking: Promise<void> = Promise.resolve();

  /** A text was saved. Returns whether the interpreter should be asked about it. */
  saved(text: string): boolean {
    this.#isDue = this.#word?.text !== text;
    return this.#isDue;
  }

  /** Asks, if a text waits for it. `hasErrors` says whether its tree has any. */
  ask(
    text: string,
    hasErrors: boolean,
    check: (text: string) => Promise<SyntaxCheck | undefined>,
  ): Promise<void> {
    if (this.#isDue) {
      this.#isDue = false;
      this.#asking = check(text).then((syntax) => {
        this.#word = { text, syntax, isBeyondGrammar: hasErrors && syntax?.kind === "accepted" };
      });
    }
    return this.#asking;
  }

  /**
   * What it said about this text. If the grammar was wrong about an earlier text, its errors in the edited text do not
   * count either.
   */
  about(text: string): SyntaxCheck | undefined {
    const word = this.#word;
    return word?.text === text || word?.isBeyondGrammar === true ? word.syntax : undefined;
  }
}
