/** Which scripts are recognised as registration scripts: by their code, or by a hint in a comment; never by another word in a comment. */

import { describe, expect, it } from "vitest";
import { registrationClaim } from "../../../core/documents/index.ts";
import { registrationScripts, templates } from "../../../core/templates/index.ts";

it.each(registrationScripts())("$id is one", ({ text }) => {
  expect(registrationClaim(text)).toBe("content");
});

it.each(templates().map(({ id, text }) => [id, text] as const))(
  "%s polls and does not register",
  (_, text) => {
    expect(registrationClaim(text)).toBeUndefined();
  },
);

describe("a line of a script", () => {
  it.each([
    [`printf "OSSEC A:'%s'\\n" "$1" | openssl s_client -quiet -connect "$M:1515"`, true],
    ["/var/ossec/bin/agent-auth -m 10.0.0.1", true],
    ['& "C:\\Program Files (x86)\\ossec-agent\\agent-auth.exe" -m $Manager', true],
    ["/var/ossec/bin/manage_agents -a any -n web-01", true],
    [`curl -k -X POST "$API/agents?pretty" -d '{"name":"web-01"}'`, true],
    ['curl -k -X POST \\\n  -d "$body" \\\n  "$API/agents"', true],
    ['requests.post(f"{API}/agents", json=agent)', true],
    ['Invoke-RestMethod -Method Post -Uri "$Api/agents/insert"', true],
    ['curl -u foo:bar -X PUT "$API/agents/$name"', true],
    ['curl -X PUT "$API/agents/$id/restart"', false],
    ['curl "$API/agents?select=id,name"', false],
    ['curl -X POST "$API/agents/group" -d x', false],
    ['curl -X POST "$API/security/user/authenticate"', false],
    ["requests.post(url + '/user-agents', json=x)", false],
    ["# then run agent-auth -m MANAGER", false],
    ["// POST /agents", false],
    ["PORT=1515", false],
    ["agent_auth()", false],
  ])("%s: %s", (line, is) => {
    expect(registrationClaim(`#!/bin/sh\n\n\n${line}\n`)).toBe(is ? "content" : undefined);
  });

  it("with a hint in a comment at the top counts, further down it does not", () => {
    expect(registrationClaim("#!/bin/sh\n# keypoll: registration script\n")).toBe("hint");
    expect(registrationClaim("#!/bin/sh\n\n\n# keypoll: registration script\n")).toBeUndefined();
  });

  it("can be as long as a script can be", () => {
    const line = "x.post(a,b);".repeat(40_000);
    expect(registrationClaim(line)).toBeUndefined();
    expect(registrationClaim(`${line}fetch(url + "/agents")`)).toBe("content");
  });
});
