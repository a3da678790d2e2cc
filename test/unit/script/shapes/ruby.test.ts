// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the lines hold templates of their own.
/** How a Ruby script is read: its texts, its blocks, and what runs only sometimes. */

import { describe } from "vitest";
import { expectFound, nothing } from "../found.ts";
import { expectTexts } from "../texts.ts";

describe("a literal", () => {
  expectTexts([["ruby", `x = 'a'; y = "b\\n"`, `"a"`, `"b\\n"`]]);
});

describe("texts that are joined", () => {
  expectTexts([
    ["ruby", `x = "a" + v + "b"`, `"a" <v> "b"`],
    ["ruby", `x = "a" "b"`, `"a" "b"`],
  ]);
});

describe("a value inside a text", () => {
  expectTexts([["ruby", `x = "a#{v}b"`, `"a" <#{v}> "b"`]]);
});

describe("a text that is a format", () => {
  expectTexts([
    ["ruby", `x = format("%s-%s", v, w)`, `<v> "-" <w>`],
    ["ruby", `x = "%s-%s" % [v, w]`, `<v> "-" <w>`],
  ]);
});

describe("a block", () => {
  const ANSWER = "puts a.to_json";

  expectFound("output-before-answer", [
    ...nothing(
      "ruby",
      `${ANSWER}\nputs "b"`,
      `if c\n  ${ANSWER}\n  puts "b"\nend`,
      `if c\n  d\nelse\n  ${ANSWER}\n  puts "b"\nend`,
      `c.each do |d|\n  ${ANSWER}\n  puts "b"\nend`,
      `c.each { |d| ${ANSWER}; puts "b" }`,
      `begin\n  ${ANSWER}\n  puts "b"\nend`,
      `def f\n  ${ANSWER}\n  puts "b"\nend`,
      `if debug\n  puts "b"\nend`,
      `unless ARGV.size == 2\n  puts "b"\nend`,
      `puts "b" if debug`,
      `puts "b" unless ARGV.size == 2`,
    ),
    ["ruby", `if c\n  ${ANSWER}\nend\nputs "b"`, `puts "b"`],
    ["ruby", `if c\n  d\nelse\n  ${ANSWER}\nend\nputs "b"`, `puts "b"`],
    ["ruby", `c.each do |d|\n  ${ANSWER}\nend\nputs "b"`, `puts "b"`],
    ["ruby", `c.each { |d| ${ANSWER} }\nputs "b"`, `puts "b"`],
    ["ruby", `def f\n  ${ANSWER}\nend\nputs "b"`, `puts "b"`],
    ["ruby", `while debug\n  puts "b"\nend`, `puts "b"`],
  ]);
  expectFound("unreachable-code", [
    ...nothing(
      "ruby",
      "def f\n  return 1\n  def g; end\nend",
      "def f\n  return 1\n  class A; end\nend",
      "def f\n  return 1\n  module A; end\nend",
      "def f\n  return 1\nrescue A\n  2\nend",
      "def f\n  return 1\nensure\n  g\nend",
      "def f\n  g\n  return 1\nrescue A\n  2\nelse\n  3\nend",
    ),
    ["ruby", "def f\n  return 1\n  g\nend", "g"],
  ]);
  expectFound("no-timeout", [
    ...nothing(
      "ruby",
      `PG.connect("connect_timeout=1")`,
      "PG.connect(connect_timeout: 1)",
      "PG.connect(:connect_timeout => 1)",
      "Timeout.timeout(1) { TCPSocket.new(a, 1) }",
      "h = Net::HTTP.new(host)\nh.open_timeout = 1",
    ),
  ]);
  expectFound("id-as-number", nothing("ruby", `x = id.to_i\ny = z.rjust(3, "0")`));
});

describe("a text in other signs", () => {
  expectTexts([
    ["ruby", "x = <<E\na#{v}\nE\n", `"\\na" <#{v}> "\\n"`],
    ["ruby", "x = %w[a b]"],
    ["ruby", `x = "a" + ("b" + v)`, `"a" "b" <v>`],
    ["ruby", `x = "a" - v`, `"a"`],
  ]);
});
