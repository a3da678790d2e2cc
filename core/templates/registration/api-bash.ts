/** Registration through the REST API in bash: curl sends, jq writes and reads. */

import { code, commented, mark } from "../code.ts";
import { type ApiGeneration, apiAddress, apiHead, apiScripts } from "./script.ts";

const address: Readonly<Record<ApiGeneration, string>> = {
  "api-3": code`
# Without an address the API takes the one that it sees.
body=$(jq -cn --arg name "$1" --arg ip "$ip" '{$name} + if $ip == "src" then {} else {$ip} end')
answer=$(call Basic "$(printf '%s' "$WAZUH_API_USER:$WAZUH_API_PASSWORD" | base64 | tr -d '\n')" POST /agents "$body")`,
  "api-4": code`
# GET gives a token from 4.0 to 4.14. The last line is the address from which this machine reached the manager.
answer=$(call Basic "$(printf '%s' "$WAZUH_API_USER:$WAZUH_API_PASSWORD" | base64 | tr -d '\n')" \
  GET /security/user/authenticate '' --write-out '\n%{local_ip}')
if [[ $ip == src ]]; then
  ip=\${answer##*$'\n'}
fi
token=$(pick '.data.token' "\${answer%$'\n'*}")
answer=$(call Bearer "$token" POST /agents "$(jq -cn --arg name "$1" --arg ip "$ip" '{$name, $ip}')")`,
};

const text = (generation: ApiGeneration) => code`
#!/usr/bin/env bash
${commented([...apiHead(generation, "register_agent.sh"), "  WAZUH_API_CA        certificate of the authority that signed the API's", "", "Needs curl 7.55 or newer and jq. Runs as root on the agent; restart the agent afterwards."])}

set -euo pipefail

API=\${WAZUH_API:-${apiAddress(generation)}}
KEYS=\${WAZUH_KEYS:-${mark("keys", "/var/ossec/etc/client.keys")}}

die() {
  printf '%s\n' "$1" >&2
  exit 1
}

# Sends a request: kind and text of the authorization, method, path, body in JSON, further options.
call() {
  local authorization="Authorization: $1 $2" options=(--request "$3")
  [[ -z $5 ]] || options+=(--header 'Content-Type: application/json' --data-raw "$5")
  [[ -z \${WAZUH_API_CA:-} ]] || options+=(--cacert "$WAZUH_API_CA")
  # The authorization comes in a file, where the list of processes does not show it.
  curl --silent --show-error --connect-timeout 10 --max-time 60 --header @<(printf '%s' "$authorization") \
    "\${options[@]}" "\${@:6}" "$API$4"
}

# Prints what a path finds in an answer; without it the answer says why.
pick() {
  jq -er "$1 // empty" <<<"$2" 2>/dev/null || die "The API refused: $(
    jq -er '.detail // .message // .title // "no reason given"' <<<"$2" 2>/dev/null || echo 'the answer is not JSON'
  )"
}

[[ $# -ge 1 && $# -le 2 ]] || die "usage: $0 NAME [IP]"
[[ -n \${WAZUH_API_USER:-} && -n \${WAZUH_API_PASSWORD:-} ]] || die 'WAZUH_API_USER and WAZUH_API_PASSWORD are not set.'
[[ ! -s $KEYS ]] || die "$KEYS is not empty: this machine is registered already, or it is a manager."
ip=\${2:-any}

${address[generation]}
id=$(pick '.data.id' "$answer")
key=$(pick '.data.key' "$answer")

umask 027
base64 -d <<<"$key" >"$KEYS" # The key is the line of the agent's file: id, name, address and key.
echo >>"$KEYS"
echo "Registered as $id. Restart the agent to use its key."`;

export const bashApiScripts = apiScripts("bash", "register_agent.sh", text);
