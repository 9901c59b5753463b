// Small PDF files, written as a program would write them.

// A file of pages, a line of text each, as strings of PDF: `(News)`, or hexadecimal digits in `<>`. `font`
// is the dictionary of their font.
export const pdf = (strings, font = LATIN, trailer = "") => {
  const first = 4;
  const kids = strings.map((_, i) => `${first + 2 * i} 0 R`).join(" ");
  const page = (i) => `<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]/Contents ${first + 2 * i + 1} 0 R/Resources<</Font<</F1 3 0 R>> >> >>`;
  const content = (string) => `BT /F1 10 Tf 20.125 200 Td ${string} Tj ET`;
  const stream = (data) => `<</Length ${data.length}>>\nstream\n${data}\nendstream`;
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    `<</Type/Pages/Kids[${kids}]/Count ${strings.length}>>`,
    font,
    ...strings.flatMap((string, i) => [page(i), stream(content(string))]),
  ];
  let file = "%PDF-1.7\n";
  const places = objects.map((object, i) => {
    const place = file.length;
    file += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const start = file.length;
  const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  return `${file}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<</Size ${size}/Root 1 0 R${trailer}>>\nstartxref\n${start}\n%%EOF\n`;
};

const LATIN = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";

// A font that is not in the file, whose codes only a predefined map tells.
export const predefined = (encoding, ordering) =>
  `<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/${encoding}/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun` +
  `/DW 1000/CIDSystemInfo<</Registry(Adobe)/Ordering(${ordering})/Supplement 2>> >>]>>`;
