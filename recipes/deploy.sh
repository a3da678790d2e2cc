#!/bin/sh
# deploy.sh client.keys.new [/var/ossec]: replaces the client.keys of a manager, unless a daemon would stop or an agent get lost.
set -eu
new=$1
manager=${2:-/var/ossec}
live=$manager/etc/client.keys

# What is wrong ends the script here: the manager still runs, and nothing has changed.
keypoll lint --gate "$new" --against "$live"

# The registration daemon has the old agents in memory, and would write them over the new ones.
trap '"$manager/bin/wazuh-control" start' EXIT
"$manager/bin/wazuh-control" stop
keypoll lint --gate "$new" --install "$live" --quiet
