// Made-up files to send. Their first bytes are true: the desk looks at contents before it trusts a name.

let count = 0;

/** A photo: a small PNG, drawn anew so that no two are the same file. */
export async function photo() {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [48, 36];
  const brush = canvas.getContext("2d");
  const hue = (count * 67 + 200) % 360;
  brush.fillStyle = `hsl(${hue} 60% 70%)`;
  brush.fillRect(0, 0, 48, 36);
  brush.fillStyle = `hsl(${hue} 60% 40%)`;
  brush.fillRect(8 + (count % 20), 10, 12, 16);
  count += 1;
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  return { kind: "photo", content_base64: base64(new Uint8Array(await blob.arrayBuffer())) };
}

/** A document of one page without words. */
export async function pdf() {
  const name = numbered("Договор", "pdf");
  const page = [
    "%PDF-1.4",
    "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj",
    `trailer<</Root 1 0 R/ID[<${String(count).padStart(4, "0")}>]>>`,
    "%%EOF",
  ].join("\n");
  return file(name, "application/pdf", new TextEncoder().encode(page));
}

/** A picture in a format that a regulation may refuse. */
export async function bmp() {
  const bytes = new Uint8Array(54 + 16);
  const view = new DataView(bytes.buffer);
  bytes.set([0x42, 0x4d]);
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, 54, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, 2, true);
  view.setInt32(22, 2, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  bytes.fill(count % 256, 54);
  return file(numbered("Снимок экрана", "bmp"), "image/bmp", bytes);
}

/** An archive with one short text in it. */
export async function zip() {
  const name = numbered("Журнал ошибок", "zip");
  const inner = new TextEncoder().encode("log.txt");
  const content = new TextEncoder().encode(`archive ${count}\n`);
  const common = [
    20,
    0,
    0,
    0,
    0,
    0,
    0x21,
    0x5a,
    ...four(crc32(content)),
    ...four(content.length),
    ...four(content.length),
    inner.length,
    0,
    0,
    0,
  ];
  const local = [0x50, 0x4b, 3, 4, ...common, ...inner, ...content];
  const central = [0x50, 0x4b, 1, 2, 20, 0, ...common, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ...four(0), ...inner];
  const end = [0x50, 0x4b, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0, ...four(central.length), ...four(local.length), 0, 0];
  return file(name, "application/zip", new Uint8Array([...local, ...central, ...end]));
}

/** A voice message of a few seconds; the stand-in makes up its bytes. */
export async function voice() {
  return { kind: "voice", duration: 7, size: 9_300 };
}

/** More than a bot may download; it weighs nothing, its size is on paper only. */
export async function huge() {
  return { kind: "document", file_name: "Видеозапись экрана.mp4", mime: "video/mp4", size: 25 * 1024 * 1024 };
}

function numbered(name, ending) {
  count += 1;
  return `${name} ${count}.${ending}`;
}

function file(name, mime, bytes) {
  return { kind: "document", file_name: name, mime, content_base64: base64(bytes) };
}

const base64 = (bytes) => btoa(String.fromCharCode(...bytes));
const four = (number) => [number & 255, (number >>> 8) & 255, (number >>> 16) & 255, number >>> 24];

function crc32(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
