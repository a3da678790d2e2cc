/** PowerShell: mistakes, and the correct versions. */

import type { LanguageSamples } from "../support.ts";

export const powershell: LanguageSamples = {
  language: "powershell",
  script: (lines) => `#!/usr/bin/env pwsh
$selector, $value = $args
${lines}
if ($selector -ceq 'id' -or $selector -ceq 'ip') {
    $answer = @{ error = 0; data = Find-Agent $selector $value }
} else {
    $answer = @{ error = 3; message = 'Unknown selector' }
}
$answer | ConvertTo-Json -Compress
`,
  bad: [
    {
      rule: "password-in-source",
      lines: `function f($User = "x", [string]$Password = ⟪password-in-source⟫"y"⟪⟫) {}`,
    },
    { rule: "syntax-error", lines: `⟪syntax-error⟫$rows = @(1, 2⟪⟫` },
    { rule: "sql-from-text", lines: `$q = ⟪sql-from-text⟫"SELECT id FROM agent WHERE id = '$value'"⟪⟫` },
    {
      rule: "sql-from-text",
      lines: `$q = ⟪sql-from-text⟫"SELECT id FROM agent WHERE id = '" + $value + "'"⟪⟫`,
    },
    {
      rule: "sql-from-text",
      lines: `$q = ⟪sql-from-text⟫"SELECT id FROM agent WHERE id = '{0}'" -f $value⟪⟫`,
    },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫Write-Host "Connecting"⟪⟫` },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫"Connecting"⟪⟫` },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫Write-Warning "slow"⟪⟫` },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫Set-PSDebug -Trace 1⟪⟫` },
    { rule: "hand-made-json", lines: `$t = ⟪hand-made-json⟫'{"error": 4, "message": "' + $value + '"}'⟪⟫` },
    { rule: "hand-made-json", lines: '$t = ⟪hand-made-json⟫"{`"error`": 4, `"message`": `"$value`"}"⟪⟫' },
    { rule: "id-as-number", lines: `$id = ⟪id-as-number⟫[int]$args[1]⟪⟫` },
    { rule: "id-as-number", lines: `$data = @{ id = ⟪id-as-number⟫[int]$row.Id⟪⟫; name = $row.Name }` },
    { rule: "password-in-source", lines: `$password = ⟪password-in-source⟫'s3cret'⟪⟫` },
    {
      rule: "password-in-source",
      lines: `$p = ConvertTo-SecureString ⟪password-in-source⟫'s3cret'⟪⟫ -AsPlainText -Force`,
    },
    { rule: "no-timeout", lines: `$r = ⟪no-timeout⟫Invoke-RestMethod -Uri $url⟪⟫` },
    {
      rule: "exit-after-answer",
      lines: `if ($value -eq '') {\n    @{ error = 1 } | ConvertTo-Json\n    ⟪exit-after-answer⟫exit 1⟪⟫\n}`,
    },
  ],
  good: [
    { rule: "password-in-source", lines: `function f($User = "x", $Password = "") {}` },
    { rule: "syntax-error", lines: `$rows = @(1, 2) | ForEach-Object { "$($_)(" }` },
    { rule: "sql-from-text", lines: `$command.CommandText = 'SELECT id FROM agent WHERE id = @id'` },
    {
      rule: "output-before-answer",
      lines: `if ($args.Count -ne 2) {\n    Write-Host "usage: poll id 001"\n}`,
    },
    { rule: "output-before-answer", lines: `$WarningPreference = 'SilentlyContinue'\nWrite-Warning "slow"` },
    { rule: "output-before-answer", lines: `function Get-Name {\n    "web-01"\n}` },
    { rule: "hand-made-json", lines: `$t = '{"error": 4, "message": "none"}'` },
    { rule: "id-as-number", lines: `$id = ([int]$args[1]).ToString().PadLeft(3, '0')` },
    { rule: "password-in-source", lines: `$password = $env:KEYS_PASSWORD` },
    { rule: "no-timeout", lines: `$r = Invoke-RestMethod -Uri $url -TimeoutSec 10` },
    {
      rule: "exit-after-answer",
      lines: `if ($value -eq '') {\n    @{ error = 1 } | ConvertTo-Json\n    exit 0\n}`,
    },
  ],
};
