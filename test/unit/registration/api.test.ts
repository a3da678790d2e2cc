/** The REST API for agents, request by request, on a registration service with a few agents. */

import { describe, expect, it } from "vitest";
import {
  type AgentState,
  defaultSettings,
  ManagerLog,
  readKeyFile,
  releaseFor,
} from "../../../core/manager/index.ts";
import {
  type ApiContext,
  type ApiRequest,
  type ApiResponse,
  answerApi3,
  answerApi4,
  answerLocally,
  serviceOf,
} from "../../../core/registration/index.ts";

const KEY = "0123456789abcdef".repeat(4);
const NEW_KEY = "fedcba9876543210".repeat(4);
const FILE = `001 web 10.0.0.1 ${KEY}\n002 db any ${KEY}\n003 mail 10.2.0.0/16 ${KEY}\n`;

const active: AgentState = { status: "active", disconnectedFor: undefined, registeredFor: 9e6 };
const STATES: Readonly<Record<string, AgentState>> = {
  "001": active,
  "002": { status: "disconnected", disconnectedFor: 7200, registeredFor: 9e6 },
  "003": { status: "never_connected", disconnectedFor: undefined, registeredFor: 9e5 },
};

interface Surroundings {
  readonly file?: string;
  readonly runs?: boolean;
  readonly states?: Readonly<Record<string, AgentState>>;
}

/** A manager and what was asked of its local socket. */
function managerOf(version: string, { file = FILE, runs = true, states = STATES }: Surroundings = {}) {
  const release = releaseFor(version);
  if (release === undefined) throw new Error(version);
  const manager = { ...defaultSettings(release), stateOf: (id: string) => states[id] };
  const service = serviceOf(version, { newKey: () => NEW_KEY, manager });
  if (service === undefined) throw new Error(version);
  const { store } = readKeyFile(file, { release, passEmpty: true });
  const questions: string[] = [];
  const context: ApiContext = {
    store: () => store,
    service,
    ask: (request) => {
      questions.push(request);
      return runs ? answerLocally(request, store, service, new ManagerLog(release)).reply : undefined;
    },
    user: "wazuh",
    password: "se:cret",
    newToken: () => "token-1",
    isToken: (token) => token === "token-1",
  };
  return { context, store, questions, asked: () => questions.map((each): unknown => JSON.parse(each)) };
}

type Manager = ReturnType<typeof managerOf>;

interface Sent {
  readonly auth?: string;
  readonly type?: string;
  readonly body?: unknown;
}

function requestOf(line: string, { auth, type = "application/json", body }: Sent): ApiRequest {
  const [method = "", target = ""] = line.split(" ");
  const url = new URL(target, "http://manager");
  return {
    method,
    path: decodeURIComponent(url.pathname),
    query: new Map(url.searchParams),
    headers: new Map([
      ["content-type", type],
      ...(auth === undefined ? [] : [["authorization", auth] as const]),
    ]),
    body: typeof body === "string" ? body : JSON.stringify(body ?? ""),
    peer: "10.9.9.9",
  };
}

const BASIC = `Basic ${btoa("wazuh:se:cret")}`;

const bodyOf = (answer: ApiResponse | undefined): unknown => JSON.parse(answer?.body ?? "null");
const recordIn = (answer: ApiResponse | undefined): string =>
  atob(/"key":"([^"]*)"/.exec(answer?.body ?? "")?.[1] ?? "");

const call4 = (line: string, sent: Sent = {}, manager: Manager = managerOf("4.14.7")) =>
  answerApi4(requestOf(line, { auth: "Bearer token-1", ...sent }), manager.context);
const call3 = (line: string, sent: Sent = {}, manager: Manager = managerOf("3.13.6")) =>
  answerApi3(requestOf(line, { auth: BASIC, ...sent }), manager.context);

const idsIn = ({ store }: Manager) => store.entries.map(({ id }) => id).sort();
const statusOf = (answer: ApiResponse | undefined) => [answer?.status, answer?.type];

