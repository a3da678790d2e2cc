/** The Python poll script around its look-up: arguments, settings, checks, the answer, the socket. */

import { code, fieldRules, type Language, type Lookup, type Parts, paragraphs, SOCKET } from "../../code.ts";
import { lookups } from "./lookups.ts";

export const python: Language = {
  id: "python",
  title: "Python",
  fileName: "agent_key_poll.py",
  forms: ["script", "daemon"],
  lookups,
  write(lookup, parts) {
    const daemon = parts.form === "daemon";
    const functions = [
      setting,
      lookup.find,
      poll(parts),
      ...(daemon ? [server] : []),
      daemon ? daemonMain : main,
    ];
    return `${paragraphs(
      `#!/usr/bin/env python3\n"""${parts.head.join("\n")}\n"""`,
      imports(lookup, daemon),
      parts.waits ? "TIMEOUT = 10  # seconds; the manager itself waits 60" : "",
      code`
# What the manager can work with. A blank in a name, for example, would stop its daemons.
FIELDS = {
    "id": r"${fieldRules.id}",
    "name": r"${fieldRules.name}",
    "ip": r"${fieldRules.ip}",
    "key": r"${fieldRules.key}",
}`,
      lookup.constants ?? "",
    )}\n\n\n${functions.join("\n\n\n")}\n`;
  },
};

function imports(lookup: Lookup, daemon: boolean): string {
  const own = ["import json", "import os", "import re", "import sys"];
  const forDaemon = daemon ? ["import socketserver", "import stat"] : [];
  const lines = new Set([
    ...own,
    ...forDaemon,
    ...(lookup.imports ?? "").split("\n").filter((line) => line !== ""),
  ]);
  const plain = [...lines].filter((line) => line.startsWith("import ")).sort();
  const named = [...lines].filter((line) => line.startsWith("from ")).sort();
  return [...plain, ...named].join("\n");
}

const setting = code`
def setting(name, preset=""):
    """A setting from the environment, or from keypoll.env beside this script."""
    if name in os.environ:
        return os.environ[name]
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "keypoll.env")
    if os.path.exists(path):
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                key, _, value = line.rstrip("\r\n").partition("=")
                if key == name:
                    return value
    return preset`;

const asked = ({ noun, exact }: Parts) =>
  exact
    ? "        agents = find(selector, value)"
    : code`
        # The ${noun} may compare loosely (letter case, blanks at the end), so compare again.
        agents = [agent for agent in find(selector, value) if agent.get(selector) == value]`;

const poll = (parts: Parts) => code`
def error(number, message):
    return {"error": number, "message": message}


def poll(arguments):
    """The answer to a request: a selector, id or ip, and the value to look for."""
    if len(arguments) != 2 or not arguments[1]:
        return error(1, "Expected two arguments: id or ip, and a value")
    selector, value = arguments
    if selector not in ("id", "ip"):
        return error(3, "Unknown selector, expected id or ip")
    try:
${asked(parts)}
    except Exception as problem:  # Its text may name accounts and hosts, so only its kind is named.
        return error(2, "The ${parts.failure}: " + type(problem).__name__)
    if not agents:
        return error(4, "No agent has this " + selector)
    if len(agents) > 1:
        return error(5, "Several agents have this " + selector)
    data = {field: agents[0].get(field) for field in FIELDS}
    for field, rule in FIELDS.items():
        if not isinstance(data[field], str) or not re.fullmatch(rule, data[field]):
            return error(6, "The manager cannot work with the %s of this agent" % field)
    return {"error": 0, "data": data}`;

const main = code`
def main():
    # The manager reads both streams as one: a warning before the answer would spoil it.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    print(json.dumps(poll(sys.argv[1:])))


if __name__ == "__main__":
    main()`;

const server = code`
class Connection(socketserver.BaseRequestHandler):
    def handle(self):
        self.request.settimeout(TIMEOUT)
        request = self.request.recv(1024).decode("utf-8", "replace")
        if request:  # The manager also connects without asking, to see whether anyone is there.
            self.request.sendall(json.dumps(poll(request.split(":", 1))).encode())


class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        pass  # A client that went away is nobody's fault.


def serve(path):
    """Answers on the socket until the process is ended."""
    if os.path.exists(path) and stat.S_ISSOCK(os.stat(path).st_mode):
        os.unlink(path)  # left behind by an earlier run
    os.umask(0o177)  # only root, as which the manager runs, may ask for keys
    Server(path, Connection).serve_forever()`;

const daemonMain = code`
def main():
    if len(sys.argv) == 1:
        serve(setting("KEYPOLL_SOCKET", "${SOCKET}"))
    # With arguments it answers them and ends, as exec_path wants it where the socket does not answer.
    # The manager reads both streams as one: a warning before the answer would spoil it.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    print(json.dumps(poll(sys.argv[1:])))


if __name__ == "__main__":
    main()`;
