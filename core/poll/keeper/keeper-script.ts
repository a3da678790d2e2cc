/** The shell program of the keeper: it makes pipes while its host lives, and ends what is left when the host is gone. */

/** The variable that marks every process of a run, so that it is found again wherever it went. */
export const MARK_VARIABLE = "KEYPOLL_RUN";

/**
 * POSIX sh. `$1` is the folder for the pipes, `$2` the host's mark. It reads commands from its standard input:
 * `make NAME…` (answered by `made` or `failed`), `run GROUP`, `done GROUP`. End of input means that the host has closed it
 * or is dead, however it died: then every group still listed and every marked process is killed, and the folder removed.
 * It first says what `env` can do with signals: GNU env sets dispositions and the mask, others do not.
 */
export const KEEPER_SCRIPT = `
trap '' HUP INT TERM PIPE
folder=$1
mark=$2
groups=' '
if env --ignore-signal=PIPE --block-signal=TERM,HUP,INT true 2>/dev/null; then echo 'signals mask'; else echo 'signals trap'; fi
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
    grep -l -s -F "${MARK_VARIABLE}=$mark" /proc/[0-9]*/environ | sed 's/[^0-9]//g'
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
