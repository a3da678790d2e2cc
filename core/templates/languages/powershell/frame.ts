/** The PowerShell poll script around its look-up. */

import { code, commented, fieldRules, type Language, type Parts, paragraphs } from "../../code.ts";
import { lookups } from "./lookups.ts";

export const powershell: Language = {
  id: "powershell",
  title: "PowerShell",
  fileName: "agent_key_poll.ps1",
  forms: ["script"],
  lookups,
  write(lookup, parts) {
    return `${paragraphs(
      `#!/usr/bin/env pwsh\n${commented(parts.head)}`,
      code`
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
# The manager reads both streams as one: a warning before the answer would spoil it.
$WarningPreference = 'SilentlyContinue'
$ProgressPreference = 'SilentlyContinue'`,
      parts.waits ? "$Timeout = 10 # seconds; the manager itself waits 60" : "",
      code`
# What the manager can work with. A blank in a name, for example, would stop its daemons.
$Rules = [ordered]@{
    id   = '\A(?:${fieldRules.id})\z'
    name = '\A(?:${fieldRules.name})\z'
    ip   = '\A(?:${fieldRules.ip})\z'
    key  = '\A(?:${fieldRules.key})\z'
}`,
      setting,
      lookup.find,
      poll(parts),
      "Get-Answer $args | ConvertTo-Json -Compress\nexit 0",
    )}\n`;
  },
};

const setting = code`
# A setting from the environment, or from keypoll.env beside this script.
function Get-Setting([string] $Name, [string] $Preset = '') {
    $value = [Environment]::GetEnvironmentVariable($Name)
    if ($null -ne $value) { return $value }
    $path = Join-Path $PSScriptRoot 'keypoll.env'
    if (Test-Path -LiteralPath $path) {
        foreach ($line in Get-Content -LiteralPath $path) {
            if ($line.StartsWith("$Name=", [StringComparison]::Ordinal)) { return $line.Substring($Name.Length + 1) }
        }
    }
    return $Preset
}`;

const compare = ({ noun, exact }: Parts) => code`
        # ${exact ? "Only the very same text counts, letter case included." : `The ${noun} may compare loosely (letter case, blanks at the end), so compare again.`}
        $agents = @(Find-Agent $selector $value | Where-Object { $_.$selector -is [string] -and $_.$selector -ceq $value })`;

const poll = (parts: Parts) => code`
function New-ErrorAnswer([int] $Number, [string] $Message) {
    return [ordered]@{ error = $Number; message = $Message }
}

# The answer to a request: a selector, id or ip, and the value to look for.
function Get-Answer([object[]] $Request) {
    if ($Request.Count -ne 2 -or "$($Request[1])" -eq '') {
        return New-ErrorAnswer 1 'Expected two arguments: id or ip, and a value'
    }
    [string] $selector, [string] $value = $Request
    if ($selector -cne 'id' -and $selector -cne 'ip') {
        return New-ErrorAnswer 3 'Unknown selector, expected id or ip'
    }
    try {
${compare(parts)}
    } catch { # Its text may name accounts and hosts, so only its kind is named.
        return New-ErrorAnswer 2 "The ${parts.failure}: $($_.Exception.GetType().Name)"
    }
    if ($agents.Count -eq 0) { return New-ErrorAnswer 4 "No agent has this $selector" }
    if ($agents.Count -gt 1) { return New-ErrorAnswer 5 "Several agents have this $selector" }
    $data = [ordered]@{}
    foreach ($field in $Rules.Keys) {
        $member = $agents[0].PSObject.Properties[$field]
        $data[$field] = if ($member) { $member.Value }
        if ($data[$field] -isnot [string] -or $data[$field] -cnotmatch $Rules[$field]) {
            return New-ErrorAnswer 6 "The manager cannot work with the $field of this agent"
        }
    }
    return [ordered]@{ error = 0; data = $data }
}`;
