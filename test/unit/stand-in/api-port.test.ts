/** The port of the REST API: its tokens, what it reads of a request, and what it says of it. */

import { readFileSync } from "node:fs";
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { request as httpsRequest } from "node:https";
import { describe, expect, it } from "vitest";
import { answerPatience } from "../../patience.ts";
import { type Running, running } from "../../stand-in/running.ts";

const KEY = "5a".repeat(32);
interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

async function api(version = "4.14", keys = `001 web any ${KEY}\n`) {
  const told: string[] = [];
  const manager: Running = await running({
    version,
    debug: 0,
    apiUser: "admin",
    apiPassword: "se:cret",
    files: { "etc/client.keys": keys },
    on: { exchange: ({ port, from, sent, answered }) => told.push(`${port} ${from}: ${sent} → ${answered}`) },
  });
  const ca = readFileSync(manager.sandbox.certificate, "utf8");
  const call = (
    method: string,
    path: string,
    { auth, body, type = "application/json" }: { auth?: string; body?: string | Buffer; type?: string } = {},
  ): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const headers = {
        ...(auth && { authorization: auth }),
        ...(body !== undefined && { "content-type": type }),
      };
      const options = {
        host: "127.0.0.1",
        port: manager.ports.api,
        method,
        path,
        headers,
        timeout: answerPatience,
      };
      const request = version.startsWith("3.") ? httpRequest(options) : httpsRequest({ ...options, ca });
      request.on("timeout", () => request.destroy(new Error("no answer")));
      request.on("error", reject);
      request.on("response", (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (piece: string) => (text += piece));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
      });
      request.end(body);
    });
  const basic = `Basic ${btoa("admin:se:cret")}`;
  const token = async () =>
    (await call("POST", "/security/user/authenticate?raw=true", { auth: basic })).text;
  const texts = () =>
    manager.lines.filter(({ daemon }) => daemon === "stand-in").map(({ level, text }) => `${level} ${text}`);
  return { manager, call, basic, token, told, texts };
}

describe("a token", () => {
  const decoded = (part = ""): unknown => JSON.parse(Buffer.from(part, "base64url").toString());

  it("has the form of the real one, and is good for a quarter of an hour", async () => {
    const { call, token } = await api();
    const before = Math.floor(Date.now() / 1000);
    const text = await token();
    const [head, claims, signature, ...others] = text.split(".");
    expect(decoded(head)).toEqual({ alg: "HS256", typ: "JWT" });
    expect(decoded(claims)).toEqual({ iss: "wazuh", exp: expect.any(Number) });
    const { exp } = { exp: 0, ...Object(decoded(claims)) };
    expect([exp >= before + 900, exp <= before + 960]).toEqual([true, true]);
    expect(Buffer.from(signature ?? "", "base64url").length).toBe(32);
    expect(others).toEqual([]);
    expect((await call("GET", "/agents", { auth: `Bearer ${text}` })).status).toBe(200);
  });

  it("of another manager, or one that was changed, is invalid", async () => {
    const { call, token } = await api();
    const other = await api();
    const text = await token();
    const [head = "", claims = "", signature = ""] = text.split(".");
    const longer = Buffer.from(JSON.stringify({ iss: "wazuh", exp: 9e9 })).toString("base64url");
    const wrong = [
      await other.token(),
      `${head}.${longer}.${signature}`,
      `${head}.${claims}.${signature.slice(0, -1)}`,
      `${head}.${claims}.${"A".repeat(signature.length)}`,
      `${head}.${claims}.`,
      "x",
    ];
    for (const each of wrong) {
      const { status, text: said } = await call("GET", "/agents", { auth: `Bearer ${each}` });
      expect([status, JSON.parse(said)]).toEqual([401, { title: "Unauthorized", detail: "Invalid token" }]);
    }
  });

  it("is not shown, nor is a password", async () => {
    const { call, token, told } = await api();
    await call("GET", "/agents", { auth: `Bearer ${await token()}` });
    expect(told[0]).toBe("REST API 127.0.0.1: POST /security/user/authenticate?raw=true → 200 ••••••••");
    expect(told.join()).not.toContain("eyJ");
  });
});

