/** The bash poll script around its look-up. jq reads and writes all JSON. */

import { code, commented, fieldRules, type Language, type Parts, paragraphs } from "../../code.ts";
import { lookups } from "./lookups.ts";

export const bash: Language = {
  id: "bash",
  title: "bash",
  fileName: "agent_key_poll.sh",
  forms: ["script"],
  lookups,
  write(lookup, parts) {
    return `${paragraphs(
      `#!/usr/bin/env bash\n${commented(parts.head)}`,
      code`
set -uo pipefail
exec 2>/dev/null # The manager reads both streams as one: a warning before the answer would spoil it.`,
      parts.waits ? "TIMEOUT=10 # seconds; the manager itself waits 60" : "",
      lookup.constants ?? "",
      setting,
      fail,
      lookup.find,
      main(parts),
    )}\n`;
  },
};

const setting = code`
# A setting from the environment, or from keypoll.env beside this script, or its preset.
setting() {
  local line
  if [[ -n \${!1+set} ]]; then
    printf '%s' "\${!1}"
    return
  fi
  while IFS= read -r line || [[ -n $line ]]; do
    if [[ $line == "$1="* ]]; then
      printf '%s' "\${line#*=}"
      return
    fi
  done < <(cat -- "$(dirname -- "\${BASH_SOURCE[0]}")/keypoll.env")
  printf '%s' "\${2-}"
}`;

const fail = code`
# Gives an error answer and ends: a number and a message.
fail() {
  jq -cn --argjson error "$1" --arg message "$2" '{$error, $message}'
  exit 0 # The manager discards the answer if the script does not end with 0.
}`;

const main = ({ noun, failure, exact }: Parts) => code`
if ! command -v jq >/dev/null; then
  echo '{"error": 2, "message": "jq is not installed"}'
  exit 0
fi
[[ $# -eq 2 && -n $2 ]] || fail 1 'Expected two arguments: id or ip, and a value'
[[ $1 == id || $1 == ip ]] || fail 3 'Unknown selector, expected id or ip'
agents=$(find_agents "$1" "$2") || fail 2 "The ${failure}: status $?"

# ${exact ? "Only the very same text counts." : `The ${noun} may compare loosely (letter case, blanks at the end), so compare again.`}
# The rules say what the manager can work with: a blank in a name, for example, would stop its daemons.
jq -cn --arg selector "$1" --arg value "$2" '
  {
    id: "${fieldRules.id}",
    name: "${fieldRules.name}",
    ip: "${fieldRules.ip}",
    key: "${fieldRules.key}"
  } as $rules
  | [inputs | select(.[$selector] == $value) | {id, name, ip, key}]
  | if length == 0 then {error: 4, message: "No agent has this \($selector)"}
    elif length > 1 then {error: 5, message: "Several agents have this \($selector)"}
    else
      .[0] as $agent
      | [$rules | to_entries[] | .key as $field
          | select($agent[$field] | type != "string" or (test("\\A(\($rules[$field]))\\z") | not)) | $field]
      | if . == [] then {error: 0, data: $agent}
        else {error: 6, message: "The manager cannot work with the \(.[0]) of this agent"} end
    end' <<<"$agents" || fail 2 'The ${noun} gave something unexpected'`;
