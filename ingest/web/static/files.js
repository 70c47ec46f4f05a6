// The files of a drop, those in its folders included; and by what a file is known again.

// What the computer itself puts into folders, and nobody hands in.
const LITTER = ["Thumbs.db", "desktop.ini", ".DS_Store"];

export const isLitter = (file) => LITTER.includes(file.name) || file.name.startsWith("._");

const SAMPLE_BYTES = 65_536;

export async function filesOf(transfer) {
  const items = [...transfer.items].filter((item) => item.kind === "file");
  const entries = items.map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  const files = await Promise.all(entries.map(filesIn));
  return files.flat();
}

async function filesIn(entry) {
  if (entry instanceof File) return [entry];
  if (entry.isFile) return [await new Promise((found, failed) => entry.file(found, failed))];
  const reader = entry.createReader();
  const files = [];
  for (;;) {
    const some = await new Promise((found, failed) => reader.readEntries(found, failed));
    if (some.length === 0) return files;
    for (const inner of some) files.push(...(await filesIn(inner)));
  }
}

// Name, size and time can be equal by chance; the beginning and the end of the content (FNV-1a) hardly as well.
export async function fingerprint(file) {
  const ends = [file.slice(0, SAMPLE_BYTES), file.slice(Math.max(0, file.size - SAMPLE_BYTES))];
  let hash = 0x811c9dc5;
  for (const end of ends) {
    for (const byte of new Uint8Array(await end.arrayBuffer())) hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return `${file.size}-${file.lastModified}-${(hash >>> 0).toString(16)}`;
}
