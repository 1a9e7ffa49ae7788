/** Hands a file to the person as a download. */
export function download(file: File): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = file.name;
  link.click();
  // The browser has taken hold of the file long before; releasing it at once stops some downloads.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
