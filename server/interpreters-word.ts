/** What the interpreter of an open script says about its syntax. It is asked about a text that was opened or saved, never at a keystroke. */

import type { SyntaxCheck } from "../core/lint/script/index.ts";

interface Word {
  readonly text: string;
  readonly syntax: SyntaxCheck | undefined;
  /** The interpreter accepted what our grammar does not know. */
  readonly isBeyondGrammar: boolean;
}

export class InterpretersWord {
  #isDue = true;
  #word: Word | undefined;
  /** What is being asked; anyone who comes meanwhile waits for it too. */
  #asking: Promise<void> = Promise.resolve();

  /** A text was saved; whether the interpreter is to be asked about it. */
  saved(text: string): boolean {
    this.#isDue = this.#word?.text !== text;
    return this.#isDue;
  }

  /** Asks, if a text waits for it; `hasErrors` says whether its tree has any. */
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

  /** What it said of this text. Where the grammar was wrong about an older one, it is not believed about the edited text either. */
  about(text: string): SyntaxCheck | undefined {
    const word = this.#word;
    return word?.text === text || word?.isBeyondGrammar === true ? word.syntax : undefined;
  }
}
