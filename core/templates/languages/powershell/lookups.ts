/** How PowerShell asks the sources for which it has everything that is needed. */

import { code, type Language, preset } from "../../code.ts";

export const lookups: Language["lookups"] = {
  csv: {
    needs: "PowerShell 7.2 or newer, nothing else",
    find: code`
# All agents of the file.
function Find-Agent {
    Import-Csv -LiteralPath (Get-Setting 'KEYPOLL_FILE' '${preset("csv", "KEYPOLL_FILE")}')
}`,
  },
  json: {
    needs: "PowerShell 7.2 or newer, nothing else",
    find: code`
# All agents of the file.
function Find-Agent {
    $path = Get-Setting 'KEYPOLL_FILE' '${preset("json", "KEYPOLL_FILE")}'
    $agents = Get-Content -Raw -LiteralPath $path | ConvertFrom-Json
    return $agents
}`,
  },
  http: {
    needs: "PowerShell 7.2 or newer, nothing else",
    find: code`
# The agents whose id or ip is the value.
function Find-Agent([string] $Selector, [string] $Value) {
    $url = Get-Setting 'KEYPOLL_URL' '${preset("http", "KEYPOLL_URL")}'
    $query = '{0}={1}' -f $Selector, [Uri]::EscapeDataString($Value)
    $headers = @{ Accept = 'application/json'; Authorization = "Bearer $(Get-Setting 'KEYPOLL_TOKEN')" }
    # No redirections: they would carry the token to another address.
    $agents = Invoke-RestMethod -Uri "\${url}?$query" -Headers $headers -TimeoutSec $Timeout -MaximumRedirection 0
    return $agents # one by one, where Invoke-RestMethod gives the list as a whole
}`,
  },
};
