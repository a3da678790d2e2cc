/** What a call means in a Python script, by its name. */

import { describe } from "vitest";
import { expectFixed, expectFound, nothing, whole } from "../found.ts";

describe("a connection without a limit", () => {
  expectFound("no-timeout", [
    ...whole(
      "python",
      "mysql.connector.connect()",
      "mysql.connector.MySQLConnection()",
      "connector.connect()",
      "pymysql.connect()",
      "MySQLdb.connect()",
      "mariadb.connect()",
      "psycopg2.connect()",
      "psycopg.connect()",
      "pyodbc.connect(dsn)",
      "pymssql.connect(host)",
      "requests.get(url)",
      "requests.post(url)",
      "requests.request(method, url)",
      "urllib.request.urlopen(url)",
      "urlopen(url)",
      "httpx.Client()",
      "http.client.HTTPConnection(host)",
      "http.client.HTTPSConnection(host)",
      "socket.create_connection(address)",
      "create_connection(address)",
      "socket.socket()",
      "socket(AF_INET)",
      "ldap3.Server(host)",
      "ldap.initialize(url)",
    ),
    ...nothing("python", "other.connect()", "sqlite3.connect(path)", "other.get(url)"),
  ]);
});

describe("a limit", () => {
  expectFound(
    "no-timeout",
    nothing(
      "python",
      "mysql.connector.connect(connection_timeout=1)",
      "mysql.connector.connect(connect_timeout=1)",
      "pymysql.connect(connect_timeout=1)",
      "psycopg2.connect('host=db connect_timeout=1')",
      "pyodbc.connect(dsn, timeout=1)",
      "pymssql.connect(host, login_timeout=1)",
      "requests.get(url, timeout=1)",
      "urlopen(url, timeout=1)",
      "create_connection(address, timeout=1)",
      "peer = create_connection(address)\npeer.settimeout(1)",
      "socket.setdefaulttimeout(1)\npeer = create_connection(address)",
      "peer = socket.socket()\npeer.settimeout(1)",
      "socket.setdefaulttimeout(1)\npeer = socket.socket()",
      "peer = socket.socket()\npeer.bind(address)",
      "peer = socket.socket()\npeer.listen()",
      "peer = socket.socket(AF_INET, SOCK_DGRAM)",
      "ldap3.Server(host, connect_timeout=1)",
      "c = ldap.initialize(url)\nc.set_option(ldap.OPT_NETWORK_TIMEOUT, 1)",
      "c = ldap.initialize(url)\nc.network_timeout = 1",
      "x = {'timeout': 1}\nrequests.get(url, **x)",
    ),
  );

  expectFound("no-timeout", [
    // Of another connection, or of another library.
    ["python", "requests.get(url, timeout=1)\nrequests.get(other)", "requests.get(other)"],
    ["python", "requests.get(a)\nrequests.get(b)", "requests.get(a)", "requests.get(b)"],
    ["python", "pymysql.connect(read=1)\ntime.sleep(1)", "pymysql.connect(read=1)"],
  ]);
});

describe("the fix of a connection", () => {
  expectFixed("no-timeout", [
    ["python", "mysql.connector.connect()", "mysql.connector.connect(connection_timeout=10)"],
    ["python", "pymysql.connect(a, b=1)", "pymysql.connect(a, b=1, connect_timeout=10)"],
    ["python", "requests.get(url)", "requests.get(url, timeout=10)"],
    ["python", "requests.get(url,  # where\n)", "requests.get(url, timeout=10,  # where\n)"],
    ["python", "create_connection(a)", "create_connection(a, timeout=10)"],
    ["python", "ldap3.Server(a)", "ldap3.Server(a, connect_timeout=10)"],
    ["python", "pyodbc.connect(a)", undefined],
    ["python", "socket.socket()", undefined],
    ["python", "ldap.initialize(a)", undefined],
  ]);
});

describe("what goes to standard error", () => {
  expectFound("output-before-answer", [
    ...whole(
      "python",
      "sys.stderr.write(x)",
      "stderr.write(x)",
      "warnings.warn(x)",
      "traceback.print_exc()",
      "traceback.print_stack()",
      "logging.basicConfig()",
      "logging.StreamHandler()",
      "logging.warning(x)",
      "logging.warn(x)",
      "logging.error(x)",
      "logging.critical(x)",
      "logging.exception(x)",
    ),
    ...nothing("python", "logging.debug(x)", "logging.info(x)", "log.write(x)"),
  ]);
});

describe("a log that goes elsewhere", () => {
  expectFound(
    "output-before-answer",
    [
      "logging.basicConfig(filename=x)",
      "logging.basicConfig(handlers=[x])",
      "logging.FileHandler(x)",
      "logging.NullHandler()",
      "logging.handlers.SysLogHandler()",
      "SysLogHandler()",
      "logging.handlers.RotatingFileHandler(x)",
      "RotatingFileHandler(x)",
      "logging.handlers.TimedRotatingFileHandler(x)",
      "TimedRotatingFileHandler(x)",
      "logging.disable()",
      "logging.config.dictConfig(x)",
      "logging.config.fileConfig(x)",
    ].flatMap((call) => nothing("python", `${call}\nlogging.error(x)`)),
  );
});

describe("a call that makes JSON", () => {
  expectFound("hand-made-json", [
    ...["json.dumps", "json.dump", "dumps", "dump"].flatMap((name) =>
      nothing("python", `x = '{"error": 0, "data": ' + ${name}(d) + '}'`),
    ),
    ["python", `x = '{"error": 0, "data": ' + other(d) + '}'`, `'{"error": 0, "data": ' + other(d) + '}'`],
  ]);
});
