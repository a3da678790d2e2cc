/** The query for the tree of a PowerShell script. */

import type { Callee } from "../callees.ts";
import type { TreeShape } from "../tree-shape.ts";

export const powershellQuery = `
; What counts by its name alone.
(command command_name: (command_name) @callee) @call

; What makes it a poll script.
((variable) @argument (#any-of? @argument "$args" "$Args"))
(program (param_block) @argument)
(comparison_expression (comparison_operator) (_) @selector)
(switch_clause_condition (string_literal) @selector)
(hash_entry (key_expression) @member (pipeline) @value)
(assignment_expression (left_assignment_expression) @name value: (_) @value)
(script_parameter (variable) @name (script_parameter_default (_) @value))

; Text.
(string_literal) @string
(comment) @comment

; Output.
(command command_name: (command_name) @_c command_elements: (_) @print.text
  (#any-of? @_c "Write-Output" "Write-Host" "echo")) @print
(statement_list (pipeline . (pipeline_chain . (logical_expression) @print.text .) .) @print)
(pipeline_chain (command) @elsewhere . "|")
(invokation_expression (member_access (type_literal) @_t (member_name) @_n)
  (#any-of? @_t "[Console]" "[System.Console]") (#eq? @_n "Error")) @noise
(command command_name: (command_name) @_c command_elements: (_) @trace.option (#eq? @_c "Set-PSDebug")) @trace
(assignment_expression (left_assignment_expression) @_n (#eq? @_n "$WarningPreference")) @mute.log

; The id.
((variable) @id (#any-of? @id "$id" "$Id" "$ID" "$agentId" "$AgentId" "$agent_id"))
(member_access (_) (member_name) @_n (#any-of? @_n "id" "Id" "ID")) @id
(element_access (variable) @_a (_) @_i (#eq? @_a "$args") (#eq? @_i "1")) @id
(cast_expression (type_literal) @_t (unary_expression) @number.of
  (#any-of? @_t "[int]" "[int32]" "[int64]" "[long]" "[uint32]")) @number

; Connections.
(command command_name: (command_name) @_c command_elements: (command_elements (array_literal_expression) @secret)
  (#eq? @_c "ConvertTo-SecureString"))

; The end.
(flow_control_statement (pipeline) @exit.code) @exit
`;

export const powershellCallees: readonly Callee[] = [
  {
    as: "encoder",
    names: ["ConvertTo-Json"],
  },
  {
    as: "noise",
    names: ["Write-Error"],
  },
  {
    as: "log",
    names: ["Write-Warning"],
  },
  {
    as: "connect",
    names: ["Invoke-RestMethod", "Invoke-WebRequest", "irm", "iwr"],
    options: ["-TimeoutSec", "-ConnectionTimeoutSeconds"],
    insert: "-TimeoutSec 10",
  },
  {
    as: "connect",
    names: ["Invoke-Sqlcmd"],
    options: ["-ConnectionTimeout"],
    insert: "-ConnectionTimeout 10",
  },
];

export const powershellShape: TreeShape = {
  strings: {
    verbatim_string_characters: { open: 1, close: 1 },
    expandable_string_literal: { open: 1, close: 1 },
    verbatim_here_string_characters: { open: 3, close: 3 },
    expandable_here_string_literal: { open: 3, close: 3 },
  },
  escape: "`",
  raw: ["verbatim_string_characters", "verbatim_here_string_characters"],
  ends: [],
  values: ["variable", "sub_expression"],
  joins: { additive_expression: ["+"], format_expression: ["-f"] },
  directives: "braces",
  wrappers: [
    "pipeline",
    "pipeline_chain",
    "logical_expression",
    "bitwise_expression",
    "comparison_expression",
    "additive_expression",
    "multiplicative_expression",
    "format_expression",
    "range_expression",
    "array_literal_expression",
    "unary_expression",
    "string_literal",
    "parenthesized_expression",
    "command_elements",
    "key_expression",
    "left_assignment_expression",
    "expression_with_unary_operator",
    "switch_clause_condition",
  ],
  words: [
    "command_parameter",
    "simple_name",
    "variable",
    "verbatim_string_characters",
    "expandable_string_literal",
  ],
  padding: ["PadLeft", "ToString"],
  blocks: ["program", "statement_list", "statement_block"],
  branches: ["if_statement"],
  captured: ["assignment_expression", "sub_expression", "function_statement"],
  hoisted: [],
};
