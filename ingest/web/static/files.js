// What a drop holds, the contents of its folders included; and by what a file is known again.

// What the computer and its programs themselves put into folders, and nobody hands in: previews, views, and the locks
// of documents that are open in Word or LibreOffice.
const LITTER = /^(Thumbs\.db|desktop\.ini|\.DS_Store|\._.*|~\$.*|\.~lock\..*#)$/;

export const isLitter = (file) => LITTER.test(file.name);

// The folders of files that came in one: of those with equal names they tell which is which.
const FOLDERS = new WeakMap();

export const folderOf = (file) => FOLDERS.get(file) ?? (file.webkitRelativePath ?? "").slice(0, -file.name.length);

const SAMPLE_BYTES = 65_536;

// The files, and the names of files and folders that this computer does not open: one of them stops no other.
export async function contentsOf(transfer) {
  const items = [...transfer.items].filter((item) => item.kind === "file");
  const entries = items.map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  const closed = [];
  const files = await Promise.all(entries.map((entry) => filesIn(entry, closed)));
  return { files: files.flat(), closed };
}

async function filesIn(entry, closed) {
  if (entry instanceof File) return [entry];
  const files = [];
  try {
    if (entry.isFile) {
      const file = await new Promise((found, failed) => entry.file(found, failed));
      FOLDERS.set(file, entry.fullPath.slice(1, -entry.name.length));
      files.push(file);
    } else for await (const inner of entriesOf(entry)) files.push(...(await filesIn(inner, closed)));
  } catch {
    closed.push(entry.name);
  }
  return files;
}

// A reader gives some at a time, and none when there are no more.
async function* entriesOf(folder) {
  const reader = folder.createReader();
  for (;;) {
    const some = await new Promise((found, failed) => reader.readEntries(found, failed));
    if (some.length === 0) return;
    yield* some;
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
