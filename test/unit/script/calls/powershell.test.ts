/** What a command means in a PowerShell script, by its name. */

import { describe } from "vitest";
import { expectFixed, expectFound, nothing, whole } from "../found.ts";

describe("a connection without a limit", () => {
  expectFound("no-timeout", [
    ...whole(
      "powershell",
      "Invoke-RestMethod $url",
      "Invoke-WebRequest $url",
      "irm $url",
      "iwr $url",
      "Invoke-Sqlcmd -Query $q",
    ),
    ...nothing("powershell", "Get-Content $file"),
  ]);
});

describe("a limit", () => {
  expectFound(
    "no-timeout",
    nothing(
      "powershell",
      "Invoke-RestMethod $url -TimeoutSec 1",
      "iwr $url -ConnectionTimeoutSeconds 1",
      "Invoke-Sqlcmd -Query $q -ConnectionTimeout 1",
    ),
  );
});

describe("the fix of a connection", () => {
  expectFixed("no-timeout", [
    ["powershell", "irm $url", "irm $url -TimeoutSec 10"],
    ["powershell", "Invoke-Sqlcmd -Query $q", "Invoke-Sqlcmd -Query $q -ConnectionTimeout 10"],
  ]);
});

describe("what goes to standard error", () => {
  expectFound("output-before-answer", [
    ...whole("powershell", "Write-Error $x", "Write-Warning $x"),
    ...nothing("powershell", "Write-Verbose $x", "$WarningPreference = 'SilentlyContinue'\nWrite-Warning $x"),
    ["powershell", "$WarningPreference = 'SilentlyContinue'\nWrite-Error $x", "Write-Error $x"],
  ]);
});

describe("a command that makes JSON", () => {
  expectFound("output-before-answer", [
    ...nothing("powershell", "ConvertTo-Json $a\nWrite-Output 'b'"),
    ["powershell", "ConvertFrom-Json $a\nWrite-Output 'b'", "Write-Output 'b'"],
  ]);
});
