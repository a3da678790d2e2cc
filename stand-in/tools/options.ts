/** The command line of Wazuh's tools, as getopt reads it: single letters, values in the same word or the next one. */

export interface Given {
  /** By letter; the last one counts. Empty for a letter without a value. */
  readonly options: ReadonlyMap<string, string>;
  /** Words that belong to no option. */
  readonly extra: readonly string[];
}

/** Why the words cannot be read. */
export interface WrongOption {
  readonly problem: string;
}

/** `letters` are those that the tool has, with blanks between; a colon follows a letter that takes a value. */
export function readOptions(letters: string, words: readonly string[]): Given | WrongOption {
  const options = new Map<string, string>();
  const extra: string[] = [];
  const left = [...words];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (word === "--") return { options, extra: [...extra, ...left] };
    if (!/^-./.test(word)) extra.push(word);
    else {
      const problem = takeLetters(word.slice(1), { letters, left, options });
      if (problem !== undefined) return { problem };
    }
  }
  return { options, extra };
}

interface Reading {
  readonly letters: string;
  readonly left: string[];
  readonly options: Map<string, string>;
}

/** Letters may share a word; the rest of it is the value of the first that takes one. Returns what is wrong. */
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
