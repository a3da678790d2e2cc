/** What a call means in a JavaScript script, by its name. */

import { describe } from "vitest";
import { expectFixed, expectFound, nothing, whole } from "../found.ts";

describe("a connection without a limit", () => {
  expectFound("no-timeout", [
    ...whole(
      "javascript",
      "fetch(url)",
      "axios(url)",
      "axios.get(url)",
      "axios.post(url)",
      "axios.request(url)",
      "http.get(url)",
      "https.get(url)",
      "http.request(url)",
      "https.request(url)",
      "net.connect(80)",
      "net.createConnection(80)",
      "tls.connect(80)",
      "ldap.createClient(x)",
      "ldapjs.createClient(x)",
      "new Client()",
      "new Pool(x)",
      "new pg.Client()",
      "new pg.Pool()",
    ),
    ...nothing("javascript", "other(url)", "new Other()"),
  ]);
});

describe("a limit", () => {
  expectFound(
    "no-timeout",
    nothing(
      "javascript",
      "fetch(url, { signal })",
      "fetch(url, { signal: s })",
      "axios.get(url, { timeout: 1 })",
      "axios.get(url, { signal })",
      "http.get(url).setTimeout(1)",
      "net.connect({ timeout: 1 })",
      "const s = net.connect(80); s.setTimeout(1)",
      "net.connect({ signal })",
      "ldap.createClient({ connectTimeout: 1 })",
      "ldap.createClient({ timeout: 1 })",
      "new Client({ connectionTimeoutMillis: 1 })",
      "new Client({ connectTimeout: 1 })",
    ),
  );
});

describe("the fix of a connection", () => {
  expectFixed("no-timeout", [
    ["javascript", "fetch(url)", undefined],
    ["javascript", "new Client()", undefined],
  ]);
});

describe("what goes to standard error", () => {
  expectFound("output-before-answer", [
    ...whole(
      "javascript",
      "console.error(x)",
      "console.warn(x)",
      "console.trace(x)",
      "process.stderr.write(x)",
    ),
    ...nothing("javascript", "other.error(x)", "console.error = f;\nconsole.warn(x)"),
  ]);
});

describe("a call that makes JSON", () => {
  expectFound("output-before-answer", [
    ...nothing("javascript", `console.log(JSON.stringify(a));\nconsole.log("b")`),
    ["javascript", `console.log(JSON.parse(a));\nconsole.log("b")`, `console.log("b")`],
  ]);
});
