/** The query for the tree of a shell script. */

import type { Callee } from "../callees.ts";
import type { TreeShape } from "../tree-shape.ts";

export const bashQuery = `
; What counts by its name alone.
(command name: (command_name) @callee) @call

; What makes it a poll script.
((simple_expansion (variable_name) @argument) (#any-of? @argument "1" "2"))
((simple_expansion (special_variable_name) @argument) (#any-of? @argument "@" "*" "#"))
((expansion (variable_name) @argument) (#any-of? @argument "1" "2"))
(case_item value: (_) @selector)
(binary_expression operator: _ right: (_) @selector)
(command name: (command_name) @_c argument: (_) @selector (#eq? @_c "["))

; Text.
[(string) (raw_string) (ansi_c_string) (heredoc_body)] @string
(variable_assignment name: (variable_name) @name value: (_) @value)
(comment) @comment
(command name: (command_name) @_c . argument: (_) @format.text (#eq? @_c "printf")) @format

; Output.
(command name: (command_name) @_c . argument: (_) @print.text (#any-of? @_c "echo" "printf")) @print
(redirected_statement body: (command name: (command_name) @_c !argument)
  redirect: (heredoc_redirect (heredoc_body) @print.text) (#eq? @_c "cat")) @print
(redirected_statement body: (command) @elsewhere redirect: (file_redirect))
(pipeline (command) @elsewhere)
(redirected_statement redirect: (file_redirect !descriptor destination: (number) @_to) (#eq? @_to "2")) @noise
(redirected_statement redirect: (file_redirect descriptor: (file_descriptor) @_from destination: (number) @_to)
  (#eq? @_from "1") (#eq? @_to "2")) @noise
(redirected_statement redirect: (file_redirect !descriptor destination: (word) @_to) (#eq? @_to "/dev/stderr")) @noise
(command name: (command_name) @_c argument: (word) @trace.option (#eq? @_c "set")) @trace
(redirected_statement body: (command name: (command_name) @_c)
  redirect: (file_redirect descriptor: (file_descriptor) @_from) (#eq? @_c "exec") (#eq? @_from "2")) @mute
((variable_assignment name: (variable_name) @_n) (#eq? @_n "BASH_XTRACEFD")) @mute

; The id.
((variable_name) @id (#any-of? @id "id" "ID" "agent_id" "AGENT_ID" "agentid"))
((simple_expansion (variable_name) @_n) (#any-of? @_n "2" "id" "ID" "agent_id" "AGENT_ID" "agentid")) @id
((expansion (variable_name) @_n) (#any-of? @_n "2" "id" "ID" "agent_id" "AGENT_ID" "agentid")) @id
(arithmetic_expansion) @number
(command argument: (word) @number . argument: (word) @number.name (#eq? @number "--argjson") (#eq? @number.name "id"))

; Connections.
(command name: (command_name) @_c argument: (_) @secret.option
  (#any-of? @_c "mysql" "mariadb" "mysqladmin" "curl" "ldapsearch" "sshpass")) @secret.command

; The end.
(command name: (command_name) @_c argument: (_) @exit.code (#eq? @_c "exit")) @exit
`;

export const bashCallees: readonly Callee[] = [
  {
    as: "encoder",
    names: ["jq", "jo"],
  },
  {
    as: "connect",
    names: ["mysql", "mariadb"],
    options: ["--connect-timeout", "--connect_timeout"],
    insert: "--connect-timeout=10",
  },
  {
    as: "connect",
    names: ["psql"],
    options: ["connect_timeout", "PGCONNECT_TIMEOUT"],
  },
  {
    as: "connect",
    names: ["curl"],
    options: ["-m", "--max-time", "--connect-timeout"],
    insert: "--max-time 10",
  },
  {
    as: "connect",
    names: ["nc", "ncat", "netcat"],
    options: ["-w", "--wait", "--idle-timeout"],
    insert: "-w 10",
    isFirst: true,
  },
  {
    as: "connect",
    names: ["wget"],
    options: ["-T", "--timeout", "--connect-timeout"],
    insert: "--timeout=10 --tries=1",
  },
  {
    as: "connect",
    names: ["ldapsearch"],
    options: ["nettimeout"],
    insert: "-o nettimeout=10",
    isFirst: true,
  },
];

export const bashShape: TreeShape = {
  strings: {
    string: "ends",
    raw_string: { open: 1, close: 1 },
    ansi_c_string: { open: 2, close: 1 },
    heredoc_body: { open: 0, close: 0 },
    word: { open: 0, close: 0 },
  },
  escape: "\\",
  raw: ["raw_string", "heredoc_body"],
  ends: ['"'],
  values: ["simple_expansion", "expansion", "command_substitution", "arithmetic_expansion"],
  joins: { concatenation: [] },
  directives: "percent",
  wrappers: [],
  words: ["word", "string_content", "raw_string", "variable_name"],
  padding: [],
  blocks: [
    "program",
    "compound_statement",
    "do_group",
    "if_statement",
    "elif_clause",
    "else_clause",
    "case_item",
  ],
  branches: ["if_statement", "list"],
  captured: ["command_substitution", "process_substitution", "function_definition"],
  hoisted: [],
};
