/** What a call means in a Ruby script, by its receiver and its name. */

import { describe } from "vitest";
import { expectFixed, expectFound, nothing, whole } from "../found.ts";

describe("a connection without a limit", () => {
  expectFound("no-timeout", [
    ...whole(
      "ruby",
      "Mysql2::Client.new(a: 1)",
      "PG.connect(a: 1)",
      "PG.new(a: 1)",
      "PG::Connection.open(a: 1)",
      "Net::HTTP.get(uri)",
      "Net::HTTP.get_response(uri)",
      "Net::HTTP.post(uri)",
      "Net::HTTP.start(host)",
      "Net::HTTP.new(host)",
      "TCPSocket.new(host, 80)",
      "TCPSocket.open(host, 80)",
      "URI.open(url)",
    ),
    ...nothing("ruby", "Other.new(a: 1)", "PG.other(a: 1)"),
  ]);
});

describe("a limit", () => {
  expectFound(
    "no-timeout",
    nothing(
      "ruby",
      "Mysql2::Client.new(connect_timeout: 1)",
      "PG.connect(connect_timeout: 1)",
      "Net::HTTP.start(host, open_timeout: 1)",
      "Net::HTTP.start(host, read_timeout: 1)",
      "h = Net::HTTP.new(host)\nh.open_timeout = 1",
      "TCPSocket.new(host, 80, connect_timeout: 1)",
      "Timeout.timeout(1) { TCPSocket.new(host, 80) }",
      "URI.open(url, open_timeout: 1)",
    ),
  );
});

describe("the fix of a connection", () => {
  expectFixed("no-timeout", [
    ["ruby", "Mysql2::Client.new(a: 1)", "Mysql2::Client.new(a: 1, connect_timeout: 10)"],
    ["ruby", "PG.connect(a: 1)", "PG.connect(a: 1, connect_timeout: 10)"],
    ["ruby", "TCPSocket.new(a, 1)", "TCPSocket.new(a, 1, connect_timeout: 10)"],
    ["ruby", "URI.open(url)", undefined],
  ]);
});

describe("what goes to standard error", () => {
  expectFound("output-before-answer", [
    ...whole("ruby", "warn x", "$stderr.puts x", "STDERR.print x", "Logger.new($stderr)"),
    ...nothing("ruby", "x.warn y", "other.puts x", "Logger.new(file)", "$stderr.reopen(f)\nwarn x"),
  ]);
});

describe("a call that makes JSON", () => {
  expectFound("output-before-answer", [
    ...nothing("ruby", `puts JSON.generate(a)\nputs "b"`, `puts a.to_json\nputs "b"`),
    ["ruby", `puts JSON.parse(a)\nputs "b"`, `puts "b"`],
  ]);
});
