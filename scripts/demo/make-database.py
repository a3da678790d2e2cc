"""Makes the demo's SQLite database of agents, and from it a client.keys of the agents that the manager already has.

Usage: make-database.py FOLDER. The keys are made up, and the same every time.
"""

import hashlib
import os
import sqlite3
import sys

AGENTS = 5000
#: Two machines behind one address: asked for by it, the script cannot tell which is meant.
SHARED = {4101: "10.9.0.7", 4102: "10.9.0.7"}
#: Agents that the manager has registered already.
KNOWN = range(101, 301)
SITES = ("berlin", "lisbon", "oslo", "turin")


def agent(number):
    """The row of an agent: id, name, address, key."""
    name = "%s-%04d" % (SITES[number % len(SITES)], number)
    ip = SHARED.get(number) or ("any" if number % 10 == 0 else "10.20.%d.%d" % divmod(number, 250))
    return "%03d" % number, name, ip, hashlib.sha256(b"keypoll demo %d" % number).hexdigest()


def main(folder):
    agents = [agent(number) for number in range(1, AGENTS + 1)]
    path = os.path.join(folder, "agents.db")
    if os.path.exists(path):
        os.unlink(path)
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(
            "CREATE TABLE agent (id TEXT PRIMARY KEY, name TEXT NOT NULL, ip TEXT NOT NULL, agent_key TEXT NOT NULL)"
        )
        connection.execute("CREATE INDEX agent_ip ON agent (ip)")
        connection.executemany("INSERT INTO agent VALUES (?, ?, ?, ?)", agents)
    connection.close()
    with open(os.path.join(folder, "client.keys"), "w", encoding="ascii", newline="\n") as keys:
        keys.writelines("%s %s %s %s\n" % agents[number - 1] for number in KNOWN)


main(sys.argv[1])
