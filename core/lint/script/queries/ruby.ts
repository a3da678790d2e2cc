/** The query for the tree of a Ruby script. */

import type { TreeShape } from "../tree-shape.ts";

export const rubyQuery = `
; What makes it a poll script.
((constant) @argument (#any-of? @argument "ARGV" "OptionParser"))
((constant) @socket (#eq? @socket "UNIXServer"))
(binary operator: ["==" "!=" "==="] (string) @selector)
(pattern (string) @selector)
(array (string) @selector)
(string_array (bare_string) @selector)
(pair key: [(hash_key_symbol) (string) (simple_symbol)] @member value: (_) @value)
(pair key: (hash_key_symbol) @member !value)
(assignment left: (element_reference (_) [(string) (simple_symbol)] @member) right: (_) @value)
(call receiver: (constant) @_r method: (identifier) @_f (#eq? @_r "JSON") (#any-of? @_f "generate" "dump" "pretty_generate")) @encoder
(call method: (identifier) @_f (#eq? @_f "to_json")) @encoder

(call method: (identifier) @_f arguments: (argument_list (string (string_content) @library))
  (#eq? @_f "require") (#eq? @library "json"))

; Text.
[(string) (heredoc_body)] @string
(optional_parameter name: (identifier) @name value: (_) @value)
(keyword_parameter name: (identifier) @name value: (_) @value)
(assignment left: [(identifier) (constant) (instance_variable) (global_variable)] @name right: (_) @value)
(call method: (identifier) @_f arguments: (argument_list . (_) @format.text) (#any-of? @_f "format" "sprintf" "printf")) @format
(comment) @comment

; Output.
(call !receiver method: (identifier) @_f arguments: (argument_list . (_) @print.text)
  (#any-of? @_f "puts" "print" "p" "pp" "printf")) @print
(call receiver: (_) @_r method: (identifier) @_f arguments: (argument_list . (_) @print.text)
  (#any-of? @_r "$stdout" "STDOUT") (#any-of? @_f "puts" "print" "write" "printf")) @print
(call !receiver method: (identifier) @_f (#any-of? @_f "warn")) @noise
(call receiver: (_) @_r method: (identifier) @_f
  (#any-of? @_r "$stderr" "STDERR") (#any-of? @_f "puts" "print" "write" "printf")) @noise
(call receiver: (constant) @_r method: (identifier) @_f arguments: (argument_list . (_) @_to)
  (#eq? @_r "Logger") (#eq? @_f "new") (#any-of? @_to "$stdout" "STDOUT" "$stderr" "STDERR")) @noise
(call receiver: (_) @_r method: (identifier) @_f (#any-of? @_r "$stderr" "STDERR") (#eq? @_f "reopen")) @mute
(assignment left: (global_variable) @_to (#eq? @_to "$stderr")) @mute

; The id.
((identifier) @id (#any-of? @id "id" "agent_id" "agentid"))
(call receiver: (_) method: (identifier) @_n !arguments (#any-of? @_n "id" "agent_id")) @id
(element_reference (_) (string (string_content) @_k) (#any-of? @_k "id" "agent_id")) @id
(element_reference (_) (simple_symbol) @_k (#any-of? @_k ":id" ":agent_id")) @id
(element_reference (constant) @_a (integer) @_i (#eq? @_a "ARGV") (#eq? @_i "1")) @id
(call receiver: (_) @number.of method: (identifier) @_f (#any-of? @_f "to_i" "to_f")) @number
(call !receiver method: (_) @_f arguments: (argument_list . (_) @number.of) (#any-of? @_f "Integer" "Float")) @number

; Connections.
(call receiver: (_) @_r method: (identifier) @_f arguments: (_) @connect.arguments
  (#eq? @_r "Mysql2::Client") (#eq? @_f "new")
  (#set! options "connect_timeout") (#set! insert "connect_timeout: 10")) @connect
(call receiver: (_) @_r method: (identifier) @_f arguments: (_) @connect.arguments
  (#any-of? @_r "PG" "PG::Connection") (#any-of? @_f "connect" "new" "open")
  (#set! options "connect_timeout") (#set! insert "connect_timeout: 10")) @connect
(call receiver: (_) @_r method: (identifier) @_f arguments: (_) @connect.arguments
  (#eq? @_r "Net::HTTP") (#any-of? @_f "get" "get_response" "post" "start" "new")
  (#set! options "open_timeout read_timeout")) @connect
(call receiver: (constant) @_r method: (identifier) @_f arguments: (_) @connect.arguments
  (#eq? @_r "TCPSocket") (#any-of? @_f "new" "open")
  (#set! options "connect_timeout Timeout") (#set! insert "connect_timeout: 10")) @connect
(call receiver: (constant) @_r method: (identifier) @_f arguments: (_) @connect.arguments
  (#eq? @_r "URI") (#eq? @_f "open") (#set! options "open_timeout read_timeout")) @connect

; The end.
(call !receiver method: (identifier) @_f arguments: (argument_list . (integer) @exit.code .) (#any-of? @_f "exit" "exit!")) @exit
(rescue !exceptions !variable) @catch
(rescue !exceptions variable: (exception_variable (identifier) @catch.name)) @catch
((rescue exceptions: (exceptions . (constant) @_t .) !variable) @catch (#any-of? @_t "StandardError" "Exception"))
((rescue exceptions: (exceptions . (constant) @_t .) variable: (exception_variable (identifier) @catch.name)) @catch
  (#any-of? @_t "StandardError" "Exception"))
[(return) (break) (next)] @jump
`;

export const rubyShape: TreeShape = {
  strings: { string: "ends", heredoc_body: "ends", bare_string: { open: 0, close: 0 } },
  escape: "\\",
  raw: [],
  ends: ['"', "'", "heredoc_end"],
  values: ["interpolation"],
  joins: { binary: ["+", "%"], chained_string: [] },
  directives: "percent",
  wrappers: ["parenthesized_statements"],
  words: ["identifier", "hash_key_symbol", "string_content", "simple_symbol", "constant"],
  padding: ["rjust"],
  blocks: ["program", "body_statement", "then", "else", "do_block", "block_body", "begin"],
  branches: ["if", "unless", "if_modifier", "unless_modifier"],
  captured: [],
  hoisted: ["method", "class", "module", "rescue", "ensure", "else"],
};
