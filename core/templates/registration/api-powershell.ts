/** Registration through the REST API in PowerShell, for agents on Windows. */

import { code, commented, mark } from "../code.ts";
import { type ApiGeneration, apiAddress, apiHead, apiScripts } from "./script.ts";

const register: Readonly<Record<ApiGeneration, string>> = {
  "api-3": code`
$agent = [ordered]@{ name = $Name }
if ($IP -ne 'src') { $agent.ip = $IP } # Without an address the API takes the one that it sees.
$data = Send-Request "Basic $credentials" 'Post' '/agents' $agent`,
  "api-4": code`
# GET gives a token from 4.0 to 4.14.
$token = (Send-Request "Basic $credentials" 'Get' '/security/user/authenticate').token
if ($IP -eq 'src') {
    # The address from which this machine reaches the manager. Connecting a UDP socket sends nothing.
    $udp = New-Object System.Net.Sockets.UdpClient
    $udp.Connect(([Uri] $Api).Host, ([Uri] $Api).Port)
    $IP = $udp.Client.LocalEndPoint.Address.ToString()
    $udp.Close()
}
$data = Send-Request "Bearer $token" 'Post' '/agents' ([ordered]@{ name = $Name; ip = $IP })`,
};

const text = (generation: ApiGeneration) => code`
${commented([...apiHead(generation, "register_agent.ps1"), "", "The certificate of the API has to be trusted by the system. PowerShell 5.1 or newer, as administrator, on the agent;", "restart the agent afterwards."])}

param(
    [Parameter(Mandatory)] [string] $Name,
    [string] $IP = 'any'
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12

$Api = if ($env:WAZUH_API) { $env:WAZUH_API } else { '${apiAddress(generation)}' }
$Keys = if ($env:WAZUH_KEYS) { $env:WAZUH_KEYS } else { '${mark("keys", "C:\\Program Files (x86)\\ossec-agent\\client.keys")}' }

# Sends a request with a body in JSON, and gives the data of the answer. A refusal of the API ends the script.
function Send-Request([string] $Authorization, [string] $Method, [string] $Path, $Body) {
    $request = @{
        Uri         = $Api + $Path
        Method      = $Method
        Headers     = @{ Authorization = $Authorization }
        ContentType = 'application/json'
        TimeoutSec  = 60
    }
    if ($null -ne $Body) { $request.Body = $Body | ConvertTo-Json -Compress }
    $answer = Invoke-RestMethod @request
    if (-not $answer.PSObject.Properties['data']) { throw "The API refused: $($answer | ConvertTo-Json -Compress)" }
    return $answer.data
}

if (-not $env:WAZUH_API_USER -or -not $env:WAZUH_API_PASSWORD) { throw 'WAZUH_API_USER and WAZUH_API_PASSWORD are not set.' }
if ((Test-Path -LiteralPath $Keys) -and (Get-Item -LiteralPath $Keys).Length -gt 0) {
    throw "$Keys is not empty: this machine is registered already, or it is a manager."
}
$account = '{0}:{1}' -f $env:WAZUH_API_USER, $env:WAZUH_API_PASSWORD
$credentials = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($account))

${register[generation]}

# The key is the line of the agent's file: id, name, address and key.
$line = [Text.Encoding]::ASCII.GetString([Convert]::FromBase64String($data.key))
[IO.File]::WriteAllText($Keys, "$line\`n", [Text.Encoding]::ASCII)
Write-Output "Registered as $($data.id). Restart the agent to use its key."`;

export const powershellApiScripts = apiScripts("powershell", "register_agent.ps1", text);
