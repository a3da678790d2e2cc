/**
 * The shell program of the keeper. It makes pipes while its host lives, and ends what is left when the host is gone.
 */

import { LIMIT_NAME, MARK_VARIABLE, PRLIMIT } from "./run-mark.ts";

/**
 * POSIX sh. `$1` is the folder for the pipes, `$2` and `$3` are the host's marks in the environment and in the limits.
 * It reads commands from its standard input: `make NAME…` (answered by `made` or `failed`), `run GROUP`, `done GROUP`.
 * End of input means that the host has closed it or has died, in whatever way: then the keeper kills every group still
 * listed and every marked process, and removes the folder. It first reports what `env` can do with signals (GNU env
 * sets dispositions and the mask, others do not), then whether a limit can mark processes.
 */
export const KEEPER_SCRIPT = `
trap '' HUP INT TERM PIPE
folder=$1
mark=$2
limit=$3
groups=' '
if env --ignore-signal=PIPE --block-signal=TERM,HUP,INT true 2>/dev/null; then echo 'signals mask'; else echo 'signals trap'; fi
if ${PRLIMIT} --locks=1:1 -- grep -q -s '^${LIMIT_NAME}  *1 ' /proc/self/limits 2>/dev/null; then echo 'limit yes'; else echo 'limit no'; fi
while read -r verb value; do
  case $verb in
    make) if (cd "$folder" && mkfifo -m 600 $value) 2>/dev/null; then echo made; else echo failed; fi ;;
    run) groups="$groups$value " ;;
    done) case $groups in *" $value "*) groups="\${groups%% $value *} \${groups#* $value }" ;; esac ;;
  esac
done
for group in $groups; do kill -s KILL -- "-$group" 2>/dev/null; done
marked() {
  if [ -r /proc/self/environ ]; then
    {
      grep -l -s -F "${MARK_VARIABLE}=$mark" /proc/[0-9]*/environ
      grep -l -s "^${LIMIT_NAME}  *$limit[0-9]" /proc/[0-9]*/limits
    } | sed 's/[^0-9]//g'
  else
    ps -axwwE -o pid= -o command= 2>/dev/null | while read -r pid rest; do
      case $rest in *" ${MARK_VARIABLE}=$mark"*) echo "$pid" ;; esac
    done
  fi
}
round=0
while [ $round -lt 20 ]; do
  found=$(marked)
  [ -n "$found" ] || break
  kill -s KILL $found 2>/dev/null
  round=$((round + 1))
done
rm -rf "$folder"
`;
