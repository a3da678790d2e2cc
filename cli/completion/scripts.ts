/**
 * Completion for shells: each script passes the words of the line to `keypoll complete`, and offers what that prints.
 */

export const shells = ["bash", "zsh", "fish", "powershell"] as const;
export type Shell = (typeof shells)[number];

/** The command that the scripts call. Users do not need it. */
export const ASKED_BY_SHELLS = "complete";

/** A line of its output that stands for file names. Every other line is a word, a tab and the meaning of the word. */
export const FILES = ":files";

/** A shell that does not pass empty words to programs uses this when the word that is being typed is empty. */
export const NEXT = "--next";

export function completionScript(shell: Shell): string {
  return scripts[shell];
}

const scripts: Readonly<Record<Shell, string>> = {
  bash: `# bash completion for keypoll
_keypoll() {
  local IFS=$'\\n' cur="$2" line
  [[ "$cur" == = ]] && cur=
  COMPREPLY=()
  while read -r line; do
    if [[ "$line" == ${FILES} ]]; then
      COMPREPLY+=($(compgen -f -- "$cur"))
    else
      COMPREPLY+=("\${line%%$'\\t'*}")
    fi
  done < <("$1" ${ASKED_BY_SHELLS} -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o filenames -F _keypoll keypoll
`,
  zsh: `#compdef keypoll
_keypoll() {
  local line files=
  local -a found
  for line in "\${(@f)$("$words[1]" ${ASKED_BY_SHELLS} -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    if [[ "$line" == ${FILES} ]]; then
      files=1
    elif [[ -n "$line" ]]; then
      found+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
    fi
  done
  (( $#found )) && _describe -t words keypoll found
  [[ -n "$files" ]] && _files
}
_keypoll "$@"
`,
  fish: `# fish completion for keypoll
function __keypoll_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    for line in ($words[1] ${ASKED_BY_SHELLS} -- $words[2..] $current 2>/dev/null)
        if test $line = ${FILES}
            __fish_complete_path $current
        else
            echo $line
        end
    end
end
complete -c keypoll -f -a '(__keypoll_complete)'
`,
  powershell: `# PowerShell completion for keypoll
Register-ArgumentCompleter -Native -CommandName keypoll -ScriptBlock {
    param($current, $ast, $cursor)
    $words = @($ast.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.StartOffset -lt $cursor } | ForEach-Object { $_.ToString() })
    $next = if ($current -eq '') { @('${NEXT}') } else { @() }
    & $ast.CommandElements[0].ToString() ${ASKED_BY_SHELLS} @next '--' @words 2>$null | ForEach-Object {
        if ($_ -eq '${FILES}') {
            [System.Management.Automation.CompletionCompleters]::CompleteFilename($current)
        } else {
            $word, $meaning = $_ -split "\`t", 2
            if (-not $meaning) { $meaning = $word }
            [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $meaning)
        }
    }
}
`,
};
