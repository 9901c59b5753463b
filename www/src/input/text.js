// Bytes, children and addresses → text.

// `file` is the name of what could not be read.
export const at = (stage, file) => (error) => {
  throw Object.assign(error instanceof Error ? error : new Error(String(error)), { stage, file });
};

export const fetched = async (src, base) => {
  try {
    const url = new URL(src, base);
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}: ${url}`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { bytes, name: unescaped(url.pathname.split("/").pop()), base: url.href };
  } catch (error) {
    return at("fetch")(error);
  }
};

// A percent sign may be just that.
export const unescaped = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

// `named` is the encoding the bytes are to be read in, whatever they look like.
export const opened = async (source, named) => {
  const buffer = source instanceof Blob ? await source.arrayBuffer().catch(at("file", source.name)) : source;
  // not `instanceof`: bytes may come from another realm
  const kind = Object.prototype.toString.call(buffer).slice(8, -1);
  if (!ArrayBuffer.isView(buffer) && !/^(?:Shared)?ArrayBuffer$/.test(kind)) {
    throw new TypeError(`a page is read from its text or its bytes (a Blob, an ArrayBuffer, a typed array), not from this: ${kind}`);
  }
  const bytes = ArrayBuffer.isView(buffer)
    ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
    : new Uint8Array(buffer);
  return { bytes, name: source.name ?? "", named };
};

// A source with its text. The module tells encodings from bytes as the command does; the
// tables to read them by are the browser's.
export const decoded = (source, engine, preferred) => {
  const { bytes, named } = source;
  if (!bytes) return source;
  try {
    const label = named || preferred || (engine ? toldOf(bytes, engine) : guess(bytes));
    const decoder = decoderOf(label);
    const texts = leaves(bytes, decoder);
    return { ...source, texts, text: texts[source.leaf ?? 0] ?? "", encoding: properName(decoder.encoding) };
  } catch (error) {
    return at("decode")(error);
  }
};

// The pages of a text: converters end each with a form feed, which then is no page's character.
export const pagesOf = (text) => {
  const parts = text.split("\f");
  const filled = parts.filter((part) => part.trim() !== "");
  return filled.length > 1 ? filled : [text];
};

// Bytes are looked at and decoded once, however many pages they hold.
const told = new WeakMap();
const toldOf = (bytes, engine) => {
  if (!told.has(bytes)) told.set(bytes, engine.encoding(bytes) ?? "windows-1252");
  return told.get(bytes);
};

const known = new WeakMap();
const leaves = (bytes, decoder) => {
  const { encoding, texts } = known.get(bytes) ?? {};
  if (encoding === decoder.encoding) return texts;
  const found = { encoding: decoder.encoding, texts: pagesOf(decoder.decode(bytes)) };
  known.set(bytes, found);
  return found.texts;
};

export const child = (element) => {
  const script = element.querySelector(':scope > script:is([type="text/plain"], [type="application/json"])');
  if (!script) return null;
  if (script.type === "text/plain") return { text: script.textContent, name: "", encoding: "UTF-8" };
  try {
    const { text, name = "", page, edits, ...more } = JSON.parse(script.textContent);
    if (more.pages) return more;
    return { text: String(text), name, page, edits, encoding: "UTF-8" };
  } catch (error) {
    return at("decode")(error);
  }
};

// The language packs a document gives with the text, as TOML.
export const packs = (element) =>
  [...element.querySelectorAll(':scope > script[type="application/toml"]')].map((script) => script.textContent);

// Children may still be on their way where the document is not read to its end.
export const parsed = async () => {
  if (document.readyState !== "loading") return;
  await new Promise((done) => addEventListener("DOMContentLoaded", done, { once: true }));
};

// Lets the browser paint and hear before more work is begun.
export const breath = () => new Promise((done) => (globalThis.scheduler?.yield ? scheduler.yield().then(done) : setTimeout(done)));

// A byte order mark stays in the text, as it is in the bytes; GB 18030 holds all of GBK.
const decoderOf = (label, fatal = false) => {
  try {
    const decoder = new TextDecoder(label, { ignoreBOM: true, fatal });
    return decoder.encoding === "gbk" ? decoderOf("gb18030", fatal) : decoder;
  } catch {
    throw new Error(`no encoding is called "${label}"; known are UTF-8, UTF-16LE, UTF-16BE, GB18030, Big5 and the other names of the WHATWG Encoding Standard`);
  }
};

// Without the module: what the bytes can be read as without a fault.
const guess = (bytes) => {
  const mark = (bytes[0] << 8) | bytes[1];
  if (mark === 0xfffe) return "utf-16le";
  if (mark === 0xfeff) return "utf-16be";
  const fits = (label) => {
    try {
      return decoderOf(label, true).decode(bytes) !== null;
    } catch {
      return false;
    }
  };
  return ["utf-8", "gb18030"].find(fits) ?? "utf-8";
};

// Browsers give names in small letters; these are as the Encoding Standard writes them.
const properName = (name) => {
  if (/^(gb|windows|x-|macintosh)/.test(name)) return name;
  return { big5: "Big5", shift_jis: "Shift_JIS" }[name] ?? name.toUpperCase();
};