describe("4.x: the token", () => {
  const TOKEN = "/security/user/authenticate";

  it("is given for user and password, as JSON or bare", () => {
    const answer = call4(`POST ${TOKEN}`, { auth: BASIC });
    expect(statusOf(answer)).toEqual([200, "application/json"]);
    expect(bodyOf(answer)).toEqual({ data: { token: "token-1" }, error: 0 });
    expect(call4(`GET ${TOKEN}?raw=true`, { auth: BASIC })).toEqual({
      status: 200,
      type: "text/plain",
      body: "token-1",
    });
    expect(bodyOf(call4(`POST ${TOKEN}?raw=false`, { auth: BASIC }))).toHaveProperty("data.token");
  });

  it.each([
    ["another user", `Basic ${btoa("wazu:se:cret")}`],
    ["another password", `Basic ${btoa("wazuh:se")}`],
    ["no password", `Basic ${btoa("wazuh")}`],
    ["no base64", "Basic %%%"],
    ["another way", "Bearer token-1"],
    ["more words", `${BASIC} more`],
    ["a word before it", `x ${BASIC}`],
  ])("is not given for %s", (_what, auth) => {
    const answer = call4(`POST ${TOKEN}`, { auth });
    expect(statusOf(answer)).toEqual([401, "application/problem+json"]);
    expect(bodyOf(answer)).toEqual({ title: "Unauthorized", detail: "Invalid credentials" });
  });

  it("reads the word before it in any case, with any number of blanks", () => {
    expect(call4(`POST ${TOKEN}`, { auth: `bASIC   ${btoa("wazuh:se:cret")}` })?.status).toBe(200);
    expect(call4("GET /agents", { auth: "bearer   token-1" })?.status).toBe(200);
  });

  it("can be asked for with POST from 4.4 on", () => {
    const status = (method: string, version: string) =>
      call4(`${method} ${TOKEN}`, { auth: BASIC }, managerOf(version))?.status;
    expect(["4.3.11", "4.4.0"].map((version) => status("POST", version))).toEqual([405, 200]);
    expect(["4.3.11", "4.4.0"].map((version) => status("GET", version))).toEqual([200, 200]);
    expect(status("PUT", "4.14.7")).toBe(405);
  });

  it.each([
    ["", "No authorization token provided"],
    [BASIC, "No authorization token provided"],
    ["Bearer token-2", "Invalid token"],
    ["Bearer token-1 more", "No authorization token provided"],
    ["x Bearer token-1", "No authorization token provided"],
  ])("is needed for everything else: %j", (auth, detail) => {
    const answer = call4("GET /agents", { auth });
    expect(answer?.status).toBe(401);
    expect(bodyOf(answer)).toEqual({ title: "Unauthorized", detail });
  });

  it.each([
    ["PUT /agents", 405],
    ["GET /agents/insert", 405],
    ["GET /agents/insert/quick", 405],
    ["DELETE /agents/001/key", 405],
    ["GET /agents/001", undefined],
    ["GET /agents/001/key/more", undefined],
    ["GET /x/agents/001/key", undefined],
    ["GET /agents/001/2/key", undefined],
    ["GET /manager/status", undefined],
  ])("%s is answered with %s", (line, status) => {
    const answer = call4(line);
    expect(answer?.status).toBe(status);
    if (status === 405)
      expect(bodyOf(answer)).toEqual({ title: "Method Not Allowed", detail: "405: Method Not Allowed" });
  });
});

const HOUR = { enabled: true, value: "1h" };
const forced = (enabled: boolean) => ({
  enabled,
  disconnected_time: HOUR,
  after_registration_time: "1h",
  key_mismatch: true,
});

describe("4.x: what the API asks the registration service for", () => {
  const add = (given: object) => ({ function: "add", arguments: given });

  it.each([
    ["POST /agents", { name: "web-09" }, "4.14.7", { name: "web-09", ip: "any", force: forced(false) }],
    [
      "POST /agents",
      { name: "web-09", ip: "FE80::1", force: { enabled: true, after_registration_time: "2d" } },
      "4.14.7",
      { name: "web-09", ip: "fe80::1", force: { ...forced(true), after_registration_time: "2d" } },
    ],
    [
      "POST /agents/insert",
      { name: "web-09", ip: "ANY" },
      "4.14.7",
      { name: "web-09", ip: "any", force: forced(true) },
    ],
    [
      "POST /agents/insert",
      { name: "web-09", id: "042", key: KEY },
      "4.3.11",
      { name: "web-09", ip: "any", id: "042", key: KEY, force: forced(true) },
    ],
    // 4.3 passes on both or none.
    [
      "POST /agents/insert",
      { name: "web-09", id: "042" },
      "4.3.11",
      { name: "web-09", ip: "any", force: forced(true) },
    ],
    [
      "POST /agents/insert",
      { name: "web-09", key: KEY },
      "4.3.11",
      { name: "web-09", ip: "any", force: forced(true) },
    ],
    [
      "POST /agents/insert",
      { name: "web-09", id: "042" },
      "4.4.0",
      { name: "web-09", ip: "any", id: "042", force: forced(true) },
    ],
    [
      "POST /agents/insert",
      { name: "web-09", key: KEY },
      "4.4.0",
      { name: "web-09", ip: "any", key: KEY, force: forced(true) },
    ],
    ["POST /agents/insert", { name: "web-09", force: 0 }, "4.14.7", { name: "web-09", ip: "any" }],
    [
      "POST /agents/insert/quick?agent_name=web-09",
      undefined,
      "4.14.7",
      { name: "web-09", ip: "any", force: forced(false) },
    ],
  ])("%s %j of %s", (line, body, version, wanted) => {
    const manager = managerOf(version);
    const answer = call4(line, { body }, manager);
    expect(manager.asked()).toEqual([add(wanted)]);
    expect(statusOf(answer)).toEqual([200, "application/json"]);
    expect(bodyOf(answer)).toMatchObject({ data: { id: expect.stringMatching(/^\d{3}$/) }, error: 0 });
  });

  it("answers with the record in base64, not with the key alone", () => {
    const answer = call4("POST /agents/insert", { body: { name: "web-09", ip: "10.3.0.0/16", id: "042" } });
    expect(bodyOf(answer)).toMatchObject({ data: { id: "042" }, error: 0 });
    expect(recordIn(answer)).toBe(`042 web-09 10.3.0.0/16 ${NEW_KEY}`);
  });
});

