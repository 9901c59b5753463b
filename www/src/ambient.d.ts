// What the build puts in the place of these names.

/** The tags of the languages there are words of. */
declare const LOCALES: string[];

/** A style sheet or a file beside the sources as text. */
declare module "*.css" {
  const text: string;
  export default text;
}

/** The JavaScript that wasm-bindgen writes for a module of WebAssembly. */
declare module "#generated/*.js" {
  const start: (given: { module_or_path: WebAssembly.Module }) => Promise<unknown>;
  export default start;
  export const __wbg_reset_state: () => void;
}

declare module "#generated/*.txt" {
  const text: string;
  export default text;
}

/** A file compressed with gzip, in base64. */
declare module "#packed/*" {
  const text: string;
  export default text;
}

/** The script of the worker that reads pages. */
declare module "#worker" {
  const script: string;
  export default script;
}

/** The script of the worker that finds columns. */
declare module "#columns-worker" {
  const script: string;
  export default script;
}

/** The script of the worker that reads forms. */
declare module "#forms-worker" {
  const script: string;
  export default script;
}

/** What reads forms, by the names of its files, compressed with gzip, in base64. */
declare module "#inline-forms" {
  const packed: Record<string, string>;
  export default packed;
}
