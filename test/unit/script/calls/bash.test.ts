/** What a command means in a shell script, by its name. */

import { describe } from "vitest";
import { expectFixed, expectFound, nothing, whole } from "../found.ts";

describe("a connection without a limit", () => {
  expectFound("no-timeout", [
    ...whole(
      "bash",
      "mysql agents",
      "mariadb agents",
      "psql agents",
      "curl $url",
      "nc host 80",
      "ncat host 80",
      "netcat host 80",
      "wget $url",
      "ldapsearch -x",
    ),
    ...nothing("bash", "sqlite3 agents.db", "other -x"),
    // The letter of another option.
    ["bash", "curl --mail x", "curl --mail x"],
    ["bash", "curl x-m", "curl x-m"],
    ["bash", "nc -vw host", "nc -vw host"],
  ]);
});

describe("a limit", () => {
  expectFound(
    "no-timeout",
    nothing(
      "bash",
      "mysql --connect-timeout=1",
      "mysql --connect_timeout=1",
      "psql 'host=db connect_timeout=1'",
      "export PGCONNECT_TIMEOUT=1\npsql agents",
      "curl -m 1 $url",
      "curl -m1 $url",
      "curl --max-time 1 $url",
      "curl --connect-timeout 1 $url",
      "nc -w 1 host 80",
      "nc --wait 1 host 80",
      "ncat --idle-timeout 1 host 80",
      "wget -T 1 $url",
      "wget --timeout=1 $url",
      "wget --connect-timeout=1 $url",
      "ldapsearch -o nettimeout=1 -x",
    ),
  );
});

describe("the fix of a connection", () => {
  expectFixed("no-timeout", [
    ["bash", "mysql agents", "mysql agents --connect-timeout=10"],
    ["bash", "mariadb agents", "mariadb agents --connect-timeout=10"],
    ["bash", "psql agents", undefined],
    ["bash", "curl $url", "curl $url --max-time 10"],
    ["bash", "nc host 80", "nc -w 10 host 80"],
    ["bash", "wget $url", "wget $url --timeout=10 --tries=1"],
    ["bash", "ldapsearch -x", "ldapsearch -o nettimeout=10 -x"],
  ]);
});

describe("a command that makes JSON", () => {
  expectFound("output-before-answer", [
    ...nothing("bash", "jq -n 1\necho b", "jo a=1\necho b"),
    ["bash", "jx -n 1\necho b", "echo b"],
  ]);
});
