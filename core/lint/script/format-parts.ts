/** Texts into which values are inserted, split as printf and as the formatters with braces read them. */

export type FormatStyle = "percent" | "braces";

/** How a value is inserted. */
export interface FormatPlace {
  /** It is written as a whole number. */
  readonly isNumber: boolean;
  /** It is padded with zeros. */
  readonly isPadded: boolean;
  /** It is inserted unchanged, without a width or a conversion. */
  readonly isPlain: boolean;
}

export type FormatPart =
  | { readonly kind: "text"; readonly text: string }
  | (FormatPlace & { readonly kind: "place" });

/**
 * The formatted text is data of the script, not code: a language's own formatter reads it by such an expression too.
 */
const directives: Readonly<Record<FormatStyle, RegExp>> = {
  percent: /%(?:\(\w+\))?[-+ 0#]*\d*(?:\.\d+)?[a-zA-Z%]/g,
  braces: /\{\w*(?:\[\w+\])?(?:![rsa])?(?::[^{}]*)?\}/g,
};

/** The texts and the places for values, in their order. */
export function formatParts(text: string, style: FormatStyle): readonly FormatPart[] {
  const literal = (part: string): FormatPart => ({
    kind: "text",
    text: style === "braces" ? withSingleBraces(part) : part,
  });
  const parts: FormatPart[] = [];
  let at = 0;
  for (const found of text.matchAll(directives[style])) {
    const [directive] = found;
    parts.push(literal(text.slice(at, found.index)), placeOf(directive));
    at = found.index + directive.length;
  }
  return [...parts, literal(text.slice(at))];
}

function placeOf(directive: string): FormatPart {
  if (directive === "%%") return { kind: "text", text: "%" };
  return {
    kind: "place",
    isNumber: /[dif]\}?$/.test(directive),
    isPadded: /^(?:%0|\{[^{}]*:(?:0|[dD]))\d*/.test(directive),
    isPlain: ["%s", "%d", "%v", "{}"].includes(directive),
  };
}

/** A literal brace is written twice. */
export function withSingleBraces(text: string): string {
  return text.replaceAll("{{", "{").replaceAll("}}", "}");
}
