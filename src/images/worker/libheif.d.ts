/** The part of libheif's script that is used; its own types are those of the raw WASM exports only. */
declare module 'libheif-js/libheif-wasm/libheif.js' {
  interface Picture {
    get_width(): number;
    get_height(): number;
    is_primary(): boolean;
    display(
      target: { readonly data: Uint8ClampedArray },
      done: (result: { readonly data: Uint8ClampedArray } | null) => void,
    ): void;
    free(): void;
  }
  export interface Heif {
    readonly HeifDecoder: new () => { decode(bytes: Uint8Array): readonly Picture[] };
  }
  const create: (options: {
    readonly wasmBinary: ArrayBuffer;
    onRuntimeInitialized(): void;
  }) => Heif;
  export default create;
}
