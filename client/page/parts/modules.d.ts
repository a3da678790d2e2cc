/** Files that the bundler turns into text. */

declare module "*.svg" {
  const markup: string;
  export default markup;
}
