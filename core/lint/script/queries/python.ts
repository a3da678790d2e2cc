/** The query for the tree of a Python script. */

import type { Callee } from "../callees.ts";
import type { TreeShape } from "../tree-shape.ts";

export const pythonQuery = `
; What counts by its name alone.
(call function: (_) @callee arguments: (_) @callee.arguments) @call

; What makes it a poll script.
((attribute) @argument (#eq? @argument "sys.argv"))
((identifier) @argument (#any-of? @argument "argv" "argparse" "click"))
((attribute attribute: (identifier) @socket) (#eq? @socket "AF_UNIX"))
(comparison_operator (string) @selector)
(comparison_operator [(tuple (string) @selector) (list (string) @selector) (set (string) @selector)])
(case_pattern (string) @selector)
(union_pattern (string) @selector)
(keyword_argument value: [(list (string) @selector) (tuple (string) @selector)])
(pair key: (string) @member value: (_) @value)
(assignment left: (subscript subscript: (string) @member) right: (_) @value)
(call function: (identifier) @_f arguments: (argument_list (keyword_argument name: (identifier) @member value: (_) @value))
  (#eq? @_f "dict"))

((dotted_name) @library (#eq? @library "json"))

; Text.
(string) @string
(call function: (attribute object: (_) @format.text attribute: (identifier) @_f) (#eq? @_f "format")) @format
(assignment left: (identifier) @name right: (_) @value)
(keyword_argument name: (identifier) @name value: (_) @value)
(default_parameter name: (identifier) @name value: (_) @value)
(typed_default_parameter name: (identifier) @name value: (_) @value)
(comment) @comment

; Output.
(print_statement) @python2
(print_statement . argument: (_) @print.text) @print
(print_statement (chevron)) @elsewhere
(call function: (_) @_f arguments: (argument_list . (_) @print.text) (#any-of? @_f "print" "sys.stdout.write" "stdout.write")) @print
(call function: (_) @_f arguments: (argument_list (keyword_argument name: (identifier) @_n))
  (#eq? @_f "print") (#eq? @_n "file")) @elsewhere
(call function: (_) @_f arguments: (argument_list (keyword_argument name: (identifier) @_n value: (_) @_v))
  (#eq? @_f "print") (#eq? @_n "file") (#any-of? @_v "sys.stderr" "stderr")) @noise
(print_statement (chevron (_) @_v) (#any-of? @_v "sys.stderr" "stderr")) @noise
(call function: (_) @_f arguments: (argument_list (_) . (integer) @_to) (#eq? @_f "os.dup2") (#eq? @_to "2")) @mute
(assignment left: (attribute) @_to (#eq? @_to "sys.stderr")) @mute
(call function: (_) @_f arguments: (argument_list (keyword_argument name: (identifier) @_n))
  (#eq? @_f "logging.basicConfig") (#any-of? @_n "filename" "handlers")) @mute.log

; Bytes.
((attribute attribute: (identifier) @_a) @bytes (#eq? @_a "content"))
((call function: (attribute attribute: (identifier) @_a)) @bytes (#any-of? @_a "read" "recv" "encode"))
((call function: (_) @_f arguments: (argument_list) @_args) @bytes (#any-of? @_f "subprocess.check_output" "check_output")
  (#not-match? @_args "text=|universal_newlines=|encoding="))

; The id.
((identifier) @id (#any-of? @id "id" "agent_id" "agentid" "id_agent"))
(attribute attribute: (identifier) @_n (#any-of? @_n "id" "agent_id")) @id
(subscript subscript: (string (string_content) @_k) (#any-of? @_k "id" "agent_id")) @id
(subscript value: (_) @_a subscript: (integer) @_i (#any-of? @_a "sys.argv" "argv") (#eq? @_i "2")) @id
(call function: (identifier) @_f arguments: (argument_list . (_) @number.of) (#any-of? @_f "int" "float")) @number

; A password by its place: after host and user.
(call function: (_) @_f arguments: (argument_list . (_) . (_) . (string) @secret)
  (#any-of? @_f "MySQLdb.connect" "pymysql.connect"))

; The end.
(call function: (_) @_f arguments: (argument_list . (integer) @exit.code .)
  (#any-of? @_f "sys.exit" "exit" "quit" "os._exit")) @exit
(except_clause !value) @catch
((except_clause value: (identifier) @_t) @catch (#any-of? @_t "Exception" "BaseException"))
((except_clause value: (as_pattern (identifier) @_t alias: (as_pattern_target (identifier) @catch.name))) @catch
  (#any-of? @_t "Exception" "BaseException"))
[(return_statement) (raise_statement) (continue_statement) (break_statement)] @jump
`;

