/** Why a file is taken for a script of a kind: for a poll script here, for a registration script beside it. */

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

/** The names of the documentation's script, and of those that are called after what they do; their own tests are others. */
const NAME = /agent[-_.]?key|key[-_.]?(?:poll|pull|request)|poll[-_.]?script/i;
/** Data and prose are not scripts, whatever they are called. */
const DATA =
  /\.(?:bak|cfg|conf|csv|db|html?|ini|jsonc?|jsonl|keys|lock|log|md|pem|rst|sarif|sock|sql|sqlite3?|tap|toml|txt|xml|ya?ml)$/i;
const TEST = /(?:^|[-_.])(?:tests?|spec)(?:[-_.]|$)/i;

/** Says in a comment in the first lines that a script is one, whatever it looks like. */
const HINT = "keypoll: poll script";

/** The first lines: after `#!` and `<?php`. */
const HINT_LINES = 3;
/** A line that is a comment in one of the languages of scripts. */
export const COMMENT = /^\s*(?:#|\/\/|\/\*|\*|--|;)/;

/** What says that a script is one before anybody has read it as a whole. */
export function claimAtSight(path: string, text: string): Claim | undefined {
  if (hintIn(text, HINT)) return "hint";
  const name = baseName(path);
  return NAME.test(name) && !TEST.test(name) && !DATA.test(name) ? "name" : undefined;
}

/** A comment in the first lines holds these words. */
export function hintIn(text: string, hint: string): boolean {
  return text.split("\n", HINT_LINES).some((line) => COMMENT.test(line) && line.includes(hint));
}

/** The same, or what the script does; undefined for any other script. The parser is asked for only where nothing else says. */
export async function claimOf(
  path: string,
  document: ScriptDocument,
  grammar: () => Promise<Grammar>,
): Promise<Claim | undefined> {
  const atSight = claimAtSight(path, document.getText());
  if (atSight !== undefined || !document.mayBePollScript()) return atSight;
  return isPollScript(document.read(await grammar())) ? "content" : undefined;
}
