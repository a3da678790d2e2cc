/** The lines of a document in order, as handles that stay valid while lines are added and removed around them. */

/** A line's permanent number. Its place in the order may change, but its handle never does. */
export type Handle = number;

const LARGEST_CHUNK = 1024;
const NEW_CHUNK = 512;

/** Up to this number, marks are searched for one by one. */
const FEW = 16;
const NOWHERE: readonly number[] = [];

class Chunk {
  readonly handles: Handle[];
  /** Number of lines before this chunk. Only right up to the list's `#clean` chunk. */
  first = 0;
  readonly marked = new Set<Handle>();

  constructor(handles: Handle[]) {
    this.handles = handles;
  }

  /** The places of the marked handles, in order: one search for each if there are few, one pass if there are many. */
  markedPlaces(): readonly number[] {
    const { handles, marked } = this;
    if (marked.size === 0) return NOWHERE;
    if (marked.size > FEW) return handles.flatMap((handle, at) => (marked.has(handle) ? [at] : []));
    return Array.from(marked, (handle) => handles.indexOf(handle)).sort((a, b) => a - b);
  }
}

/**
 * An ordered list in chunks. An insertion or removal shifts only one chunk, and finding the place of a handle searches
 * one chunk. Marks are counted for each chunk, so that a pass over the marked lines skips the others.
 */
export class LineList {
  #chunks: Chunk[] = [];
  readonly #chunkOf: Chunk[] = [];
  #length = 0;
  /** Chunks from this one on may have an outdated `first`. */
  #clean = 0;

  get length(): number {
    return this.#length;
  }

  /** The handle of a line, 0 to `length` − 1. */
  at(line: number): Handle | undefined {
    const chunk = this.#chunks[this.#chunkAt(line)];
    return chunk?.handles[line - chunk.first];
  }

  /** The line of a handle, from 0. The handle must be in the list. */
  lineOf(handle: Handle): number {
    const chunk = this.#chunkOf[handle];
    if (chunk === undefined) return -1;
    this.#refreshFirsts();
    return chunk.first + chunk.handles.indexOf(handle);
  }

  /** Puts this many lines into an empty list, with the handles from 0 up. */
  fill(count: number): void {
    // At its full length from the start, because a growing array is copied many times.
    this.#chunkOf.length = count;
    for (let first = 0; first < count; first += NEW_CHUNK) {
      const length = Math.min(count - first, NEW_CHUNK);
      const handles: Handle[] = [];
      for (let at = 0; at < length; at++) handles.push(first + at);
      const chunk = new Chunk(handles);
      chunk.first = first;
      this.#chunkOf.fill(chunk, first, first + length);
      this.#chunks.push(chunk);
    }
    this.#length = count;
    this.#clean = this.#chunks.length;
  }

  /**
   * Removes `count` lines at `line` and inserts new ones, which may reuse their handles. Marks are removed with their
   * lines.
   */
  splice(line: number, count: number, added: readonly Handle[]): void {
    let removed = 0;
    let at = this.#chunkAt(line);
    let inChunk = line - (this.#chunks[at]?.first ?? 0);
    const target = at;
    const targetOffset = inChunk;
    while (removed < count) {
      const chunk = this.#chunks[at];
      if (chunk === undefined) break;
      const taken = chunk.handles.splice(inChunk, count - removed);
      for (const handle of taken) chunk.marked.delete(handle);
      removed += taken.length;
      at++;
      inChunk = 0;
    }
    this.#insert(target, targetOffset, added);
    this.#length += added.length - removed;
    this.#clean = Math.min(this.#clean, target);
    if (at > target + 1) this.#chunks = this.#chunks.filter((chunk) => chunk.handles.length > 0);
  }

  /** Sets or clears the mark of a handle that is in the list. */
  mark(handle: Handle, marked: boolean): void {
    const chunk = this.#chunkOf[handle];
    if (marked) chunk?.marked.add(handle);
    else chunk?.marked.delete(handle);
  }

  /** Marked lines in order, from 0. */
  *marked(): Generator<{ readonly line: number; readonly handle: Handle }> {
    this.#refreshFirsts();
    for (const chunk of this.#chunks) {
      for (const at of chunk.markedPlaces()) {
        const handle = chunk.handles[at];
        if (handle !== undefined) yield { line: chunk.first + at, handle };
      }
    }
  }

  /** Every handle in order. */
  *handles(): Generator<Handle> {
    for (const chunk of this.#chunks) yield* chunk.handles;
  }

  #insert(at: number, offset: number, added: readonly Handle[]): void {
    const chunk = this.#chunks[at];
    if (chunk !== undefined && chunk.handles.length + added.length <= LARGEST_CHUNK) {
      chunk.handles.splice(offset, 0, ...added);
      for (const handle of added) this.#chunkOf[handle] = chunk;
      return;
    }
    const tail = chunk?.handles.splice(offset) ?? [];
    const cut: Chunk[] = [];
    for (const handles of [added, tail]) {
      for (let start = 0; start < handles.length; start += NEW_CHUNK) {
        cut.push(this.#newChunk(handles.slice(start, start + NEW_CHUNK)));
      }
    }
    const keep = chunk !== undefined && chunk.handles.length > 0 ? 1 : 0;
    this.#chunks = [...this.#chunks.slice(0, at + keep), ...cut, ...this.#chunks.slice(at + 1)];
  }

  #newChunk(handles: Handle[]): Chunk {
    const chunk = new Chunk(handles);
    for (const handle of handles) {
      if (this.#chunkOf[handle]?.marked.delete(handle)) chunk.marked.add(handle);
      this.#chunkOf[handle] = chunk;
    }
    return chunk;
  }

  /** The chunk of a line. For the line after the last one, the last chunk. */
  #chunkAt(line: number): number {
    this.#refreshFirsts();
    let low = 0;
    let high = this.#chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#chunks[middle]?.first ?? 0) <= line) low = middle;
      else high = middle - 1;
    }
    return Math.max(low, 0);
  }

  #refreshFirsts(): void {
    for (; this.#clean < this.#chunks.length; this.#clean++) {
      const previous = this.#chunks[this.#clean - 1];
      const chunk = this.#chunks[this.#clean];
      if (chunk !== undefined) chunk.first = previous ? previous.first + previous.handles.length : 0;
    }
  }
}
