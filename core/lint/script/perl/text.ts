/**
 * A Perl text and a place in it, which skips everything that is not a token: blanks, comments, documentation,
 * here-documents.
 */

import { FORMAT } from "./patterns.ts";
import type { PerlTokens } from "./token.ts";

interface Here {
  readonly word: string;
  readonly isIndented: boolean;
  readonly start: number;
  readonly end: number;
}

export class PerlText {
  readonly text: string;
  at = 0;
  unclosed: PerlTokens["unclosed"];
  /** Here-documents whose text begins after the next line feed. */
  #heres: Here[] = [];

  constructor(text: string) {
    this.text = text;
    this.#skipDocumentation();
  }

  /** Something begins there that does not end. The first such place counts. */
  breakOff(start: number, end: number): void {
    this.unclosed ??= { start, end, text: this.text.slice(start, end) };
  }

  /** The match at this place, by a sticky pattern. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text) ?? undefined;
  }

  begins(here: Here): void {
    this.#heres.push(here);
  }

  get waitsForHere(): boolean {
    return this.#heres.length > 0;
  }

  /** At the end of the text: a here-document that has not begun does not end. */
  finish(): void {
    const [here] = this.#heres;
    if (here !== undefined) this.breakOff(here.start, here.end);
  }

  /** Skips blanks, comments, documentation, here-documents. False at the end. */
  skipBlanks(): boolean {
    for (;;) {
      const char = this.text[this.at];
      if (char === undefined) return false;
      if (char === "\n") {
        this.at++;
        this.#readHeres();
        this.#skipDocumentation();
      } else if (/\s/.test(char)) this.at++;
      else if (char === "#") this.at = this.#lineEnd();
      else return true;
    }
  }

  #lineEnd(): number {
    const feed = this.text.indexOf("\n", this.at);
    return feed < 0 ? this.text.length : feed;
  }

  #skipDocumentation(): void {
    while (/^=[A-Za-z]/.test(this.text.slice(this.at, this.at + 2))) {
      const end = /^=cut\b.*$/gm;
      end.lastIndex = this.at;
      const cut = end.exec(this.text);
      this.at = cut === null ? this.text.length : Math.min(this.text.length, end.lastIndex + 1);
    }
  }

  #readHeres(): void {
    for (const here of this.#heres) {
      for (;;) {
        if (this.at >= this.text.length) {
          this.breakOff(here.start, here.end);
          return;
        }
        const end = this.#lineEnd();
        const line = this.text.slice(this.at, end).replace(/\r$/, "");
        this.at = Math.min(this.text.length, end + 1);
        if ((here.isIndented ? line.trimStart() : line) === here.word) break;
      }
    }
    this.#heres = [];
  }

  /** Skips the picture of a format, up to a line that is a dot. False if none begins here. */
  skipFormat(): boolean {
    if (this.match(FORMAT) === undefined) return false;
    const end = /^\.[ \t\r]*$/gm;
    end.lastIndex = this.at;
    if (end.exec(this.text) === null) this.breakOff(this.at, this.at + "format".length);
    else this.at = end.lastIndex;
    return true;
  }
}
