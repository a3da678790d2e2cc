/** Texts that tests of the server and of its parts open. */

/** The older form of key polling, whose queue holds no request. */
export const OLD_CONF = `<ossec_config>
  <auth>
    <disabled>no</disabled>
  </auth>
  <wodle name="agent-key-polling">
    <exec_path>/opt/poll.py</exec_path>
    <queue_size>1</queue_size>
  </wodle>
</ossec_config>
`;

/** A script with a password in it, a query made from text, and a connection without a timeout. */
export const FAULTY_SCRIPT = `#!/usr/bin/env python3
import json
import sys
import pymysql

selector, value = sys.argv[1:3]
connection = pymysql.connect(host="db", password="s3cret")
query = "SELECT id FROM agent WHERE id = '%s'" % value
if selector in ("id", "ip"):
    print(json.dumps({"error": 0, "data": find(query)}))
`;
