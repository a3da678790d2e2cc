/** Registration scripts around the tools that Wazuh installs: manage_agents on the manager, agent-auth on the agent. */

import { code, mark } from "../code.ts";
import { type RegistrationScript, registrationScript } from "./script.ts";

const onManager = code`
#!/usr/bin/env bash
# Registers a Wazuh agent on the manager itself, and prints what makes the agent take its key.
#
#   register_agent.sh NAME [IP]
#
# IP says from where the agent may connect: any (also if left out), one address, or a range such as 10.0.0.0/24.
# Runs as root on the manager, 3.x or 4.x; in a cluster on the master.

set -euo pipefail

TOOL=\${WAZUH_HOME:-${mark("home", "/var/ossec")}}/bin/manage_agents

# Prints the id of the agent with a name, or nothing.
id_of() {
  { "$TOOL" -l || true; } | sed -n 's/^ *ID: \([0-9]*\), Name: \([^,]*\), IP: .*/\1 \2/p' | awk -v name="$1" '$2 == name { print $1 }'
}

if [[ $# -lt 1 || $# -gt 2 ]]; then
  echo "usage: $0 NAME [IP]" >&2
  exit 2
fi
name=$1
ip=\${2:-any}
if [[ -n $(id_of "$name") ]]; then
  echo "An agent $name is registered already." >&2
  exit 1
fi
"$TOOL" -a "$ip" -n "$name" >/dev/null || true # Its exit code says nothing; the list does.
id=$(id_of "$name")
if [[ -z $id ]]; then
  echo "manage_agents did not add $name." >&2
  exit 1
fi
key=$({ "$TOOL" -e "$id" || true; } | sed -n '/^[A-Za-z0-9+/]\{20,\}=*$/p')
if [[ -z $key ]]; then
  echo "manage_agents added $name as $id, but does not give its key." >&2
  exit 1
fi
echo "Registered $name as $id. On the agent, as root, run this and restart the agent:"
echo "OSSEC_ACTION_CONFIRMED=y /var/ossec/bin/manage_agents -i $key"`;

const onAgent = code`
#!/usr/bin/env bash
# Registers this machine as a Wazuh agent with the registration service of a manager (3.x or 4.x, port 1515).
#
#   register_agent.sh MANAGER [NAME [IP [GROUP]]]
#
# NAME is the host name if left out. IP says from where the agent may connect: manager (also if left out) leaves that
# to the manager, any, one address, a range such as 10.0.0.0/24, or src for the address that the manager sees.
# GROUP is one group or several with commas. Runs as root on the agent.
# Where the manager asks for a password, put it into etc/authd.pass (chmod 640): agent-auth reads it there.

set -euo pipefail

HOME_OF_AGENT=\${WAZUH_HOME:-${mark("home", "/var/ossec")}}

if [[ $# -lt 1 || $# -gt 4 ]]; then
  echo "usage: $0 MANAGER [NAME [IP [GROUP]]]" >&2
  exit 2
fi
options=(-m "$1" -A "\${2:-$(hostname)}")
case \${3:-manager} in
  manager) ;;
  src) options+=(-i) ;;
  *) options+=(-I "$3") ;;
esac
if [[ -n \${4:-} ]]; then
  options+=(-G "$4")
fi
# With the certificate of the authority that signed the manager's, nobody else can pretend to be it.
if [[ -n \${WAZUH_CA:-} ]]; then
  options+=(-v "$WAZUH_CA")
fi
"$HOME_OF_AGENT/bin/agent-auth" "\${options[@]}"
echo 'Registered. Restart the agent to use its key.'`;

export const commandLineScripts: readonly RegistrationScript[] = [
  registrationScript("bash", "manage-agents", "register_agent.sh", `${onManager}\n`),
  registrationScript("bash", "agent-auth", "register_agent.sh", `${onAgent}\n`),
];
