/** The Ruby poll script around its look-up. */

import { code, commented, fieldRules, type Language, type Parts, paragraphs } from "../../code.ts";
import { lookups } from "./lookups.ts";

export const ruby: Language = {
  id: "ruby",
  title: "Ruby",
  fileName: "agent_key_poll.rb",
  forms: ["script"],
  lookups,
  write(lookup, parts) {
    const libraries = ['require "json"', ...(lookup.imports ?? "").split("\n")].filter((line) => line !== "");
    return `${paragraphs(
      `#!/usr/bin/env ruby\n${commented(parts.head)}`,
      libraries.sort().join("\n"),
      parts.waits ? "TIMEOUT = 10 # seconds; the manager itself waits 60" : "",
      code`
# What the manager can work with. A blank in a name, for example, would stop its daemons.
RULES = {
  "id" => %r{\A(?:${fieldRules.id})\z},
  "name" => %r{\A(?:${fieldRules.name})\z},
  "ip" => %r{\A(?:${fieldRules.ip})\z},
  "key" => /\A(?:${fieldRules.key})\z/
}.freeze`,
      lookup.constants ?? "",
      setting,
      lookup.find,
      poll(parts),
      main,
    )}\n`;
  },
};

const setting = code`
# A setting from the environment, or from keypoll.env beside this script.
def setting(name, preset = "")
  return ENV[name] if ENV.key?(name)

  path = File.join(__dir__, "keypoll.env")
  lines = File.file?(path) ? File.readlines(path, chomp: true) : []
  line = lines.find { |text| text.start_with?("#{name}=") }
  line ? line.partition("=").last : preset
end`;

const compare = ({ noun, exact }: Parts) =>
  exact
    ? "    agents = find(selector, value)"
    : code`
    # The ${noun} may compare loosely (letter case, blanks at the end), so compare again.
    agents = find(selector, value).select { |agent| agent[selector] == value }`;

const poll = (parts: Parts) => code`
def error(number, message)
  { error: number, message: message }
end

# The answer to a request: a selector, id or ip, and the value to look for.
def poll(arguments)
  selector, value = arguments
  return error(1, "Expected two arguments: id or ip, and a value") if arguments.size != 2 || value.empty?
  return error(3, "Unknown selector, expected id or ip") unless %w[id ip].include?(selector)

  begin
${compare(parts)}
  rescue StandardError, LoadError => e # Its text may name accounts and hosts, so only its kind is named.
    return error(2, "The ${parts.failure}: #{e.class}")
  end
  return error(4, "No agent has this #{selector}") if agents.empty?
  return error(5, "Several agents have this #{selector}") if agents.size > 1

  data = RULES.keys.to_h { |field| [field, agents[0][field]] }
  # Matched as bytes: a text with a wrong encoding would be an exception.
  bad = RULES.find { |field, rule| !data[field].is_a?(String) || !rule.match?(data[field].b) }
  return error(6, "The manager cannot work with the #{bad[0]} of this agent") if bad

  { error: 0, data: data }
end`;

const main = code`
# The manager reads both streams as one: a warning before the answer would spoil it.
$stderr.reopen(File::NULL)
puts JSON.generate(poll(ARGV))`;
