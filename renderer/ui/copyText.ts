/**
 * Puts a text into the clipboard, and says whether that went well. Must be called while a key or button is pressed. The newer
 * interface of the clipboard may ask for a permission, or refuse a page that has not the keyboard; this one needs neither.
 */
export function copyText(text: string): boolean {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.className = 'visually-hidden';
  field.value = text;
  document.body.append(field);
  field.select();
  try {
    return document.execCommand('copy');
  } finally {
    field.remove();
    if (focused instanceof HTMLElement) focused.focus();
  }
}
