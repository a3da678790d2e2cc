/** The query for the tree of a Go program. */

import type { Callee } from "../callees.ts";
import type { TreeShape } from "../tree-shape.ts";

export const goQuery = `
; What counts by its name alone.
(call_expression function: (_) @callee arguments: (_) @callee.arguments) @call

; What makes it a poll script.
((selector_expression) @argument (#any-of? @argument "os.Args" "flag.Arg" "flag.Args"))
(call_expression function: (_) @_f arguments: (argument_list . (_ (_) @socket)) (#eq? @_f "net.Listen") (#eq? @socket "unix"))
(binary_expression operator: ["==" "!="] (interpreted_string_literal) @selector)
(expression_case value: (expression_list (interpreted_string_literal) @selector))
(literal_value (literal_element (interpreted_string_literal) @selector))
(keyed_element key: (literal_element (interpreted_string_literal) @member) value: (literal_element (_) @value))
(field_declaration type: (_) @field.type tag: (raw_string_literal (raw_string_literal_content) @tag)) @field
(assignment_statement left: (expression_list . (index_expression index: (interpreted_string_literal) @member))
  right: (expression_list . (_) @value))

; Text.
[(interpreted_string_literal) (raw_string_literal)] @string
(short_var_declaration left: (expression_list . (identifier) @name .) right: (expression_list . (_) @value .))
(assignment_statement left: (expression_list . (identifier) @name .) right: (expression_list . (_) @value .))
(assignment_statement left: (expression_list . (selector_expression field: (field_identifier) @name) .)
  right: (expression_list . (_) @value .))
(const_spec name: (identifier) @name value: (expression_list . (_) @value .))
(var_spec name: (identifier) @name value: (expression_list . (_) @value .))
(keyed_element key: (literal_element (identifier) @name) value: (literal_element (_) @value))
(call_expression function: (_) @_f arguments: (argument_list . (_) @format.text)
  (#any-of? @_f "fmt.Sprintf" "fmt.Printf" "log.Printf")) @format
(call_expression function: (_) @_f arguments: (argument_list . (_) . (_) @format.text) (#eq? @_f "fmt.Fprintf")) @format
(comment) @comment

; Output.
(call_expression function: (_) @_f arguments: (argument_list . (_) @print.text)
  (#any-of? @_f "fmt.Println" "fmt.Print" "fmt.Printf" "os.Stdout.WriteString")) @print
(call_expression function: (_) @_f arguments: (argument_list . (_) @_to . (_) @print.text)
  (#any-of? @_f "fmt.Fprintln" "fmt.Fprint" "fmt.Fprintf") (#eq? @_to "os.Stdout")) @print
(call_expression function: (_) @_f arguments: (argument_list . (_) @_to)
  (#any-of? @_f "fmt.Fprintln" "fmt.Fprint" "fmt.Fprintf") (#eq? @_to "os.Stderr")) @noise
(assignment_statement left: (_) @_to (#eq? @_to "os.Stderr")) @mute

; The id.
((identifier) @id (#any-of? @id "id" "agentID" "agentId" "agent_id"))
(selector_expression field: (field_identifier) @_n (#any-of? @_n "ID" "Id" "AgentID")) @id
(index_expression operand: (_) @_a index: (int_literal) @_i (#eq? @_a "os.Args") (#eq? @_i "2")) @id
(call_expression function: (_) @_f arguments: (argument_list . (_) @number.of)
  (#any-of? @_f "strconv.Atoi" "strconv.ParseInt" "strconv.ParseUint")) @number

; Connections.
(call_expression function: (_) @_f arguments: (argument_list . (_ (_) @_d)) @connect.arguments
  (#any-of? @_f "sql.Open" "sqlx.Open" "sqlx.Connect") (#eq? @_d "mysql")
  (#set! options "timeout Timeout")) @connect
(call_expression function: (_) @_f arguments: (argument_list . (_ (_) @_d)) @connect.arguments
  (#any-of? @_f "sql.Open" "sqlx.Open" "sqlx.Connect") (#any-of? @_d "postgres" "pgx")
  (#set! options "connect_timeout WithTimeout")) @connect
((composite_literal type: (_) @_t) @connect (#eq? @_t "http.Client") (#set! options "Timeout"))

; The end.
(call_expression function: (_) @_f arguments: (argument_list . (int_literal) @exit.code .) (#eq? @_f "os.Exit")) @exit
[(return_statement) (continue_statement) (break_statement)] @jump
`;

export const goCallees: readonly Callee[] = [
  {
    as: "encoder",
    names: ["json.Marshal", "json.MarshalIndent", "json.NewEncoder"],
  },
  {
    as: "noise",
    names: ["println", "print"],
  },
  {
    as: "noise",
    names: ["os.Stderr.WriteString", "os.Stderr.Write"],
  },
  {
    as: "log",
    names: ["log.Println", "log.Printf", "log.Print"],
  },
  {
    as: "mute.log",
    names: ["log.SetOutput"],
  },
  {
    as: "connect",
    names: ["http.Get", "http.Post", "http.PostForm", "http.DefaultClient.Do", "http.DefaultClient.Get"],
    options: ["WithTimeout", "WithDeadline"],
  },
  {
    as: "connect",
    names: ["net.Dial", "tls.Dial"],
    options: ["SetDeadline", "SetReadDeadline", "WithTimeout"],
  },
  {
    as: "connect",
    names: ["ldap.DialURL", "ldap.Dial"],
    options: ["Timeout", "DialWithDialer"],
  },
];

export const goShape: TreeShape = {
  strings: { interpreted_string_literal: "ends", raw_string_literal: "ends" },
  escape: "\\",
  raw: ["raw_string_literal"],
  ends: ['"', "`"],
  values: [],
  joins: { binary_expression: ["+"] },
  directives: "percent",
  wrappers: ["parenthesized_expression"],
  words: [
    "identifier",
    "field_identifier",
    "interpreted_string_literal_content",
    "raw_string_literal_content",
  ],
  padding: [],
  blocks: ["source_file", "block", "statement_list", "expression_case", "default_case"],
  branches: ["if_statement"],
  captured: [],
  hoisted: ["labeled_statement"],
};
