/** Requests to the REST API and its responses, without the network. */

/** Maximum bytes of an agent's name in the API, in all releases. */
export const LONGEST_NAME = 128;

export interface ApiRequest {
  /** In upper case. */
  readonly method: string;
  /** Decoded, without the query. */
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  /** The caller's address. */
  readonly peer: string;
}

export interface ApiResponse {
  readonly status: number;
  readonly type: "application/json" | "application/problem+json" | "text/plain";
  readonly body: string;
}

export function json(status: number, value: unknown): ApiResponse {
  return { status, type: "application/json", body: JSON.stringify(value) };
}

/** An error of the 4.x API. Members that are undefined are left out. */
export function problem(status: number, value: Readonly<Record<string, unknown>>): ApiResponse {
  return { status, type: "application/problem+json", body: JSON.stringify(value) };
}

/** A part of an address or of a form, as it was before it was encoded. As it is if its encoding is invalid. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** User and password of basic authentication. Undefined if the request has none. */
export function basicAuth(request: ApiRequest): readonly [user: string, password: string] | undefined {
  const [, coded] = /^basic +(\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  if (coded === undefined) return undefined;
  try {
    const text = atob(coded);
    const colon = text.indexOf(":");
    return colon < 0 ? undefined : [text.slice(0, colon), text.slice(colon + 1)];
  } catch {
    return undefined;
  }
}

/** The members of a JSON object, or undefined for any other text. */
export function objectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