describe("4.x: a request that does not match the schema", () => {
  const UNLIKE_NAME = "does not match '^[\\\\w\\\\-.%]+$'";
  it.each([
    ["POST /agents", {}, "'name' is a required property"],
    ["POST /agents", { name: "a b" }, `'a b' ${UNLIKE_NAME}`],
    ["POST /agents", { name: "web!" }, `'web!' ${UNLIKE_NAME}`],
    ["POST /agents", { name: "!web" }, `'!web' ${UNLIKE_NAME}`],
    ["POST /agents", { name: 7 }, `'7' ${UNLIKE_NAME}`],
    ["POST /agents", { name: "web", id: "004" }, "Invalid field found {'id'}"],
    ["POST /agents", { name: "web", x: 1, y: 2 }, "Invalid field found {'x', 'y'}"],
    ["POST /agents/insert", { name: "web", groups: "x" }, "Invalid field found {'groups'}"],
    ["POST /agents", { name: "web", ip: 7 }, "'7' is not a 'alphanumeric_symbols'"],
    ["POST /agents", { name: "web", ip: "" }, "'' is not a 'alphanumeric_symbols'"],
    ["POST /agents", { name: "web", ip: "10.0.0.1;" }, "'10.0.0.1;' is not a 'alphanumeric_symbols'"],
    ["POST /agents", { name: "web", ip: ";10.0.0.1" }, "';10.0.0.1' is not a 'alphanumeric_symbols'"],
    ["POST /agents/insert", { name: "web", id: "04" }, "'04' is not a 'numbers'"],
    ["POST /agents/insert", { name: "web", id: "00x" }, "'00x' is not a 'numbers'"],
    ["POST /agents/insert", { name: "web", id: "x001" }, "'x001' is not a 'numbers'"],
    ["POST /agents/insert", { name: "web", id: "001x" }, "'001x' is not a 'numbers'"],
    ["POST /agents/insert", { name: "web", id: 400 }, "'400' is not a 'numbers'"],
    ["POST /agents/insert/quick", undefined, "Missing query parameter 'agent_name'"],
    [
      "POST /agents/insert/quick?agent_name=a%20b",
      undefined,
      "'a b' does not match the format of an agent name",
    ],
    ["GET /agents/1/key", undefined, "'1' is not a 'numbers'"],
    ["GET /agents/001x/key", undefined, "'001x' is not a 'numbers'"],
    ["GET /agents/x001/key", undefined, "'x001' is not a 'numbers'"],
    ["DELETE /agents?status=all", undefined, "Missing query parameter 'agents_list'"],
    ["DELETE /agents?agents_list=all", undefined, "Missing query parameter 'status'"],
    ["DELETE /agents?agents_list=1&status=all", undefined, "'agents_list' is not a list of ids"],
    ["DELETE /agents?agents_list=x001&status=all", undefined, "'agents_list' is not a list of ids"],
    ["DELETE /agents?agents_list=001x&status=all", undefined, "'agents_list' is not a list of ids"],
    ["DELETE /agents?agents_list=all,001&status=all", undefined, "'agents_list' is not a list of ids"],
    ["DELETE /agents?agents_list=001,x&status=all", undefined, "'agents_list' is not a list of ids"],
    ["DELETE /agents?agents_list=001&status=gone", undefined, "'status' is not a list of statuses"],
    ["DELETE /agents?agents_list=001&status=all,gone", undefined, "'status' is not a list of statuses"],
    ["DELETE /agents?agents_list=001&status=all&older_than=x", undefined, "'x' is not a 'timeframe'"],
    ["DELETE /agents?agents_list=001&status=all&older_than=1w", undefined, "'1w' is not a 'timeframe'"],
    ["DELETE /agents?agents_list=001&status=all&older_than=x1d", undefined, "'x1d' is not a 'timeframe'"],
    ["DELETE /agents?agents_list=001&status=all&older_than=1dx", undefined, "'1dx' is not a 'timeframe'"],
  ])("%s %j", (line, body, detail) => {
    const manager = managerOf("4.14.7");
    const answer = call4(line, { body }, manager);
    expect(statusOf(answer)).toEqual([400, "application/problem+json"]);
    expect(bodyOf(answer)).toEqual({ title: "Bad Request", detail });
    expect(manager.questions).toEqual([]);
  });
});

