/** How Ruby asks each source: one gem for each database or directory, the standard library for the rest. */

import { attributes, code, type Language, preset, query } from "../../code.ts";
import type { SourceId } from "../../sources.ts";

const queries = (placeholder: string) => code`
QUERIES = {
  "id" => "${query("id", placeholder)}",
  "ip" => "${query("ip", placeholder)}"
}.freeze`;

const setting = (source: SourceId, name: string) => `setting("${name}", "${preset(source, name)}")`;

export const lookups: Language["lookups"] = {
  mysql: {
    needs: "Ruby 2.6 or newer and the gem mysql2 (package ruby-mysql2)",
    constants: queries("?"),
    find: code`
# The agents whose id or ip is the value.
def find(selector, value)
  require "mysql2" # here, so that a missing gem is an error answer

  database = Mysql2::Client.new(
    host: ${setting("mysql", "KEYPOLL_HOST")},
    port: ${setting("mysql", "KEYPOLL_PORT")}.to_i,
    database: ${setting("mysql", "KEYPOLL_DATABASE")},
    username: ${setting("mysql", "KEYPOLL_USER")},
    password: setting("KEYPOLL_PASSWORD"),
    encoding: "utf8mb4",
    connect_timeout: TIMEOUT,
    read_timeout: TIMEOUT,
    write_timeout: TIMEOUT
  )
  rows = database.prepare(QUERIES[selector]).execute(value, as: :array)
  rows.map { |row| RULES.keys.zip(row).to_h }
end`,
  },
  postgresql: {
    needs: "Ruby 2.6 or newer and the gem pg (package ruby-pg)",
    constants: queries("$1"),
    find: code`
# The agents whose id or ip is the value.
def find(selector, value)
  require "pg" # here, so that a missing gem is an error answer

  database = PG.connect(
    host: ${setting("postgresql", "KEYPOLL_HOST")},
    port: ${setting("postgresql", "KEYPOLL_PORT")},
    dbname: ${setting("postgresql", "KEYPOLL_DATABASE")},
    user: ${setting("postgresql", "KEYPOLL_USER")},
    password: setting("KEYPOLL_PASSWORD"),
    connect_timeout: TIMEOUT,
    options: "-c statement_timeout=#{TIMEOUT}s"
  )
  rows = database.exec_params(QUERIES[selector], [value]).values
  rows.map { |row| RULES.keys.zip(row).to_h }
end`,
  },
  sqlite: {
    needs: "Ruby 2.6 or newer and the gem sqlite3 (package ruby-sqlite3)",
    constants: queries("?"),
    find: code`
# The agents whose id or ip is the value.
def find(selector, value)
  require "sqlite3" # here, so that a missing gem is an error answer

  # Read-only: otherwise a wrong path would leave an empty database there.
  database = SQLite3::Database.new(${setting("sqlite", "KEYPOLL_DATABASE")}, readonly: true)
  database.busy_timeout(1000 * TIMEOUT)
  rows = database.execute(QUERIES[selector], [value])
  rows.map { |row| RULES.keys.zip(row).to_h }
end`,
  },
  ldap: {
    needs: "Ruby 2.6 or newer and the gem net-ldap (package ruby-net-ldap)",
    imports: 'require "timeout"\nrequire "uri"',
    constants: code`
ATTRIBUTES = {
  "id" => "${attributes.id}",
  "name" => "${attributes.name}",
  "ip" => "${attributes.ip}",
  "key" => "${attributes.key}"
}.freeze`,
    find: code`
# The agents whose id or ip is the value.
def find(selector, value)
  require "net/ldap" # here, so that a missing gem is an error answer

  url = URI(${setting("ldap", "KEYPOLL_URL")})
  directory = Net::LDAP.new(
    host: url.host,
    port: url.port,
    encryption: url.scheme == "ldaps" ? { method: :simple_tls, tls_options: OpenSSL::SSL::SSLContext::DEFAULT_PARAMS } : nil,
    auth: {
      method: :simple,
      username: ${setting("ldap", "KEYPOLL_BIND_DN")},
      password: setting("KEYPOLL_PASSWORD")
    },
    base: ${setting("ldap", "KEYPOLL_BASE")},
    connect_timeout: TIMEOUT
  )
  filter = Net::LDAP::Filter.equals(ATTRIBUTES[selector], value)
  entries = Timeout.timeout(2 * TIMEOUT) { directory.search(filter: filter, attributes: ATTRIBUTES.values) }
  raise IOError, directory.get_operation_result.message if entries.nil?

  entries.map { |entry| ATTRIBUTES.transform_values { |name| entry[name].first&.to_s } }
end`,
  },
  csv: {
    needs: "Ruby 2.6 or newer",
    imports: 'require "csv"',
    find: code`
# The agents of the file whose id or ip is the value.
def find(selector, value)
  rows = CSV.read(${setting("csv", "KEYPOLL_FILE")}, headers: true, encoding: "bom|utf-8")
  rows.map(&:to_h).select { |agent| agent[selector] == value }
end`,
  },
  json: {
    needs: "Ruby 2.6 or newer",
    find: code`
# The agents of the file whose id or ip is the value.
def find(selector, value)
  agents = JSON.parse(File.read(${setting("json", "KEYPOLL_FILE")}, encoding: "bom|utf-8"))
  agents.select { |agent| agent[selector] == value }
end`,
  },
  http: {
    needs: "Ruby 2.6 or newer",
    imports: 'require "net/http"\nrequire "uri"',
    find: code`
# The agents whose id or ip is the value.
def find(selector, value)
  url = URI(${setting("http", "KEYPOLL_URL")})
  url.query = URI.encode_www_form(selector => value)
  request = Net::HTTP::Get.new(url, "Accept" => "application/json", "Authorization" => "Bearer #{setting("KEYPOLL_TOKEN")}")
  limits = { use_ssl: url.scheme == "https", open_timeout: TIMEOUT, read_timeout: TIMEOUT, max_retries: 0 }
  answer = Net::HTTP.start(url.host, url.port, **limits) { |client| client.request(request) }
  raise IOError, "status #{answer.code}" unless answer.is_a?(Net::HTTPOK)

  JSON.parse(answer.body)
end`,
  },
};
