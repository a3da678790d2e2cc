/** What a language's query found in a tree, by the names of its captures. */

import type { Node, Query } from "web-tree-sitter";
import type { Callee } from "./callees.ts";

/**
 * The names of captures. A name with a dot belongs to the capture before the dot, in the same match; `value` belongs to
 * `member` and `name`. Names that begin with `_` are only used inside the query.
 */
export type CaptureName =
  /** The script reads its arguments; it listens on a Unix socket. */
  | "argument"
  | "socket"
  /** A text that something is compared with. */
  | "selector"
  /** A member of an object and its value; a variable, field or named argument and its value. */
  | "member"
  | "name"
  | "value"
  /** A declared member of an object, with its type and the tag that names it in JSON. */
  | "field"
  | "field.type"
  | "tag"
  /** A call that makes JSON. */
  | "encoder"
  /** The library for it is loaded, in a language that requires this. */
  | "library"
  /** A text; a call that puts values into a text. */
  | "string"
  | "format"
  | "format.text"
  | "comment"
  /** Printing to standard output, with what is printed first; the same if the output goes elsewhere. */
  | "print"
  | "print.text"
  | "elsewhere"
  /** Text before the first statement, which is printed unchanged. */
  | "before"
  /** Writing to standard error: always, or unless `mute.log` is found. */
  | "noise"
  | "log"
  /** Standard error goes elsewhere; the log does. */
  | "mute"
  | "mute.log"
  /** A command that makes the interpreter print what it does, with its option. */
  | "trace"
  | "trace.option"
  /** Any call, with its name and arguments. The table of callees says what it counts as. */
  | "call"
  | "callee"
  | "callee.arguments"
  /** An expression for bytes, in a language whose print shows them as a literal. */
  | "bytes"
  /** The print statement of Python 2. */
  | "python2"
  /** An id; a conversion to a number, with its input. */
  | "id"
  | "number"
  | "number.of"
  | "number.name"
  /** A password in the source; an option that may contain one, with its command. */
  | "secret"
  | "secret.option"
  | "secret.command"
  /** A connection. Its properties say which options limit the waiting time and what can be inserted. */
  | "connect"
  | "connect.arguments"
  | "connect.target"
  /** An end with a number. */
  | "exit"
  | "exit.code"
  /** A handler that runs for every kind of error, with the name of the error in it. */
  | "catch"
  | "catch.name"
  /** A statement after which nothing runs. */
  | "jump";

/** One match: its nodes by name, and the properties that the query sets. */
export interface Match {
  readonly nodes: ReadonlyMap<string, Node>;
  readonly properties: Readonly<Record<string, string | null>>;
}

/** All matches in a tree. */
export class Captures {
  readonly #matches = new Map<string, { readonly node: Node; readonly match: Match }[]>();
  /** The nodes of a name by their ids, collected when they are first needed. */
  readonly #nodes = new Map<CaptureName, ReadonlyMap<number, Node>>();

  constructor(query: Query, root: Node, callees: ReadonlyMap<string, Callee>) {
    for (const { captures, setProperties } of query.matches(root)) {
      const nodes = new Map(captures.map(({ name, node }) => [name, node]));
      const callee = nodes.get("callee");
      if (callee !== undefined) {
        this.#addCall(nodes, callees.get(callee.text));
        continue;
      }
      const match: Match = { nodes, properties: setProperties ?? {} };
      for (const { name, node } of captures) {
        if (!name.startsWith("_")) this.#add(name, node, match);
      }
    }
  }

  #addCall(nodes: ReadonlyMap<string, Node>, callee: Callee | undefined): void {
    const call = nodes.get("call");
    if (call === undefined || callee === undefined) return;
    const { as, options, insert, isFirst } = callee;
    const given = nodes.get("callee.arguments");
    const match: Match = {
      nodes: new Map(given === undefined ? [] : [["connect.arguments", given]]),
      properties: {
        options: options?.join(" ") ?? null,
        insert: insert ?? null,
        place: isFirst === true ? "first" : null,
      },
    };
    this.#add(as satisfies CaptureName, call, match);
  }

  #add(name: string, node: Node, match: Match): void {
    const known = this.#matches.get(name);
    if (known === undefined) this.#matches.set(name, [{ node, match }]);
    else known.push({ node, match });
  }

  /** Every node of a name in the order of the text, each once. */
  nodes(name: CaptureName): readonly Node[] {
    return [...this.#byId(name).values()];
  }

  /** Whether a node was found under a name. */
  isOne(name: CaptureName, node: Node): boolean {
    return this.#byId(name).has(node.id);
  }

  #byId(name: CaptureName): ReadonlyMap<number, Node> {
    const known = this.#nodes.get(name);
    if (known !== undefined) return known;
    const nodes = new Map<number, Node>();
    for (const { node } of this.matches(name)) if (!nodes.has(node.id)) nodes.set(node.id, node);
    this.#nodes.set(name, nodes);
    return nodes;
  }

  /** Every node of a name with the rest of its match. */
  matches(name: CaptureName): readonly { readonly node: Node; readonly match: Match }[] {
    return this.#matches.get(name) ?? [];
  }

  has(name: CaptureName): boolean {
    return this.#matches.has(name);
  }
}
