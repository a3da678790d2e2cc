/** What is used of WebAssembly, which every host has, and no library of types but that of browsers. */
declare namespace WebAssembly {
  const Module: new (code: Uint8Array) => object;
  const Instance: new <Exports>(module: object) => { readonly exports: Exports };
}