export const pythonCallees: readonly Callee[] = [
  {
    as: "encoder",
    names: ["json.dumps", "json.dump", "dumps", "dump"],
  },
  {
    as: "noise",
    names: [
      "sys.stderr.write",
      "stderr.write",
      "warnings.warn",
      "traceback.print_exc",
      "traceback.print_stack",
    ],
  },
  {
    as: "log",
    names: [
      "logging.basicConfig",
      "logging.StreamHandler",
      "logging.warning",
      "logging.warn",
      "logging.error",
      "logging.critical",
      "logging.exception",
    ],
  },
  {
    as: "mute.log",
    names: [
      "logging.FileHandler",
      "logging.NullHandler",
      "logging.handlers.SysLogHandler",
      "SysLogHandler",
      "logging.handlers.RotatingFileHandler",
      "RotatingFileHandler",
      "logging.handlers.TimedRotatingFileHandler",
      "TimedRotatingFileHandler",
      "logging.disable",
      "logging.config.dictConfig",
      "logging.config.fileConfig",
    ],
  },
  {
    as: "connect",
    names: ["mysql.connector.connect", "mysql.connector.MySQLConnection", "connector.connect"],
    options: ["connection_timeout", "connect_timeout"],
    insert: "connection_timeout=10",
  },
  {
    as: "connect",
    names: ["pymysql.connect", "MySQLdb.connect", "mariadb.connect", "psycopg2.connect", "psycopg.connect"],
    options: ["connect_timeout"],
    insert: "connect_timeout=10",
  },
  {
    as: "connect",
    names: ["pyodbc.connect", "pymssql.connect"],
    options: ["timeout"],
  },
  {
    as: "connect",
    names: [
      "requests.get",
      "requests.post",
      "requests.request",
      "urllib.request.urlopen",
      "urlopen",
      "httpx.Client",
      "http.client.HTTPConnection",
      "http.client.HTTPSConnection",
    ],
    options: ["timeout"],
    insert: "timeout=10",
  },
  {
    as: "connect",
    names: ["socket.create_connection", "create_connection"],
    options: ["timeout"],
    insert: "timeout=10",
  },
  {
    // A server waits for others, so it needs no limit.
    as: "connect",
    names: ["socket.socket", "socket"],
    options: ["settimeout", "setdefaulttimeout", "listen", "bind", "SOCK_DGRAM"],
  },
  {
    as: "connect",
    names: ["ldap3.Server"],
    options: ["connect_timeout"],
    insert: "connect_timeout=10",
  },
  {
    as: "connect",
    names: ["ldap.initialize"],
    options: ["OPT_NETWORK_TIMEOUT", "network_timeout"],
  },
];

export const pythonShape: TreeShape = {
  strings: { string: "ends" },
  escape: "\\",
  raw: [],
  ends: ["string_start", "string_end"],
  values: ["interpolation"],
  joins: { binary_operator: ["+", "%"], concatenated_string: [] },
  directives: "braces",
  wrappers: ["parenthesized_expression"],
  words: ["identifier", "string_content"],
  padding: ["zfill", "rjust"],
  blocks: ["module", "block"],
  branches: ["if_statement"],
  captured: [],
  hoisted: ["function_definition", "class_definition", "decorated_definition"],
};
