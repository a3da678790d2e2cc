/** How Python asks each source: the standard library wherever it is enough. */

import { attributes, code, type Language, preset, query } from "../../code.ts";

const queries = (placeholder: string) => code`
QUERIES = {
    "id": "${query("id", placeholder)}",
    "ip": "${query("ip", placeholder)}",
}`;

const readFile = (read: string, what: string, source: "csv" | "json") => code`
def find(selector, value):
    """The agents of the file whose id or ip is the value."""
    path = setting("KEYPOLL_FILE", "${preset(source, "KEYPOLL_FILE")}")
    with open(path, encoding="utf-8-sig"${what}) as agents:
        return [agent for agent in ${read} if agent.get(selector) == value]`;

export const lookups: Language["lookups"] = {
  mysql: {
    needs: "Python 3.6 or newer and PyMySQL (package python3-pymysql, or pip install pymysql)",
    imports: "from contextlib import closing",
    constants: queries("%s"),
    find: code`
def find(selector, value):
    """The agents whose id or ip is the value."""
    import pymysql  # here, so that a missing package is an error answer

    connection = pymysql.connect(
        host=setting("KEYPOLL_HOST", "${preset("mysql", "KEYPOLL_HOST")}"),
        port=int(setting("KEYPOLL_PORT", "${preset("mysql", "KEYPOLL_PORT")}")),
        database=setting("KEYPOLL_DATABASE", "${preset("mysql", "KEYPOLL_DATABASE")}"),
        user=setting("KEYPOLL_USER", "${preset("mysql", "KEYPOLL_USER")}"),
        password=setting("KEYPOLL_PASSWORD"),
        charset="utf8mb4",
        connect_timeout=TIMEOUT,
        read_timeout=TIMEOUT,
        write_timeout=TIMEOUT,
    )
    with closing(connection), connection.cursor() as cursor:
        cursor.execute(QUERIES[selector], (value,))
        return [dict(zip(FIELDS, row)) for row in cursor.fetchall()]`,
  },
  postgresql: {
    needs: "Python 3.6 or newer and psycopg2 (package python3-psycopg2, or pip install psycopg2-binary)",
    imports: "from contextlib import closing",
    constants: queries("%s"),
    find: code`
def find(selector, value):
    """The agents whose id or ip is the value."""
    import psycopg2  # here, so that a missing package is an error answer

    connection = psycopg2.connect(
        host=setting("KEYPOLL_HOST", "${preset("postgresql", "KEYPOLL_HOST")}"),
        port=setting("KEYPOLL_PORT", "${preset("postgresql", "KEYPOLL_PORT")}"),
        dbname=setting("KEYPOLL_DATABASE", "${preset("postgresql", "KEYPOLL_DATABASE")}"),
        user=setting("KEYPOLL_USER", "${preset("postgresql", "KEYPOLL_USER")}"),
        password=setting("KEYPOLL_PASSWORD"),
        connect_timeout=TIMEOUT,
        options="-c statement_timeout=%ds" % TIMEOUT,
    )
    with closing(connection), connection.cursor() as cursor:
        cursor.execute(QUERIES[selector], (value,))
        return [dict(zip(FIELDS, row)) for row in cursor.fetchall()]`,
  },
  sqlite: {
    needs: "Python 3.6 or newer, nothing else",
    imports: "import sqlite3\nfrom contextlib import closing\nfrom pathlib import Path",
    constants: queries("?"),
    find: code`
def find(selector, value):
    """The agents whose id or ip is the value."""
    path = Path(setting("KEYPOLL_DATABASE", "${preset("sqlite", "KEYPOLL_DATABASE")}")).absolute()
    # Read-only: otherwise a wrong path would leave an empty database there.
    with closing(sqlite3.connect(path.as_uri() + "?mode=ro", uri=True, timeout=TIMEOUT)) as connection:
        rows = connection.execute(QUERIES[selector], (value,))
        return [dict(zip(FIELDS, row)) for row in rows]`,
  },
  ldap: {
    needs: "Python 3.6 or newer and ldap3 (package python3-ldap3, or pip install ldap3)",
    imports: "import ssl",
    constants: code`
ATTRIBUTES = {
    "id": "${attributes.id}",
    "name": "${attributes.name}",
    "ip": "${attributes.ip}",
    "key": "${attributes.key}",
}`,
    find: code`
def find(selector, value):
    """The agents whose id or ip is the value."""
    import ldap3  # here, so that a missing package is an error answer
    from ldap3.utils.conv import escape_filter_chars

    url = setting("KEYPOLL_URL", "${preset("ldap", "KEYPOLL_URL")}")
    trust = ldap3.Tls(validate=ssl.CERT_REQUIRED)  # It would take any certificate.
    connection = ldap3.Connection(
        ldap3.Server(url, tls=trust, connect_timeout=TIMEOUT, get_info=ldap3.NONE),
        user=setting("KEYPOLL_BIND_DN", "${preset("ldap", "KEYPOLL_BIND_DN")}"),
        password=setting("KEYPOLL_PASSWORD"),
        auto_bind=True,
        read_only=True,
        receive_timeout=TIMEOUT,
        raise_exceptions=True,
    )
    with connection:
        connection.search(
            setting("KEYPOLL_BASE", "${preset("ldap", "KEYPOLL_BASE")}"),
            "(%s=%s)" % (ATTRIBUTES[selector], escape_filter_chars(value)),
            attributes=list(ATTRIBUTES.values()),
        )
        entries = [entry["raw_attributes"] for entry in connection.response if "raw_attributes" in entry]
    return [
        {field: b"".join(entry.get(name, [])[:1]).decode() for field, name in ATTRIBUTES.items()}
        for entry in entries
    ]`,
  },
  csv: {
    needs: "Python 3.6 or newer, nothing else",
    imports: "import csv",
    find: readFile("csv.DictReader(agents)", ', newline=""', "csv"),
  },
  json: { needs: "Python 3.6 or newer, nothing else", find: readFile("json.load(agents)", "", "json") },
  http: {
    needs: "Python 3.6 or newer, nothing else",
    imports: "import urllib.parse\nimport urllib.request",
    find: code`
class NoRedirect(urllib.request.HTTPRedirectHandler):
    """Refuses redirections: they would carry the token to another address."""

    def redirect_request(self, *_):
        return None


def find(selector, value):
    """The agents whose id or ip is the value."""
    url = setting("KEYPOLL_URL", "${preset("http", "KEYPOLL_URL")}")
    request = urllib.request.Request(
        url + "?" + urllib.parse.urlencode({selector: value}),
        headers={"Accept": "application/json", "Authorization": "Bearer " + setting("KEYPOLL_TOKEN")},
    )
    with urllib.request.build_opener(NoRedirect).open(request, timeout=TIMEOUT) as answer:
        return json.loads(answer.read().decode("utf-8"))`,
  },
};
