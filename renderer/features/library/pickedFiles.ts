/** A file that was chosen or dropped. */
export interface PickedFile {
  /** Path inside the folder it came with, else its name. */
  name: string;
  file: File;
}

/** Files chosen in a file dialog, with or without folders. */
export function filesOfInput(input: HTMLInputElement): PickedFile[] {
  return [...(input.files ?? [])]
    .map((file) => ({ name: file.webkitRelativePath || file.name, file }))
    .filter(({ name }) => !isHidden(name));
}

/** Files that systems and tools keep for themselves: they come along with folders, and nobody means them. */
function isHidden(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.'));
}

/** Whether a drag carries files, as far as the browser tells before the drop. */
export const carriesFiles = (transfer: DataTransfer | null): boolean => transfer?.types.includes('Files') ?? false;

/**
 * All files of a drop, those in folders too. The entries must be taken while the drop event lasts; the walk may go on
 * after it. Folders and files that cannot be read are left out of the walk and named in `unreadable`.
 */
export async function filesOfDrop(transfer: DataTransfer): Promise<{ files: PickedFile[]; unreadable: string[] }> {
  const files: PickedFile[] = [];
  const unreadable: string[] = [];
  const entries: FileSystemEntry[] = [];
  for (const item of transfer.items) {
    const entry = item.webkitGetAsEntry();
    // What another page made up has no place in a file system, and comes as a file alone.
    const file = entry ? null : item.getAsFile();
    if (entry) entries.push(entry);
    else if (file) files.push({ name: file.name, file });
  }
  for (const entry of entries) await walk(entry, files, unreadable);
  return { files, unreadable };
}

async function walk(entry: FileSystemEntry, files: PickedFile[], unreadable: string[]): Promise<void> {
  const name = entry.fullPath.replace(/^\//, '');
  try {
    if (entry.isFile) {
      const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
      files.push({ name, file });
      return;
    }
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    // A reader hands out a folder in parts, and an empty part at the end.
    for (;;) {
      const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
      if (part.length === 0) return;
      for (const inside of part) if (!isHidden(inside.name)) await walk(inside, files, unreadable);
    }
  } catch {
    unreadable.push(name);
  }
}
