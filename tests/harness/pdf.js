// Small PDF files, written as a program would write them.

// A file of pages: of 200 by 300 with a line of text, as a string of PDF, `(News)` or hexadecimal digits in
// `<>`; or of 340 by 400 with lines, `[x, y, size, string]`. `font` is the dictionary of their font.
export const pdf = (pages, font = LATIN, trailer = "") => {
  const first = 4;
  const kids = pages.map((_, i) => `${first + 2 * i} 0 R`).join(" ");
  const size = (page) => (Array.isArray(page) ? "340 400" : "200 300");
  const entry = (page, i) => `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${size(page)}]/Contents ${first + 2 * i + 1} 0 R/Resources<</Font<</F1 3 0 R>> >> >>`;
  const line = ([x, y, size, string]) => `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm ${string} Tj ET`;
  const content = (page) => (Array.isArray(page) ? page : [[20.125, 200, 10, page]]).map(line).join("\n");
  const stream = (data) => `<</Length ${data.length}>>\nstream\n${data}\nendstream`;
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    `<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`,
    font,
    ...pages.flatMap((page, i) => [entry(page, i), stream(content(page))]),
  ];
  let file = "%PDF-1.7\n";
  const places = objects.map((object, i) => {
    const place = file.length;
    file += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const start = file.length;
  const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  const count = objects.length + 1;
  return `${file}xref\n0 ${count}\n0000000000 65535 f \n${table}trailer\n<</Size ${count}/Root 1 0 R${trailer}>>\nstartxref\n${start}\n%%EOF\n`;
};

const LATIN = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";

// A font that is not in the file, whose codes only a predefined map tells.
export const predefined = (encoding, ordering) =>
  `<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/${encoding}/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun` +
  `/DW 1000/CIDSystemInfo<</Registry(Adobe)/Ordering(${ordering})/Supplement 2>> >>]>>`;
