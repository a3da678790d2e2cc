/** The parts of WebAssembly that are used. Every host has them, but only the type library of browsers declares them. */
declare namespace WebAssembly {
  const Module: new (code: Uint8Array) => object;
  const Instance: new <Exports>(module: object) => { readonly exports: Exports };
}
