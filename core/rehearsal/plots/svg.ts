/** Elements of SVG as text. Styles are attributes, for pages that forbid inline styles. */

import { escaped } from "./markup.ts";

type Attributes = Readonly<Record<string, string | number>>;

/** Positions have a tenth of a pixel. */
export function element(name: string, attributes: Attributes, ...content: readonly string[]): string {
  const words = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${typeof value === "number" ? rounded(value) : escaped(value)}"`,
  );
  return `<${name}${words.join("")}>${content.join("")}</${name}>`;
}

export function text(words: string, attributes: Attributes): string {
  return element("text", attributes, escaped(words));
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The data of a path through these points. */
export function through(points: readonly Point[]): string {
  return points.map(({ x, y }, at) => `${at === 0 ? "M" : "L"}${rounded(x)} ${rounded(y)}`).join("");
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