describe("4.x: a key, a name and a body", () => {
  it.each([
    ["63 characters", "k".repeat(63)],
    ["65 characters", "k".repeat(65)],
    ["a sign at its end", `${"k".repeat(63)}-`],
    ["a number", 7],
  ])("never repeats a wrong key: %s", (_what, key) => {
    const answer = call4("POST /agents/insert", { body: { name: "web-09", key } });
    expect(bodyOf(answer)).toEqual({
      title: "Bad Request",
      detail: "The key is not a 'wazuh_key' of 64 characters",
    });
  });

  it("takes a key with a letter or digit at its end, and names with letters of any script", () => {
    const key = `${"-".repeat(63)}k`;
    expect(call4("POST /agents/insert", { body: { name: "web-09", key } })?.status).toBe(200);
    // Its local socket checks no name.
    expect(bodyOf(call4("POST /agents", { body: { name: "wéb%" } }))).toMatchObject({ error: 0 });
  });

  it.each([
    [
      "text/plain",
      "{}",
      406,
      6002,
      "Not Acceptable",
      "The body type is not the one specified in the content-type",
    ],
    [
      "application/jsonx",
      "{}",
      406,
      6002,
      "Not Acceptable",
      "The body type is not the one specified in the content-type",
    ],
    [
      "x/application/json",
      "{}",
      406,
      6002,
      "Not Acceptable",
      "The body type is not the one specified in the content-type",
    ],
    ["application/json; charset=utf-8", "{", 400, 1018, "Bad Request", "Body request is not a valid JSON"],
    ["Application/JSON", "[]", 400, 1018, "Bad Request", "Body request is not a valid JSON"],
    ["application/json", "7", 400, 1018, "Bad Request", "Body request is not a valid JSON"],
    ["application/json", "null", 400, 1018, "Bad Request", "Body request is not a valid JSON"],
  ])("%s with %s", (type, body, status, error, title, detail) => {
    for (const path of ["/agents", "/agents/insert"]) {
      const answer = call4(`POST ${path}`, { type, body });
      expect(statusOf(answer)).toEqual([status, "application/problem+json"]);
      expect(bodyOf(answer)).toEqual({ title, detail, error });
    }
  });
});

const FIND = "Please, use `GET /agents?select=id,name` to find all available agents";

describe("4.x: a refusal", () => {
  it.each([
    [{ name: "x".repeat(129) }, 1738, "Agent name is too long", "Max length allowed for agent name is 128"],
    [
      { name: "web-09", ip: "10.0.0.5/24" },
      1706,
      "There is an agent with the same IP or the IP is invalid: 10.0.0.5/24",
      "Please choose another IP",
    ],
    [
      { name: "web-09", ip: "10.0.0.1" },
      1706,
      "There is an agent with the same IP or the IP is invalid: 10.0.0.1",
      "Please choose another IP",
    ],
    [{ name: "web" }, 1705, "There is an agent with the same name: web", "Please choose another name"],
    [
      { name: "web-09", id: "001" },
      1708,
      "There is an agent with the same ID: 001",
      "Please choose another ID",
    ],
  ])("of %j", (body, error, detail, remediation) => {
    const answer = call4("POST /agents/insert", { body: { ...body, force: { enabled: false } } });
    expect(statusOf(answer)).toEqual([400, "application/problem+json"]);
    expect(bodyOf(answer)).toEqual({
      title: "Bad Request",
      detail,
      remediation,
      dapi_errors: { node01: { error: detail } },
      error,
    });
  });

  it("takes a name of 128 characters", () => {
    expect(call4("POST /agents", { body: { name: "x".repeat(128) } })?.status).toBe(200);
  });

  it("of a service that does not run", () => {
    const manager = managerOf("4.14.7", { runs: false });
    const detail = "Wazuh authd is not running";
    const error = {
      title: "Bad Request",
      detail,
      remediation: "Please enable authd or check if there is any error",
      dapi_errors: { node01: { error: detail } },
      error: 1726,
    };
    expect(bodyOf(call4("POST /agents", { body: { name: "web-09" } }, manager))).toEqual(error);
    expect(bodyOf(call4("DELETE /agents?agents_list=003&status=all", {}, manager))).toEqual(error);
  });

  it("of the service for any other reason is an internal error", () => {
    const manager = managerOf("4.14.7");
    const worker = {
      ...manager.context.service,
      manager: { ...manager.context.service.manager, node: "worker" as const },
    };
    const context = {
      ...manager.context,
      ask: (request: string) =>
        answerLocally(request, manager.store, worker, new ManagerLog(worker.manager.release)).reply,
    };
    const request = requestOf("POST /agents", { auth: "Bearer token-1", body: { name: "web-09" } });
    const answer = answerApi4(request, context);
    const title = "Wazuh Internal Error";
    expect(answer?.status).toBe(500);
    expect(bodyOf(answer)).toEqual({
      title,
      detail: title,
      remediation:
        "Please, check `WAZUH_HOME/logs/ossec.log`, `WAZUH_HOME/logs/cluster.log` and `WAZUH_HOME/logs/api.log` to get more information about the error",
      dapi_errors: { node01: { error: title, logfile: "WAZUH_HOME/logs/api.log" } },
      error: 1000,
    });
  });
});

