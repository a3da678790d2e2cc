/** How PHP asks each source: PDO for databases, extensions and streams for the rest. */

import { attributes, code, type Language, preset, query } from "../../code.ts";
import type { SourceId } from "../../sources.ts";

const queries = code`
const QUERIES = [
    'id' => '${query("id", "?")}',
    'ip' => '${query("ip", "?")}',
];`;

const setting = (source: SourceId, name: string) => `setting('${name}', '${preset(source, name)}')`;

const select = code`
    $statement = $database->prepare(QUERIES[$selector]);
    $statement->execute([$value]);
    $agents = [];
    while ($row = $statement->fetch(PDO::FETCH_NUM)) {
        $agents[] = array_combine(array_keys(RULES), $row);
    }
    return $agents;`;

export const lookups: Language["lookups"] = {
  mysql: {
    needs: "PHP 7.4 or newer with pdo_mysql (packages php-cli and php-mysql)",
    constants: queries,
    find: code`
/** The agents whose id or ip is the value. */
function find(string $selector, string $value): array
{
    ini_set('mysqlnd.net_read_timeout', (string) TIMEOUT);
    $source = sprintf(
        'mysql:host=%s;port=%s;dbname=%s;charset=utf8mb4',
        ${setting("mysql", "KEYPOLL_HOST")},
        ${setting("mysql", "KEYPOLL_PORT")},
        ${setting("mysql", "KEYPOLL_DATABASE")},
    );
    $database = new PDO($source, ${setting("mysql", "KEYPOLL_USER")}, setting('KEYPOLL_PASSWORD'), [
        PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
        PDO::ATTR_TIMEOUT => TIMEOUT,
        PDO::ATTR_EMULATE_PREPARES => false,
    ]);
${select}
}`,
  },
  postgresql: {
    needs: "PHP 7.4 or newer with pdo_pgsql (packages php-cli and php-pgsql)",
    constants: queries,
    find: code`
/** The agents whose id or ip is the value. */
function find(string $selector, string $value): array
{
    $source = sprintf(
        "pgsql:host=%s;port=%s;dbname=%s;connect_timeout=%d;options='-c statement_timeout=%ds'",
        ${setting("postgresql", "KEYPOLL_HOST")},
        ${setting("postgresql", "KEYPOLL_PORT")},
        ${setting("postgresql", "KEYPOLL_DATABASE")},
        TIMEOUT,
        TIMEOUT,
    );
    $database = new PDO($source, ${setting("postgresql", "KEYPOLL_USER")}, setting('KEYPOLL_PASSWORD'), [
        PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
        PDO::ATTR_TIMEOUT => TIMEOUT,
    ]);
${select}
}`,
  },
  sqlite: {
    needs: "PHP 7.4 or newer with pdo_sqlite (packages php-cli and php-sqlite3)",
    constants: queries,
    find: code`
/** The agents whose id or ip is the value. */
function find(string $selector, string $value): array
{
    // Read-only: otherwise a wrong path would leave an empty database there.
    $database = new PDO('sqlite:' . ${setting("sqlite", "KEYPOLL_DATABASE")}, null, null, [
        PDO::SQLITE_ATTR_OPEN_FLAGS => PDO::SQLITE_OPEN_READONLY,
        PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
        PDO::ATTR_TIMEOUT => TIMEOUT,
    ]);
${select}
}`,
  },
  ldap: {
    needs: "PHP 7.4 or newer with ldap (packages php-cli and php-ldap)",
    constants: code`
const ATTRIBUTES = [
    'id' => '${attributes.id}',
    'name' => '${attributes.name}',
    'ip' => '${attributes.ip}',
    'key' => '${attributes.key}',
];`,
    find: code`
/** The agents whose id or ip is the value. */
function find(string $selector, string $value): array
{
    $directory = ldap_connect(${setting("ldap", "KEYPOLL_URL")});
    ldap_set_option($directory, LDAP_OPT_PROTOCOL_VERSION, 3);
    ldap_set_option($directory, LDAP_OPT_NETWORK_TIMEOUT, TIMEOUT);
    ldap_set_option($directory, LDAP_OPT_TIMEOUT, TIMEOUT);
    ldap_bind($directory, ${setting("ldap", "KEYPOLL_BIND_DN")}, setting('KEYPOLL_PASSWORD'));
    $filter = sprintf('(%s=%s)', ATTRIBUTES[$selector], ldap_escape($value, '', LDAP_ESCAPE_FILTER));
    $base = ${setting("ldap", "KEYPOLL_BASE")};
    $found = ldap_get_entries($directory, ldap_search($directory, $base, $filter, array_values(ATTRIBUTES)));
    unset($found['count']);
    $values = fn (array $entry): array => array_map(fn ($name) => $entry[strtolower($name)][0] ?? null, ATTRIBUTES);
    return array_map($values, $found);
}`,
  },
  csv: {
    needs: "PHP 7.4 or newer (package php-cli)",
    find: code`
/** The agents of the file whose id or ip is the value. */
function find(string $selector, string $value): array
{
    $agents = [];
    $file = new SplFileObject(setting('KEYPOLL_FILE', '${preset("csv", "KEYPOLL_FILE")}'));
    $file->setFlags(SplFileObject::READ_CSV);
    $file->setCsvControl(',', '"', ''); // a backslash is a sign like others
    foreach (new LimitIterator($file, 1) as $row) { // without the header
        $agent = count($row) === count(RULES) ? array_combine(array_keys(RULES), $row) : [];
        if (($agent[$selector] ?? null) === $value) {
            $agents[] = $agent;
        }
    }
    return $agents;
}`,
  },
  json: {
    needs: "PHP 7.4 or newer (package php-cli)",
    find: code`
/** The agents of the file whose id or ip is the value. */
function find(string $selector, string $value): array
{
    $text = file_get_contents(setting('KEYPOLL_FILE', '${preset("json", "KEYPOLL_FILE")}'));
    $agents = json_decode($text, true, 512, JSON_THROW_ON_ERROR);
    return array_values(array_filter($agents, fn (array $agent): bool => ($agent[$selector] ?? null) === $value));
}`,
  },
  http: {
    needs: "PHP 7.4 or newer (package php-cli)",
    find: code`
/** The agents whose id or ip is the value. */
function find(string $selector, string $value): array
{
    // No redirections: they would carry the token to another address.
    $context = stream_context_create(['http' => [
        'header' => ['Accept: application/json', 'Authorization: Bearer ' . setting('KEYPOLL_TOKEN')],
        'follow_location' => 0,
        'timeout' => TIMEOUT,
    ]]);
    $url = setting('KEYPOLL_URL', '${preset("http", "KEYPOLL_URL")}') . '?' . http_build_query([$selector => $value]);
    $text = file_get_contents($url, false, $context);
    return json_decode($text, true, 512, JSON_THROW_ON_ERROR);
}`,
  },
};
