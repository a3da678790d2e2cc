/** The query for the tree of a JavaScript script. */

import type { Callee } from "../callees.ts";
import type { TreeShape } from "../tree-shape.ts";

export const javascriptQuery = `
; What counts by its name alone.
(call_expression function: (_) @callee arguments: (_) @callee.arguments) @call

; What makes it a poll script.
((member_expression) @argument (#any-of? @argument "process.argv"))
(call_expression function: (identifier) @argument (#eq? @argument "parseArgs"))
(call_expression function: (_) @_f (#any-of? @_f "net.createServer" "createServer")) @socket
(binary_expression operator: ["===" "==" "!==" "!="] (string) @selector)
(switch_case value: (string) @selector)
(array (string) @selector)
(pair key: [(property_identifier) (string)] @member value: (_) @value)
(object (shorthand_property_identifier) @member)
(assignment_expression left: (member_expression property: (property_identifier) @member) right: (_) @value)
(assignment_expression left: (subscript_expression index: (string) @member) right: (_) @value)

; Text.
[(string) (template_string)] @string
(variable_declarator name: (identifier) @name value: (_) @value)
(assignment_expression left: (identifier) @name right: (_) @value)
(assignment_pattern left: (identifier) @name right: (_) @value)
(object_assignment_pattern left: (_) @name right: (_) @value)
(call_expression function: (_) @_f arguments: (arguments . (_) @format.text)
  (#any-of? @_f "util.format" "format")) @format
(comment) @comment

; Output.
(call_expression function: (_) @_f arguments: (arguments . (_) @print.text)
  (#any-of? @_f "console.log" "console.info" "console.debug" "process.stdout.write")) @print
(assignment_expression left: (_) @_to (#any-of? @_to "process.stderr.write" "console.error")) @mute

; The id.
((identifier) @id (#any-of? @id "id" "agentId" "agent_id" "agentid"))
(member_expression property: (property_identifier) @_n (#any-of? @_n "id" "agentId" "agent_id")) @id
(subscript_expression index: (string (string_fragment) @_k) (#any-of? @_k "id" "agent_id")) @id
(subscript_expression object: (_) @_a index: (number) @_i (#eq? @_a "process.argv") (#eq? @_i "3")) @id
(call_expression function: (_) @_f arguments: (arguments . (_) @number.of)
  (#any-of? @_f "parseInt" "Number" "parseFloat" "Number.parseInt" "BigInt")) @number
(unary_expression operator: "+" argument: (_) @number.of) @number

; Connections.
(new_expression constructor: (_) @_f arguments: (_) @connect.arguments
  (#any-of? @_f "Client" "Pool" "pg.Client" "pg.Pool")
  (#set! options "connectionTimeoutMillis connectTimeout timeout")) @connect

; The end.
(call_expression function: (_) @_f arguments: (arguments . (number) @exit.code .) (#eq? @_f "process.exit")) @exit
(assignment_expression left: (_) @_f right: (number) @exit.code (#eq? @_f "process.exitCode")) @exit
(catch_clause !parameter) @catch
(catch_clause parameter: (identifier) @catch.name) @catch
[(return_statement) (throw_statement) (continue_statement) (break_statement)] @jump
`;

export const javascriptCallees: readonly Callee[] = [
  {
    as: "encoder",
    names: ["JSON.stringify"],
  },
  {
    as: "noise",
    names: ["console.error", "console.warn", "console.trace", "process.stderr.write"],
  },
  {
    as: "connect",
    names: ["fetch"],
    options: ["signal"],
  },
  {
    as: "connect",
    names: [
      "axios",
      "axios.get",
      "axios.post",
      "axios.request",
      "http.get",
      "https.get",
      "http.request",
      "https.request",
    ],
    options: ["timeout", "signal", "setTimeout"],
  },
  {
    as: "connect",
    names: ["net.connect", "net.createConnection", "tls.connect"],
    options: ["timeout", "setTimeout", "signal"],
  },
  {
    as: "connect",
    names: ["ldap.createClient", "ldapjs.createClient"],
    options: ["connectTimeout", "timeout"],
  },
];

export const javascriptShape: TreeShape = {
  strings: { string: "ends", template_string: "ends" },
  escape: "\\",
  raw: [],
  ends: ["'", '"', "`"],
  values: ["template_substitution"],
  joins: { binary_expression: ["+"] },
  directives: "percent",
  wrappers: ["parenthesized_expression"],
  words: ["identifier", "property_identifier", "shorthand_property_identifier", "string_fragment"],
  padding: ["padStart"],
  blocks: ["program", "statement_block", "switch_case", "switch_default"],
  branches: ["if_statement"],
  captured: [],
  hoisted: ["function_declaration", "generator_function_declaration", "break_statement"],
};
