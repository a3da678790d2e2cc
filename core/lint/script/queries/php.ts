/** The query for the tree of a PHP script. */

import type { Callee } from "../callees.ts";
import type { TreeShape } from "../tree-shape.ts";

export const phpQuery = `
; What counts by its name alone.
(function_call_expression function: (name) @callee arguments: (_) @callee.arguments) @call

; What makes it a poll script.
((variable_name) @argument (#eq? @argument "$argv"))
(subscript_expression (variable_name) @_a (string (string_content) @argument)
  (#eq? @_a "$_SERVER") (#eq? @argument "argv"))
(function_call_expression function: (name) @argument (#eq? @argument "getopt"))
(function_call_expression function: (name) @socket (#any-of? @socket "socket_listen" "stream_socket_server"))
(binary_expression operator: ["==" "===" "!=" "!=="] [(string) (encapsed_string)] @selector)
(case_statement value: [(string) (encapsed_string)] @selector)
(match_condition_list [(string) (encapsed_string)] @selector)
(array_element_initializer . [(string) (encapsed_string)] @selector .)
(array_element_initializer . [(string) (encapsed_string)] @member . (_) @value .)
(assignment_expression left: (subscript_expression (_) [(string) (encapsed_string)] @member) right: (_) @value)
(assignment_expression left: (member_access_expression name: (name) @member) right: (_) @value)

; Text.
[(string) (encapsed_string) (heredoc) (nowdoc)] @string
(assignment_expression left: (variable_name) @name right: (_) @value)
(simple_parameter name: (variable_name) @name default_value: (_) @value)
(const_element (name) @name (_) @value)
(property_element name: (variable_name) @name default_value: (_) @value)
(argument name: (name) @name (_) @value)
(function_call_expression function: (name) @_f arguments: (arguments . (argument [(string) (encapsed_string)] @name)
  . (argument (_) @value) .) (#eq? @_f "define"))
(function_call_expression function: (name) @_f arguments: (arguments . (argument (_) @format.text))
  (#any-of? @_f "sprintf" "printf")) @format
(function_call_expression function: (name) @_f arguments: (arguments . (argument) . (argument (_) @format.text))
  (#eq? @_f "fprintf")) @format
(comment) @comment

; Output.
(echo_statement . (_) @print.text) @print
(print_intrinsic (_) @print.text) @print
(function_call_expression function: (name) @_f arguments: (arguments . (argument (_) @print.text))
  (#any-of? @_f "printf" "print_r" "var_dump" "var_export" "die")) @print
(exit_statement (_) @print.text) @print
(function_call_expression function: (name) @_f arguments: (arguments . (argument (_) @_to) . (argument (_) @print.text))
  (#any-of? @_f "fwrite" "fputs" "fprintf") (#eq? @_to "STDOUT")) @print
(function_call_expression function: (name) @_f arguments: (arguments . (argument (_) @_to))
  (#any-of? @_f "fwrite" "fputs" "fprintf") (#eq? @_to "STDERR")) @noise
(function_call_expression function: (name) @_f arguments: (arguments . (argument) .) (#eq? @_f "error_log")) @log
(function_call_expression function: (name) @_f
  arguments: (arguments . (argument (_ (string_content) @_n)) . (argument (_) @trace.option))
  (#eq? @_f "ini_set") (#eq? @_n "display_errors")) @trace
(function_call_expression function: (name) @_f arguments: (arguments . (argument (_ (string_content) @_n)))
  (#eq? @_f "ini_set") (#any-of? @_n "error_log" "log_errors")) @mute.log
(function_call_expression function: (name) @_f arguments: (arguments (argument (_) @_s))
  (#eq? @_f "fclose") (#eq? @_s "STDERR")) @mute
(program . (text) @print.text @before)

; The id.
((variable_name) @id (#any-of? @id "$id" "$agent_id" "$agentId" "$agentid"))
(subscript_expression (variable_name) @_a (integer) @_i (#eq? @_a "$argv") (#eq? @_i "2")) @id
(subscript_expression (_) (_ (string_content) @_k) (#any-of? @_k "id" "agent_id")) @id
(member_access_expression name: (name) @_n (#any-of? @_n "id" "agent_id")) @id
(function_call_expression function: (name) @_f arguments: (arguments . (argument (_) @number.of))
  (#any-of? @_f "intval" "floatval")) @number
(cast_expression type: (cast_type) @_t value: (_) @number.of (#any-of? @_t "int" "integer" "float")) @number

; Connections.
(object_creation_expression (name) @_f (arguments . (argument (_) @connect.target)) (#any-of? @_f "PDO")
  (#set! options "ATTR_TIMEOUT connect_timeout")) @connect
(object_creation_expression (name) @_f (#any-of? @_f "mysqli")
  (#set! options "MYSQLI_OPT_CONNECT_TIMEOUT default_socket_timeout connect_timeout")) @connect
(object_creation_expression (name) @_f (arguments . (argument) . (argument) . (argument (_) @secret))
  (#any-of? @_f "mysqli" "PDO"))
(function_call_expression function: (name) @_f
  arguments: (arguments . (argument) . (argument) . (argument (_) @secret)) (#any-of? @_f "mysqli_connect" "ldap_bind"))

; The end.
(exit_statement (integer) @exit.code) @exit
(function_call_expression function: (name) @_f arguments: (arguments . (argument (integer) @exit.code)) (#eq? @_f "die")) @exit
((catch_clause type: (type_list . (named_type (_) @_t) .) !name) @catch
  (#any-of? @_t "Exception" "\\\\Exception" "Throwable" "\\\\Throwable" "Error" "\\\\Error"))
((catch_clause type: (type_list . (named_type (_) @_t) .) name: (variable_name) @catch.name) @catch
  (#any-of? @_t "Exception" "\\\\Exception" "Throwable" "\\\\Throwable" "Error" "\\\\Error"))
[(return_statement) (exit_statement) (continue_statement) (break_statement)] @jump
(expression_statement (throw_expression)) @jump
`;

