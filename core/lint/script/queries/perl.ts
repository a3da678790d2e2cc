/** The query for the tree of a Perl script. */

import type { Callee } from "../callees.ts";
import type { TreeShape } from "../tree-shape.ts";

export const perlQuery = `
; What counts by its name alone.
(call_expression_with_spaced_args (call_expression_with_bareword function_name: (identifier) @callee)
  args: (_) @callee.arguments) @call
(call_expression_with_args_with_brackets (call_expression_with_bareword function_name: (identifier) @callee)
  args: (_) @callee.arguments) @call

; What makes it a poll script.
((array_variable) @argument (#eq? @argument "@ARGV"))
((array_access_variable array_variable: (scalar_variable) @argument) (#eq? @argument "$ARGV"))
((length_expression (identifier) @argument) (#eq? @argument "ARGV"))
((call_expression_with_bareword function_name: (identifier) @argument) (#eq? @argument "GetOptions"))
(source_file (binary_expression
  (call_expression_with_args_with_brackets (call_expression_with_bareword function_name: (identifier) @argument) !args))
  (#eq? @argument "shift"))
(source_file (binary_expression (array
  (call_expression_with_args_with_brackets (call_expression_with_bareword function_name: (identifier) @argument) !args)))
  (#eq? @argument "shift"))
(method_invocation package_name: (_) @socket (#eq? @socket "IO::Socket::UNIX"))
(binary_expression ["eq" "ne"] [(string_single_quoted) (string_double_quoted)] @selector)
; The grammar lets || bind closer than eq.
(binary_expression ["eq" "ne"] (binary_expression . [(string_single_quoted) (string_double_quoted)] @selector))
(list_item) @selector
(hash_ref (_) @member . (fat_comma) . (_) @value)
(array (_) @member . (fat_comma) . (_) @value)
(block (_) @member . (fat_comma) . (_) @value)
(arguments (_) @name . (fat_comma) . (_) @value)
(binary_expression variable: [(hash_access_variable key: (_) @member) (hash_access_variable_simple key: (_) @member)]
  operator: "=" variable: (_) @value)

; Text.
[(string_single_quoted) (string_double_quoted) (string_q_quoted) (string_qq_quoted) (heredoc_body_statement)] @string
(binary_expression variable: (variable_declaration variable_name: (scalar_variable) @name) operator: "=" variable: (_) @value)
(binary_expression variable: (scalar_variable) @name operator: "=" variable: (_) @value)
(use_constant_statement constant: (identifier) @name value: (_) @value)
(call_expression_with_args_with_brackets (call_expression_with_bareword function_name: (identifier) @_f)
  args: (array . (_) @format.text) (#any-of? @_f "sprintf" "printf")) @format
(call_expression_with_spaced_args (call_expression_with_bareword function_name: (identifier) @_f)
  args: (arguments . (_) @format.text) (#any-of? @_f "sprintf" "printf")) @format
(comments) @comment

; Output.
(call_expression_with_args_with_brackets (call_expression_with_bareword function_name: (identifier) @_f)
  args: (array . (_) @print.text) (#any-of? @_f "print" "printf" "say")) @print
(call_expression_with_spaced_args (call_expression_with_bareword function_name: (identifier) @_f) .
  args: (arguments . (_) @print.text) (#any-of? @_f "print" "printf" "say")) @print
(call_expression_with_spaced_args (call_expression_with_bareword function_name: (identifier) @_f)
  args: (arguments . (call_expression_with_spaced_args (call_expression_with_bareword function_name: (identifier) @_to)
    args: (arguments . (_) @print.text)))
  (#any-of? @_f "print" "printf" "say") (#eq? @_to "STDOUT")) @print
(call_expression_with_spaced_args (call_expression_with_bareword function_name: (identifier) @_f)
  args: (arguments . (call_expression_with_spaced_args (call_expression_with_bareword function_name: (identifier) @_to)))
  (#any-of? @_f "print" "printf" "say") (#eq? @_to "STDERR")) @noise
(call_expression_with_spaced_args (call_expression_with_bareword function_name: (identifier) @_f)
  args: (block (typeglob (identifier) @_to)) (#any-of? @_f "print" "printf" "say") (#eq? @_to "STDERR")) @noise
(method_invocation package_name: (identifier) @_to function_name: (identifier) @_f
  (#eq? @_to "STDERR") (#any-of? @_f "print" "printf" "say")) @noise
(call_expression_with_args_with_brackets (call_expression_with_bareword function_name: (identifier) @_f)
  args: (array . (call_expression_with_args_with_brackets (call_expression_with_bareword function_name: (identifier) @_to)))
  (#any-of? @_f "open" "close") (#eq? @_to "STDERR")) @mute
(call_expression_with_spaced_args (call_expression_with_bareword function_name: (identifier) @_f)
  args: (arguments . (call_expression_with_args_with_brackets (call_expression_with_bareword function_name: (identifier) @_to)))
  (#any-of? @_f "open" "close") (#eq? @_to "STDERR")) @mute
(hash_access_variable_simple key: (identifier) @_k (#eq? @_k "__WARN__")) @mute.log
(method_invocation function_name: (identifier) @_f args: (_) (#any-of? @_f "encode" "to_json")) @encoder

; The id.
((scalar_variable) @id (#any-of? @id "$id" "$agent_id" "$agentid"))
(hash_access_variable key: (_) @_k (#any-of? @_k "id" "'id'" "\\"id\\"")) @id
(hash_access_variable_simple key: (_) @_k (#any-of? @_k "id" "'id'" "\\"id\\"")) @id
(array_access_variable array_variable: (_) @_a index: (integer) @_i (#eq? @_a "$ARGV") (#eq? @_i "1")) @id
(call_expression_with_args_with_brackets (call_expression_with_bareword function_name: (identifier) @_f)
  args: (array . (_) @number.of) (#eq? @_f "int")) @number
(binary_expression variable: (_) @number.of operator: "+" variable: (integer) @_zero (#eq? @_zero "0")) @number
(binary_expression variable: (integer) @_zero operator: "+" variable: (_) @number.of (#eq? @_zero "0")) @number

; Connections.
(method_invocation package_name: (identifier) @_p function_name: (identifier) @_f
  args: (parenthesized_argument (arguments . (_) @connect.target))
  (#eq? @_p "DBI") (#any-of? @_f "connect" "connect_cached")
  (#set! options "connect_timeout alarm")) @connect
(method_invocation package_name: (identifier) @_p function_name: (identifier) @_f
  args: (parenthesized_argument (arguments . (_) . (normal_comma) . (_) . (normal_comma) . (_) @secret))
  (#eq? @_p "DBI") (#any-of? @_f "connect" "connect_cached"))
(method_invocation package_name: (package_name) @_p function_name: (identifier) @_f
  args: (parenthesized_argument) @connect.arguments
  (#any-of? @_p "Net::LDAP" "HTTP::Tiny" "LWP::UserAgent") (#eq? @_f "new")
  (#set! options "timeout alarm") (#set! insert "timeout => 10")) @connect
(method_invocation package_name: (package_name) @_p function_name: (identifier) @_f
  args: (parenthesized_argument) @connect.arguments
  (#any-of? @_p "IO::Socket::INET" "IO::Socket::IP" "IO::Socket::SSL") (#eq? @_f "new")
  (#set! options "Timeout alarm Listen") (#set! insert "Timeout => 10")) @connect

; The end.
(call_expression_with_spaced_args (call_expression_with_bareword function_name: (identifier) @_f)
  args: (arguments . (integer) @exit.code .) (#eq? @_f "exit")) @exit
(call_expression_with_args_with_brackets (call_expression_with_bareword function_name: (identifier) @_f)
  args: (array . (integer) @exit.code .) (#eq? @_f "exit")) @exit
[(return_expression) (loop_control_statement)] @jump
(call_expression_with_spaced_args (call_expression_with_bareword function_name: (identifier) @_f)
  (#any-of? @_f "exit" "die")) @jump
(call_expression_with_args_with_brackets (call_expression_with_bareword function_name: (identifier) @_f)
  (#any-of? @_f "exit" "die")) @jump
`;

export const perlCallees: readonly Callee[] = [
  {
    as: "encoder",
    names: ["encode_json", "to_json"],
  },
  {
    as: "log",
    names: ["warn", "carp", "cluck"],
  },
];

export const perlShape: TreeShape = {
  strings: {
    string_single_quoted: "ends",
    string_double_quoted: "ends",
    string_q_quoted: { open: 2, close: 1 },
    string_qq_quoted: { open: 3, close: 1 },
    heredoc_body_statement: "ends",
  },
  escape: "\\",
  raw: ["string_single_quoted", "string_q_quoted"],
  ends: ["'", '"', "heredoc_end_identifier"],
  values: ["interpolation"],
  joins: { binary_expression: ["."] },
  directives: "percent",
  wrappers: ["array", "arguments", "parenthesized_argument"],
  words: [
    "identifier",
    "scalar_variable",
    "string_single_quoted",
    "string_double_quoted",
    "string_q_quoted",
    "string_qq_quoted",
  ],
  padding: [],
  blocks: ["source_file", "block"],
  branches: ["if_statement", "unless_statement", "single_line_statement"],
  captured: [],
  hoisted: ["function_definition", "use_no_statement", "package_statement", "heredoc_body_statement"],
};