describe("a request", () => {
  it("is logged with its path and its result, and told with its body", async () => {
    const { call, told, texts, token, manager } = await api();
    const auth = `Bearer ${await token()}`;
    const added = await call("POST", "/agents?wait=1", { auth, body: '{"name":"db"}' });
    expect(JSON.parse(added.text)).toMatchObject({ data: { id: "002" }, error: 0 });
    await call("GET", "/agents?offset=5", {});
    expect(texts().slice(-3)).toEqual([
      "info API: POST /security/user/authenticate: 200.",
      "info API: POST /agents: 200.",
      "info API: GET /agents: 401.",
    ]);
    expect(told[1]).toMatch(/^REST API 127\.0\.0\.1: POST \/agents\?wait=1 \{"name":"db"\} → 200 \{"data":/);
    expect(told[2]).toMatch(/^REST API 127\.0\.0\.1: GET \/agents\?offset=5 → 401 \{"title":/);
    const { text } = await call("GET", "/agents?select=name", { auth });
    expect(text).toContain('"name":"db"');
    await manager.flushed();
    expect(readFileSync(manager.sandbox.keys, "latin1")).toMatch(/\n002 db any /);
  });

  it("has its path decoded, unless that is impossible", async () => {
    const { call, token, texts } = await api();
    const auth = `Bearer ${await token()}`;
    expect((await call("GET", "/agents/%30%301/key", { auth })).text).toContain(btoa(`001 web any ${KEY}`));
    expect((await call("GET", "//", { auth })).status).toBe(404);
    expect((await call("GET", "/agents%zz", { auth })).status).toBe(404);
    expect(texts().slice(-2)).toEqual([
      "warning API: GET /agents%zz is not part of the stand-in, which has the endpoints for agents and their keys.",
      "info API: GET /agents%zz: 404.",
    ]);
  });

  it("for something else gets the answer of its release, and the log says why", async () => {
    const now = await api();
    const { status, headers, text } = await now.call("GET", "/manager/status?x");
    expect([status, headers["content-type"], JSON.parse(text)]).toEqual([
      404,
      "application/problem+json",
      { title: "Not Found", detail: "404: Not Found (not part of the stand-in)" },
    ]);
    const then = await api("3.13.6");
    const old = await then.call("GET", "/manager/status", { auth: then.basic });
    expect([old.status, old.headers["content-type"], JSON.parse(old.text)]).toEqual([
      404,
      "application/json",
      { error: 603, message: "404: Not Found (not part of the stand-in)" },
    ]);
    for (const { texts } of [now, then])
      expect(texts()).toContain(
        "warning API: GET /manager/status is not part of the stand-in, which has the endpoints for agents and their keys.",
      );
  });

  it("may have a body of a mebibyte, in any characters", async () => {
    const { call, token, told } = await api();
    const auth = `Bearer ${await token()}`;
    const body = (length: number) => Buffer.from(`{"name":"${"ü".repeat(20)}"}`.padEnd(length - 20));
    const whole = await call("POST", "/agents", { auth, body: body(1 << 20) });
    const { data } = { data: { key: "" }, ...Object(JSON.parse(whole.text)) };
    expect(Buffer.from(data.key, "base64").toString()).toContain(`002 ${"ü".repeat(20)} any `);
    const { status, headers, text } = await call("POST", "/agents", { auth, body: body((1 << 20) + 1) });
    expect([status, headers["content-type"], text]).toEqual([
      413,
      "application/problem+json",
      '{"title":"Content size exceeded."}',
    ]);
    expect(told.at(-1)).toBe('REST API 127.0.0.1: POST /agents → 413 {"title":"Content size exceeded."}');
    expect((await call("GET", "/agents", { auth })).status).toBe(200);
  });

  it("that breaks off harms nobody", async () => {
    const { call, manager, texts } = await api("3.13.6");
    const options = { host: "127.0.0.1", port: manager.ports.api, method: "POST", path: "/agents" };
    const request = httpRequest({ ...options, headers: { "content-length": "10" } });
    request.on("error", () => undefined);
    request.write("half");
    await new Promise((resolve) => setTimeout(resolve, 50));
    request.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(texts()).toEqual(["info API: POST /agents: the request broke off."]);
    expect((await call("GET", "/agents")).status).toBe(401);
  });
});

describe("the API of 3.x", () => {
  it("needs user and password, and takes the caller's address", async () => {
    const { call, basic, manager } = await api("3.13.6");
    expect((await call("GET", "/agents", { auth: `Basic ${btoa("admin:se")}` })).status).toBe(401);
    expect((await call("GET", "/agents", { auth: `Basic ${btoa("root:se:cret")}` })).status).toBe(401);
    const form = { auth: basic, type: "application/x-www-form-urlencoded", body: "name=d%62&x=%zz" };
    expect(JSON.parse((await call("POST", "/agents", form)).text)).toMatchObject({
      error: expect.any(Number),
    });
    const named = { auth: basic, type: "application/x-www-form-urlencoded", body: "name=d%62" };
    expect(JSON.parse((await call("POST", "/agents", named)).text)).toMatchObject({ error: 0 });
    await manager.flushed();
    expect(readFileSync(manager.sandbox.keys, "latin1")).toMatch(/\n002 db 127\.0\.0\.1 /);
    expect(JSON.parse((await call("DELETE", "/agents/002?purge", { auth: basic })).text).error).toBe(0);
  });
});
