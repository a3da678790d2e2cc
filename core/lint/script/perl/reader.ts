/** Reads a Perl text token by token. */

import {
  FAT_COMMA,
  HERE,
  LETTER,
  MOST_BLANKS,
  NAME,
  NUMBER,
  OPERATOR,
  OPERATOR_WORDS,
  PARTNERS,
  POSTFIX_DEREFERENCE,
  PROTOTYPE,
  QUOTES,
  quoteAt,
  READ_LINE,
  SPECIAL_LIST,
  SPECIAL_SCALAR,
  VALUE_BLOCKS,
  VARIABLE,
} from "./patterns.ts";
import { PerlText } from "./text.ts";
import type { PerlKind, PerlToken, PerlTokens } from "./token.ts";

export class PerlReader {
  readonly #text: PerlText;
  readonly #tokens: PerlToken[] = [];
  readonly #open: PerlToken[] = [];

  constructor(text: string) {
    this.#text = new PerlText(text);
  }

  read(): PerlTokens {
    while (this.#text.unclosed === undefined && this.#text.skipBlanks()) {
      if (!this.#token()) break;
    }
    this.#text.finish();
    return { tokens: this.#tokens, unclosed: this.#text.unclosed };
  }

  get #last(): PerlToken | undefined {
    return this.#tokens.at(-1);
  }

  /** Whether a value may begin here, according to the previous token. */
  get #wantsTerm(): boolean {
    const last = this.#last;
    if (last === undefined) return true;
    return last.kind === "word" ? !last.isTerm && OPERATOR_WORDS.has(last.text) : !last.isTerm;
  }

