/** Registration through the REST API in Python, only with the standard library. */

import { code, mark } from "../code.ts";
import { type ApiGeneration, apiAddress, apiHead, apiScripts } from "./script.ts";

const register: Readonly<Record<ApiGeneration, string>> = {
  "api-3": code`
def register(name, ip):
    """Registers an agent; gives its id and its key in base64."""
    agent = {"name": name} if ip == "src" else {"name": name, "ip": ip}  # Without ip the API takes the one it sees.
    return call("Basic " + credentials(), "POST", "/agents", agent)`,
  "api-4": code`
def own_address():
    """The address from which this machine reaches the manager. Connecting a UDP socket sends nothing."""
    api = urllib.parse.urlsplit(API)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect((api.hostname, api.port or 443))
        return probe.getsockname()[0]


def register(name, ip):
    """Registers an agent; gives its id and its key in base64."""
    # GET gives a token from 4.0 to 4.14.
    token = call("Basic " + credentials(), "GET", "/security/user/authenticate")["token"]
    agent = {"name": name, "ip": own_address() if ip == "src" else ip}
    return call("Bearer " + token, "POST", "/agents", agent)`,
};

const text = (generation: ApiGeneration) => code`
#!/usr/bin/env python3
"""${[...apiHead(generation, "register_agent.py"), "  WAZUH_API_CA        certificate of the authority that signed the API's", "", "Needs Python 3.6 or newer, nothing else. Runs as root on the agent; restart the agent afterwards."].join("\n")}
"""

import base64
import json
import os
${generation === "api-4" ? "import socket\nimport ssl\nimport sys\nimport urllib.error\nimport urllib.parse\nimport urllib.request" : "import ssl\nimport sys\nimport urllib.error\nimport urllib.request"}

API = os.environ.get("WAZUH_API", "${apiAddress(generation)}")
KEYS = os.environ.get("WAZUH_KEYS", "${mark("keys", "/var/ossec/etc/client.keys")}")


def credentials():
    try:
        account = os.environ["WAZUH_API_USER"] + ":" + os.environ["WAZUH_API_PASSWORD"]
    except KeyError as missing:
        sys.exit("%s is not set." % missing.args)
    return base64.b64encode(account.encode()).decode()


def call(authorization, method, path, body=None):
    """Sends a request with a body in JSON; gives the data of the answer, or ends with the API's reason."""
    headers = {"Authorization": authorization, "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(API + path, data, headers, method=method)
    trust = ssl.create_default_context(cafile=os.environ.get("WAZUH_API_CA"))
    try:
        with urllib.request.urlopen(request, timeout=60, context=trust) as response:
            text = response.read()
    except urllib.error.HTTPError as refusal:
        text = refusal.read()
    except OSError as problem:
        sys.exit("The API cannot be asked: %s" % problem)
    try:
        answer = json.loads(text.decode())
    except ValueError:
        sys.exit("The API refused: the answer is not JSON")
    if not answer.get("data") or answer.get("error"):
        sys.exit("The API refused: %s" % (answer.get("detail") or answer.get("message") or answer.get("title")))
    return answer["data"]


${register[generation]}


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: %s NAME [IP]" % sys.argv[0])
    if os.path.exists(KEYS) and os.path.getsize(KEYS) > 0:
        sys.exit("%s is not empty: this machine is registered already, or it is a manager." % KEYS)
    agent = register(sys.argv[1], sys.argv[2] if len(sys.argv) == 3 else "any")
    os.umask(0o027)
    with open(KEYS, "wb") as keys:
        # The key is the line of the agent's file: id, name, address and key.
        keys.write(base64.b64decode(agent["key"]) + b"\n")
    print("Registered as %s. Restart the agent to use its key." % agent["id"])


if __name__ == "__main__":
    main()`;

export const pythonApiScripts = apiScripts("python", "register_agent.py", text);
