/** The registration scripts, run with an API that checks each request, and with stand-ins for Wazuh's tools. */

import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RegistrationScript, registrationScripts } from "../../../core/templates/index.ts";
import { Machine } from "../../database/harness/interpreters.ts";
import { runScript } from "../../database/harness/run-script.ts";

const folder = join(import.meta.dirname, "../../../.cache/templates/registration");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const machine = new Machine(folder);

const KEY_LINE = "007 web1 any 6b1d0e9f8a7c5432106b1d0e9f8a7c5432106b1d0e9f8a7c5432106b1d0e9f8a";
const KEY = Buffer.from(KEY_LINE).toString("base64");
const ACCOUNT = `Basic ${Buffer.from('user:pass "\\word').toString("base64")}`;

interface Seen {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

const seen: Seen[] = [];
let address = "";

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = "";
  for await (const chunk of request) text += chunk;
  if (text !== "" && request.headers["content-type"] !== "application/json") return "not said to be JSON";
  return text === "" ? undefined : JSON.parse(text);
}

/** Both generations of the API in one; undocumented requests are refused. */
async function api(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = "", url = "", headers } = request;
  const [version = "", ...rest] = url.slice(1).split("/");
  const path = `/${rest.join("/")}`;
  const body = await bodyOf(request);
  seen.push({ method, path, body });
  const reply = (status: number, answer: object) => response.writeHead(status).end(JSON.stringify(answer));
  const agent = { error: 0, data: { id: "007", key: KEY } };
  if (version === "4" && headers.authorization === ACCOUNT && path === "/security/user/authenticate") {
    reply(200, { data: { token: "the.token" }, error: 0 });
  } else if (
    headers.authorization === (version === "4" ? "Bearer the.token" : ACCOUNT) &&
    method === "POST" &&
    path === "/agents"
  ) {
    if (JSON.stringify(body).includes("taken"))
      reply(400, { title: "Bad Request", detail: "name in use", error: 1705 });
    else if (JSON.stringify(body).includes("proxy")) response.writeHead(502).end("<h1>Bad Gateway</h1>");
    else reply(200, agent);
  } else reply(401, { title: "Unauthorized", error: 401 });
}

const server = createServer((request, response) => void api(request, response));
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
});

function install(script: RegistrationScript): { readonly program: string; readonly keys: string } {
  const place = join(folder, script.id);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  const program = join(place, script.fileName);
  writeFileSync(program, script.text, { mode: 0o755 });
  return { program, keys: join(place, "client.keys") };
}

const apiScripts = registrationScripts().filter(({ method }) => method.startsWith("api"));
const runnable = apiScripts.filter(({ language }) => machine.missingInterpreter(language) === undefined);

describe.each(runnable)("$id", (script) => {
  const version = script.method === "api-3" ? "3" : "4";

  async function register(args: readonly string[], password = 'pass "\\word', filled = "") {
    const { program, keys } = install(script);
    if (filled !== "") writeFileSync(keys, filled);
    seen.length = 0;
    const environment = {
      PATH: machine.path,
      WAZUH_API: `${address}/${version}`,
      WAZUH_API_USER: "user",
      WAZUH_API_PASSWORD: password,
      WAZUH_KEYS: keys,
    };
    const { execution } = await runScript(program, args, { environment, limit: 20_000 });
    return { ...execution, keys: existsSync(keys) ? readFileSync(keys, "utf8") : undefined };
  }

  test.each([
    { say: "any where nothing is said", args: ["web1"], ip: "any" },
    { say: "one address", args: ["web1", "192.0.2.7"], ip: "192.0.2.7" },
    { say: "a range", args: ["web1", "192.0.2.0/24"], ip: "192.0.2.0/24" },
    { say: "its own address", args: ["web1", "src"], ip: version === "3" ? undefined : "127.0.0.1" },
  ])("asks for $say and stores the key", async ({ args, ip }) => {
    const { end, output, keys } = await register(args);
    expect(output).toContain("Registered as 007.");
    expect(end).toEqual({ kind: "exit", code: 0 });
    expect(keys).toBe(`${KEY_LINE}\n`);
    expect(output).not.toContain(KEY);
    const asked = {
      method: "POST",
      path: "/agents",
      body: { name: "web1", ...(ip === undefined ? {} : { ip }) },
    };
    const token = { method: "GET", path: "/security/user/authenticate", body: undefined };
    expect(seen).toEqual(version === "3" ? [asked] : [token, asked]);
  });

  test("a name cannot escape from the request", async () => {
    const name = '"},"x":"$(touch HARM)\\';
    await register([name]);
    expect(seen.at(-1)?.body).toEqual({ name, ip: "any" });
  });

  test("prints the API's reason and stores nothing", async () => {
    const { end, output, keys } = await register(["taken"]);
    expect(end).toEqual({ kind: "exit", code: 1 });
    expect(output).toContain("name in use");
    expect(keys ?? "").toBe("");
  });

  test("says so if the response is not from the API", async () => {
    const { end, output, keys } = await register(["proxy"]);
    expect(end).toEqual({ kind: "exit", code: 1 });
    expect(output).toMatch(/^The API refused: the answer is not JSON\n/);
    expect(keys ?? "").toBe("");
  });

  test("a wrong password is reported and nothing is stored", async () => {
    const { end, output, keys } = await register(["web1"], "wrong");
    expect(end).toEqual({ kind: "exit", code: 1 });
    expect(output).toContain("Unauthorized");
    expect(output).not.toContain("wrong");
    expect(keys ?? "").toBe("");
  });

  test("does not change a file that contains agents, and asks nobody", async () => {
    const { end, keys } = await register(["web1"], "pass", "001 other any key\n");
    expect(end).toEqual({ kind: "exit", code: 1 });
    expect(keys).toBe("001 other any key\n");
    expect(seen).toEqual([]);
  });
});

