import classes from './keys.module.css';

const onMac = /Mac|iPhone|iPad/.test(navigator.platform);

const names: Record<string, string> = {
  $mod: onMac ? '⌘' : 'Ctrl',
  Shift: onMac ? '⇧' : 'Shift',
  Alt: onMac ? '⌥' : 'Alt',
  Control: onMac ? '⌃' : 'Ctrl',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Enter: '↵',
  Delete: 'Del',
  Backspace: '⌫',
  Space: 'Space',
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
};

/** How a shortcut is written for people: `$mod+Shift+z` is `Ctrl Shift Z`, on a Mac `⌘ ⇧ Z`; `[Shift]+?` is `?`. */
export function keyParts(keys: string): string[] {
  return keys
    .split('+')
    .filter((part) => !part.startsWith('['))
    .map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part.replace(/^Key|^Digit/, '')));
}

export function Keys({ keys }: { keys: string }) {
  return (
    <kbd className={classes['keys']}>
      {keyParts(keys).map((part) => (
        <span key={part}>{part}</span>
      ))}
    </kbd>
  );
}
