/** The forms of answers of the 4.x REST API: its errors, and what was done to several agents. */

import { type ApiResponse, json, LONGEST_NAME, problem } from "./http.ts";

/** An error of the API: its text, and its advice. Source: framework/wazuh/core/exception.py. */
interface ErrorText {
  readonly message: string;
  readonly remediation?: string;
}

const FIND_AGENTS = "Please, use `GET /agents?select=id,name` to find all available agents";

export const ERRORS = {
  1000: {
    message: "Wazuh Internal Error",
    remediation:
      "Please, check `WAZUH_HOME/logs/ossec.log`, `WAZUH_HOME/logs/cluster.log` and `WAZUH_HOME/logs/api.log` to get more information about the error",
  },
  1018: { message: "Body request is not a valid JSON" },
  1701: { message: "Agent does not exist", remediation: FIND_AGENTS },
  1703: {
    message: "Action not available for Manager (agent 000)",
    remediation: `${FIND_AGENTS} and make sure you select an agent other than 000`,
  },
  1705: { message: "There is an agent with the same name", remediation: "Please choose another name" },
  1706: {
    message: "There is an agent with the same IP or the IP is invalid",
    remediation: "Please choose another IP",
  },
  1708: { message: "There is an agent with the same ID", remediation: "Please choose another ID" },
  1709: {
    message: "Too short key size",
    remediation: "The necessary size for the key is 64 characters at least",
  },
  1726: {
    message: "Wazuh authd is not running",
    remediation: "Please enable authd or check if there is any error",
  },
  1731: {
    message: "Agent is not eligible for the action to be performed",
    remediation: "Please, make sure the agent meets the requirements.",
  },
  1738: {
    message: "Agent name is too long",
    remediation: `Max length allowed for agent name is ${LONGEST_NAME}`,
  },
  6002: { message: "The body type is not the one specified in the content-type" },
} as const satisfies Readonly<Record<number, ErrorText>>;

export type ErrorCode = keyof typeof ERRORS;

/** The name of the node in the details of an error on a manager without a cluster. */
const NODE = "node01";

/** An error that the API itself finds before it asks the node. */
export function refusedAtOnce(code: ErrorCode, status: number): ApiResponse {
  const title = status === 406 ? "Not Acceptable" : "Bad Request";
  return problem(status, { title, detail: ERRORS[code].message, error: code });
}

/** An error of the node. `value` is what the text names, such as the address that is taken. */
export function failure(code: ErrorCode, value?: string): ApiResponse {
  const { message, remediation }: ErrorText = ERRORS[code];
  const detail = value === undefined ? message : `${message}: ${value}`;
  const isInternal = code === 1000;
  return problem(isInternal ? 500 : 400, {
    title: isInternal ? message : "Bad Request",
    detail,
    remediation,
    dapi_errors: { [NODE]: { error: detail, ...(isInternal ? { logfile: "WAZUH_HOME/logs/api.log" } : {}) } },
    error: code,
  });
}

/** A request that does not match the schema of the API. */
export function badRequest(detail: string): ApiResponse {
  return problem(400, { title: "Bad Request", detail });
}

export interface FailedItem {
  readonly code: ErrorCode;
  readonly id: string;
}

/** The form of every answer about several agents. `message` has the words for all, some and none. */
export function affected(
  items: readonly unknown[],
  failed: readonly FailedItem[],
  [all, some, none]: readonly [string, string, string],
): ApiResponse {
  const codes = [...new Set(failed.map(({ code }) => code))];
  const error = failed.length === 0 ? 0 : items.length === 0 ? 1 : 2;
  return json(200, {
    data: {
      affected_items: items,
      total_affected_items: items.length,
      total_failed_items: failed.length,
      failed_items: codes.map((code) => ({
        error: { code, ...ERRORS[code] },
        id: failed.filter((each) => each.code === code).map(({ id }) => id),
      })),
    },
    message: [all, some, none][error === 0 ? 0 : error === 2 ? 1 : 2],
    error,
  });
}