/** A stand-in that records its arguments, and answers like the tool if the test needs that. */
function standIn(place: string, name: string, body: string): void {
  mkdirSync(join(place, "bin"), { recursive: true });
  writeFileSync(join(place, "bin", name), `#!/bin/bash\nprintf '[%s]' "$@" >> "${place}/calls"\n${body}\n`);
  chmodSync(join(place, "bin", name), 0o755);
}

describe("the command line scripts", () => {
  const scriptOf = (method: string) => {
    const found = registrationScripts().find((script) => script.method === method);
    if (found === undefined) throw new Error(`no script for ${method}`);
    return install(found).program;
  };
  const run = async (
    method: string,
    args: readonly string[],
    variables: Readonly<Record<string, string>> = {},
  ) => {
    const home = join(folder, method);
    rmSync(home, { recursive: true, force: true });
    const agents = `test -f "${home}/added" && echo '   ID: 012, Name: web1, IP: any'`;
    standIn(
      home,
      "manage_agents",
      `case $1 in
  -l) echo 'Available agents: '; echo '   ID: 011, Name: web10, IP: any'; ${agents} ;;
  -a)
    [[ $2 == bad ]] || touch "${home}/added"
    [[ $2 == mute ]] && touch "${home}/mute" ;;
  -e) [[ -e "${home}/mute" ]] || printf "\\nAgent key information for '$2' is: \\n${KEY}\\n" ;;
esac`,
    );
    standIn(home, "agent-auth", "");
    const { execution } = await runScript(scriptOf(method), args, {
      environment: { PATH: machine.path, WAZUH_HOME: home, ...variables },
      limit: 20_000,
    });
    const calls = existsSync(join(home, "calls")) ? readFileSync(join(home, "calls"), "utf8") : "";
    return { ...execution, calls };
  };

  test.each([
    { args: ["web1"], ip: "any" },
    { args: ["web1", "192.0.2.7"], ip: "192.0.2.7" },
    { args: ["web1", "192.0.2.0/24"], ip: "192.0.2.0/24" },
  ])("manage_agents adds $args and extracts the key", async ({ args, ip }) => {
    const { calls, output, end } = await run("manage-agents", args);
    expect(calls).toBe(`[-l][-a][${ip}][-n][web1][-l][-e][012]`);
    expect(output).toContain(`manage_agents -i ${KEY}`);
    expect(end).toEqual({ kind: "exit", code: 0 });
  });

  test("a refusal of manage_agents is reported", async () => {
    const { output, end } = await run("manage-agents", ["web1", "bad"]);
    expect(output).toContain("did not add web1");
    expect(end).toEqual({ kind: "exit", code: 1 });
  });

  test("a key that manage_agents does not print is reported", async () => {
    const { output, end } = await run("manage-agents", ["web1", "mute"]);
    expect(output).toContain("does not give its key");
    expect(end).toEqual({ kind: "exit", code: 1 });
  });

  test("a taken name is reported, without adding", async () => {
    const { output, calls } = await run("manage-agents", ["web10"]);
    expect(output).toContain("registered already");
    expect(calls).toBe("[-l]");
  });

  test.each([
    { args: ["10.0.0.1", "web1"], calls: "[-m][10.0.0.1][-A][web1]" },
    { args: ["10.0.0.1", "web1", "manager", "a,b"], calls: "[-m][10.0.0.1][-A][web1][-G][a,b]" },
    { args: ["10.0.0.1", "web1", "src"], calls: "[-m][10.0.0.1][-A][web1][-i]" },
    { args: ["10.0.0.1", "web1", "192.0.2.0/24"], calls: "[-m][10.0.0.1][-A][web1][-I][192.0.2.0/24]" },
  ])("agent-auth is called for $args", async ({ args, calls }) => {
    const result = await run("agent-auth", args);
    expect(result.calls).toBe(calls);
    expect(result.end).toEqual({ kind: "exit", code: 0 });
  });

  test("agent-auth checks the manager's certificate if an authority is given", async () => {
    const { calls } = await run("agent-auth", ["10.0.0.1", "web1"], { WAZUH_CA: "/ca.pem" });
    expect(calls).toContain("[-v][/ca.pem]");
  });
});
