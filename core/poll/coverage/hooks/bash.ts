/** What bash reads before a script: it writes down each line of the script when a command of it runs for the first time. */

/**
 * A file for `BASH_ENV`. A `DEBUG` trap and not `set -x`: that would write the words of commands, which may hold keys, and would take
 * the place of a trace of the script's own. It takes itself out of the environment, reads what `BASH_ENV` named before, and
 * leaves `$_`, `$?` and a trace of the script's own (`set -x`) as they are.
 */
export const BASH_HOOK = `
__keypoll_record=$KEYPOLL_COVERAGE
if [[ -n \${KEYPOLL_COVERAGE_BASH_ENV+x} ]]; then export BASH_ENV=$KEYPOLL_COVERAGE_BASH_ENV; else unset BASH_ENV; fi
unset KEYPOLL_COVERAGE KEYPOLL_COVERAGE_ROOT KEYPOLL_COVERAGE_BASH_ENV
if [[ -r \${BASH_ENV-} ]]; then . "$BASH_ENV"; fi
builtin printf 'S\\n' >>"$__keypoll_record"
__keypoll_seen=()
trap '{ __keypoll_last=$_; [[ \${__keypoll_seen[LINENO]-} == *"|\${BASH_SOURCE-}|"* ]] || { __keypoll_seen[LINENO]="\${__keypoll_seen[LINENO]-}|\${BASH_SOURCE-}|"; builtin printf "R\\t%s\\t%s\\n" "$LINENO" "\${BASH_SOURCE-}" >>"$__keypoll_record" || builtin :; }; builtin : "$__keypoll_last"; } 2>/dev/null' DEBUG
set -T
`;
