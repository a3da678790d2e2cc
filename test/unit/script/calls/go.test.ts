/** What a call means in a Go program, by its name. */

import { describe } from "vitest";
import { expectFixed, expectFound, type Row } from "../found.ts";

const inMain = (lines: string): string => `func main() {\n${lines}\n}\n`;
const calls = (...lines: readonly string[]): readonly Row[] =>
  lines.map((line): Row => ["go", inMain(line), line]);
const nothing = (...lines: readonly string[]): readonly Row[] =>
  lines.map((line): Row => ["go", inMain(line)]);

describe("a connection without a limit", () => {
  expectFound("no-timeout", [
    ...calls(
      "http.Get(url)",
      "http.Post(url)",
      "http.PostForm(url)",
      "http.DefaultClient.Do(r)",
      "http.DefaultClient.Get(url)",
      "net.Dial(n, a)",
      "tls.Dial(n, a)",
      "ldap.DialURL(url)",
      "ldap.Dial(n, a)",
      `sql.Open("mysql", s)`,
      `sql.Open("postgres", s)`,
    ),
    ...nothing("other.Get(url)", `sql.Open("sqlite", s)`),
  ]);
});

describe("a limit", () => {
  expectFound(
    "no-timeout",
    nothing(
      "c, f := context.WithTimeout(b, 1)\nhttp.Get(url)",
      "c, f := context.WithDeadline(b, t)\nhttp.Get(url)",
      "c, _ := net.Dial(n, a)\nc.SetDeadline(t)",
      "c, _ := net.Dial(n, a)\nc.SetReadDeadline(t)",
      "c, f := context.WithTimeout(b, 1)\nnet.Dial(n, a)",
      "c, _ := ldap.DialURL(url)\nc.SetTimeout(1)",
      "ldap.DialURL(url, ldap.DialWithDialer(d))",
      `sql.Open("mysql", "keys@tcp(db)/a?timeout=1s")`,
      `sql.Open("postgres", "connect_timeout=1")`,
      `c := http.Client{Timeout: 1}`,
    ),
  );
});

describe("the fix of a connection", () => {
  expectFixed("no-timeout", [["go", inMain("http.Get(url)"), undefined]]);
});

describe("what goes to standard error", () => {
  expectFound("output-before-answer", [
    ...calls(
      "println(x)",
      "print(x)",
      "os.Stderr.WriteString(x)",
      "os.Stderr.Write(x)",
      "log.Println(x)",
      "log.Printf(x)",
      "log.Print(x)",
    ),
    ...nothing(
      "log.SetOutput(f)\nlog.Println(x)",
      "log.SetOutput(f)\nlog.Printf(x)",
      "other.Println(x)",
      "os.Stderr = f\nprintln(x)",
    ),
  ]);
});

describe("a call that makes JSON", () => {
  const JSON_AND_TEXT = (call: string): string => inMain(`fmt.Println(${call})\nfmt.Println("b")`);

  expectFound("output-before-answer", [
    ["go", JSON_AND_TEXT("json.Marshal(a)")],
    ["go", JSON_AND_TEXT("json.MarshalIndent(a)")],
    ["go", JSON_AND_TEXT("json.NewEncoder(a)")],
    ["go", JSON_AND_TEXT("json.Unmarshal(a)"), `fmt.Println("b")`],
  ]);
});
