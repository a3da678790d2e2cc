/** The REST API for agents over the network, in the forms of 4.x and 3.x. */

import { readFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { describe, expect, it } from "vitest";
import { type Running, running } from "./running.ts";

interface Answer {
  readonly status: number;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape that it looks at
  readonly body: any;
}

interface Sent {
  readonly auth?: string;
  readonly type?: string;
  readonly body?: unknown;
}

function call(
  standIn: Running,
  method: string,
  path: string,
  { auth, type, body }: Sent = {},
): Promise<Answer> {
  const isOld = standIn.version.startsWith("3.");
  const text = typeof body === "string" ? body : body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    ...(auth === undefined ? {} : { authorization: auth }),
    ...(text === undefined ? {} : { "content-type": type ?? "application/json" }),
  };
  const options = { host: "127.0.0.1", port: standIn.ports.api, method, path, headers };
  return new Promise((resolve, reject) => {
    const request = isOld
      ? httpRequest(options)
      : httpsRequest({ ...options, ca: readFileSync(standIn.sandbox.certificate, "utf8") });
    request.on("error", reject);
    request.on("response", (response) => {
      let read = "";
      response.on("data", (bytes: Buffer) => (read += bytes.toString("utf8")));
      response.on("end", () => {
        const isJson = /json/.test(response.headers["content-type"] ?? "");
        resolve({
          status: response.statusCode ?? 0,
          text: read,
          body: isJson ? JSON.parse(read) : undefined,
        });
      });
    });
    request.end(text);
  });
}

const basic = `Basic ${btoa("wazuh:wazuh")}`;
const record = (key: string): string => atob(key);

const opened4 = async (wanted = {}): Promise<[Running, Sent]> => {
  const standIn = await running(wanted);
  const token = await call(standIn, "POST", "/security/user/authenticate?raw=true", { auth: basic });
  return [standIn, { auth: `Bearer ${token.text}` }];
};

