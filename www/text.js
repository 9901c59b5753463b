// Bytes, children and addresses → text.

export const at = (stage) => (error) => {
  throw Object.assign(error instanceof Error ? error : new Error(String(error)), { stage });
};

export const fetched = async (src, base) => {
  const url = new URL(src, base);
  const response = await fetch(url).catch(at("fetch"));
  if (!response.ok) at("fetch")(new Error(`${response.status} ${response.statusText}: ${url}`));
  const bytes = await response.arrayBuffer().catch(at("fetch"));
  return { ...decode(bytes), name: decodeURIComponent(url.pathname.split("/").pop()) };
};

export const opened = async (source) => {
  const bytes = source instanceof Blob ? await source.arrayBuffer().catch(at("decode")) : source;
  return { ...decode(bytes), name: source.name ?? "" };
};

export const child = (element) => {
  const script = element.querySelector(':scope > script:is([type="text/plain"], [type="application/json"])');
  if (!script) return null;
  if (script.type === "text/plain") return { text: script.textContent, name: "", encoding: "UTF-8" };
  try {
    const { text, name = "", page } = JSON.parse(script.textContent);
    return { text: String(text), name, page, encoding: "UTF-8" };
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

const decode = (source) => {
  const bytes = ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
  const mark = (bytes[0] << 8) | bytes[1];
  const labels = mark === 0xfffe ? ["utf-16le"] : mark === 0xfeff ? ["utf-16be"] : ["utf-8", "gb18030"];
  for (const label of labels) {
    try {
      const decoder = new TextDecoder(label, { fatal: true });
      return { text: decoder.decode(bytes), encoding: NAMES[label] };
    } catch {
      continue;
    }
  }
  return { text: new TextDecoder().decode(bytes), encoding: NAMES["utf-8"] };
};

const NAMES = { "utf-8": "UTF-8", "utf-16le": "UTF-16LE", "utf-16be": "UTF-16BE", gb18030: "gb18030" };
