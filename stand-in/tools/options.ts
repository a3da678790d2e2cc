/**
 * The command line of Wazuh's tools, as getopt reads it: single letters, with values in the same word or the next one.
 */

export interface Given {
  /** By letter; the last occurrence counts. Empty for a letter without a value. */
  readonly options: ReadonlyMap<string, string>;
}

/** Why the words cannot be read. */
export interface WrongOption {
  readonly problem: string;
}

/**
 * `letters` are the tool's options, separated by blanks. A colon follows a letter that needs a value. Words that belong
 * to no option are ignored.
 */
export function readOptions(letters: string, words: readonly string[]): Given | WrongOption {
  const options = new Map<string, string>();
  const left = [...words];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (word === "--") break;
    if (!/^-./.test(word)) continue;
    const problem = takeLetters(word.slice(1), { letters, left, options });
    if (problem !== undefined) return { problem };
  }
  return { options };
}

interface Reading {
  readonly letters: string;
  readonly left: string[];
  readonly options: Map<string, string>;
}

/**
 * Several letters may share a word. The rest of the word is the value of the first letter that needs one. Returns what
 * is wrong.
 */
function takeLetters(word: string, { letters, left, options }: Reading): string | undefined {
  for (let at = 0; at < word.length; at++) {
    const letter = word.charAt(at);
    const place = /[: ]/.test(letter) ? -1 : letters.indexOf(letter);
    if (place < 0) return `invalid option -- '${letter}'`;
    if (letters.charAt(place + 1) !== ":") {
      options.set(letter, "");
      continue;
    }
    const value = at + 1 < word.length ? word.slice(at + 1) : left.shift();
    if (value === undefined) return `option requires an argument -- '${letter}'`;
    options.set(letter, value);
    return undefined;
  }
  return undefined;
}
