/**
 * Why a file is recognised as a script of a kind: as a poll script here, as a registration script in the file beside.
 */

import type { Grammar, ScriptDocument } from "../lint/script/index.ts";
import { isPollScript } from "../lint/script/poll-script.ts";
import { baseName } from "./script-word.ts";

/** Each reason, as the end of a sentence: "It is checked as a poll script …". */
export const claimTexts = {
  named: "because it was named",
  tested: "because it was tested here",
  suite: "because a suite names it",
  "exec-path": "because exec_path of an ossec.conf names it",
  hint: "because a comment in it says so",
  name: "because of its name",
  content: "because of what it does",
} as const;

export type Claim = keyof typeof claimTexts;

/**
 * The names of the documentation's script, and of scripts that are named after their purpose, but not of their own
 * tests.
 */
const NAME = /agent[-_.]?key|key[-_.]?(?:poll|pull|request)|poll[-_.]?script/i;
/** Data and prose are not scripts, whatever their names. */
const DATA =
  /\.(?:bak|cfg|conf|csv|db|html?|ini|jsonc?|jsonl|keys|lock|log|md|pem|rst|sarif|sock|sql|sqlite3?|tap|toml|txt|xml|ya?ml)$/i;
const TEST = /(?:^|[-_.])(?:tests?|spec)(?:[-_.]|$)/i;

/** These words in a comment in the first lines make any script a poll script. */
const HINT = "keypoll: poll script";

/** The first lines: after `#!` and `<?php`. */
const HINT_LINES = 3;
/** A comment line in one of the languages of scripts. */
export const COMMENT = /^\s*(?:#|\/\/|\/\*|\*|--|;)/;

/** The reasons that are known before the script is parsed. */
export function claimAtSight(path: string, text: string): Claim | undefined {
  if (hintIn(text, HINT)) return "hint";
  const name = baseName(path);
  return NAME.test(name) && !TEST.test(name) && !DATA.test(name) ? "name" : undefined;
}

/** A comment in the first lines holds these words. */
export function hintIn(text: string, hint: string): boolean {
  return text.split("\n", HINT_LINES).some((line) => COMMENT.test(line) && line.includes(hint));
}

/**
 * The same, or what the script does. Undefined for any other script. The parser is only needed if there is no other
 * reason.
 */
export async function claimOf(
  path: string,
  document: ScriptDocument,
  grammar: () => Promise<Grammar>,
): Promise<Claim | undefined> {
  const atSight = claimAtSight(path, document.getText());
  if (atSight !== undefined || !document.mayBePollScript()) return atSight;
  return isPollScript(document.read(await grammar())) ? "content" : undefined;
}
