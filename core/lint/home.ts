/** Home folders in text for strangers: they name a person. */

const HOME = /(?:\/(?:home|Users)\/|[A-Za-z]:\\+Users\\+)[^/\\\s"]+/g;

/** The text with ~ for each home folder. */
export function withoutHomes(text: string): string {
  return text.replaceAll(HOME, "~");
}
