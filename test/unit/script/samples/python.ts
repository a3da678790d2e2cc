/** Python: mistakes, and the correct versions. */

import type { LanguageSamples } from "../support.ts";

export const python: LanguageSamples = {
  language: "python",
  script: (lines) => `#!/usr/bin/env python3
import json
import sys

selector, value = sys.argv[1:3]
${lines}
if selector in ("id", "ip"):
    answer = {"error": 0, "data": find(selector, value)}
else:
    answer = {"error": 3, "message": "Unknown selector"}
print(json.dumps(answer))
`,
  bad: [
    { rule: "password-in-source", lines: `def f(user="x", password=⟪password-in-source⟫"y"⟪⟫):\n    pass` },
    { rule: "password-in-source", lines: `def f(*, token: str = ⟪password-in-source⟫"y"⟪⟫):\n    pass` },
    { rule: "no-timeout", lines: `peer = ⟪no-timeout⟫socket.socket(socket.AF_INET, socket.SOCK_STREAM)⟪⟫` },
    { rule: "no-timeout", lines: `peer = ⟪no-timeout⟫socket.create_connection(("db", 80))⟪⟫` },
    {
      rule: "prints-bytes",
      lines: `with urlopen(url, timeout=5) as response:\n    print(⟪prints-bytes⟫response.read()⟪⟫)`,
    },
    {
      rule: "prints-bytes",
      lines: `response = urlopen(url, timeout=5).read()\nprint(⟪prints-bytes⟫response⟪⟫)`,
    },
    { rule: "prints-bytes", lines: `print(⟪prints-bytes⟫requests.get(url, timeout=5).content⟪⟫)` },
    { rule: "prints-bytes", lines: `print(⟪prints-bytes⟫subprocess.check_output(["find"])⟪⟫)` },
    {
      rule: "registers-itself",
      lines: `requests.post(⟪registers-itself⟫f"{api}/agents/insert"⟪⟫, json=agent, timeout=5)`,
    },
    {
      rule: "registers-itself",
      lines: `url = ⟪registers-itself⟫"https://wazuh:55000/agents"⟪⟫\nrequests.post(url, json=agent, timeout=5)`,
    },
    {
      rule: "registers-itself",
      lines: `subprocess.run([⟪registers-itself⟫"/var/ossec/bin/manage_agents"⟪⟫, "-a", value], capture_output=True)`,
    },
    { rule: "syntax-error", lines: `⟪syntax-error⟫rows = [find(selector⟪⟫` },
    { rule: "syntax-error", lines: `if selector:\n    rows = 1\n  ⟪syntax-error⟫rows = 2⟪⟫` },
    { rule: "python-2-print", lines: `if selector == "id":\n    ⟪python-2-print⟫print json.dumps(agent)⟪⟫` },
    {
      rule: "sql-from-text",
      lines: `cursor.execute(⟪sql-from-text⟫"SELECT id FROM agent WHERE id = '%s'" % value⟪⟫)`,
    },
    {
      rule: "sql-from-text",
      lines: `cursor.execute(⟪sql-from-text⟫"SELECT id FROM agent WHERE id = '" + value + "'"⟪⟫)`,
    },
    { rule: "sql-from-text", lines: `query = ⟪sql-from-text⟫f"SELECT id FROM agent WHERE id = '{value}'"⟪⟫` },
    {
      rule: "sql-from-text",
      lines: `query = ⟪sql-from-text⟫"SELECT id FROM agent WHERE ip = '{}'".format(value)⟪⟫`,
    },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫print("Connecting")⟪⟫` },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫print(f"Looking for {value}")⟪⟫` },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫sys.stdout.write("Connecting\\n")⟪⟫` },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫print(problem, file=sys.stderr)⟪⟫` },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫sys.stderr.write(problem)⟪⟫` },
    {
      rule: "output-before-answer",
      lines: `⟪output-before-answer⟫logging.basicConfig(level=logging.DEBUG)⟪⟫`,
    },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫logging.warning("slow")⟪⟫` },
    {
      rule: "output-before-answer",
      lines: `if value:
    ⟪output-before-answer⟫print("Looking")⟪⟫
    if value in known:
        print(json.dumps({"error": 0, "data": known[value]}))
        sys.exit(0)
    sys.exit(1)`,
    },
    { rule: "hand-made-json", lines: `text = ⟪hand-made-json⟫'{"error": 4, "message": "' + value + '"}'⟪⟫` },
    {
      rule: "hand-made-json",
      lines: `text = ⟪hand-made-json⟫'{"error": 0, "data": {"id": "%s", "key": "%s"}}' % (a, b)⟪⟫`,
    },
    { rule: "hand-made-json", lines: `text = ⟪hand-made-json⟫f'{{"error": 0, "data": {{"id": "{a}"}}}}'⟪⟫` },
    { rule: "id-as-number", lines: `agent_id = ⟪id-as-number⟫int(sys.argv[2])⟪⟫` },
    { rule: "id-as-number", lines: `data = {"id": ⟪id-as-number⟫int(row[0])⟪⟫, "name": row[1]}` },
    { rule: "id-as-number", lines: `data = {"id": ⟪id-as-number⟫1⟪⟫, "name": "web-01"}` },
    { rule: "id-as-number", lines: `text = str(⟪id-as-number⟫int(row["id"])⟪⟫)` },
    {
      rule: "id-as-number",
      lines: `text = ⟪hand-made-json⟫'{"error": 0, "data": {"id": %s, "ip": "any"}}' % ⟪id-as-number⟫value⟪⟫⟪⟫`,
    },
    { rule: "password-in-source", lines: `PASSWORD = ⟪password-in-source⟫"s3cret"⟪⟫` },
    {
      rule: "password-in-source",
      lines: `c = pymysql.connect(host="db", password=⟪password-in-source⟫"s3cret"⟪⟫, connect_timeout=10)`,
    },
    {
      rule: "password-in-source",
      lines: `c = MySQLdb.connect("db", "keys", ⟪password-in-source⟫"s3cret"⟪⟫, "agents", connect_timeout=10)`,
    },
    { rule: "password-in-source", lines: `url = ⟪password-in-source⟫"postgresql://keys:s3cret@db/agents"⟪⟫` },
    { rule: "no-timeout", lines: `c = ⟪no-timeout⟫pymysql.connect(host="db", user="keys")⟪⟫` },
    { rule: "no-timeout", lines: `c = ⟪no-timeout⟫mysql.connector.connect(host="db")⟪⟫` },
    { rule: "no-timeout", lines: `c = ⟪no-timeout⟫psycopg2.connect(dsn)⟪⟫` },
    { rule: "no-timeout", lines: `r = ⟪no-timeout⟫requests.get(url)⟪⟫` },
    {
      rule: "exit-after-answer",
      lines: `if not value:\n    print(json.dumps({"error": 1, "message": "x"}))\n    ⟪exit-after-answer⟫sys.exit(1)⟪⟫`,
    },
    {
      rule: "unreachable-code",
      lines: `def rows(cursor):\n    try:\n        connect()\n    except Exception:\n        return None\n        ⟪unreachable-code⟫cursor = connection.cursor()⟪⟫`,
    },
    {
      rule: "bug-as-answer",
      lines: `try:\n    row = find()\n⟪bug-as-answer⟫except Exception:⟪⟫\n    answer = {"error": 2, "message": "No database"}`,
    },
    {
      rule: "bug-as-answer",
      lines: `try:\n    row = find()\n⟪bug-as-answer⟫except:⟪⟫\n    answer = {"error": 2, "message": "No database"}`,
    },
    {
      rule: "bug-as-answer",
      lines: `try:\n    row = find()\n⟪bug-as-answer⟫except Exception as e:⟪⟫\n    answer = {"error": 2, "message": "No database"}`,
    },
  ],
  good: [
    { rule: "password-in-source", lines: `def f(user="x", password=None, token=""):\n    pass` },
    { rule: "no-timeout", lines: `peer = socket.socket()\npeer.settimeout(10)` },
    { rule: "no-timeout", lines: `peer = socket.create_connection(("db", 80), timeout=10)` },
    {
      rule: "prints-bytes",
      lines: `text = urlopen(url, timeout=5).read().decode()\nprint(text)\nprint(open("x").read())`,
    },
    { rule: "prints-bytes", lines: `print(subprocess.check_output(["find"], text=True))` },
    {
      rule: "registers-itself",
      lines: `agents = requests.get(f"{api}/agents", params=p, timeout=5)\nkey = requests.get(f"{api}/agents/{value}/key", timeout=5)`,
    },
    { rule: "syntax-error", lines: `if selector:\n\trows = [\n  1,\n]\n\trows = """\n x"""\nelse: rows = 2` },
    {
      rule: "bug-as-answer",
      lines: `try:\n    row = find()\nexcept Exception as e:\n    answer = {"error": 2, "message": f"No database: {type(e)}"}`,
    },
    {
      rule: "bug-as-answer",
      lines: `try:\n    row = find()\nexcept pymysql.Error:\n    answer = {"error": 2, "message": "No database"}`,
    },
    { rule: "bug-as-answer", lines: `try:\n    cursor.close()\nexcept Exception:\n    pass` },
    { rule: "python-2-print", lines: `# print json.dumps(agent)` },
    { rule: "sql-from-text", lines: `cursor.execute("SELECT id FROM agent WHERE id = %s", (value,))` },
    { rule: "sql-from-text", lines: `query = f"SELECT id FROM {TABLE} WHERE id = %s"` },
    { rule: "sql-from-text", lines: `message = "Select an agent from the list with %s" % value` },
    { rule: "output-before-answer", lines: `if len(sys.argv) != 3:\n    print("usage: poll id 001")` },
    {
      rule: "output-before-answer",
      lines: `if not value:\n    print("No value", file=sys.stderr)\n    sys.exit(1)`,
    },
    { rule: "output-before-answer", lines: `print("Connecting", file=log)` },
    {
      rule: "output-before-answer",
      lines: `logging.basicConfig(filename="/var/log/poll.log")\nlogging.warning("slow")`,
    },
    { rule: "output-before-answer", lines: `if verbose:\n    print("Connecting")` },
    { rule: "hand-made-json", lines: `text = '{"error": 4, "message": "none"}'` },
    { rule: "hand-made-json", lines: `text = '{"error": 0, "data": ' + json.dumps(data) + '}'` },
    { rule: "id-as-number", lines: `agent_id = "%03d" % int(sys.argv[2])` },
    { rule: "id-as-number", lines: `agent_id = str(int(value)).zfill(3)` },
    { rule: "id-as-number", lines: `if int(value) < 1:\n    answer = None` },
    { rule: "password-in-source", lines: `PASSWORD = os.environ["KEYS_PASSWORD"]` },
    {
      rule: "password-in-source",
      lines: `c = MySQLdb.connect("db", "keys", password, "agents", connect_timeout=10)`,
    },
    { rule: "password-in-source", lines: `PASSWORD_VARIABLE = "KEYS_PASSWORD"\npassword = ""` },
    { rule: "no-timeout", lines: `c = pymysql.connect(host="db", connect_timeout=10)` },
    { rule: "no-timeout", lines: `settings = {"connect_timeout": 10}\nc = pymysql.connect(**settings)` },
    {
      rule: "exit-after-answer",
      lines: `if not value:\n    print(json.dumps({"error": 1}))\n    sys.exit(0)`,
    },
    {
      rule: "unreachable-code",
      lines: `def rows(cursor):\n    if cursor is None:\n        return None\n    return 1`,
    },
  ],
};
