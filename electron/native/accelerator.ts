const modifiers: Record<string, string> = {
  $mod: 'CommandOrControl',
  Control: 'Control',
  Meta: 'Super',
  Alt: 'Alt',
  Shift: 'Shift',
};

const namedKeys: Record<string, string> = {
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Escape: 'Esc',
  Equal: '=',
  Minus: '-',
  Comma: ',',
  Period: '.',
  Slash: '/',
  Backslash: '\\',
  BracketLeft: '[',
  BracketRight: ']',
  '+': 'Plus',
};

const plainKey = /^([A-Z0-9]|F\d{1,2}|[-=,./\\[\];'?]|Enter|Tab|Space|Backspace|Delete|Insert|Home|End|PageUp|PageDown)$/;

/**
 * The keys of an action (`$mod+Shift+KeyK`, `h`, `?`) as Electron writes them; null for what a menu cannot show: key
 * sequences, unknown keys and, on macOS, keys without a modifier, which its menus would take away from typing.
 */
export function acceleratorOf(keys: string, platform: NodeJS.Platform = process.platform): string | null {
  if (keys.includes(' ')) return null;
  const parts = keys.endsWith('++') ? [...keys.slice(0, -2).split('+'), '+'] : keys.split('+');
  const key = parts.pop() ?? '';
  const held = parts.map((part) => modifiers[part]);
  if (held.includes(undefined) || (platform === 'darwin' && held.length === 0)) return null;
  const bare = key.replace(/^(Key|Digit)(?=.$)/, '');
  const name = namedKeys[bare] ?? (bare.length === 1 ? bare.toUpperCase() : bare);
  if (!plainKey.test(name) && !Object.values(namedKeys).includes(name)) return null;
  return [...held, name].join('+');
}
