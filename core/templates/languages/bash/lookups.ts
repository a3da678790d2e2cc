/** How bash asks each source: with its command line client, which prints agents as JSON objects, one after another. */

import { attributes, code, type Language, preset, query } from "../../code.ts";

const HEX = code`
# The bytes of a text in hexadecimal, in which nothing can be read as a part of a statement.
hex() {
  printf '%s' "$1" | od -An -v -tx1 | tr -d ' \n'
}`;

/** As timeout(1) of GNU, which macOS lacks. The timer ends its own child, so nothing outlives the script. */
const LIMITED = code`
# Runs a command, and kills it when it takes twice as long as TIMEOUT.
limited() {
  local command clock status
  "$@" <&0 &
  command=$!
  {
    trap 'kill $(jobs -p); exit' TERM
    sleep $((2 * TIMEOUT)) &
    wait $! && kill -KILL "$command"
  } </dev/null >/dev/null &
  clock=$!
  wait "$command"
  status=$?
  kill "$clock"
  wait "$clock"
  return "$status"
}`;

const object = (jsonFunction: string) =>
  `${jsonFunction}('id', id, 'name', name, 'ip', ip, 'key', agent_key)`;

export const lookups: Language["lookups"] = {
  mysql: {
    needs: "bash, jq and the client of MariaDB 10.2 or MySQL 5.7 or newer (package mariadb-client)",
    find: code`
${HEX}

${LIMITED}

# Prints the agents whose id or ip is the value.
find_agents() {
  local query agent="${object("JSON_OBJECT")}"
  case $1 in
    id) query="${query("id", "?", "$agent")}" ;;
    ip) query="${query("ip", "?", "$agent")}" ;;
  esac
  # The client takes the password from MYSQL_PWD, where the list of processes does not show it.
  MYSQL_PWD=$(setting KEYPOLL_PASSWORD) limited mysql --no-defaults \
    --host="$(setting KEYPOLL_HOST '${preset("mysql", "KEYPOLL_HOST")}')" \
    --port="$(setting KEYPOLL_PORT '${preset("mysql", "KEYPOLL_PORT")}')" --protocol=TCP \
    --user="$(setting KEYPOLL_USER '${preset("mysql", "KEYPOLL_USER")}')" \
    --database="$(setting KEYPOLL_DATABASE '${preset("mysql", "KEYPOLL_DATABASE")}')" \
    --default-character-set=utf8mb4 --connect-timeout="$TIMEOUT" --batch --raw --skip-column-names <<SQL
SET @value = CONVERT(X'$(hex "$2")' USING utf8mb4);
PREPARE agents FROM "$query";
EXECUTE agents USING @value;
SQL
}`,
  },
  postgresql: {
    needs: "bash, jq and psql (package postgresql-client)",
    find: code`
${LIMITED}

# Prints the agents whose id or ip is the value.
find_agents() {
  local query agent="${object("json_build_object")}"
  case $1 in
    id) query="${query("id", ":'value'", "$agent")}" ;;
    ip) query="${query("ip", ":'value'", "$agent")}" ;;
  esac
  # psql takes the password from PGPASSWORD, where the list of processes does not show it.
  PGPASSWORD=$(setting KEYPOLL_PASSWORD) PGCONNECT_TIMEOUT=$TIMEOUT PGCLIENTENCODING=UTF8 \
    PGOPTIONS="-c statement_timeout=\${TIMEOUT}s" limited psql \
    --host="$(setting KEYPOLL_HOST '${preset("postgresql", "KEYPOLL_HOST")}')" \
    --port="$(setting KEYPOLL_PORT '${preset("postgresql", "KEYPOLL_PORT")}')" \
    --username="$(setting KEYPOLL_USER '${preset("postgresql", "KEYPOLL_USER")}')" \
    --dbname="$(setting KEYPOLL_DATABASE '${preset("postgresql", "KEYPOLL_DATABASE")}')" \
    --no-psqlrc --no-password --quiet --no-align --tuples-only \
    --set=ON_ERROR_STOP=1 --set=value="$2" <<<"$query;"
}`,
  },
  sqlite: {
    needs: "bash, jq and sqlite3 3.33 or newer (package sqlite3)",
    find: code`
${HEX}

# Prints the agents whose id or ip is the value.
find_agents() {
  local query agent="${object("json_object")}"
  case $1 in
    id) query="${query("id", ":value", "$agent")}" ;;
    ip) query="${query("ip", ":value", "$agent")}" ;;
  esac
  sqlite3 -init /dev/null -batch -bail -readonly -noheader -list \
    "$(setting KEYPOLL_DATABASE '${preset("sqlite", "KEYPOLL_DATABASE")}')" <<SQL
.timeout $((1000 * TIMEOUT))
.parameter set :value "CAST(x'$(hex "$2")' AS TEXT)"
$query;
SQL
}`,
  },
  ldap: {
    needs: "bash, jq 1.6 or newer and ldapsearch (package ldap-utils)",
    find: code`
${HEX}

${LIMITED}

# Prints the agents whose id or ip is the value.
find_agents() {
  local attribute filter
  case $1 in
    id) attribute=${attributes.id} ;;
    ip) attribute=${attributes.ip} ;;
  esac
  # Every byte of the value is written as \xx, so none of them is a sign of the filter.
  filter="($attribute=$(hex "$2" | sed 's/../\\&/g'))"
  limited ldapsearch -x -LLL -o ldif-wrap=no -o nettimeout="$TIMEOUT" -l "$TIMEOUT" \
    -H "$(setting KEYPOLL_URL '${preset("ldap", "KEYPOLL_URL")}')" \
    -D "$(setting KEYPOLL_BIND_DN '${preset("ldap", "KEYPOLL_BIND_DN")}')" -y <(setting KEYPOLL_PASSWORD) \
    -b "$(setting KEYPOLL_BASE '${preset("ldap", "KEYPOLL_BASE")}')" \
    "$filter" ${attributes.id} ${attributes.name} ${attributes.ip} ${attributes.key} |
    jq -cRn '
      # Lines are "attribute: text" or "attribute:: text in base64"; each entry begins with its dn.
      reduce inputs as $line ([];
        ($line | capture("^(?<name>[^:]+):(?<base64>:?) (?<text>.*)$") // null) as $part
        | if $part == null then .
          elif $part.name == "dn" then . + [{}]
          else .[-1][$part.name] //= ($part.text | if $part.base64 == ":" then @base64d else . end) end)
      | .[]
      | {id: .["${attributes.id}"], name: .["${attributes.name}"], ip: .["${attributes.ip}"], key: .["${attributes.key}"]}'
}`,
  },
  csv: {
    needs: "bash and jq",
    find: code`
# Prints all agents of the file. Fields stand without quotes, as they hold no comma.
find_agents() {
  jq -cRn '
    input as $header
    | inputs | rtrimstr("\r") | split(",") | select(length == 4)
    | {id: .[0], name: .[1], ip: .[2], key: .[3]}' "$(setting KEYPOLL_FILE '${preset("csv", "KEYPOLL_FILE")}')"
}`,
  },
  json: {
    needs: "bash and jq",
    find: code`
# Prints all agents of the file.
find_agents() {
  jq -c '.[]' "$(setting KEYPOLL_FILE '${preset("json", "KEYPOLL_FILE")}')"
}`,
  },
  http: {
    needs: "bash, jq and curl 7.55 or newer",
    find: code`
# Prints the agents whose id or ip is the value.
find_agents() {
  # The token comes in a file, where the list of processes does not show it.
  curl --silent --fail --get --data-urlencode "$1=$2" \
    --connect-timeout "$TIMEOUT" --max-time $((2 * TIMEOUT)) \
    --header @<(printf 'Authorization: Bearer %s' "$(setting KEYPOLL_TOKEN)") \
    "$(setting KEYPOLL_URL '${preset("http", "KEYPOLL_URL")}')" | jq -c '.[]'
}`,
  },
};