describe("4.x: a refusal of one agent", () => {
  it("of a key: the agent is the manager, or unknown", () => {
    const refused = (code: number, message: string, remediation: string, id: string) => ({
      data: {
        affected_items: [],
        total_affected_items: 0,
        total_failed_items: 1,
        failed_items: [{ error: { code, message, remediation }, id: [id] }],
      },
      message: "No agent keys were obtained",
      error: 1,
    });
    const manager = call4("GET /agents/000/key");
    expect(statusOf(manager)).toEqual([200, "application/json"]);
    expect(bodyOf(manager)).toEqual(
      refused(
        1703,
        "Action not available for Manager (agent 000)",
        `${FIND} and make sure you select an agent other than 000`,
        "000",
      ),
    );
    expect(bodyOf(call4("GET /agents/077/key"))).toEqual(refused(1701, "Agent does not exist", FIND, "077"));
  });
});

describe("4.x: the keys and the list of agents", () => {
  it("hands out a record", () => {
    expect(bodyOf(call4("GET /agents/003/key"))).toEqual({
      data: {
        affected_items: [{ id: "003", key: btoa(`003 mail 10.2.0.0/16 ${KEY}`) }],
        total_affected_items: 1,
        total_failed_items: 0,
        failed_items: [],
      },
      message: "Obtained keys for all selected agents",
      error: 0,
    });
  });

  it("shows address and status of each agent", () => {
    expect(bodyOf(call4("GET /agents?agents_list=002,003"))).toEqual({
      data: {
        affected_items: [
          { id: "002", name: "db", ip: "any", registerIP: "any", status: "disconnected" },
          {
            id: "003",
            name: "mail",
            ip: "10.2.0.0/16",
            registerIP: "10.2.0.0/16",
            status: "never_connected",
          },
        ],
        total_affected_items: 2,
        total_failed_items: 0,
        failed_items: [],
      },
      message: "All selected agents information was returned",
      error: 0,
    });
  });

  it("shows an agent without a state as never connected", () => {
    const answer = call4("GET /agents?status=never_connected", {}, managerOf("4.14.7", { states: {} }));
    expect(bodyOf(answer)).toMatchObject({ data: { total_affected_items: 3 } });
  });

  const many = Array.from({ length: 600 }, (_, at) => `${1001 + at} web-${at} any ${KEY}\n`).join("");

  it.each([
    ["", ["001", "002", "003"], 0, "All selected agents information was returned"],
    ["?status=active,disconnected", ["001", "002"], 0, "All selected agents information was returned"],
    ["?name=db", ["002"], 0, "All selected agents information was returned"],
    ["?name=d", [], 0, "All selected agents information was returned"],
    ["?offset=1", ["002", "003"], 0, "All selected agents information was returned"],
    ["?offset=1&limit=1", ["002"], 0, "All selected agents information was returned"],
    ["?agents_list=001,077", ["001"], 2, "Some agents information was not returned"],
    ["?agents_list=077,078", [], 1, "No agent information was returned"],
    ["?agents_list=000", [], 0, "All selected agents information was returned"],
  ])("selects with %j", (query, ids, error, message) => {
    const answer = call4(`GET /agents${query}`);
    expect(answer?.body.match(/"id":"\d+"/g) ?? []).toEqual(ids.map((id) => `"id":"${id}"`));
    expect(bodyOf(answer)).toMatchObject({ error, message });
  });

  it("has 500 agents if no number is given", () => {
    const answer = call4("GET /agents", {}, managerOf("4.14.7", { file: many }));
    expect(bodyOf(answer)).toMatchObject({ data: { total_affected_items: 500 } });
  });
});

