/** WebAssembly that is part of the code, as text in base64. */

/** An instance of the module, which must have no imports. Throws if the host does not allow WebAssembly. */
export function instantiate<Exports>(wasm: string): Exports {
  const code = Uint8Array.from(atob(wasm), (byte) => byte.charCodeAt(0));
  return new WebAssembly.Instance<Exports>(new WebAssembly.Module(code)).exports;
}
