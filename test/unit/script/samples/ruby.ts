/** Ruby: mistakes, and the correct versions. */

import type { LanguageSamples } from "../support.ts";

export const ruby: LanguageSamples = {
  language: "ruby",
  script: (lines) => `#!/usr/bin/env ruby
require "json"

selector, value = ARGV
${lines}
if %w[id ip].include?(selector)
  answer = { error: 0, data: find(selector, value) }
else
  answer = { error: 3, message: "Unknown selector" }
end
puts JSON.generate(answer)
`,
  bad: [
    { rule: "no-timeout", lines: `peer = ⟪no-timeout⟫TCPSocket.new("db", 80)⟪⟫` },
    {
      rule: "password-in-source",
      lines: `def f(user = "x", password = ⟪password-in-source⟫"y"⟪⟫, token: ⟪password-in-source⟫"z"⟪⟫)\nend`,
    },
    { rule: "syntax-error", lines: `rows ⟪syntax-error⟫= [1, 2⟪⟫` },
    { rule: "sql-from-text", lines: `q = ⟪sql-from-text⟫"SELECT id FROM agent WHERE id = '#{value}'"⟪⟫` },
    {
      rule: "sql-from-text",
      lines: `q = ⟪sql-from-text⟫"SELECT id FROM agent WHERE id = '" + value + "'"⟪⟫`,
    },
    {
      rule: "sql-from-text",
      lines: `q = ⟪sql-from-text⟫format("SELECT id FROM agent WHERE id = '%s'", value)⟪⟫`,
    },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫puts "Connecting"⟪⟫` },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫print "Looking for #{value}"⟪⟫` },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫warn problem⟪⟫` },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫$stderr.puts problem⟪⟫` },
    {
      rule: "hand-made-json",
      lines: `t = ⟪hand-made-json⟫"{\\"error\\": 4, \\"message\\": \\"no #{value}\\"}"⟪⟫`,
    },
    { rule: "hand-made-json", lines: `t = ⟪hand-made-json⟫'{"error": 4, "message": "' + value + '"}'⟪⟫` },
    { rule: "id-as-number", lines: `id = ⟪id-as-number⟫ARGV[1].to_i⟪⟫` },
    { rule: "id-as-number", lines: `data = { id: ⟪id-as-number⟫row[0].to_i⟪⟫, name: row[1] }` },
    { rule: "id-as-number", lines: `data = { "id" => ⟪id-as-number⟫1⟪⟫, "name" => "web-01" }` },
    { rule: "password-in-source", lines: `password = ⟪password-in-source⟫"s3cret"⟪⟫` },
    {
      rule: "password-in-source",
      lines: `c = Mysql2::Client.new(host: "db", password: ⟪password-in-source⟫"s3cret"⟪⟫, connect_timeout: 5)`,
    },
    { rule: "no-timeout", lines: `c = ⟪no-timeout⟫Mysql2::Client.new(host: "db")⟪⟫` },
    { rule: "no-timeout", lines: `c = ⟪no-timeout⟫PG.connect(dbname: "agents")⟪⟫` },
    {
      rule: "exit-after-answer",
      lines: `if value.nil?\n  puts JSON.generate({ error: 1 })\n  ⟪exit-after-answer⟫exit 1⟪⟫\nend`,
    },
    { rule: "unreachable-code", lines: `def f\n  return 1\n  ⟪unreachable-code⟫connect⟪⟫\nend` },
    {
      rule: "bug-as-answer",
      lines: `begin\n  a = find\n⟪bug-as-answer⟫rescue => e⟪⟫\n  a = { error: 2, message: "No database" }\nend`,
    },
  ],
  good: [
    { rule: "no-timeout", lines: `peer = TCPSocket.new("db", 80, connect_timeout: 5)` },
    { rule: "password-in-source", lines: `def f(user = "x", password = nil)\nend` },
    { rule: "syntax-error", lines: `rows = %w[( {]; text = <<~END\n  (\nEND` },
    {
      rule: "bug-as-answer",
      lines: `begin\n  a = find\nrescue StandardError => e\n  a = { error: 2, message: e.class.name }\nend`,
    },
    { rule: "sql-from-text", lines: `s = c.prepare("SELECT id FROM agent WHERE id = ?")` },
    { rule: "output-before-answer", lines: `if ARGV.size != 2\n  puts "usage: poll id 001"\nend` },
    { rule: "output-before-answer", lines: `$stderr.reopen(File::NULL)\nwarn problem` },
    { rule: "hand-made-json", lines: `t = '{"error": 4, "message": "none"}'` },
    { rule: "id-as-number", lines: `id = ARGV[1].to_i.to_s.rjust(3, "0")` },
    { rule: "password-in-source", lines: `password = ENV.fetch("KEYS_PASSWORD")` },
    { rule: "no-timeout", lines: `c = PG.connect(dbname: "agents", connect_timeout: 5)` },
    { rule: "exit-after-answer", lines: `if value.nil?\n  puts JSON.generate({ error: 1 })\n  exit 0\nend` },
    { rule: "unreachable-code", lines: `def f\n  return 1\nrescue StandardError\n  2\nend` },
  ],
};
