/** The patterns and words by which Perl's tokens are recognised. All patterns match at a given place. */

export const LETTER = /[A-Za-z_\u0080-\uffff]/;
export const FAT_COMMA = /^\s*=>/;

/** Maximum blanks between a word and what makes it a key or a quote. */
export const MOST_BLANKS = 200;

export const PARTNERS: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}", "<": ">" };

/** Quoting words, with the number of their parts. */
export const QUOTES: Readonly<Record<string, number>> = {
  q: 1,
  qq: 1,
  qw: 1,
  qx: 1,
  qr: 1,
  m: 1,
  s: 2,
  tr: 2,
  y: 2,
};

/** Words after which a value begins. */
export const OPERATOR_WORDS = new Set(
  "and or not xor x eq ne lt gt le ge cmp isa if unless while until for foreach return split grep map join push unshift print die warn".split(
    " ",
  ),
);

/** Words before a block that is a value. */
export const VALUE_BLOCKS = new Set(["sub", "do", "eval"]);

export const NAME = /(?:::|')?[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*(?:::[\w\u0080-\uffff]+)*(?:::)?/y;
export const VARIABLE =
  /(?:\$#(?=[\w:{$])|[$@%&*])(?:\$*(?:(?:::|\^)?[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*(?:(?:::|')[A-Za-z_]\w*)*(?:::)?|\d+|::)|\$+(?=\{)|(?=\{)|\$+)/y;
export const SPECIAL_SCALAR = /\$(?:\^\w|[^\w\s])/y;
export const SPECIAL_LIST = /[@%](?:[-+!]|\^H)(?!=)|\*[^\w\s*=]/y;
export const NUMBER =
  /(?:0[xX][\da-fA-F_]+|0[bB][01_]+|\d[\d_]*(?:\.(?!\.)[\d_]*)?(?:[eE][-+]?\d+)?|\.\d[\d_]*)/y;
export const HERE = /<<(~?)(?:\s*(["'])((?:(?!\2)[^\n])*)\2|\\?([A-Za-z_]\w*))/y;
export const READ_LINE = /<(?:\$?[\w:]*|<>|[^\s<>=;]*[*.~][^\s<>=;]*)>/y;
export const OPERATOR =
  /->|=>|\+\+|--|\*\*=?|=~|!~|<=>|&&=?|\|\|=?|\/\/=?|\.\.\.?|::|<<=?|>>=?|[-+*/.%x&|^<>=!]=|\\|[^\w\s]/y;
export const POSTFIX_DEREFERENCE = /(?:\$#|[$@%&*])\*/y;
export const PROTOTYPE = /\([\s\\$@%&*;+_[\]]*\)/y;
export const FORMAT = /format(?:\s+\w+)?\s*=[ \t]*\n/y;

/** Where the text of a quoting word begins, or undefined if the word is not one. */
export function quoteAt(word: string, text: string, end: number): number | undefined {
  if (!(word in QUOTES)) return undefined;
  const blanks = /^\s*/.exec(text.slice(end, end + MOST_BLANKS))?.[0].length ?? 0;
  const delimiter = text[end + blanks] ?? "";
  const isDelimiter = blanks === 0 ? /[^\s\w]/.test(delimiter) : /[^\s\w,;)#=]/.test(delimiter);
  return isDelimiter ? end + blanks : undefined;
}