  #add(kind: PerlKind, end: number, isTerm: boolean, more: Partial<PerlToken> = {}): true {
    const token = {
      kind,
      text: this.#text.text.slice(this.#text.at, end),
      start: this.#text.at,
      end,
      isTerm,
      ...more,
    };
    this.#tokens.push(token);
    if (kind === "open") this.#open.push(token);
    this.#text.at = end;
    return true;
  }

  /** False at the end of the program. */
  #token(): boolean {
    const { text, at } = this.#text;
    const char = text[at] ?? "";
    if (LETTER.test(char)) return this.#word();
    if (this.#text.match(NUMBER) !== undefined && (char !== "." || this.#wantsTerm)) {
      return this.#add("number", NUMBER.lastIndex, true);
    }
    if ("$@%&*".includes(char) && (char === "$" || char === "@" || this.#beginsVariable())) {
      return this.#variable();
    }
    if ("\"'`".includes(char) || (char === "/" && this.#wantsTerm)) return this.#quoted(at, 1);
    if (char === "<" && this.#angle()) return true;
    if ("([{".includes(char)) return this.#opened(char);
    return ")]}".includes(char) ? this.#closed() : this.#operator();
  }

  #operator(): true {
    const operator = this.#text.match(OPERATOR)?.[0] ?? " ";
    const isCount = operator === "++" || operator === "--";
    return this.#add("operator", this.#text.at + operator.length, isCount && this.#last?.isTerm === true);
  }

  /** A here-document or a line that is read, not a comparison. */
  #angle(): boolean {
    if (this.#last?.isTerm === true && !this.#isHandle()) return false;
    if (this.#here()) return true;
    return this.#text.match(READ_LINE) !== undefined && this.#add("string", READ_LINE.lastIndex, true);
  }

  /** Whether the previous token is the file handle of `print $out`. */
  #isHandle(): boolean {
    const [word, handle] = this.#tokens.slice(-2);
    return handle?.kind === "variable" && word?.kind === "word" && /^(?:print|printf|say)$/.test(word.text);
  }

  #beginsVariable(): boolean {
    const last = this.#last;
    if (last === undefined || (last.kind !== "word" && !last.isTerm)) return true;
    const isSpaced = last.end < this.#text.at;
    return (
      last.kind === "word" &&
      !last.isTerm &&
      isSpaced &&
      /[\w${:^+!-]/.test(this.#text.text[this.#text.at + 1] ?? "")
    );
  }

  #variable(): true {
    if (this.#last?.text === "->" && this.#text.match(POSTFIX_DEREFERENCE) !== undefined) {
      return this.#add("variable", POSTFIX_DEREFERENCE.lastIndex, true);
    }
    // In a signature a sign may stand alone, which would be a name elsewhere.
    const head = this.#open.at(-1);
    if (
      head?.text === "(" &&
      this.#isSub(head.before) &&
      /[),=\s]/.test(this.#text.text[this.#text.at + 1] ?? "")
    ) {
      return this.#add("operator", this.#text.at + 1, false);
    }
    for (const pattern of [VARIABLE, SPECIAL_SCALAR, SPECIAL_LIST]) {
      const found = this.#text.match(pattern);
      // `$$` alone is the number of a process, but `$$name` dereferences a value.
      if (found !== undefined) return this.#add("variable", this.#text.at + found[0].length, true);
    }
    return this.#add("operator", this.#text.at + 1, false);
  }

  /** Whether a token is `sub` or the name after it. */
  #isSub(token: PerlToken | undefined): boolean {
    if (token?.kind !== "word") return false;
    return token.text === "sub" || token.text === "prototype" || token.isSubName === true;
  }

  #opened(char: string): true {
    const before = this.#last;
    if (char === "(" && this.#isSub(before) && this.#text.match(PROTOTYPE) !== undefined) {
      return this.#add("operator", PROTOTYPE.lastIndex, false);
    }
    return this.#add("open", this.#text.at + 1, false, { before });
  }

  #closed(): true {
    const opener = this.#open.pop();
    const isTerm = opener !== undefined && (opener.text !== "{" || isValueBrace(opener));
    return this.#add("close", this.#text.at + 1, isTerm, opener === undefined ? {} : { opener });
  }

  #word(): boolean {
    const { text, at } = this.#text;
    const word = this.#text.match(NAME)?.[0];
    if (word === undefined) return this.#operator();
    const end = at + word.length;
    const isAtLineStart = at === 0 || text[at - 1] === "\n";
    if (isAtLineStart && (word === "__END__" || word === "__DATA__")) return false;
    const isSubName = this.#last?.kind === "word" && this.#last.text === "sub";
    const isMethod = this.#last?.text === "->";
    if (!isSubName && !isMethod && !this.#isName(word, end)) {
      if (isAtLineStart && this.#text.skipFormat()) return true;
      const quote = quoteAt(word, text, end);
      if (quote !== undefined) return this.#quoted(quote, QUOTES[word] ?? 1);
    }
    return this.#add("word", end, isMethod, { isSubName });
  }

  /** A word that is text: a key of a hash, or the letter of a file test. */
  #isName(word: string, end: number): boolean {
    const { text, at } = this.#text;
    const last = this.#last;
    if (FAT_COMMA.test(text.slice(end, end + MOST_BLANKS))) return true;
    if (last?.text === "{") return /^\s*\}/.test(text.slice(end, end + MOST_BLANKS));
    return last?.text === "-" && last.end === at && word.length === 1;
  }

  /** Text between delimiters, the first at `at`, with the flags of a pattern. */
  #quoted(at: number, parts: number): true {
    const start = this.#text.at;
    let end = at;
    for (let part = 0; part < parts; part++) {
      const open = this.#text.text[end] ?? "";
      const close = PARTNERS[open];
      end = this.#partEnd(end, open, close ?? open);
      if (end < 0) {
        this.#text.breakOff(start, at + 1);
        this.#text.at = this.#text.text.length;
        return true;
      }
      // The second part has its own delimiters only if those of the first are brackets.
      if (part + 1 < parts) {
        if (close === undefined) end--;
        else end += /^(?:\s|#.*\n)*/.exec(this.#text.text.slice(end, end + 2000))?.[0].length ?? 0;
      }
    }
    // A here-document that begins on this line would begin inside the text.
    if (this.#text.waitsForHere && this.#text.text.slice(start, end).includes("\n")) {
      this.#text.breakOff(start, start);
    }
    const isPattern = this.#text.text[start] !== '"' && this.#text.text[start] !== "'";
    const flags = isPattern ? (/^[a-z]*/.exec(this.#text.text.slice(end, end + 20))?.[0].length ?? 0) : 0;
    return this.#add("string", end + flags, true);
  }

  /** After the closing delimiter, or −1 if there is none. */
  #partEnd(start: number, open: string, close: string): number {
    let depth = 1;
    for (let at = start + 1; at < this.#text.text.length; at++) {
      const char = this.#text.text[at];
      if (char === "\\" && close !== "\\") at++;
      else if (char === close) {
        if (--depth === 0) return at + 1;
      } else if (char === open) depth++;
    }
    return -1;
  }

  #here(): boolean {
    const found = this.#text.match(HERE);
    if (found === undefined) return false;
    const [all, tilde, , quoted, plain = ""] = found;
    const end = this.#text.at + all.length;
    this.#text.begins({ word: quoted ?? plain, isIndented: tilde === "~", start: this.#text.at, end });
    return this.#add("string", end, true);
  }
}

/** Whether the braces contain a value: a member, a hash, a function, the result of a block. */
function isValueBrace({ before, start }: PerlToken): boolean {
  if (before === undefined) return false;
  if (before.isSubName === true) return false;
  if (before.kind === "word")
    return before.isTerm || before.text === "return" || VALUE_BLOCKS.has(before.text);
  if (before.kind === "variable") return true;
  if (before.kind === "operator") return !/^(?:;|:|\(.*\))$/s.test(before.text);
  if (before.kind === "close" && before.isTerm && before.text !== ")") return before.end === start;
  if (before.text === ")") return before.opener?.before?.text === "sub";
  return before.text === "(" || before.text === "[";
}