describe("4.x: a deletion", () => {
  const ALL = "All selected agents were deleted";
  const SOME = "Some agents were not deleted";
  const NO = "No agents were deleted";
  const WEEK = 7 * 86_400;

  it.each<[string, readonly string[], readonly (readonly [number, readonly string[]])[], number, string]>([
    ["agents_list=003&status=all", ["003"], [], 0, ALL],
    ["agents_list=003,003&status=all", ["003"], [], 0, ALL],
    [
      "agents_list=003,000,077,001,002&status=all",
      ["003"],
      [
        [1703, ["000"]],
        [1731, ["001", "002"]],
        [1701, ["077"]],
      ],
      2,
      SOME,
    ],
    ["agents_list=000&status=all", [], [[1703, ["000"]]], 1, NO],
    ["agents_list=001&status=all&older_than=0s", ["001"], [], 0, ALL],
    ["agents_list=001&status=all&older_than=1s", [], [[1731, ["001"]]], 1, NO],
    ["agents_list=002&status=all&older_than=2h", ["002"], [], 0, ALL],
    ["agents_list=002&status=all&older_than=007200", ["002"], [], 0, ALL],
    ["agents_list=002&status=all&older_than=7201s", [], [[1731, ["002"]]], 1, NO],
    ["agents_list=003&status=disconnected", [], [[1731, ["003"]]], 1, NO],
    ["agents_list=003&status=disconnected,never_connected", ["003"], [], 0, ALL],
    // What was not named does not fail.
    ["agents_list=all&status=all", ["003"], [], 0, ALL],
    ["agents_list=all&status=pending", [], [], 0, ALL],
    ["agents_list=all&status=all&older_than=0s", ["001", "002", "003"], [], 0, ALL],
  ])("%s", (query, gone, failed, error, message) => {
    const manager = managerOf("4.14.7");
    const answer = call4(`DELETE /agents?${query}`, {}, manager);
    expect(answer?.status).toBe(200);
    expect(bodyOf(answer)).toMatchObject({
      data: {
        affected_items: gone,
        failed_items: failed.map(([code, id]) => ({ error: { code }, id })),
      },
      error,
      message,
    });
    expect(idsIn(manager)).toEqual(["001", "002", "003"].filter((id) => !gone.includes(id)));
  });

  it("counts days since the last message, or since the registration", () => {
    const state = (
      status: AgentState["status"],
      disconnectedFor: number | undefined,
      registeredFor: number,
    ) => ({
      "001": { status, disconnectedFor, registeredFor },
    });
    const deleted = (states: Readonly<Record<string, AgentState>>): boolean => {
      const manager = managerOf("4.14.7", { states });
      call4("DELETE /agents?agents_list=001&status=all", {}, manager);
      return manager.store.findById("001") === undefined;
    };
    expect(deleted(state("disconnected", WEEK, 0))).toBe(true);
    expect(deleted(state("disconnected", WEEK - 1, 9e9))).toBe(false);
    expect(deleted(state("never_connected", undefined, WEEK))).toBe(true);
    expect(deleted(state("never_connected", undefined, WEEK - 1))).toBe(false);
    expect(deleted(state("active", undefined, 9e9))).toBe(false);
    expect(deleted(state("pending", undefined, 9e9))).toBe(false);
    expect(deleted({})).toBe(false);
  });

  it.each([
    ["&purge=true", ""],
    ["&purge=false", `003 !mail 10.2.0.0 ${KEY}\n`],
    ["", `003 !mail 10.2.0.0 ${KEY}\n`],
  ])("keeps a removed record, unless it purges: %j", (query, left) => {
    const manager = managerOf("4.14.7");
    call4(`DELETE /agents?agents_list=003&status=all${query}`, {}, manager);
    expect(manager.store.write()).toBe(`001 web 10.0.0.1 ${KEY}\n002 db any ${KEY}\n${left}`);
  });
});

describe("3.x: user and password", () => {
  it.each([undefined, `Basic ${btoa("wazuh:no")}`, `Basic ${btoa("no:se:cret")}`, "Bearer token-1"])(
    "are asked for at each request: %s",
    (auth) => {
      const request = requestOf("GET /agents", auth === undefined ? {} : { auth });
      expect(answerApi3(request, managerOf("3.13.6").context)).toEqual({
        status: 401,
        type: "text/plain",
        body: "Unauthorized",
      });
    },
  );

  it.each([
    "GET /manager",
    "GET /agentsx",
    "GET /x/agents",
    "PUT /agents",
    "GET /agents/001",
    "POST /agents/001",
    "GET /agents/001/key/more",
    "DELETE /agents/001/key",
    "GET /agents/insert",
  ])("%s is no part of it", (line) => {
    expect(call3(line)).toBeUndefined();
  });
});

const FORM = "application/x-www-form-urlencoded";
const INSERT = { id: "042", name: "web-09", ip: "any", key: KEY };

describe("3.x: registration", () => {
  it.each<[string, Sent, object]>([
    ["POST /agents", { body: { name: "web-09" } }, { name: "web-09", ip: "10.9.9.9", force: -1 }],
    ["POST /agents", { body: { name: "web-09", ip: "ANY" } }, { name: "web-09", ip: "any", force: -1 }],
    [
      "POST /agents",
      { body: "name=web-09&ip=10.3.0.0%2F16&force=60", type: FORM },
      { name: "web-09", ip: "10.3.0.0/16", force: 60 },
    ],
    ["POST /agents", { body: "&name=web-09&", type: FORM }, { name: "web-09", ip: "10.9.9.9", force: -1 }],
    [
      "POST /agents/insert",
      { body: { id: "42", name: "web-09", ip: "10.3.0.1", key: KEY, force: -1 } },
      { name: "web-09", ip: "10.3.0.1", id: "042", key: KEY, force: -1 },
    ],
    ["PUT /agents/web-09", {}, { name: "web-09", ip: "any", force: -1 }],
  ])("%s %j", (line, sent, wanted) => {
    const manager = managerOf("3.13.6");
    const answer = call3(line, sent, manager);
    expect(manager.asked()).toEqual([{ function: "add", arguments: wanted }]);
    expect(statusOf(answer)).toEqual([200, "application/json"]);
    expect(bodyOf(answer)).toMatchObject({ error: 0, data: { id: expect.stringMatching(/^\d{3}$/) } });
    expect(recordIn(answer)).toMatch(/^\d{3} web-09 \S+ [0-9a-f]{64}$/);
  });
});

