/** What a call means in a PHP script, by its name. */

import { describe } from "vitest";
import { expectFixed, expectFound, nothing } from "../found.ts";

describe("a connection without a limit", () => {
  expectFound("no-timeout", [
    ["php", "mysqli_connect($h);", "mysqli_connect($h)"],
    ["php", "pg_connect($s);", "pg_connect($s)"],
    ["php", "curl_init($url);", "curl_init($url)"],
    ["php", "ldap_connect($url);", "ldap_connect($url)"],
    ["php", "new mysqli($h);", "new mysqli($h)"],
    ["php", "new PDO($s);", "new PDO($s)"],
    ["php", "new PDO('mysql:host=db');", "new PDO('mysql:host=db')"],
    ["php", "$s = 'mysql:host=db'; new PDO($s);", "new PDO($s)"],
    ["php", "$x = 'see sqlite:'; new PDO($s);", "new PDO($s)"],
    ["php", "other($h);"],
  ]);
});

describe("a limit, or a file", () => {
  expectFound(
    "no-timeout",
    nothing(
      "php",
      "$c = mysqli_init(); $c->options(MYSQLI_OPT_CONNECT_TIMEOUT, 1); mysqli_connect($h);",
      "ini_set('default_socket_timeout', 1); mysqli_connect($h);",
      "mysqli_connect($h, 'connect_timeout=1');",
      "pg_connect('host=db connect_timeout=1');",
      "$c = curl_init($url); curl_setopt($c, CURLOPT_TIMEOUT, 1);",
      "$c = curl_init($url); curl_setopt($c, CURLOPT_TIMEOUT_MS, 1);",
      "$c = curl_init($url); curl_setopt($c, CURLOPT_CONNECTTIMEOUT, 1);",
      "$c = curl_init($url); curl_setopt($c, CURLOPT_CONNECTTIMEOUT_MS, 1);",
      "$c = ldap_connect($url); ldap_set_option($c, LDAP_OPT_NETWORK_TIMEOUT, 1);",
      "new PDO($s, $u, $p, [PDO::ATTR_TIMEOUT => 1]);",
      "new PDO('pgsql:host=db;connect_timeout=1');",
      "new PDO('sqlite:agents.db');",
      "$s = 'sqlite:agents.db'; new PDO($s);",
      "$x = 'a'; $s = 'sqlite:agents.db'; new PDO($s);",
    ),
  );
});

describe("the fix of a connection", () => {
  expectFixed("no-timeout", [
    ["php", "mysqli_connect($h);", undefined],
    ["php", "curl_init($url);", undefined],
  ]);
});

describe("a call that makes JSON", () => {
  expectFound("output-before-answer", [
    ["php", `echo json_encode($a);\necho "b";`],
    ["php", `echo other($a);\necho "b";`, `echo "b";`],
  ]);
});
