import { expect, test } from 'vitest';
import { acceleratorOf } from './accelerator.ts';

test.each([
  ['$mod+k', 'CommandOrControl+K'],
  ['$mod+Shift+KeyZ', 'CommandOrControl+Shift+Z'],
  ['$mod+Digit1', 'CommandOrControl+1'],
  ['$mod+Equal', 'CommandOrControl+='],
  ['$mod++', 'CommandOrControl+Plus'],
  ['Alt+ArrowLeft', 'Alt+Left'],
  ['F11', 'F11'],
  ['?', '?'],
  ['h', 'H'],
])('the keys %s are shown as %s', (keys, accelerator) => {
  expect(acceleratorOf(keys, 'linux')).toBe(accelerator);
});

test.each(['g c', 'Hyper+k', 'MediaPlay', '', '$mod+'])('a menu cannot show “%s”', (keys) => {
  expect(acceleratorOf(keys, 'linux')).toBeNull();
});

test('on macOS a key without a modifier stays out of the menu, which would take it from typing', () => {
  expect(acceleratorOf('h', 'darwin')).toBeNull();
  expect(acceleratorOf('$mod+h', 'darwin')).toBe('CommandOrControl+H');
});