describe("4.x", () => {
  it("gives a token for the right password only, and nothing without one", async () => {
    const standIn = await running();
    const wrong = await call(standIn, "POST", "/security/user/authenticate", {
      auth: `Basic ${btoa("wazuh:x")}`,
    });
    expect([wrong.status, wrong.body.title]).toEqual([401, "Unauthorized"]);
    const right = await call(standIn, "POST", "/security/user/authenticate", { auth: basic });
    expect(right.body).toMatchObject({ data: { token: expect.stringMatching(/^ey.+\..+\..+$/) }, error: 0 });
    expect((await call(standIn, "GET", "/agents")).status).toBe(401);
    expect((await call(standIn, "GET", "/agents", { auth: "Bearer a.b.c" })).status).toBe(401);
  });

  it("adds, inserts, lists, hands out and deletes agents", async () => {
    const [standIn, auth] = await opened4();
    const added = await call(standIn, "POST", "/agents", {
      ...auth,
      body: { name: "web-01", ip: "10.0.0.7" },
    });
    expect(added.body).toMatchObject({ data: { id: "001" }, error: 0 });
    expect(record(added.body.data.key)).toMatch(/^001 web-01 10\.0\.0\.7 [0-9a-f]{64}$/);
    const key = "0123456789abcdef".repeat(4);
    const inserted = await call(standIn, "POST", "/agents/insert", {
      ...auth,
      body: { name: "web-02", id: "042", key },
    });
    expect(record(inserted.body.data.key)).toBe(`042 web-02 any ${key}`);
    const quick = await call(standIn, "POST", "/agents/insert/quick?agent_name=web-03", auth);
    expect(quick.body.data.id).toBe("043");
    const list = await call(standIn, "GET", "/agents?status=never_connected", auth);
    expect(list.body.data.affected_items.map(({ name }: { name: string }) => name)).toEqual([
      "web-01",
      "web-02",
      "web-03",
    ]);
    const shown = await call(standIn, "GET", "/agents/042/key", auth);
    expect(shown.body.data.affected_items).toEqual([{ id: "042", key: inserted.body.data.key }]);
    const young = await call(standIn, "DELETE", "/agents?agents_list=042,000,099&status=all", auth);
    expect([young.status, young.body.error]).toEqual([200, 1]);
    expect(
      young.body.data.failed_items.map(({ error }: { error: { code: number } }) => error.code).sort(),
    ).toEqual([1701, 1703, 1731]);
    const gone = await call(standIn, "DELETE", "/agents?agents_list=042&status=all&older_than=0s", auth);
    expect(gone.body).toMatchObject({
      data: { affected_items: ["042"] },
      message: "All selected agents were deleted",
      error: 0,
    });
  });

  it.each([
    [{ ip: "10.0.0.1" }, 400, undefined],
    [{ name: "a b" }, 400, undefined],
    [{ name: "web-09", nonsense: 1 }, 400, undefined],
    [{ name: "x".repeat(129) }, 400, 1738],
    [{ name: "web-09", ip: "10.0.0.5/24" }, 400, 1706],
    [{ name: "web-09", ip: "10.0.0.0/24" }, 200, 0],
    [{ name: "web-09", ip: "ANY" }, 200, 0],
    [{ name: "taken" }, 400, 1705],
    [{ name: "web-09", ip: "10.1.1.1" }, 400, 1706],
    [{ name: "web-09", id: "1" }, 400, undefined],
    [{ name: "web-09", id: "001" }, 400, 1708],
    [{ name: "web-09", key: "short" }, 400, undefined],
  ])("answers an insertion of %j with %i, error %s", async (body, status, error) => {
    const [standIn, auth] = await opened4({
      files: { "etc/client.keys": `001 taken 10.1.1.1 ${"a".repeat(64)}\n` },
      agentStates: ["001=active"],
    });
    const answer = await call(standIn, "POST", "/agents/insert", { ...auth, body });
    expect([answer.status, answer.body.error]).toEqual([status, error]);
  });

  it("names in an error the value, the fix, and the node", async () => {
    const [standIn, auth] = await opened4();
    const body = { name: "web-09", ip: "10.1.1.1" };
    await call(standIn, "POST", "/agents", { ...auth, body });
    const again = await call(standIn, "POST", "/agents", { ...auth, body: { ...body, name: "web-10" } });
    const detail = "There is an agent with the same IP or the IP is invalid: 10.1.1.1";
    expect(again.body).toEqual({
      title: "Bad Request",
      detail,
      remediation: "Please choose another IP",
      dapi_errors: { node01: { error: detail } },
      error: 1706,
    });
  });

  it("refuses other content types and methods, and says what it is not", async () => {
    const [standIn, auth] = await opened4();
    expect(
      (await call(standIn, "POST", "/agents", { ...auth, type: "text/plain", body: "x" })).body.error,
    ).toBe(6002);
    expect((await call(standIn, "PUT", "/agents", auth)).status).toBe(405);
    const other = await call(standIn, "GET", "/manager/status", auth);
    expect([other.status, other.text]).toEqual([404, expect.stringContaining("not part of the stand-in")]);
  });
});

describe("3.x", () => {
  const opened = (): Promise<Running> => running({ version: "3.13.6" });

  it("asks for user and password at each request", async () => {
    expect((await call(await opened(), "GET", "/agents")).status).toBe(401);
  });

  it("adds with a form, with the caller's address if none is given, and returns the key", async () => {
    const standIn = await opened();
    const form = { auth: basic, type: "application/x-www-form-urlencoded", body: "name=web-01" };
    const added = await call(standIn, "POST", "/agents", form);
    expect(added.body).toMatchObject({ error: 0, data: { id: "001" } });
    expect(record(added.body.data.key)).toMatch(/^001 web-01 127\.0\.0\.1 [0-9a-f]{64}$/);
    const key = await call(standIn, "GET", "/agents/001/key", { auth: basic });
    expect(key.body).toEqual({ error: 0, data: added.body.data.key });
    expect((await call(standIn, "PUT", "/agents/web-02", { auth: basic })).body.data.id).toBe("002");
    expect((await call(standIn, "DELETE", "/agents/001?purge", { auth: basic })).body.error).toBe(0);
  });

  it("answers refusals after the filters with status 200", async () => {
    const standIn = await opened();
    const missing = await call(standIn, "POST", "/agents", { auth: basic, body: {} });
    expect([missing.status, missing.body]).toEqual([400, { error: 604, message: "Missing field: 'name'" }]);
    await call(standIn, "PUT", "/agents/web-02", { auth: basic });
    const twice = await call(standIn, "PUT", "/agents/web-02", { auth: basic });
    expect([twice.status, twice.body]).toEqual([200, { error: 9008, message: "Duplicated name" }]);
    expect((await call(standIn, "GET", "/agents/077/key", { auth: basic })).body.error).toBe(1701);
  });
});