describe("3.x: a refused registration", () => {
  it.each<[string, Sent, number, string]>([
    ["POST /agents", { body: {} }, 604, "Missing field: 'name'"],
    ["POST /agents", { body: "no JSON" }, 604, "Missing field: 'name'"],
    ["POST /agents", { body: "nam=x", type: FORM }, 604, "Missing field: 'name'"],
    ["POST /agents", { body: { name: "web-09", id: "042" } }, 604, "Unknown field: 'id'"],
    ["POST /agents", { body: { name: "web-09", groups: "x" } }, 604, "Unknown field: 'groups'"],
    ["POST /agents", { body: { name: "a b" } }, 601, "Param not valid. Name expected: name"],
    ["POST /agents", { body: { name: "!web" } }, 601, "Param not valid. Name expected: name"],
    ["POST /agents", { body: { name: "web!" } }, 601, "Param not valid. Name expected: name"],
    ["POST /agents", { body: "name=a+b", type: FORM }, 601, "Param not valid. Name expected: name"],
    ["POST /agents", { body: "name=%zz", type: FORM }, 601, "Param not valid. Name expected: name"],
    ["POST /agents", { body: "name", type: FORM }, 601, "Param not valid. Name expected: name"],
    [
      "POST /agents",
      { body: { name: "web-09", force: "1h" } },
      600,
      "Param not valid. Integer expected: force",
    ],
    [
      "POST /agents",
      { body: { name: "web-09", force: "x1" } },
      600,
      "Param not valid. Integer expected: force",
    ],
    ...[
      "Any",
      "10.0.0.256",
      "10.0.0",
      "10.0.0.1/33",
      "x10.0.0.1",
      "10.0.0.1x",
      "::1",
      "anything",
      "many",
    ].map((ip): [string, Sent, number, string] => [
      "POST /agents",
      { body: { name: "web-09", ip } },
      606,
      "Param not valid. IP expected: ip",
    ]),
    [
      "POST /agents/insert",
      { body: { name: "web-09" } },
      604,
      "Missing fields. Mandatory fields: id, name, ip, key",
    ],
    ["POST /agents/insert", { body: { ...INSERT, id: "x1" } }, 600, "Param not valid. Integer expected: id"],
    ["POST /agents/insert", { body: { ...INSERT, id: "1x" } }, 600, "Param not valid. Integer expected: id"],
    [
      "POST /agents/insert",
      { body: { ...INSERT, key: `${KEY}-` } },
      615,
      "Param not valid. Key expected: key",
    ],
    [
      "POST /agents/insert",
      { body: { ...INSERT, key: `-${KEY}` } },
      615,
      "Param not valid. Key expected: key",
    ],
    ["PUT /agents/a%20b", {}, 601, "Invalid name"],
    ["PUT /agents/!web", {}, 601, "Invalid name"],
    ["PUT /agents/web!", {}, 601, "Invalid name"],
    ["GET /agents/x/key", {}, 600, "Param not valid. Integer expected: agent_id"],
    ["GET /agents/1x/key", {}, 600, "Param not valid. Integer expected: agent_id"],
    ["GET /agents/x1/key", {}, 600, "Param not valid. Integer expected: agent_id"],
    ["DELETE /agents/x", {}, 600, "Param not valid. Integer expected: id"],
    ["DELETE /agents/1x", {}, 600, "Param not valid. Integer expected: id"],
    ["DELETE /agents/x1", {}, 600, "Param not valid. Integer expected: id"],
    ["DELETE /agents?ids=1,x", {}, 600, "Param not valid. Integer expected: id"],
  ])("refuses %s %j with status 400", (line, sent, error, message) => {
    const manager = managerOf("3.13.6");
    const answer = call3(line, sent, manager);
    expect(statusOf(answer)).toEqual([400, "application/json"]);
    expect(bodyOf(answer)).toEqual({ error, message });
    expect(manager.questions).toEqual([]);
  });
});

