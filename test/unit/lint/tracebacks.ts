/** What interpreters and databases print when a script fails, with words such as *key* and *password* in it, and no secret. */

export const tracebacks: readonly string[] = [
  `Traceback (most recent call last):
  File "/var/ossec/integrations/poll.py", line 12, in <module>
    url = os.environ['INVENTORY_URL']
          ~~~~~~~~~~^^^^^^^^^^^^^^^^^
  File "<frozen os>", line 714, in __getitem__
KeyError: 'INVENTORY_URL'`,
  `  File "poll.py", line 9, in main
    print(json.dumps(answer, sort_keys=False))
TypeError: Object of type bytes is not JSON serializable`,
  `  File "poll.py", line 21, in answer
    return {"error": 0, "data": {"id": row[0], "name": row[1], "ip": row[2], "key": row["key"]}}
KeyError: 'key'`,
  `    print(json.dumps({"error": 0, "data": {"id": agent_id, "key": key}}))
NameError: name 'key' is not defined`,
  `    rows = sorted(rows, key=lambda row: row[0])
TypeError: '<' not supported between instances of 'NoneType' and 'str'`,
  `    newest = max(rows, key=len, default=None)`,
  `    connection = psycopg2.connect(host=HOST, user=USER, password=PASSWORD)
psycopg2.OperationalError: connection to server at "db" (10.0.0.9), port 5432 failed: fe_sendauth: no password supplied`,
  `    password=os.environ["DB_PASSWORD"],
KeyError: 'DB_PASSWORD'`,
  `    key = cursor.fetchone()[3]
TypeError: 'NoneType' object is not subscriptable`,
  `pymysql.err.OperationalError: (1045, "Access denied for user 'poll'@'localhost' (using password: YES)")`,
  `mysql.connector.errors.IntegrityError: 1062 (23000): Duplicate entry 'web-01' for key 'agents.name'`,
  `ERROR:  duplicate key value violates unique constraint "agents_pkey"
DETAIL:  Key (id)=(001) already exists.`,
  `AttributeError: 'dict' object has no attribute 'has_key'`,
  `ModuleNotFoundError: No module named 'keyring'`,
  `PHP Warning:  Undefined array key "agent_key" in /var/ossec/integrations/poll.php on line 14`,
  `PHP Notice:  Undefined index: key in /var/ossec/integrations/poll.php on line 14`,
  `PHP Fatal error:  Uncaught PDOException: SQLSTATE[HY000] [1045] Access denied for user 'poll'@'db' (using password: YES) in /srv/poll.php:7
Stack trace:
#0 /srv/poll.php(7): PDO->__construct('mysql:host=db', 'poll', Object(SensitiveParameterValue))
#1 {main}
  thrown in /srv/poll.php on line 7`,
  `/srv/poll.js:8
  console.log(JSON.stringify({ error: 0, data: { id, name: row.name, ip: row.ip, key: row.key } }));
                                                              ^

TypeError: Cannot read properties of undefined (reading 'key')
    at Object.<anonymous> (/srv/poll.js:8:63)
    at Module._compile (node:internal/modules/cjs/loader:1554:14)`,
  `const key = process.env.AGENT_KEY ?? readKey();
            ^
ReferenceError: readKey is not defined`,
  `poll.rb:11:in 'Hash#fetch': key not found: "key" (KeyError)
	from poll.rb:11:in 'Object#answer'`,
  `poll.rb:4:in 'ENV.fetch': key not found: "DB_PASSWORD" (KeyError)`,
  `Can't use an undefined value as an ARRAY reference at poll.pl line 9.
	my $key = $row->{'agent_key'};`,
  `print encode_json({ error => 0, data => { id => $row->{'id'}, key => $row->{'agent_key'} } });
Global symbol "$row" requires explicit package name at poll.pl line 12.`,
  `DBI connect('database=wazuh;host=db','poll',...) failed: Access denied for user 'poll'@'db' (using password: NO) at poll.pl line 5.`,
  `/var/ossec/integrations/poll.sh: line 4: key: unbound variable`,
  `+ key=$(psql -At -c "SELECT key FROM agents WHERE id = '$2'")`,
  `panic: runtime error: invalid memory address or nil pointer dereference
main.keyOf(...)
	/srv/poll.go:31`,
  `Host key verification failed.
Permission denied (publickey,password).`,
  `ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Authority and Subject Key Identifier mismatch (_ssl.c:1000)`,
  `redis.exceptions.ResponseError: WRONGTYPE Operation against a key holding the wrong kind of value`,
  `sqlite3.OperationalError: no such column: agent_key`,
  `Password: `,
  `Invalid key: 'hostname'`,
  `{"detail": "Authentication credentials were not provided. Missing password."}`,
];