export const phpCallees: readonly Callee[] = [
  {
    as: "encoder",
    names: ["json_encode"],
  },
  {
    as: "connect",
    names: ["mysqli_connect"],
    options: ["MYSQLI_OPT_CONNECT_TIMEOUT", "default_socket_timeout", "connect_timeout"],
  },
  {
    as: "connect",
    names: ["pg_connect"],
    options: ["connect_timeout"],
  },
  {
    as: "connect",
    names: ["curl_init"],
    options: ["CURLOPT_TIMEOUT", "CURLOPT_CONNECTTIMEOUT"],
  },
  {
    as: "connect",
    names: ["ldap_connect"],
    options: ["LDAP_OPT_NETWORK_TIMEOUT"],
  },
];

export const phpShape: TreeShape = {
  strings: {
    string: "ends",
    encapsed_string: "ends",
    heredoc_body: { open: 1, close: 0 },
    nowdoc_body: { open: 1, close: 0 },
    text: { open: 0, close: 0 },
  },
  escape: "\\",
  raw: ["string", "nowdoc_body", "heredoc_body", "text"],
  ends: ["'", '"'],
  values: [
    "variable_name",
    "subscript_expression",
    "member_access_expression",
    "dynamic_variable_name",
    "member_call_expression",
    "function_call_expression",
  ],
  joins: { binary_expression: ["."], sequence_expression: [] },
  directives: "percent",
  wrappers: ["parenthesized_expression", "heredoc", "nowdoc", "argument"],
  words: ["name", "string_content"],
  padding: ["str_pad"],
  blocks: ["program", "compound_statement", "case_statement", "default_statement"],
  branches: ["if_statement"],
  captured: [],
  hoisted: ["function_definition", "class_declaration", "break_statement"],
};