describe("3.x: a registration behind the filters", () => {
  it.each(["any", "0.0.0.0/0", "10.0.0.255/32", "249.199.99.9/9", "255.250.0.0/30"])(
    "takes the address %s",
    (ip) => {
      const manager = managerOf("3.13.6");
      call3("POST /agents", { body: { name: "web-09", ip } }, manager);
      expect(manager.asked()).toMatchObject([{ arguments: { ip } }]);
    },
  );

  it.each<[string, Sent, number, string]>([
    [
      "POST /agents",
      { body: { name: "x".repeat(129) } },
      1738,
      "Agent name is too long. Max length allowed for agent name is 128: 129",
    ],
    ["POST /agents/insert", { body: { ...INSERT, key: "k".repeat(63) } }, 1709, "Too short key size (<64)"],
    // The code and the text of the registration service.
    ["PUT /agents/web", {}, 9008, "Duplicated name"],
    ["POST /agents", { body: { name: "web-09", ip: "10.0.0.1" } }, 9007, "Duplicated IP"],
    ["GET /agents/077/key", {}, 1701, "Agent does not exist: 077"],
    ["DELETE /agents/77", {}, 1701, "Agent does not exist: 077"],
  ])("refuses %s %j with status 200", (line, sent, error, message) => {
    const answer = call3(line, sent);
    expect(statusOf(answer)).toEqual([200, "application/json"]);
    expect(bodyOf(answer)).toEqual({ error, message });
  });

  it("says that the service does not run", () => {
    const answer = call3("PUT /agents/web-09", {}, managerOf("3.13.6", { runs: false }));
    expect(bodyOf(answer)).toEqual({ error: 1726, message: "Wazuh authd is not running" });
  });

  it("takes a name of 128 characters and a key of 64", () => {
    expect(bodyOf(call3(`PUT /agents/${"x".repeat(128)}`))).toMatchObject({ error: 0 });
    expect(bodyOf(call3("POST /agents/insert", { body: INSERT }))).toMatchObject({ error: 0 });
  });
});

describe("3.x: the agents", () => {
  it("are listed with their number", () => {
    expect(bodyOf(call3("GET /agents"))).toMatchObject({
      error: 0,
      data: {
        totalItems: 3,
        items: [{ id: "001", name: "web", ip: "10.0.0.1" }, { id: "002" }, { id: "003" }],
      },
    });
  });

  it("have their records handed out, also for an id without zeros", () => {
    const record = btoa(`002 db any ${KEY}`);
    expect(bodyOf(call3("GET /agents/2/key"))).toEqual({ error: 0, data: record });
    expect(bodyOf(call3("GET /agents/002/key"))).toEqual({ error: 0, data: record });
  });

  const ALL = "All selected agents were removed";
  it.each([
    ["DELETE /agents/2", "002", { msg: ALL, affected_agents: ["002"] }],
    ["DELETE /agents?ids=1,003,", "001 003", { msg: ALL, affected_agents: ["001", "003"] }],
    ["DELETE /agents", "", { msg: ALL, affected_agents: [] }],
    [
      "DELETE /agents?ids=1,77",
      "001",
      {
        msg: "Some agents were not removed",
        affected_agents: ["001"],
        failed_ids: [{ id: "077", error: { message: "Agent does not exist: 077", code: 1701 } }],
      },
    ],
  ])("%s", (line, gone, data) => {
    const manager = managerOf("3.13.6");
    expect(bodyOf(call3(line, {}, manager))).toEqual({ error: 0, data });
    expect(idsIn(manager).join(" ")).toBe(["001", "002", "003"].filter((id) => !gone.includes(id)).join(" "));
  });

  it.each([
    ["?purge", true],
    ["?purge=true", true],
    ["?purge=false", false],
    ["", false],
  ])("are purged if asked for: %j", (query, purges) => {
    const manager = managerOf("3.13.6");
    call3(`DELETE /agents/3${query}`, {}, manager);
    expect(manager.asked()).toEqual([{ function: "remove", arguments: { id: "003", purge: purges } }]);
  });
});

describe("an address as Python takes it", () => {
  const takes = (ip: string): boolean =>
    call4("POST /agents", { body: { name: "web-09", ip } })?.status === 200;
  // ip_address and ip_network of Python 3.10; the registration service takes all of these, too.
  it.each([
    "10.9.0.1",
    "0.0.0.0",
    "10.0.0.0/8",
    "10.0.0.4/30",
    "10.9.0.1/32",
    "10.0.0.0/255.0.0.0",
    "0.0.0.0/0",
    "::1",
    "::",
    "1::",
    "1::2",
    "fe80::1",
    "1:2:3:4:5:6:7:8",
    "1:2:3:4:5:6:7::",
    "fe80::/64",
    "1:2:3:4::/64",
    "ffff::/16",
  ])("%s is one", (ip) => expect(takes(ip)).toBe(true));
  it.each([
    "010.0.0.1",
    "10.0.0.01",
    "10.0.0.256",
    "10.0.0",
    "10.0.0.1.1",
    "10..0.1",
    "x10.0.0.1",
    "10.0.0.1x",
    "10.0.0.1/33",
    "10.0.0.1/8",
    "10.0.0.5/30",
    "10.0.0.0/8/8",
    "10.0.0.0/",
    "10.0.0.0/x",
    "10.0.0.0/8x",
    "10.0.0.0/255.0.255.0",
    "10.0.0.0/255.0.0",
    "1::2::3",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7:8::",
    "12345::",
    "g::",
    ":1",
    "1:",
    "::10.0.0.256",
    "x::10.0.0.1",
    "fe80::1/64",
    "::/129",
    "fe80::/255.0.0.0",
    "fe80::1%eth0/64",
    "localhost",
  ])("%s is refused", (ip) => expect(takes(ip)).toBe(false));
});
